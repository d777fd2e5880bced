import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Ctx } from '~/server/context'
import { type TestDatabase, testCtx, testDatabase } from '~/server/db/testing'
import type { Json, JsonObject } from '~/server/domain/json'
import { startRunInputSchema } from '~/server/domain/run'
import { OWN_COLUMNS } from '~/server/domain/run-column'
import { listRunsInputSchema, readTableInputSchema } from '~/server/domain/run-list'
import * as runs from './run.service'
import { forgetOrders, readTable } from './table/run-table.service'

let database: TestDatabase
let ctx: Ctx

beforeAll(async () => {
  database = await testDatabase()
  ctx = await testCtx(database.db)
})
afterAll(() => database.close())

function list(project: string, more: object = {}) {
  return runs.listRuns(ctx, listRunsInputSchema.parse({ entity: 'ada', project, ...more }))
}

function table(project: string, more: object = {}) {
  return readTable(ctx, readTableInputSchema.parse({ entity: 'ada', project, ...more }))
}

async function aProject(
  name: string,
  rows: { name?: string; config?: JsonObject; summary?: JsonObject; tags?: string[] }[],
) {
  await runs.startRun(ctx, startRunInputSchema.parse({ project: name, run: 'first', name: 'first' }))
  const { projectId } = await database.db.run.findFirstOrThrow({ where: { project: { name } } })
  await database.db.run.deleteMany({ where: { projectId } })
  await database.db.run.createMany({
    data: rows.map((row, index) => ({
      projectId,
      runId: `r${index}`,
      name: row.name ?? `run ${index}`,
      state: 'running' as const,
      config: row.config ?? {},
      summary: row.summary ?? {},
      tags: row.tags ?? [],
      createdAt: new Date(1_700_000_000_000 + index),
    })),
  })
}

async function idsOfAllPages(project: string, more: object): Promise<string[]> {
  const ids: string[] = []
  for (let cursor: string | null = null; ; ) {
    const page: Awaited<ReturnType<typeof list>> = await list(project, { ...more, cursor })
    ids.push(...page.runs.map(({ id }) => id))
    if (page.nextCursor === null) return ids
    cursor = page.nextCursor
  }
}

/** The same through the table's door, from the last stretch to the first. */
async function idsOfAllStretches(project: string, more: { limit: number; sort?: object[] }): Promise<string[]> {
  const { version, total } = await table(project, more)
  const ids: string[] = []
  for (let offset = Math.floor((total - 1) / more.limit) * more.limit; offset >= 0; offset -= more.limit) {
    const page = await table(project, { ...more, version, offset })
    ids.unshift(...page.runs.map((run) => run?.id ?? 'gone'))
  }
  return ids
}

describe('the run table', () => {
  test('pages through 2,000 runs with equal keys, nulls and mixed types: each run once, and in one order', async () => {
    const kinds: (Json | undefined)[] = [
      0,
      1,
      1,
      2.5,
      -7,
      'x',
      'X',
      'NaN',
      'Infinity',
      '-Infinity',
      null,
      true,
      [1],
      { a: 1 },
      undefined,
    ]
    const rows = Array.from({ length: 2000 }, (_, index): { summary: JsonObject } => {
      const value = kinds[index % kinds.length]
      return { summary: value === undefined ? {} : { v: value } }
    })
    await aProject('many', rows)
    for (const direction of ['asc', 'desc'] as const) {
      const sort = [{ column: 'summary.v', direction }]
      const ids = await idsOfAllPages('many', { sort, limit: 170 })
      expect(new Set(ids).size).toBe(2000)
      expect(ids).toEqual(await idsOfAllPages('many', { sort, limit: 1000 }))
      expect(ids).toEqual(await idsOfAllStretches('many', { sort, limit: 499 }))
      const values = ids.map((id) => rows[Number(id.slice(1))]?.summary['v'])
      const numbers = values.filter((value) => typeof value === 'number')
      expect(numbers).toEqual([...numbers].sort((a, b) => (direction === 'asc' ? a - b : b - a)))
      const missing = values.map((value) => value === undefined || value === null || value === 'NaN')
      expect(missing).toEqual([...missing].sort())
      expect(values.indexOf('-Infinity') < values.indexOf(-7)).toBe(direction === 'asc')
      expect(values.indexOf('Infinity') > values.indexOf(2.5)).toBe(direction === 'asc')
    }
    expect((await list('many', { limit: 1 })).total).toBe(2000)
  })

  test('pages by creation, both ways, through runs made in the same millisecond', async () => {
    await aProject(
      'twins',
      Array.from({ length: 40 }, () => ({})),
    )
    await database.db.run.updateMany({
      where: { project: { name: 'twins' }, runId: { in: ['r5', 'r6', 'r7', 'r8', 'r9'] } },
      data: { createdAt: new Date(1_700_000_000_003) },
    })
    const idsBy = (direction: 'asc' | 'desc', limit: number) =>
      idsOfAllPages('twins', { sort: [{ column: 'createdAt', direction }], limit })
    const newestFirst = await idsBy('desc', 100)
    expect(new Set(newestFirst).size).toBe(40)
    expect(newestFirst.slice(0, 2)).toEqual(['r39', 'r38'])
    expect(await idsBy('desc', 3)).toEqual(newestFirst)
    expect(await idsBy('asc', 2)).toEqual(newestFirst.toReversed())
  })

  test('sorts by every column, newest first unless told otherwise', async () => {
    await aProject('sorted', [{ name: 'b' }, { name: 'A' }, { name: 'c' }])
    const idsBy = async (more: object) => (await list('sorted', more)).runs.map(({ id }) => id)
    expect(await idsBy({})).toEqual(['r2', 'r1', 'r0'])
    expect(await idsBy({ sort: [{ column: 'name', direction: 'asc' }] })).toEqual(['r1', 'r0', 'r2'])
    for (const column of [...Object.keys(OWN_COLUMNS), 'config.none', 'summary.a.b', 'min.loss', 'max.loss']) {
      for (const direction of ['asc', 'desc'])
        expect(await idsOfAllPages('sorted', { sort: [{ column, direction }], limit: 2 })).toHaveLength(3)
    }
  })

  test('sorts by several columns, each in its direction, in pages and in stretches alike', async () => {
    const rows = Array.from({ length: 60 }, (_, index) => ({
      config: { opt: ['adam', 'sgd', 'Adam'][index % 3] ?? '', ...(index % 7 === 0 ? {} : { layers: index % 4 }) },
    }))
    await aProject('several', rows)
    const sort = [
      { column: 'config.layers', direction: 'desc' },
      { column: 'config.opt', direction: 'asc' },
      { column: 'createdAt', direction: 'desc' },
    ]
    const ids = await idsOfAllPages('several', { sort, limit: 7 })
    const expected = rows
      .map(({ config }, index) => ({
        id: `r${index}`,
        index,
        opt: config.opt.toLowerCase(),
        layers: config.layers ?? -1,
      }))
      .sort((a, b) => b.layers - a.layers || (a.opt < b.opt ? -1 : a.opt > b.opt ? 1 : 0) || b.index - a.index)
      .map(({ id }) => id)
    expect(ids).toEqual(expected)
    expect(await idsOfAllStretches('several', { sort, limit: 13 })).toEqual(expected)
  })

  test('a stretch holds the values of the columns that were asked for, and no others', async () => {
    await aProject('values', [
      {
        config: { lr: 0.1, 'a.b': 1, opt: { name: 'adam' }, long: 'x'.repeat(5000) },
        summary: { loss: 'NaN' },
        tags: ['t'],
      },
      {},
    ])
    const columns = [
      'config.lr',
      'config.a.b',
      'config.opt.name',
      'config.long',
      'summary.loss',
      'tags',
      'name',
      'host',
    ]
    const [newest, oldest] = (await table('values', { columns })).runs
    expect(newest?.values).toEqual({ tags: [], name: 'run 1' })
    expect(oldest?.values).toEqual({
      'config.lr': 0.1,
      'config.a.b': 1,
      'config.opt.name': 'adam',
      'config.long': `${'x'.repeat(500)}…`,
      'summary.loss': 'NaN',
      tags: ['t'],
      name: 'run 0',
    })
    const whole = (await table('values', { isWhole: true, offset: 1 })).runs[0]
    expect(Object.keys(whole?.values ?? {}).sort()).toEqual(
      ['config.a.b', 'config.long', 'config.lr', 'config.opt.name', 'summary.loss'].sort(),
    )
  })

  test('an order that was looked at stays as it was, and a run deleted since is a gap in it', async () => {
    await aProject('held', [{}, {}, {}])
    const { version } = await table('held')
    await database.db.run.updateMany({
      where: { project: { name: 'held' }, runId: 'r1' },
      data: { deletedAt: new Date() },
    })
    const held = await table('held', { version })
    expect(held.runs.map((run) => run?.id ?? null)).toEqual(['r2', null, 'r0'])
    expect(held.total).toBe(3)
    forgetOrders((await database.db.run.findFirstOrThrow({ where: { project: { name: 'held' } } })).projectId)
    const now = await table('held')
    expect(now.runs.map((run) => run?.id)).toEqual(['r2', 'r0'])
    expect(now.version).not.toBe(version)
    expect((await table('held', { version: 'nobody-knows' })).version).toBe(now.version)
    expect((await list('held')).total).toBe(2)
  })

  test('offers the keys that its runs have, the most common first', async () => {
    await aProject('columns', [
      { config: { b: 1, opt: { lr: 1 } }, summary: { 'val.acc': 1 } },
      { config: { b: 1, a: 1 }, summary: {} },
    ])
    expect(await runs.listColumns(ctx, { entity: 'ada', project: 'columns' })).toEqual({
      config: ['b', 'a', 'opt.lr'],
      summary: ['val.acc'],
      metrics: [],
    })
  })
})
