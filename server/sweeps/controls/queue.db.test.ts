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
import { closeSearch } from '../run-search'

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

const RANDOM =
  'method: random\nmetric: {name: loss}\nparameters: {a: {min: 0.0, max: 1.0}, b: {values: [x, y]}, c: {value: 3}}'

const waiting = async (sweep: string) => (await caller.suggestions.list({ sweep })).waiting

test('a hand-written run is given out before what the search suggested, and is of the hand', async () => {
  const { sweep, entity, project } = await aSweep(caller, RANDOM)
  const agent = await anAgent(caller, sweep)
  await endWith(caller, await takeRun(caller, agent), 0)
  expect((await waiting(sweep)).length).toBeGreaterThan(10)
  const first = await caller.suggestions.enqueue({ sweep, config: '{"a": 0.5, "b": "x"}', note: 'the paper' })
  const second = await caller.suggestions.enqueue({ sweep, config: 'a: 0.25\nb: y\n' })
  expect(first).toMatchObject({ config: { a: 0.5, b: 'x', c: 3 }, opened: false })
  expect(second.number).toBe(first.number + 1)
  expect((await waiting(sweep)).slice(0, 3).map(({ source, info }) => [source, info['note'], info['by']])).toEqual([
    ['hand', 'the paper', 'ada'],
    ['hand', undefined, 'ada'],
    ['search', undefined, undefined],
  ])
  const runs = [await takeRun(caller, agent)]
  await endWith(caller, runs[0]!, 0)
  runs.push(await takeRun(caller, agent))
  expect(runs.map(({ config }) => config['a'])).toEqual([0.5, 0.25])
  const detail = await caller.runs.byId({ entity, project, run: runs[0]!.run })
  expect(detail.suggestionInfo).toEqual({ method: 'hand', by: 'ada', note: 'the paper' })
})

test('values outside of the space are refused by name, line and what is allowed, unless they are meant', async () => {
  const { sweep } = await aSweep(caller, RANDOM)
  const ask = caller.suggestions.enqueue({ sweep, config: 'a: 7\nb: z\nd: 1\n' })
  await expect(ask).rejects.toThrow(/a \(line 1\): found 7, allowed: 0 to 1/)
  await expect(ask).rejects.toThrow(/b \(line 2\): found "z", allowed: x, y/)
  await expect(ask).rejects.toThrow(/d \(line 3\): found a key that the space does not have/)
  await expect(caller.suggestions.enqueue({ sweep, config: 'a: 0.5' })).rejects.toThrow('b: found nothing')
  await expect(caller.suggestions.enqueue({ sweep, config: 'nonsense' })).rejects.toThrow(
    'an object of parameter values',
  )
  await expect(caller.suggestions.enqueue({ sweep, config: '{constructor: 1}' })).rejects.toMatchObject({
    code: 'BAD_REQUEST',
  })
  expect(await waiting(sweep)).toEqual([])
  await caller.suggestions.enqueue({ sweep, config: 'a: 7\nb: z\nd: 1\n', isOutsideAllowed: true })
  expect(await waiting(sweep)).toMatchObject([{ config: { a: 7, b: 'z', c: 3, d: 1 }, outside: ['a', 'b'] }])
  expect((await takeRun(caller, await anAgent(caller, sweep))).config).toEqual({ a: 7, b: 'z', c: 3, d: 1 })
})

test('dotted names stand for nested ones', async () => {
  const { sweep } = await aSweep(
    caller,
    'method: random\nparameters: {o: {parameters: {lr: {min: 0.0, max: 1.0}, n: {value: 2}}}}',
  )
  expect((await caller.suggestions.enqueue({ sweep, config: 'o.lr: 0.5' })).config).toEqual({ o: { lr: 0.5, n: 2 } })
})

test('what people ask for comes on top of the run cap, and the sweep ends after it', async () => {
  const { sweep } = await aSweep(caller, `${RANDOM}\nrun_cap: 2`)
  const agent = await anAgent(caller, sweep)
  await caller.suggestions.enqueue({ sweep, config: 'a: 0.5\nb: x' })
  expect(await workUntilOver(caller, agent)).toHaveLength(3)
  const detail = await caller.sweeps.byId({ sweep })
  expect(detail).toMatchObject({ state: 'finished', endReason: 'run cap of 2 reached', expectedCount: 3 })
})

test('a hand-written run opens a sweep that is over, and it is over again afterwards', async () => {
  const { sweep } = await aSweep(caller, `${RANDOM}\nrun_cap: 1`)
  const agent = await anAgent(caller, sweep)
  await workUntilOver(caller, agent)
  expect(await caller.suggestions.enqueue({ sweep, config: 'a: 0.5\nb: x' })).toMatchObject({ opened: true })
  expect(await caller.sweeps.byId({ sweep })).toMatchObject({ state: 'running', endReason: null })
  expect((await workUntilOver(caller, agent)).map(({ config }) => config['a'])).toEqual([0.5])
  expect(await caller.sweeps.byId({ sweep })).toMatchObject({ state: 'finished', endReason: 'run cap of 1 reached' })
  await caller.sweeps.change({ sweep, action: 'resume' }).catch(() => undefined)
  await caller.suggestions.enqueue({ sweep, config: 'a: 0.1\nb: x' })
  await caller.sweeps.change({ sweep, action: 'cancel' })
  await expect(caller.suggestions.enqueue({ sweep, config: 'a: 0.1\nb: x' })).rejects.toThrow('was canceled')
})

test('a hand-written run in a cell of the grid is not tried a second time', async () => {
  const { sweep } = await aSweep(caller, GRID_OF_SIX)
  await caller.suggestions.enqueue({ sweep, config: 'a: 2\nb: y' })
  const cells = (await workUntilOver(caller, await anAgent(caller, sweep))).map(
    ({ config }) => `${config['a']}${config['b']}`,
  )
  expect(cells[0]).toBe('2y')
  expect([...cells].sort()).toEqual(['1x', '1y', '2x', '2y', '3x', '3y'])
})

test('a hand-written run is an observation of the search when it lies in the space', async () => {
  const config = 'method: bayes\nmetric: {name: loss}\nparameters: {x: {min: 0.0, max: 1.0}}'
  const { sweep, entity, project } = await aSweep(caller, config)
  const agent = await anAgent(caller, sweep)
  for (const value of [0.1, 0.2, 0.3, 0.7, 0.9, 5]) {
    await caller.suggestions.enqueue({ sweep, config: `x: ${value}`, isOutsideAllowed: true })
    const run = await takeRun(caller, agent)
    await logLoss(caller, run, [(value - 0.5) ** 2])
    await endWith(caller, run, 0)
  }
  const next = await takeRun(caller, agent)
  const { suggestionInfo } = await caller.runs.byId({ entity, project, run: next.run })
  expect(suggestionInfo).toMatchObject({ source: 'surrogate', trial_count: 5 })
})

test('failed runs are asked for again with the same config under a new number, once', async () => {
  const { sweep, entity, project } = await aSweep(caller, GRID_OF_SIX)
  const agent = await anAgent(caller, sweep)
  const runs = []
  for (const exitCode of [1, 0, 1]) {
    const run = await takeRun(caller, agent)
    runs.push(run)
    await endWith(caller, run, exitCode, exitCode === 1 ? 'out of memory' : undefined)
  }
  expect(await caller.controls.failures({ sweep })).toMatchObject({ retryable: { failed: 2, crashed: 0, killed: 0 } })
  expect(await caller.suggestions.retry({ sweep })).toEqual({ queued: 2, skipped: 0, opened: false })
  expect(await other.suggestions.retry({ sweep })).toEqual({ queued: 0, skipped: 2, opened: false })
  expect(await caller.controls.failures({ sweep })).toMatchObject({ retryable: { failed: 0 } })
  const again = await takeRun(caller, agent)
  expect(again).toMatchObject({ config: runs[0]!.config, attempt: 1 })
  expect(await caller.runs.byId({ entity, project, run: again.run })).toMatchObject({
    suggestionInfo: { method: 'retry', retryOf: 0, run: runs[0]!.run, by: 'ada' },
    suggestionNumber: 6,
  })
})

test('one run is asked for again by its id; a finished one and one that is not of the sweep are left alone', async () => {
  const { sweep } = await aSweep(caller, GRID_OF_SIX)
  const agent = await anAgent(caller, sweep)
  const good = await takeRun(caller, agent)
  await endWith(caller, good, 0)
  const bad = await takeRun(caller, agent)
  await endWith(caller, bad, 1)
  const runs = [good.storageId, bad.storageId, '00000000-0000-4000-8000-000000000000']
  expect(await caller.suggestions.retry({ sweep, runs })).toEqual({ queued: 1, skipped: 2, opened: false })
  expect((await waiting(sweep))[0]).toMatchObject({ source: 'retry', config: bad.config })
})

test('a killed run is repeated only when that is asked for', async () => {
  const { sweep } = await aSweep(caller, GRID_OF_SIX)
  const agent = await anAgent(caller, sweep)
  const run = await takeRun(caller, agent)
  await caller.runs.stop({ storageId: run.storageId, reason: 'wrong data' })
  await endWith(caller, run, 143)
  expect(await caller.suggestions.retry({ sweep })).toMatchObject({ queued: 0 })
  expect(await caller.suggestions.retry({ sweep, states: ['killed'] })).toMatchObject({ queued: 1 })
})

test('two people who retry at once on two servers do not double the runs', async () => {
  const { sweep } = await aSweep(caller, GRID_OF_SIX)
  const agent = await anAgent(caller, sweep)
  for (let count = 0; count < 2; count++) await endWith(caller, await takeRun(caller, agent), 1)
  const answers = await Promise.all([caller, other, caller, other].map((door) => door.suggestions.retry({ sweep })))
  expect(answers.map(({ queued }) => queued).sort()).toEqual([0, 0, 0, 2])
  expect((await waiting(sweep)).filter(({ source }) => source === 'retry')).toHaveLength(2)
})

test('a suggestion that is taken back is never given out nor suggested again, and the grid ends without it', async () => {
  const { sweep } = await aSweep(caller, GRID_OF_SIX)
  const agent = await anAgent(caller, sweep)
  const first = await takeRun(caller, agent)
  const [next] = await waiting(sweep)
  await caller.suggestions.withdraw({ sweep, id: next!.id })
  await expect(caller.suggestions.withdraw({ sweep, id: next!.id })).rejects.toMatchObject({ code: 'CONFLICT' })
  await endWith(caller, first, 0)
  const rest = await workUntilOver(caller, agent)
  expect(rest).toHaveLength(4)
  expect(rest.map(({ config }) => config)).not.toContainEqual(next!.config)
  expect(await caller.sweeps.byId({ sweep })).toMatchObject({
    state: 'finished',
    endReason: 'grid used up',
    expectedCount: 5,
  })
})

test('a sweep whose last waiting suggestion is taken back is over', async () => {
  const { sweep } = await aSweep(caller, 'method: grid\nparameters: {a: {values: [1, 2]}}')
  const agent = await anAgent(caller, sweep)
  await endWith(caller, await takeRun(caller, agent), 0)
  const [last] = await waiting(sweep)
  await caller.suggestions.withdraw({ sweep, id: last!.id })
  expect(await caller.sweeps.byId({ sweep })).toMatchObject({ state: 'finished', endReason: 'grid used up' })
})

test('one that is moved to the front is the next, before what people asked for', async () => {
  const { sweep } = await aSweep(caller, GRID_OF_SIX)
  const agent = await anAgent(caller, sweep)
  await endWith(caller, await takeRun(caller, agent), 0)
  await caller.suggestions.enqueue({ sweep, config: 'a: 1\nb: x' })
  const queue = await waiting(sweep)
  const last = queue.at(-1)!
  await caller.suggestions.moveToFront({ sweep, id: last.id })
  expect((await waiting(sweep)).map(({ id }) => id)).toEqual([last.id, ...queue.slice(0, -1).map(({ id }) => id)])
  expect((await takeRun(caller, agent)).config).toEqual(last.config)
})

test('hand-written runs and suggestions that are made at the same time never share a number', async () => {
  const { sweep } = await aSweep(caller, RANDOM)
  const agents = await Promise.all(
    Array.from({ length: 8 }, (_, index) => anAgent(index % 2 === 0 ? caller : other, sweep, `agent ${index}`)),
  )
  const work = agents.map(async (agent, index) => {
    const door = index % 2 === 0 ? caller : other
    for (let count = 0; count < 12; count++) await endWith(door, await takeRun(door, agent, 20_000), 0)
  })
  const written = Array.from({ length: 12 }, (_, index) =>
    (index % 2 === 0 ? caller : other).suggestions.enqueue({ sweep, config: `a: ${index / 100}\nb: x` }),
  )
  const numbers = (await Promise.all(written)).map(({ number }) => number)
  await Promise.all(work)
  expect(new Set(numbers).size).toBe(12)
})
