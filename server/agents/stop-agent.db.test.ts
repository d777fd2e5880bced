import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Ctx } from '~/server/context'
import { type TestDatabase, testCtx, testDatabase } from '~/server/db/testing'
import { closeSearch } from '~/server/sweeps/run-search'
import { anAgent, aSweep, type Caller, callerOf, endWith, takeRun } from './testing'

let database: TestDatabase
let ctx: Ctx
let caller: Caller
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

const agentsOf = (sweep: string) => caller.agents.list({ sweep })

test('an agent that is stopped hears it with its heartbeat, its run is killed, and it is told to end', async () => {
  const { sweep, entity, project } = await aSweep(caller)
  const agent = await anAgent(caller, sweep)
  const run = await takeRun(caller, agent)
  const stopped = await caller.agents.stop({ agent, reason: 'needs the GPU' })
  expect(stopped).toMatchObject({ stoppedRuns: 1, agent: { state: 'active', stopRequestedAt: expect.any(String) } })
  expect(await caller.agents.heartbeat({ agent, running: [run.storageId] })).toEqual({
    stop: [{ storageId: run.storageId, reason: 'its agent one was stopped by ada: needs the GPU' }],
    end: 'stopped by ada: needs the GPU',
  })
  await endWith(caller, run, 143)
  expect((await caller.runs.byId({ entity, project, run: run.run })).state).toBe('killed')
  expect(await caller.agents.nextRun({ agent, waitMs: 20_000 })).toEqual({
    kind: 'stop',
    reason: 'stopped by ada: needs the GPU',
  })
  await caller.agents.leave({ agent })
  expect(await agentsOf(sweep)).toMatchObject([{ state: 'gone', stateReason: 'stopped by ada: needs the GPU' }])
})

test('an agent that waits is told at once, and one that is stopped twice is stopped once', async () => {
  const { sweep } = await aSweep(caller)
  await caller.sweeps.change({ sweep, action: 'pause' })
  const agent = await anAgent(caller, sweep)
  const asked = caller.agents.nextRun({ agent, waitMs: 20_000 })
  await caller.agents.stop({ agent })
  expect(await asked).toEqual({ kind: 'stop', reason: 'stopped by ada' })
  expect(await caller.agents.stop({ agent, reason: 'again' })).toMatchObject({
    stoppedRuns: 0,
    agent: { stateReason: 'stopped by ada' },
  })
})

test('an agent that is stopped while it asks on another server either gets a run that is told to stop, or none', async () => {
  const { sweep } = await aSweep(caller, 'method: grid\nparameters: {a: {min: 1, max: 40}}')
  let given = 0
  for (let round = 0; round < 20; round++) {
    const agent = await anAgent(caller, sweep, `agent ${round}`)
    const [next] = await Promise.all([other.agents.nextRun({ agent, waitMs: 5000 }), caller.agents.stop({ agent })])
    if (next.kind === 'run') {
      given++
      const { stop } = await caller.agents.heartbeat({ agent, running: [next.storageId] })
      expect(stop.map(({ storageId }) => storageId)).toEqual([next.storageId])
      await endWith(caller, next, 143)
    } else {
      expect(next.kind).toBe('stop')
    }
    expect(await caller.agents.nextRun({ agent, waitMs: 0 })).toMatchObject({ kind: 'stop' })
  }
  const { runs } = await caller.sweeps.byId({ sweep })
  expect(runs).toMatchObject({ running: 0, killed: given })
})

test('the others go on, and what the stopped one ran can be asked for again', async () => {
  const { sweep } = await aSweep(caller)
  const [one, two] = [await anAgent(caller, sweep, 'one'), await anAgent(caller, sweep, 'two')]
  const [first, second] = [await takeRun(caller, one), await takeRun(caller, two)]
  await caller.agents.stop({ agent: one })
  await endWith(caller, first, 143)
  expect(await caller.agents.heartbeat({ agent: two, running: [second.storageId] })).toEqual({ stop: [], end: null })
  await endWith(caller, second, 0)
  expect(await caller.suggestions.retry({ sweep, runs: [first.storageId] })).toMatchObject({ queued: 1 })
  expect((await takeRun(caller, two)).config).toEqual(first.config)
})

test('a stranger finds no agent to stop, and a viewer may not', async () => {
  const { sweep } = await aSweep(caller)
  const agent = await anAgent(caller, sweep)
  const eve = { userId: ctx.actor.userId, username: 'eve', defaultEntity: 'eve', roles: { eve: 'owner' as const } }
  const stranger = callerOf({ ...ctx, actor: eve })
  const viewer = callerOf({ ...ctx, actor: { ...ctx.actor, roles: { ada: 'viewer' } } })
  await expect(stranger.agents.stop({ agent })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(stranger.agents.timeline({ sweep })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(viewer.agents.stop({ agent })).rejects.toMatchObject({ code: 'FORBIDDEN' })
  expect(await agentsOf(sweep)).toMatchObject([{ stopRequestedAt: null }])
})
