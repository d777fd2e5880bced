import { afterAll, beforeAll, expect, test } from 'vitest'
import { anAgent, aSweep, type Caller, callerOf, endWith, logLoss, takeRun } from '~/server/agents/testing'
import type { Ctx } from '~/server/context'
import { type TestDatabase, testCtx, testDatabase } from '~/server/db/testing'
import { closeSearch } from '../run-search'

let database: TestDatabase
let ctx: Ctx
let caller: Caller

beforeAll(async () => {
  database = await testDatabase()
  ctx = await testCtx(database.db)
  caller = callerOf(ctx)
})

afterAll(async () => {
  await closeSearch()
  await database.close()
})

type Config = { method: string; seed?: number; runCap?: number; metric?: string; extra?: string; parameter?: string }

function configOf({
  method,
  seed = 1,
  runCap = 3,
  metric = '{name: loss, goal: minimize}',
  extra = '',
  parameter,
}: Config) {
  return `method: ${method}\nseed: ${seed}\nrun_cap: ${runCap}\nmetric: ${metric}\n${extra}\nparameters: {a: ${parameter ?? '{values: [1, 2, 3, 4, 5]}'}}`
}

/** Works off a sweep with these curves of the loss; `failed` ends without a value. */
async function workedSweep(project: string, config: Config, curves: (number[] | 'failed')[]): Promise<string> {
  const { sweep } = await aSweep(caller, configOf({ runCap: curves.length, ...config }), project)
  const agent = await anAgent(caller, sweep)
  for (const curve of curves) {
    const run = await takeRun(caller, agent)
    if (curve !== 'failed') await logLoss(caller, run, curve)
    await endWith(caller, run, curve === 'failed' ? 1 : 0)
  }
  return sweep
}

test('compared sweeps tell how fast each came to its best and to the best of all', async () => {
  const project = 'compared'
  const sweeps = [
    await workedSweep(project, { method: 'grid' }, [
      [5, 4],
      [3, 2],
      [9, 1],
    ]),
    await workedSweep(project, { method: 'random' }, [[6, 2], 'failed', [7, 7]]),
  ]
  const compared = await caller.sweeps.compare({ entity: 'ada', project, sweeps })
  expect(compared).toMatchObject({
    objective: { name: 'loss', goal: 'minimize' },
    x: [1, 2, 3],
    level: { kind: 'common', value: 2 },
    reference: { runCount: 6, valueCount: 5 },
    metrics: ['loss'],
    notes: [],
  })
  expect(compared.sweeps).toMatchObject([
    { method: 'grid', order: 'listed', line: [4, 2, 1], best: 1, runsToBest: 3, runsToLevel: 2, withoutValueCount: 0 },
    { method: 'random', order: 'drawn', line: [2, 2, 2], best: 2, runsToBest: 1, runsToLevel: 1, withoutValueCount: 1 },
  ])
  const { runs } = await caller.runs.list({ entity: 'ada', project })
  const best = runs.find((run) => run.id === compared.sweeps[0]!.bestRunId)
  expect(best?.summary['loss']).toBe(1)
  const byTime = await caller.sweeps.compare({ entity: 'ada', project, sweeps, axis: 'time' })
  expect(byTime.sweeps.map(({ best }) => best)).toEqual([1, 2])
  await expect(caller.sweeps.compare({ entity: 'ada', project: 'demo', sweeps })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
})

test('curves are means over the ended runs of a contender, of any metric that was logged', async () => {
  const project = 'curves'
  const sweeps = [
    await workedSweep(project, { method: 'grid' }, [
      [5, 4],
      [3, 2],
      [9, 1, 0],
    ]),
    await workedSweep(project, { method: 'random' }, ['failed']),
  ]
  const curves = await caller.sweeps.compareCurves({ entity: 'ada', project, sweeps, metrics: ['loss', 'nothing'] })
  expect(curves).toHaveLength(1)
  expect(curves[0]).toMatchObject({
    contender: 0,
    metric: 'loss',
    runCount: 3,
    runTotal: 3,
    step: [0, 1, 2],
    stride: 1,
  })
  expect(curves[0]).toMatchObject({ count: [3, 3, 1], min: [3, 1, 0], max: [9, 4, 0] })
  expect(curves[0]!.mean[0]).toBeCloseTo(17 / 3)
  expect(curves[0]!.deviation[0]).toBeCloseTo(Math.sqrt(28 / 3))
})

test('sweeps of one config under different seeds count as one, and a twin under the same seed is told', async () => {
  const project = 'replicates'
  const sweeps = [
    await workedSweep(project, { method: 'bayes', seed: 1 }, [[3], [2]]),
    await workedSweep(project, { method: 'bayes', seed: 2 }, [[1], [1]]),
    await workedSweep(project, { method: 'bayes', seed: 2 }, [[4], [4]]),
    await workedSweep(project, { method: 'bayes', seed: 3, parameter: '{values: [1, 2]}' }, [[9]]),
  ]
  const path = { entity: 'ada', project }
  const together = await caller.sweeps.compare({ ...path, sweeps })
  expect(together.contenders.map(({ sweeps: mine }) => mine)).toEqual([[0, 1, 2], [3]])
  expect(together.contenders[0]).toMatchObject({
    method: 'bayes',
    ordinal: 0,
    band: { basis: 'replicates', mid: [3, 2] },
  })
  expect(together.contenders[1]).toMatchObject({ ordinal: 1, band: null, basis: ['single'] })
  expect(together.notes).toEqual([
    { kind: 'space', parameters: ['a'] },
    { kind: 'seed', sweeps: [1, 2] },
  ])
  const apart = await caller.sweeps.compare({ ...path, sweeps, replicates: 'apart' })
  expect(apart.contenders).toHaveLength(4)
  expect(new Set(apart.contenders.map(({ label }) => label)).size).toBe(4)
})

test('an order that a person or a target had a hand in is not taken for chance', async () => {
  const project = 'orders'
  const target = await workedSweep(
    project,
    { method: 'random', metric: '{name: loss, goal: minimize, target: 0.5}', runCap: 9 },
    [[2], [0.1]],
  )
  expect((await caller.sweeps.byId({ sweep: target })).endReason).toContain('target of')
  const shuffled = await workedSweep(project, { method: 'grid', extra: 'grid: {random_order: true}' }, [[1], [2]])
  const joined = await workedSweep(project, { method: 'random', seed: 5 }, [[1]])
  const detail = await caller.sweeps.byId({ sweep: joined })
  await database.db.$executeRaw`
    UPDATE suggestion SET source = 'hand' WHERE sweep_id = ${detail.storageId}::uuid`
  const edited = await workedSweep(project, { method: 'random', seed: 6 }, [[1]])
  await database.db.$executeRaw`UPDATE sweep SET version = 2 WHERE sweep_id = ${edited}`
  const compared = await caller.sweeps.compare({
    entity: 'ada',
    project,
    sweeps: [target, shuffled, joined, edited],
    replicates: 'apart',
  })
  expect(compared.sweeps.map(({ order }) => order)).toEqual(['target', 'shuffled', 'by-hand', 'edited'])
})

test('a run that ends while people look is counted, one that goes on is not, and one in the trash is no more', async () => {
  const project = 'live'
  const { sweep } = await aSweep(caller, configOf({ method: 'random', runCap: 5 }), project)
  const agent = await anAgent(caller, sweep)
  const look = () => caller.sweeps.compare({ entity: 'ada', project, sweeps: [sweep] })
  const run = await takeRun(caller, agent)
  await logLoss(caller, run, [3])
  expect((await look()).sweeps[0]).toMatchObject({ runCount: 0, best: null, state: 'running' })
  await endWith(caller, run, 0)
  expect((await look()).sweeps[0]).toMatchObject({ runCount: 1, best: 3 })
  // A value that arrives late still counts, and what is remembered never hides it.
  await caller.history.append({ storageId: run.storageId, offset: 1, lines: ['{"loss": 1}'] })
  expect((await look()).sweeps[0]).toMatchObject({ runCount: 1, best: 1 })
  await database.db.$executeRaw`UPDATE run SET deleted_at = now() WHERE id = ${run.storageId}::uuid`
  expect((await look()).sweeps[0]).toMatchObject({ runCount: 0, best: null })
})

test('sweeps of another objective are refused with what each has, and a stranger is told nothing', async () => {
  const project = 'mixed'
  const loss = await workedSweep(project, { method: 'random' }, [[1]])
  const other = await aSweep(caller, configOf({ method: 'random', metric: '{name: loss, goal: maximize}' }), project)
  const bare = await aSweep(caller, 'method: random\nparameters: {a: {values: [1]}}', project)
  const ask = (sweeps: string[]) => caller.sweeps.compare({ entity: 'ada', project, sweeps })
  await expect(ask([loss, other.sweep])).rejects.toThrow('maximize loss')
  await expect(ask([bare.sweep])).rejects.toThrow(/no metric/)
  await expect(ask([])).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  const stranger = callerOf({ ...ctx, actor: { ...ctx.actor!, roles: {} } })
  await expect(stranger.sweeps.compare({ entity: 'ada', project, sweeps: [loss] })).rejects.toThrow()
  await expect(
    stranger.sweeps.compareCurves({ entity: 'ada', project, sweeps: [loss], metrics: ['loss'] }),
  ).rejects.toThrow()
})

test('a sweep without any ended run is an answer', async () => {
  const { sweep } = await aSweep(caller, configOf({ method: 'bayes' }), 'nothing')
  const compared = await caller.sweeps.compare({ entity: 'ada', project: 'nothing', sweeps: [sweep], axis: 'time' })
  expect(compared).toMatchObject({ x: [], level: { value: null }, budgets: [], metrics: [] })
  expect(compared.sweeps[0]).toMatchObject({ runCount: 0, best: null, bestTenth: null })
})
