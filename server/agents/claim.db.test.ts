import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Ctx } from '~/server/context'
import { type TestDatabase, testCtx, testDatabase } from '~/server/db/testing'
import { closeSearch } from '~/server/sweeps/run-search'
import { anAgent, aSweep, type Caller, callerOf, endWith, logLoss, takeRun, workUntilOver } from './testing'

let database: TestDatabase
let ctx: Ctx
let caller: Caller
/** The same sweep seen by another server: a second pool on the same database. */
let other: Caller

beforeAll(async () => {
  database = await testDatabase()
  ctx = await testCtx(database.db)
  caller = callerOf(ctx)
  other = callerOf({ ...ctx, db: database.connect() })
})

afterAll(async () => {
  await closeSearch()
  await database.close()
})

test('200 agents that ask at once on two servers get each cell of a grid of 500 exactly once, and it ends there', async () => {
  const { sweep } = await aSweep(
    caller,
    'method: grid\nparameters: {a: {min: 1, max: 25}, b: {min: 1, max: 20}}\nmetric: {name: loss}',
  )
  const agents = await Promise.all(
    Array.from({ length: 200 }, async (_, index) => {
      const door = index % 2 === 0 ? caller : other
      return { door, agent: await anAgent(door, sweep, `agent ${index}`) }
    }),
  )
  const cells: string[] = []
  await Promise.all(
    agents.map(async ({ door, agent }) => {
      for (;;) {
        const next = await door.agents.nextRun({ agent, waitMs: 20_000 })
        if (next.kind === 'over') return
        if (next.kind !== 'run') continue
        cells.push(`${next.config['a']} ${next.config['b']}`)
        await endWith(door, next, 0)
      }
    }),
  )
  expect(cells).toHaveLength(500)
  expect(new Set(cells).size).toBe(500)
  const detail = await caller.sweeps.byId({ sweep })
  expect(detail).toMatchObject({ state: 'finished', endReason: 'grid used up', expectedCount: 500 })
  expect(detail.runs).toMatchObject({ finished: 500, total: 500 })
}, 120_000)

test('an agent that asks again with a run in hand gets the same run, also twice at once on two servers', async () => {
  const { sweep } = await aSweep(caller)
  const agent = await anAgent(caller, sweep)
  const [first, second] = await Promise.all([takeRun(caller, agent), takeRun(other, agent)])
  expect(second).toEqual(first)
  expect(await takeRun(caller, agent)).toEqual(first)
  await endWith(caller, first, 0)
  expect((await takeRun(caller, agent)).storageId).not.toBe(first.storageId)
})

test('a wait of nothing still gets a run that has to be suggested first', async () => {
  const { sweep } = await aSweep(caller)
  const agent = await anAgent(caller, sweep)
  expect((await caller.agents.nextRun({ agent, waitMs: 0 })).kind).toBe('run')
})

test('a request that is given up ends at once, and what it would have got goes to others', async () => {
  const { sweep } = await aSweep(caller)
  await caller.sweeps.change({ sweep, action: 'pause' })
  const agent = await anAgent(caller, sweep)
  const abort = new AbortController()
  const startedAtMs = performance.now()
  const asked = callerOf(ctx, abort.signal).agents.nextRun({ agent, waitMs: 20_000 })
  setTimeout(() => abort.abort(), 50)
  expect((await asked).kind).toBe('wait')
  expect(performance.now() - startedAtMs).toBeLessThan(2000)
})

test('a run cap ends the sweep when its last run is over, and says so', async () => {
  const { sweep } = await aSweep(
    caller,
    'method: random\nrun_cap: 3\nparameters: {a: {min: 0.0, max: 1.0}}\nmetric: {name: loss}',
  )
  const agent = await anAgent(caller, sweep)
  expect(await workUntilOver(caller, agent)).toHaveLength(3)
  expect(await caller.sweeps.byId({ sweep })).toMatchObject({
    state: 'finished',
    endReason: 'run cap of 3 reached',
    expectedCount: 3,
  })
})

test('the last run ends its sweep though no agent asks any more', async () => {
  const { sweep } = await aSweep(caller, 'method: grid\nparameters: {a: {values: [1]}}')
  const agent = await anAgent(caller, sweep)
  await endWith(caller, await takeRun(caller, agent), 0)
  expect(await caller.sweeps.byId({ sweep })).toMatchObject({ state: 'finished', endReason: 'grid used up' })
})

test('a reached target ends the sweep while other runs go on', async () => {
  const { sweep } = await aSweep(
    caller,
    'method: random\nparameters: {a: {min: 0.0, max: 1.0}}\nmetric: {name: loss, goal: minimize, target: 0.1}',
  )
  const [one, two] = [await anAgent(caller, sweep, 'one'), await anAgent(caller, sweep, 'two')]
  const [first, second] = [await takeRun(caller, one), await takeRun(caller, two)]
  await logLoss(caller, first, [0.5, 0.05, 0.4])
  await endWith(caller, first, 0)
  expect(await caller.agents.nextRun({ agent: one, waitMs: 0 })).toMatchObject({ kind: 'over' })
  const detail = await caller.sweeps.byId({ sweep })
  expect(detail.endReason).toContain('target of 0.1 reached')
  expect(detail.best).toMatchObject({ value: 0.05, runId: first.run })
  expect(detail.runs.running).toBe(1)
  await endWith(caller, second, 0)
  expect((await caller.sweeps.byId({ sweep })).runs).toMatchObject({ finished: 2, running: 0 })
})

test('every suggestion says how long it took', async () => {
  const { sweep, project, entity } = await aSweep(caller)
  const run = await takeRun(caller, await anAgent(caller, sweep))
  const detail = await caller.runs.byId({ entity, project, run: run.run })
  expect(detail.suggestionInfo).toMatchObject({ suggestMs: expect.any(Number) })
})
