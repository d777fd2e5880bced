import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  anAgent,
  aSweep,
  type Caller,
  callerOf,
  endWith,
  logLoss,
  takeRun,
  workUntilOver,
} from '~/server/agents/testing'
import type { Ctx } from '~/server/context'
import { type TestDatabase, testCtx, testDatabase } from '~/server/db/testing'
import { sweepPointsOf } from '~/server/domain/sweep-points'
import { closeSearch } from './run-search'
import { listTrials } from './trial.store'

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

test('a deleted run of a sweep is gone from what came of it, and its cell is not tried again', async () => {
  const { sweep, entity, project } = await aSweep(caller)
  const agent = await anAgent(caller, sweep)
  const best = await takeRun(caller, agent)
  await logLoss(caller, best, [0.001])
  await endWith(caller, best, 0)
  const path = { entity, project }
  const which = { kind: 'ids' as const, ids: [best.run] }
  await caller.runs.delete({ ...path, which })

  const after = await workUntilOver(caller, agent)
  expect(after.map(({ config }) => JSON.stringify(config))).not.toContain(JSON.stringify(best.config))
  expect(after).toHaveLength(5)
  const found = await caller.sweeps.byId({ sweep })
  expect(found).toMatchObject({ state: 'finished', endReason: 'grid used up' })
  expect(found.runs.total).toBe(5)
  expect(found.best?.runId).not.toBe(best.run)
  expect(sweepPointsOf(await caller.sweeps.points({ sweep })).points.map(({ runId }) => runId)).not.toContain(best.run)
  const { id } = await database.db.sweep.findUniqueOrThrow({ where: { sweepId: sweep } })
  const [trial] = await listTrials(ctx.db, id, { name: 'loss', goal: 'minimize' })
  expect(trial).toMatchObject({ number: 0, state: 'killed', best: null, worst: null, latest: null })

  await caller.runs.restore({ ...path, which })
  const restored = await caller.sweeps.byId({ sweep })
  expect(restored.runs.total).toBe(6)
  expect(restored.best?.runId).toBe(best.run)
})

test('a run that is deleted while it trains is stopped, and its sweep goes on without it', async () => {
  const { sweep, entity, project } = await aSweep(caller, undefined, 'deleted-training')
  const agent = await anAgent(caller, sweep)
  const run = await takeRun(caller, agent)
  await caller.runs.delete({ entity, project, which: { kind: 'ids', ids: [run.run] } })
  expect(await caller.agents.heartbeat({ agent, running: [run.storageId] })).toMatchObject({
    stop: [{ storageId: run.storageId }],
  })
  await endWith(caller, run, 143)
  expect(await workUntilOver(caller, agent)).toHaveLength(5)
  expect((await caller.sweeps.byId({ sweep })).runs).toMatchObject({ total: 5, finished: 5, killed: 0 })
})
