import { afterAll, beforeAll, expect, test } from 'vitest'
import { anAgent, aSweep, type Caller, callerOf, endWith, takeRun, workUntilOver } from '~/server/agents/testing'
import type { Ctx } from '~/server/context'
import { type TestDatabase, testCtx, testDatabase } from '~/server/db/testing'
import { endByTime } from '~/server/jobs/end-by-time'
import { closeSearch } from '../run-search'

let database: TestDatabase
let ctx: Ctx
let caller: Caller
let other: Caller
let nowMs = Date.now()

beforeAll(async () => {
  database = await testDatabase()
  ctx = await testCtx(database.db, { now: () => new Date(nowMs) })
  caller = callerOf(ctx)
  other = callerOf({ ...ctx, db: database.connect() })
})

afterAll(async () => {
  await closeSearch()
  await database.close()
})

const capped = (cap: number) => `# how many
method: random
run_cap: ${cap} # runs
parameters: {a: {min: 0.0, max: 1.0}}
`
const inSeconds = (seconds: number) => new Date(nowMs + seconds * 1000).toISOString()

test('a cap that is raised on a sweep which it ended lets it be resumed', async () => {
  const { sweep } = await aSweep(caller, capped(2))
  const agent = await anAgent(caller, sweep)
  await workUntilOver(caller, agent)
  await expect(caller.sweeps.change({ sweep, action: 'resume' })).rejects.toThrow(
    /run cap of 2 reached. Raise the run cap/,
  )
  const limits = await caller.controls.setLimits({ sweep, runCap: 3 })
  expect(limits).toMatchObject({ runCap: 3, version: 2, state: 'finished', endReason: 'run cap of 2 reached' })
  expect(await caller.sweeps.byId({ sweep })).toMatchObject({
    yaml: capped(3),
    expectedCount: 3,
    standing: { resume: { kind: 'possible' } },
  })
  await caller.sweeps.change({ sweep, action: 'resume' })
  expect(await workUntilOver(caller, agent)).toHaveLength(1)
  expect(await caller.sweeps.byId({ sweep })).toMatchObject({ endReason: 'run cap of 3 reached' })
})

test('a cap below what was made sets waiting ones aside and ends the sweep when running ones end', async () => {
  const { sweep } = await aSweep(caller, capped(20))
  const [one, two] = [await anAgent(caller, sweep, 'one'), await anAgent(caller, sweep, 'two')]
  const [first, second] = [await takeRun(caller, one), await takeRun(caller, two)]
  const lowered = await caller.controls.setLimits({ sweep, runCap: 1 })
  expect(lowered).toMatchObject({ state: 'running', droppedSuggestions: 18 })
  expect(await caller.agents.nextRun({ agent: await anAgent(caller, sweep, 'three'), waitMs: 0 })).toMatchObject({
    kind: 'wait',
  })
  await endWith(caller, first, 0)
  expect(await caller.sweeps.byId({ sweep })).toMatchObject({ state: 'running' })
  await endWith(caller, second, 0)
  expect(await caller.sweeps.byId({ sweep })).toMatchObject({ state: 'finished', endReason: 'run cap of 1 reached' })
})

test('a cap that is lowered and raised again gives out what it had set aside', async () => {
  const { sweep } = await aSweep(caller, capped(6))
  const agent = await anAgent(caller, sweep)
  const first = await takeRun(caller, agent)
  const queue = (await caller.suggestions.list({ sweep })).waiting
  expect(await caller.controls.setLimits({ sweep, runCap: 3 })).toMatchObject({ droppedSuggestions: 3 })
  expect(await caller.controls.setLimits({ sweep, runCap: null })).toMatchObject({
    returnedSuggestions: 3,
    runCap: null,
  })
  expect((await caller.suggestions.list({ sweep })).waiting.map(({ id }) => id)).toEqual(queue.map(({ id }) => id))
  await endWith(caller, first, 0)
})

test('a cap that is raised while the last run ends is never lost: the sweep runs on or can be resumed', async () => {
  for (let round = 0; round < 10; round++) {
    const { sweep } = await aSweep(caller, capped(2))
    const agent = await anAgent(caller, sweep)
    await endWith(caller, await takeRun(caller, agent), 0)
    const last = await takeRun(caller, agent)
    await Promise.all([endWith(caller, last, 0), other.controls.setLimits({ sweep, runCap: 3 })])
    const { state, standing } = await caller.sweeps.byId({ sweep })
    if (state === 'finished') {
      expect(standing.resume).toMatchObject({ kind: 'possible' })
      await caller.sweeps.change({ sweep, action: 'resume' })
    }
    expect(await workUntilOver(caller, agent)).toHaveLength(1)
  }
})

test('an end time that passes ends the sweep by itself, and runs that run go on', async () => {
  const { sweep } = await aSweep(caller, capped(20))
  const agent = await anAgent(caller, sweep)
  const run = await takeRun(caller, agent)
  expect(await caller.controls.setLimits({ sweep, endsAt: inSeconds(60) })).toMatchObject({ endsAt: inSeconds(60) })
  await endByTime(ctx, nowMs + 1000)
  expect(await caller.sweeps.byId({ sweep })).toMatchObject({ state: 'running' })
  const asked = caller.agents.nextRun({ agent: await anAgent(caller, sweep, 'two'), waitMs: 0 })
  expect(await asked).toMatchObject({ kind: 'run' })
  nowMs += 61_000
  const late = await anAgent(caller, sweep, 'late')
  expect(await caller.agents.nextRun({ agent: late, waitMs: 0 })).toEqual({
    kind: 'wait',
    reason: 'the end time of the sweep has passed',
  })
  await endByTime(ctx, nowMs + 1000)
  const over = await caller.sweeps.byId({ sweep })
  expect(over).toMatchObject({
    state: 'finished',
    runs: { running: 2 },
    standing: { waiting: { search: 0 }, dropped: 18 },
  })
  expect(over.endReason).toMatch(/^its end time passed \(20.* UTC\)$/)
  expect(await caller.agents.heartbeat({ agent, running: [run.storageId] })).toEqual({ stop: [], end: null })
  await endWith(caller, run, 0)
  expect(await caller.agents.nextRun({ agent, waitMs: 0 })).toMatchObject({ kind: 'over' })
})

test('after its end time a sweep is resumed only with a later one, and nothing is enqueued before', async () => {
  const { sweep } = await aSweep(caller, capped(20))
  await caller.controls.setLimits({ sweep, endsAt: inSeconds(10) })
  nowMs += 11_000
  await endByTime(ctx, nowMs + 1000)
  await expect(caller.sweeps.change({ sweep, action: 'resume' })).rejects.toThrow('set a later one or none')
  await expect(caller.suggestions.enqueue({ sweep, config: 'a: 0.5' })).rejects.toThrow('has passed')
  await caller.controls.setLimits({ sweep, endsAt: null })
  expect(await caller.sweeps.change({ sweep, action: 'resume' })).toMatchObject({ state: 'pending' })
})

test('an end that is moved in time is the one that counts', async () => {
  const { sweep } = await aSweep(caller, capped(20))
  await caller.controls.setLimits({ sweep, endsAt: inSeconds(10) })
  await caller.controls.setLimits({ sweep, endsAt: inSeconds(1000) })
  nowMs += 11_000
  await endByTime(ctx, nowMs + 1000)
  expect(await caller.sweeps.byId({ sweep })).toMatchObject({ state: 'pending' })
})

test('a time that has passed, a cap of none, a wild priority and a canceled sweep are refused', async () => {
  const { sweep } = await aSweep(caller, capped(20))
  await expect(caller.controls.setLimits({ sweep, endsAt: inSeconds(-1) })).rejects.toThrow(
    /endsAt: found .*, allowed: a time after/,
  )
  for (const wrong of [{ runCap: 0 }, { runCap: 1.5 }, { priority: 1e6 }, { endsAt: 'tomorrow' }]) {
    await expect(caller.controls.setLimits({ sweep, ...wrong })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  }
  await caller.sweeps.change({ sweep, action: 'cancel' })
  await expect(caller.controls.setLimits({ sweep, priority: 1 })).rejects.toMatchObject({ code: 'CONFLICT' })
})

test('a limit that is set to what it is makes no version', async () => {
  const { sweep } = await aSweep(caller, capped(20))
  expect(await caller.controls.setLimits({ sweep, runCap: 20, priority: 4 })).toMatchObject({ version: 1, priority: 4 })
  expect(await caller.controls.versions({ sweep })).toHaveLength(1)
})
