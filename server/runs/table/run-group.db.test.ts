import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Ctx } from '~/server/context'
import { type TestDatabase, testCtx, testDatabase } from '~/server/db/testing'
import type { JsonObject } from '~/server/domain/json'
import { listGroupsInputSchema, type RunGroup } from '~/server/domain/run-group'
import { listRunsInputSchema } from '~/server/domain/run-list'
import { openProject } from '~/server/projects/project.service'
import { listRuns } from '../run-list.service'
import { listGroups } from './run-group.service'

let database: TestDatabase
let ctx: Ctx

/** Every kind of value that a column may hold, several times over. */
const RUNS = Array.from({ length: 240 }, (_, index) => {
  const opt = ['adam', 'sgd', 1, '1', true, null, undefined, [1, 2], { a: 1 }, 'Größe "x"'][index % 10]
  const loss = index % 11 === 0 ? 'NaN' : index % 13 === 0 ? 'Infinity' : index % 17 === 0 ? undefined : index / 10
  return {
    runId: `r${index}`,
    name: `run ${index}`,
    state: (['finished', 'failed', 'running'] as const)[index % 3] ?? 'finished',
    config: { ...(opt === undefined ? {} : { opt }), layers: index % 4 } as JsonObject,
    summary: (loss === undefined ? {} : { loss }) as JsonObject,
    tags: index % 5 === 0 ? [] : index % 5 === 1 ? ['a', 'b'] : ['a'],
    group: index % 2 === 0 ? 'even' : null,
    createdAt: new Date(Date.UTC(2026, 10, 1 + (index % 3), 12)),
  }
})

beforeAll(async () => {
  database = await testDatabase()
  ctx = await testCtx(database.db)
  const { id: projectId } = await openProject(ctx, { project: 'p' })
  await database.db.run.createMany({ data: RUNS.map((run) => ({ ...run, projectId })) })
  await database.db.run.create({
    data: { projectId, runId: 'gone', name: 'gone', state: 'finished', deletedAt: new Date(), group: 'trash' },
  })
})
afterAll(() => database.close())

function ask(more: object) {
  return listGroups(ctx, listGroupsInputSchema.parse({ entity: 'ada', project: 'p', ...more }))
}

async function countOf(filter: string): Promise<number> {
  return (await listRuns(ctx, listRunsInputSchema.parse({ entity: 'ada', project: 'p', filter }))).total
}

function numbersOf(runs: typeof RUNS): number[] {
  return runs.map(({ summary }) => summary['loss']).filter((loss) => typeof loss === 'number')
}

function expectFacts(group: RunGroup, runs: typeof RUNS): void {
  const numbers = numbersOf(runs)
  const mean = numbers.reduce((sum, number) => sum + number, 0) / numbers.length
  const facts = group.facts['summary.loss']
  expect(group.count).toBe(runs.length)
  expect(facts?.count).toBe(numbers.length)
  expect(facts?.mean).toBeCloseTo(mean, 9)
  const squares = numbers.reduce((sum, number) => sum + (number - mean) ** 2, 0)
  expect(facts?.deviation).toBeCloseTo(Math.sqrt(squares / (numbers.length - 1)), 9)
  expect([facts?.min, facts?.max]).toEqual([Math.min(...numbers), Math.max(...numbers)])
  for (const state of ['finished', 'failed', 'running'] as const) {
    expect(group.states[state] ?? 0).toBe(runs.filter((run) => run.state === state).length)
  }
}

describe('groups', () => {
  test('hold what a naive count finds, whatever the type of the value', async () => {
    const { groups, total } = await ask({ groupBy: ['config.opt'], columns: ['summary.loss'] })
    expect(total).toBe(9)
    expect(groups).toHaveLength(9)
    for (const group of groups) {
      const same = RUNS.filter(({ config }) => JSON.stringify(config['opt'] ?? null) === JSON.stringify(group.value))
      expectFacts(group, same)
    }
  })

  test('of none are one group of all runs, without the trash', async () => {
    const { groups, total } = await ask({ columns: ['summary.loss'] })
    expect([total, groups[0]?.filter]).toEqual([1, ''])
    expectFacts(groups[0]!, RUNS)
  })

  test('are opened level by level', async () => {
    const groupBy = ['group', 'config.opt', 'config.layers']
    const outer = await ask({ groupBy })
    expect(outer.groups.map(({ value, count }) => [value, count])).toEqual([
      ['even', 120],
      [null, 120],
    ])
    const inner = await ask({ groupBy, within: [null, 'sgd'], columns: ['summary.loss'] })
    for (const group of inner.groups) {
      expectFacts(
        group,
        RUNS.filter(
          ({ config, group: g }) => g === null && config['opt'] === 'sgd' && config['layers'] === group.value,
        ),
      )
    }
    expect(inner.groups.reduce((sum, { count }) => sum + count, 0)).toBe(24)
    expect(new Set([...outer.groups, ...inner.groups].map(({ key }) => key)).size).toBe(2 + inner.groups.length)
  })

  test('are found again by their filter', async () => {
    for (const column of ['config.layers', 'group', 'state', 'tags', 'createdAt', 'config.none', 'durationSeconds']) {
      for (const { filter, count } of (await ask({ groupBy: [column] })).groups)
        expect(await countOf(filter)).toBe(count)
    }
    const odd = (await ask({ groupBy: ['config.opt'] })).groups.filter(({ value }) => typeof value === 'object')
    for (const { filter, count } of odd) expect(await countOf(filter)).toBe(count)
  })

  test('by tags hold a run once for each of its tags, and times are grouped by day', async () => {
    const byTag = await ask({ groupBy: ['tags'] })
    expect(byTag.groups.map(({ value, count }) => [value, count])).toEqual(
      [
        ['a', 192],
        [null, 48],
        ['b', 48],
      ].sort((x, y) => Number(y[1]) - Number(x[1]) || (x[0] === null ? 1 : -1)),
    )
    const byDay = await ask({ groupBy: ['createdAt'], sort: [{ column: 'createdAt', direction: 'desc' }] })
    expect(byDay.groups.map(({ value }) => value)).toEqual(['2026-11-03', '2026-11-02', '2026-11-01'])
  })

  test('stand in order of their value, their mean or their newest run, those without last', async () => {
    const by = async (column: string, direction: string) =>
      (await ask({ groupBy: ['config.layers'], sort: [{ column, direction }], columns: ['summary.loss'] })).groups.map(
        ({ value }) => value,
      )
    expect(await by('config.layers', 'desc')).toEqual([3, 2, 1, 0])
    expect(await by('config.layers', 'asc')).toEqual([0, 1, 2, 3])
    const means = [0, 1, 2, 3].map((layers) => {
      const numbers = numbersOf(RUNS.filter(({ config }) => config['layers'] === layers))
      return { layers, mean: numbers.reduce((a, b) => a + b, 0) / numbers.length }
    })
    expect(await by('summary.loss', 'asc')).toEqual(
      means.toSorted((a, b) => a.mean - b.mean).map(({ layers }) => layers),
    )
    expect(await by('createdAt', 'desc')).toHaveLength(4)
    expect(await by('summary.none', 'desc')).toEqual([0, 1, 2, 3])
  })

  test('come in pages, and through the filter', async () => {
    const all = (await ask({ groupBy: ['name'], limit: 200 })).groups.map(({ key }) => key)
    const pages = [
      ...(await ask({ groupBy: ['name'], limit: 150 })).groups,
      ...(await ask({ groupBy: ['name'], limit: 150, offset: 150 })).groups,
    ]
    expect(pages).toHaveLength(240)
    expect(pages.slice(0, 200).map(({ key }) => key)).toEqual(all)
    const filtered = await ask({ groupBy: ['config.layers'], filter: 'config.layers > 1', search: 'run 1' })
    expect(filtered.total).toBe(2)
  })

  test('by all columns at once name their runs, the newest first', async () => {
    const { groups, total } = await ask({ groupBy: ['group', 'config.layers', 'config.opt'], isFlat: true, members: 3 })
    const naive = new Set(
      RUNS.map(({ group, config }) => JSON.stringify([group, config['layers'], config['opt'] ?? null])),
    )
    expect(total).toBe(naive.size)
    for (const { value, key, filter, count, members } of groups.slice(0, 12)) {
      expect(naive.has(JSON.stringify(value))).toBe(true)
      expect(key).toBe(JSON.stringify(value))
      expect(members).toHaveLength(Math.min(3, count))
      const opt = Array.isArray(value) ? value[2] : null
      if (opt !== 1 && opt !== '1') expect(await countOf(filter)).toBe(count)
    }
    const [first] = (await ask({ groupBy: ['state'], members: 2, sort: [{ column: 'state', direction: 'asc' }] }))
      .groups
    const newest = await database.db.run.findMany({
      where: { state: 'failed' },
      orderBy: [{ createdAt: 'desc' }, { serial: 'desc' }],
      take: 2,
    })
    expect(first?.members).toEqual(newest.map(({ id }) => id))
  })

  test('that make no sense are refused', async () => {
    await expect(ask({ groupBy: ['state'], within: ['finished'] })).rejects.toMatchObject({ code: 'INVALID' })
    await expect(ask({ groupBy: ['state'], filter: '((' })).rejects.toMatchObject({ code: 'INVALID' })
    await expect(ask({ groupBy: ['best.loss'] })).rejects.toMatchObject({ code: 'INVALID' })
    const hostile = await ask({ groupBy: [`config.'; DROP TABLE run`], within: [] })
    expect(hostile.groups[0]?.count).toBe(240)
  })
})
