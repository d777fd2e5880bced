import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  anAgent,
  aSweep,
  type Caller,
  callerOf,
  endWith,
  GRID_OF_SIX,
  logLoss,
  takeRun,
  workUntilOver,
} from '~/server/agents/testing'
import type { Ctx } from '~/server/context'
import { type TestDatabase, testCtx, testDatabase } from '~/server/db/testing'
import { sweepPointsOf } from '~/server/domain/sweep-points'
import { reviewEarlyTermination } from '../jobs/review-early-termination'
import { closeSearch } from './run-search'

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

test('a config is checked with every problem at once, and shown what it would give', async () => {
  const good = await caller.sweeps.check({ config: GRID_OF_SIX })
  expect(good).toMatchObject({ problems: [], gridSize: 6 })
  expect(good.preview[0]).toEqual({ a: 1, b: 'x' })
  const bad = await caller.sweeps.check({ config: 'method: bayes\nparameters: {lr: {min: 2, max: 1}}' })
  expect(bad.problems.length).toBeGreaterThanOrEqual(2)
  expect(bad.preview).toEqual([])
  await expect(caller.sweeps.create({ config: 'method: maybe' })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
})

test('a sweep is made in the project of its config, waits for its first agent, and then runs', async () => {
  const made = await caller.sweeps.create({ config: `project: vision\nname: first\n${GRID_OF_SIX}` })
  expect(made).toMatchObject({ entity: 'ada', project: 'vision', warnings: [] })
  expect(made.url).toBe(`http://127.0.0.1:3000/ada/vision/sweeps/${made.sweep}`)
  expect(await caller.sweeps.byId({ sweep: made.sweep })).toMatchObject({
    state: 'pending',
    startedAt: null,
    name: 'first',
  })
  await anAgent(caller, made.sweep)
  expect(await caller.sweeps.byId({ sweep: made.sweep })).toMatchObject({ state: 'running', agentCount: 1 })
  expect(await caller.sweeps.list({ entity: 'ada', project: 'vision' })).toHaveLength(1)
})

test('a paused sweep gives nothing out while its runs go on, and a resumed one goes on at once', async () => {
  const { sweep } = await aSweep(caller)
  const [one, two] = [await anAgent(caller, sweep, 'one'), await anAgent(caller, sweep, 'two')]
  const run = await takeRun(caller, one)
  expect(await caller.sweeps.change({ sweep, action: 'pause' })).toEqual({
    state: 'paused',
    stoppedRuns: 0,
    continuingRuns: 1,
    droppedSuggestions: 0,
    returnedSuggestions: 0,
  })
  expect(await caller.agents.nextRun({ agent: two, waitMs: 0 })).toEqual({
    kind: 'wait',
    reason: 'the sweep is paused',
  })
  expect(await caller.agents.heartbeat({ agent: one, running: [run.storageId] })).toEqual({ stop: [], end: null })
  const asked = caller.agents.nextRun({ agent: two, waitMs: 20_000 })
  expect(await caller.sweeps.change({ sweep, action: 'resume' })).toMatchObject({ state: 'running' })
  expect((await asked).kind).toBe('run')
})

test('a stopped sweep lets runs end, and when it is resumed it gives out exactly what was left', async () => {
  const { sweep } = await aSweep(caller)
  const agent = await anAgent(caller, sweep)
  const first = await takeRun(caller, agent)
  const stopped = await caller.sweeps.change({ sweep, action: 'stop' })
  expect(stopped).toMatchObject({ state: 'finished', stoppedRuns: 0, continuingRuns: 1, droppedSuggestions: 5 })
  expect(await caller.sweeps.byId({ sweep })).toMatchObject({ state: 'finished', endReason: 'stopped by ada' })
  await endWith(caller, first, 0)
  expect(await caller.agents.nextRun({ agent, waitMs: 0 })).toEqual({ kind: 'over', reason: 'stopped by ada' })
  expect(await caller.sweeps.change({ sweep, action: 'stop' })).toMatchObject({ state: 'finished' })
  expect(await caller.sweeps.byId({ sweep })).toMatchObject({
    standing: { waiting: { search: 0, asked: 0 }, dropped: 5, resume: { kind: 'possible', returning: 5 } },
  })
  expect(await caller.sweeps.change({ sweep, action: 'resume' })).toMatchObject({
    state: 'running',
    returnedSuggestions: 5,
  })
  const rest = await workUntilOver(caller, agent)
  const cells = [first, ...rest].map(({ config }) => `${config['a']}${config['b']}`)
  expect(cells.sort()).toEqual(['1x', '1y', '2x', '2y', '3x', '3y'])
  await expect(caller.sweeps.change({ sweep, action: 'resume' })).rejects.toMatchObject({ code: 'CONFLICT' })
  await expect(caller.sweeps.change({ sweep, action: 'pause' })).rejects.toThrow('finished (grid used up)')
})

test('a run lost after its sweep was stopped is tried again when the sweep is resumed', async () => {
  const { sweep } = await aSweep(caller, 'method: grid\nparameters: {a: {values: [1]}}')
  const agent = await anAgent(caller, sweep)
  await takeRun(caller, agent)
  await caller.sweeps.change({ sweep, action: 'stop' })
  await caller.agents.leave({ agent })
  await caller.sweeps.change({ sweep, action: 'resume' })
  expect(await takeRun(caller, await anAgent(caller, sweep, 'two'))).toMatchObject({ attempt: 2 })
})

test('a canceled sweep stops its runs, tells their agents, and stays canceled', async () => {
  const { sweep, entity, project } = await aSweep(caller)
  const agent = await anAgent(caller, sweep)
  const run = await takeRun(caller, agent)
  expect(await caller.sweeps.change({ sweep, action: 'cancel' })).toMatchObject({
    state: 'canceled',
    stoppedRuns: 1,
    continuingRuns: 0,
  })
  const { stop } = await caller.agents.heartbeat({ agent, running: [run.storageId] })
  expect(stop).toEqual([{ storageId: run.storageId, reason: 'the sweep was canceled by ada' }])
  const appended = await caller.history.append({ storageId: run.storageId, offset: 0, lines: ['{"loss": 1}'] })
  expect(appended).toMatchObject({ stop: true, stopReason: 'the sweep was canceled by ada' })
  await endWith(caller, run, 143)
  expect((await caller.runs.byId({ entity, project, run: run.run })).state).toBe('killed')
  expect(await caller.agents.nextRun({ agent, waitMs: 0 })).toEqual({ kind: 'over', reason: 'canceled by ada' })
  await expect(caller.sweeps.change({ sweep, action: 'resume' })).rejects.toMatchObject({ code: 'CONFLICT' })
})

test('weak runs are stopped early with a reason, and count as killed with their values', async () => {
  const { sweep, entity, project } = await aSweep(
    caller,
    `${GRID_OF_SIX}\nearly_terminate: {type: hyperband, min_iter: 3, eta: 3}`,
  )
  const runs = []
  for (const losses of [
    [5, 4, 3],
    [5, 6, 7],
    [1, 9, 9],
  ]) {
    const agent = await anAgent(caller, sweep)
    const run = await takeRun(caller, agent)
    await logLoss(caller, run, losses)
    runs.push({ agent, run })
  }
  await reviewEarlyTermination(ctx, Date.now() + 60_000)
  const stops = await Promise.all(
    runs.map(async ({ agent, run }) => caller.agents.heartbeat({ agent, running: [run.storageId] })),
  )
  expect(stops.map(({ stop }) => stop.length)).toEqual([0, 0, 1])
  const weak = runs[2]!.run
  await endWith(caller, weak, 143)
  const detail = await caller.runs.byId({ entity, project, run: weak.run })
  expect(detail).toMatchObject({ state: 'killed', stateReason: stops[2]!.stop[0]!.reason })
  const { points } = sweepPointsOf(await caller.sweeps.points({ sweep }))
  expect(points.find(({ runId }) => runId === weak.run)).toMatchObject({ state: 'killed', value: 1 })
})

test('a target that a running run reaches ends the sweep at the next review', async () => {
  const { sweep } = await aSweep(
    caller,
    'method: random\nparameters: {a: {min: 0.0, max: 1.0}}\nmetric: {name: loss, goal: minimize, target: 0.1}',
  )
  const run = await takeRun(caller, await anAgent(caller, sweep))
  await logLoss(caller, run, [1, 0.1])
  await reviewEarlyTermination(ctx, Date.now() + 60_000)
  expect((await caller.sweeps.byId({ sweep })).endReason).toContain('target of 0.1 reached')
})

test('points carry flat parameters and the best finite value of history and summary', async () => {
  const { sweep } = await aSweep(
    caller,
    `method: grid
metric: {name: loss, goal: minimize}
parameters:
  lr: {values: [0.1]}
  net: {parameters: {depth: {values: [3]}}}`,
  )
  const agent = await anAgent(caller, sweep)
  const run = await takeRun(caller, agent)
  await caller.history.append({
    storageId: run.storageId,
    offset: 0,
    lines: ['{"loss": 2}', '{"loss": 0.5}', '{"loss": NaN}', '{"loss": -Infinity}'],
  })
  const read = async () => sweepPointsOf(await caller.sweeps.points({ sweep })).points
  expect(await read()).toMatchObject([{ number: 0, attempt: 1, params: { lr: 0.1, 'net.depth': 3 }, value: 0.5 }])
  await caller.history.append({ storageId: run.storageId, offset: 4, lines: ['{"loss": 3}'], summary: { loss: 0.25 } })
  expect(await read()).toMatchObject([{ value: 0.25 }])
  expect((await caller.sweeps.byId({ sweep })).best).toMatchObject({ value: 0.25, runId: run.run })
  await caller.runs.update({ storageId: run.storageId, name: 'renamed' })
  expect(await read()).toMatchObject([{ name: 'renamed', state: 'running', finishedAtMs: null }])
  expect((await caller.sweeps.byId({ sweep })).best).toMatchObject({ runName: 'renamed' })
  const [first] = await read()
  await new Promise((resolve) => setTimeout(resolve, 5))
  expect((await read())[0]?.durationSeconds).toBeGreaterThan(first?.durationSeconds ?? Number.POSITIVE_INFINITY)
  await endWith(caller, run, 0)
  expect(await read()).toMatchObject([{ state: 'finished', finishedAtMs: expect.any(Number), value: 0.25 }])
  const { parameters } = await caller.sweeps.points({ sweep })
  expect(parameters.map(({ name, distribution }) => [name, distribution])).toEqual([
    ['lr', 'categorical'],
    ['net.depth', 'categorical'],
  ])
})

test('importance names the parameter that matters, and is empty without a metric', async () => {
  const { sweep } = await aSweep(
    caller,
    'method: grid\nmetric: {name: loss}\nparameters: {strong: {values: [1, 2, 3, 4, 5, 6]}, weak: {values: [1, 2, 3, 4, 5]}}',
  )
  const agent = await anAgent(caller, sweep)
  for (;;) {
    const next = await caller.agents.nextRun({ agent, waitMs: 5000 })
    if (next.kind !== 'run') break
    await logLoss(caller, next, [Number(next.config['strong'])])
    await endWith(caller, next, 0)
  }
  const { trialCount, parameters } = await caller.sweeps.importance({ sweep })
  expect(trialCount).toBe(30)
  const [first] = [...parameters].sort((a, b) => b.importance - a.importance)
  expect(first).toMatchObject({ name: 'strong' })
  expect(first!.importance).toBeGreaterThan(0.8)
  const bare = await aSweep(caller, 'method: grid\nparameters: {a: {values: [1]}}')
  expect(await caller.sweeps.importance({ sweep: bare.sweep })).toMatchObject({ trialCount: 0, parameters: [] })
})
