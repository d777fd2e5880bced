import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Ctx } from '~/server/context'
import { type TestDatabase, testCtx, testDatabase } from '~/server/db/testing'
import { env } from '~/server/env'
import { closeSearch } from '~/server/sweeps/run-search'
import { reapSilent } from '../jobs/reap-silent'
import { anAgent, aSweep, type Caller, callerOf, endWith, logLoss, takeRun } from './testing'

let database: TestDatabase
let ctx: Ctx
let caller: Caller
let nowMs = Date.now()

beforeAll(async () => {
  database = await testDatabase()
  ctx = await testCtx(database.db, { now: () => new Date(nowMs) })
  caller = callerOf(ctx)
})

afterAll(async () => {
  await closeSearch()
  await database.close()
})

const ONE_CELL = 'method: grid\nparameters: {a: {values: [1]}}\nmetric: {name: loss}'

async function letSilencePass(): Promise<void> {
  nowMs += env().agentSilenceMsMax + 1000
  await reapSilent(ctx, nowMs + 60_000)
}

test('the suggestion of a lost agent is given out again at most twice, then counted as failed', async () => {
  const { sweep, entity, project } = await aSweep(caller, ONE_CELL)
  const runs = []
  for (const attempt of [1, 2, 3]) {
    const run = await takeRun(caller, await anAgent(caller, sweep, `agent ${attempt}`))
    expect(run).toMatchObject({ attempt, config: { a: 1 } })
    runs.push(run)
    await letSilencePass()
    const detail = await caller.runs.byId({ entity, project, run: run.run })
    expect(detail.state).toBe('crashed')
    expect(detail.stateReason).toBe(`agent agent ${attempt} on host bench was silent for 60 s`)
  }
  expect(await caller.sweeps.byId({ sweep })).toMatchObject({ state: 'finished', endReason: 'grid used up' })
  const late = await anAgent(caller, sweep, 'late')
  expect(await caller.agents.nextRun({ agent: late, waitMs: 0 })).toMatchObject({ kind: 'over' })
  const last = await caller.runs.byId({ entity, project, run: runs[2]!.run })
  expect(last.attempts.map(({ attempt, state }) => [attempt, state])).toEqual([
    [1, 'crashed'],
    [2, 'crashed'],
    [3, 'crashed'],
  ])
})

test('an agent that speaks again after it was lost is active, and its run is told to stop', async () => {
  const { sweep } = await aSweep(caller)
  const agent = await anAgent(caller, sweep)
  const run = await takeRun(caller, agent)
  await letSilencePass()
  expect((await caller.agents.list({ sweep }))[0]).toMatchObject({ state: 'lost' })
  const { stop } = await caller.agents.heartbeat({ agent, running: [run.storageId] })
  expect(stop).toEqual([{ storageId: run.storageId, reason: expect.any(String) }])
  expect((await caller.agents.list({ sweep }))[0]).toMatchObject({ state: 'active', stateReason: null })
})

test('an agent that speaks or waits is never lost', async () => {
  const { sweep } = await aSweep(caller)
  const agent = await anAgent(caller, sweep)
  await takeRun(caller, agent)
  nowMs += env().agentSilenceMsMax - 1000
  await caller.agents.heartbeat({ agent, running: [] })
  nowMs += env().agentSilenceMsMax - 1000
  await reapSilent(ctx, nowMs + 60_000)
  expect((await caller.agents.list({ sweep }))[0]).toMatchObject({ state: 'active' })
})

test('a failure is a result and is not repeated; three in a row set the agent aside until it is let in again', async () => {
  const { sweep } = await aSweep(caller)
  const agent = await anAgent(caller, sweep)
  const configs = new Set<string>()
  for (let count = 0; count < 3; count++) {
    const run = await takeRun(caller, agent)
    configs.add(JSON.stringify(run.config))
    await endWith(caller, run, 1, 'ValueError: no GPU')
  }
  expect(configs.size).toBe(3)
  const [seen] = await caller.agents.list({ sweep })
  expect(seen).toMatchObject({ state: 'set_aside', failedCount: 3, consecutiveFailures: 3, runId: null })
  expect(seen?.stateReason).toContain('3 runs failed in a row; the last: ValueError: no GPU')
  expect(await caller.agents.nextRun({ agent, waitMs: 0 })).toMatchObject({
    kind: 'wait',
    reason: expect.stringContaining('set aside'),
  })
  const asked = caller.agents.nextRun({ agent, waitMs: 20_000 })
  expect(await caller.agents.readmit({ agent })).toMatchObject({ state: 'active', consecutiveFailures: 0 })
  expect(await asked).toMatchObject({ kind: 'run' })
})

test('a success between failures keeps the agent in', async () => {
  const { sweep } = await aSweep(caller)
  const agent = await anAgent(caller, sweep)
  for (const exitCode of [1, 1, 0, 1, 1]) await endWith(caller, await takeRun(caller, agent), exitCode)
  expect((await caller.agents.list({ sweep }))[0]).toMatchObject({ state: 'active', finishedCount: 1, failedCount: 4 })
})

test('an agent that leaves with a run in hand gives its suggestion back', async () => {
  const { sweep, entity, project } = await aSweep(caller, ONE_CELL)
  const agent = await anAgent(caller, sweep)
  const run = await takeRun(caller, agent)
  await caller.agents.leave({ agent })
  expect((await caller.agents.list({ sweep }))[0]).toMatchObject({ state: 'gone', runId: null })
  expect((await caller.runs.byId({ entity, project, run: run.run })).stateReason).toContain('left before')
  const again = await takeRun(caller, await anAgent(caller, sweep, 'two'))
  expect(again).toMatchObject({ attempt: 2, config: run.config })
})

test('a run that is stopped on its page is told to the agent, and is killed when the agent asks for the next', async () => {
  const { sweep, entity, project } = await aSweep(caller)
  const agent = await anAgent(caller, sweep)
  const run = await takeRun(caller, agent)
  expect(await caller.agents.heartbeat({ agent, running: [run.storageId] })).toEqual({ stop: [], end: null })
  await caller.runs.stop({ storageId: run.storageId })
  const { stop } = await caller.agents.heartbeat({ agent, running: [run.storageId] })
  expect(stop.map(({ storageId }) => storageId)).toEqual([run.storageId])
  const next = await takeRun(caller, agent)
  expect(next.storageId).not.toBe(run.storageId)
  expect((await caller.runs.byId({ entity, project, run: run.run })).state).toBe('killed')
})

test('a training that says nothing lives as long as its agent speaks for it', async () => {
  const { sweep, entity, project } = await aSweep(caller)
  const agent = await anAgent(caller, sweep)
  const run = await takeRun(caller, agent)
  for (let passedMs = 0; passedMs < 2 * env().runSilenceMsMax; passedMs += 30_000) {
    nowMs += 30_000
    await caller.agents.heartbeat({ agent, running: [run.storageId] })
    await reapSilent(ctx, nowMs + 60_000)
  }
  expect((await caller.runs.byId({ entity, project, run: run.run })).state).toBe('running')
})

test('a run without an agent that is silent for too long is crashed', async () => {
  const { storageId, entity, project, run } = await caller.runs.start({ project: 'alone' })
  await caller.history.append({ storageId, offset: 0, lines: ['{"loss": 1}'] })
  nowMs += env().runSilenceMsMax + 1000
  await reapSilent(ctx, nowMs + 60_000)
  expect(await caller.runs.byId({ entity, project, run })).toMatchObject({
    state: 'crashed',
    stateReason: 'nothing was heard of it for 300 seconds',
  })
})

test('what a person of another entity asks for is not found', async () => {
  const { sweep } = await aSweep(caller)
  const agent = await anAgent(caller, sweep)
  const run = await takeRun(caller, agent)
  await logLoss(caller, run, [1])
  const stranger = callerOf({
    ...ctx,
    actor: { userId: ctx.actor.userId, username: 'eve', defaultEntity: 'eve', roles: { eve: 'owner' } },
  })
  const viewer = callerOf({ ...ctx, actor: { ...ctx.actor, roles: { ada: 'viewer' } } })
  for (const ask of [
    () => stranger.agents.list({ sweep }),
    () => stranger.agents.register({ sweep, host: 'bench' }),
    () => stranger.agents.nextRun({ agent, waitMs: 0 }),
    () => stranger.agents.heartbeat({ agent }),
    () => stranger.agents.leave({ agent }),
    () => stranger.agents.readmit({ agent }),
    () => stranger.sweeps.byId({ sweep }),
    () => stranger.sweeps.points({ sweep }),
    () => stranger.sweeps.change({ sweep, action: 'cancel' }),
    () => stranger.sweeps.importance({ sweep }),
  ]) {
    await expect(ask()).rejects.toMatchObject({ code: 'NOT_FOUND' })
  }
  await expect(viewer.agents.register({ sweep, host: 'bench' })).rejects.toMatchObject({ code: 'FORBIDDEN' })
  await expect(viewer.sweeps.change({ sweep, action: 'stop' })).rejects.toMatchObject({ code: 'FORBIDDEN' })
  expect(await viewer.sweeps.byId({ sweep })).toMatchObject({ state: 'running' })
})
