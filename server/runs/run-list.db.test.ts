import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Ctx } from '~/server/context'
import { type TestDatabase, testCtx, testDatabase } from '~/server/db/testing'
import type { Json, JsonObject } from '~/server/domain/json'
import { listRunsInputSchema, startRunInputSchema } from '~/server/domain/run'
import * as runs from './run.service'

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
      const sort = { column: 'summary.v', direction }
      const ids = await idsOfAllPages('many', { sort, limit: 170 })
      expect(new Set(ids).size).toBe(2000)
      expect(ids).toEqual(await idsOfAllPages('many', { sort, limit: 1000 }))
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
      idsOfAllPages('twins', { sort: { column: 'createdAt', direction }, limit })
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
    expect(await idsBy({ sort: { column: 'name', direction: 'asc' } })).toEqual(['r1', 'r0', 'r2'])
    for (const column of ['state', 'durationSeconds', 'config.none']) {
      expect(await idsBy({ sort: { column, direction: 'asc' } })).toHaveLength(3)
    }
  })

  test('filters compare numbers as numbers and text as text', async () => {
    await aProject('filtered', [
      { config: { lr: 0.1, opt: { name: 'adam' }, 'a.b': 1 }, tags: ['base', 'v2'] },
      { config: { lr: 10, opt: { name: 'sgd' }, on: true }, name: '100% done' },
      { config: { lr: '9', none: null } },
      { summary: { acc: 'Infinity' } },
    ])
    const idsOf = async (column: string, op: string, value?: unknown) =>
      (await list('filtered', { filters: [{ column, op, value }] })).runs.map(({ id }) => id).sort()
    expect(await idsOf('config.lr', '>', 9)).toEqual(['r1'])
    expect(await idsOf('config.lr', '=', '10')).toEqual(['r1'])
    expect(await idsOf('config.lr', '=', '9')).toEqual(['r2'])
    expect(await idsOf('config.lr', '!=', 10)).toEqual(['r0', 'r2', 'r3'])
    expect(await idsOf('config.opt.name', '=', 'adam')).toEqual(['r0'])
    expect(await idsOf('config.a.b', '<=', 1)).toEqual(['r0'])
    expect(await idsOf('config.on', '=', true)).toEqual(['r1'])
    expect(await idsOf('config.none', 'exists')).toEqual([])
    expect(await idsOf('config.none', 'missing')).toEqual(['r0', 'r1', 'r2', 'r3'])
    expect(await idsOf('summary.acc', '>', 1e300)).toEqual(['r3'])
    expect(await idsOf('name', 'contains', '0%')).toEqual(['r1'])
    expect(await idsOf('tags', 'contains', 'BAS')).toEqual(['r0'])
    expect(await idsOf('tags', '=', 'v2')).toEqual(['r0'])
    expect(await idsOf('state', '=', 'running')).toHaveLength(4)
    expect((await list('filtered', { search: 'V2' })).runs.map(({ id }) => id)).toEqual(['r0'])
    expect((await list('filtered', { search: '%' })).total).toBe(1)
    expect((await list('filtered', { states: ['failed'] })).total).toBe(0)
    expect((await list('filtered', { sweeps: ['abcdefgh'] })).total).toBe(0)
  })

  test('refuses what it does not know with what it knows, and survives hostile text', async () => {
    await aProject('hostile', [{}])
    const refused = { code: 'INVALID' }
    await expect(list('hostile', { filters: [{ column: 'toString', op: 'exists' }] })).rejects.toMatchObject(refused)
    await expect(list('hostile', { filters: [{ column: 'name', op: '=' }] })).rejects.toMatchObject(refused)
    await expect(list('hostile', { cursor: 'x' })).rejects.toMatchObject(refused)
    const text = `'; DROP TABLE run; -- \u0000 " \\ $1`
    for (const more of [
      { search: text },
      { sweeps: [text] },
      { filters: [{ column: `config.${text}`, op: '=', value: text }] },
      { sort: { column: `summary.${text}`, direction: 'asc' } },
    ]) {
      expect((await list('hostile', more)).total).toBeLessThanOrEqual(1)
    }
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
