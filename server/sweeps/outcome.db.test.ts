import { afterAll, beforeAll, expect, test } from 'vitest'
import { anAgent, aSweep, type Caller, callerOf, endWith, logLoss, takeRun } from '~/server/agents/testing'
import type { Ctx } from '~/server/context'
import { type TestDatabase, testCtx, testDatabase } from '~/server/db/testing'
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

const grid = (goal: string, count: number) =>
  `method: grid\nmetric: {name: loss, goal: ${goal}}\nparameters: {a: {values: [${Array.from({ length: count }, (_, i) => i).join(', ')}]}}`

/** One run after the other, each with its losses; an empty list ends without a value. */
async function workOff(sweep: string, runs: number[][]): Promise<void> {
  const agent = await anAgent(caller, sweep)
  for (const losses of runs) {
    const run = await takeRun(caller, agent)
    if (losses.length > 0) await logLoss(caller, run, losses)
    await endWith(caller, run, losses.length > 0 ? 0 : 1)
  }
}

test('the list tells how each sweep came to its best, in the sense of its own goal', async () => {
  const project = 'listed'
  const down = await aSweep(caller, grid('minimize', 6), project)
  const up = await aSweep(caller, grid('maximize', 6), project)
  await workOff(down.sweep, [[5], [], [7], [3, 9], [3]])
  await workOff(up.sweep, [[5], [7, 1]])
  const bare = await aSweep(caller, 'method: grid\nparameters: {a: {values: [1]}}', project)
  const list = await caller.sweeps.list({ entity: 'ada', project })
  const of = (id: string) => list.find((sweep) => sweep.id === id)
  expect(of(down.sweep)).toMatchObject({
    progress: { place: [1, 4], value: [5, 3] },
    best: { value: 3 },
    runs: { finished: 4, bad: 1 },
  })
  expect(of(up.sweep)).toMatchObject({ progress: { place: [1, 2], value: [5, 7] }, best: { value: 7 } })
  expect(of(bare.sweep)).toMatchObject({ progress: { place: [], value: [] }, best: null, computeSeconds: 0 })
})

test('the list follows a run that goes on, and says when something last happened', async () => {
  const project = 'followed'
  const { sweep } = await aSweep(caller, grid('minimize', 3), project)
  const run = await takeRun(caller, await anAgent(caller, sweep))
  const read = async () => (await caller.sweeps.list({ entity: 'ada', project }))[0]
  await logLoss(caller, run, [4])
  const first = await read()
  expect(first).toMatchObject({ progress: { place: [1], value: [4] } })
  await caller.history.append({ storageId: run.storageId, offset: 1, lines: ['{"loss": 2}'] })
  expect(await read()).toMatchObject({ progress: { place: [1], value: [2] }, best: { value: 2 } })
  await endWith(caller, run, 0)
  const last = await read()
  expect(Date.parse(last?.updatedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(first?.updatedAt ?? ''))
  expect(last?.computeSeconds).toBeGreaterThanOrEqual(0)
})

test('a long way to the best is told in few points, the best among them', async () => {
  const project = 'long'
  const { sweep } = await aSweep(caller, grid('minimize', 60), project)
  await workOff(
    sweep,
    Array.from({ length: 60 }, (_, index) => [100 - index]),
  )
  const [listed] = await caller.sweeps.list({ entity: 'ada', project })
  expect(listed?.progress.place.length).toBeLessThanOrEqual(24)
  expect(listed?.progress).toMatchObject({ place: expect.arrayContaining([60]) })
  expect(listed?.progress.value.at(-1)).toBe(41)
})
