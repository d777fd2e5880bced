import { afterAll, beforeAll, expect, test } from 'vitest'
import { anAgent, aSweep, type Caller, callerOf, endWith, logLoss, takeRun } from '~/server/agents/testing'
import type { Ctx } from '~/server/context'
import { type TestDatabase, testCtx, testDatabase } from '~/server/db/testing'
import { sweepPointsOf, withChanges } from '~/server/domain/sweep-points'
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

test('who has the points already gets what changed since, and nothing is missed or left over', async () => {
  const { sweep } = await aSweep(caller, grid('minimize', 8), 'followed-points')
  const agent = await anAgent(caller, sweep)
  const first = await takeRun(caller, agent)
  await logLoss(caller, first, [4])
  const all = await caller.sweeps.points({ sweep })
  expect(all).toMatchObject({ part: 'all', runCount: 1, columns: { runId: [first.run], value: [4] } })

  await endWith(caller, first, 0)
  const second = await takeRun(caller, agent)
  await logLoss(caller, second, [2])
  const changes = await caller.sweeps.points({ sweep, since: all.cursor })
  expect(changes).toMatchObject({ part: 'changes', runCount: 2 })
  expect(new Set(changes.columns.runId)).toEqual(new Set([first.run, second.run]))
  const merged = withChanges(all, changes)
  const whole = await caller.sweeps.points({ sweep })
  expect(merged?.columns).toEqual({ ...whole.columns, durationSeconds: expect.anything() })

  await caller.history.append({ storageId: second.storageId, offset: 1, lines: ['{"loss": 1}'] })
  const more = await caller.sweeps.points({ sweep, since: changes.cursor })
  expect(sweepPointsOf(withChanges(merged ?? all, more) ?? all).points.map(({ value }) => value)).toEqual([4, 1])
  expect((await caller.sweeps.points({ sweep, since: more.cursor })).columns.runId.length).toBeLessThanOrEqual(2)
})

test('a cursor of another space, or of nothing, is answered with everything', async () => {
  const { sweep } = await aSweep(caller, grid('minimize', 3), 'odd-cursors')
  await workOff(sweep, [[1]])
  for (const since of ['nonsense', '1.77', '99999999999.1', '']) {
    expect(await caller.sweeps.points({ sweep, since })).toMatchObject({ part: 'all', runCount: 1 })
  }
})

test('a run that went to the trash cannot be told as a change, so the count says that all is to be asked again', async () => {
  const { sweep } = await aSweep(caller, grid('minimize', 3), 'trashed-points')
  await workOff(sweep, [[1], [2]])
  const all = await caller.sweeps.points({ sweep })
  await database.db.$executeRaw`UPDATE run SET deleted_at = now() WHERE run_id = ${all.columns.runId[0]}`
  const changes = await caller.sweeps.points({ sweep, since: all.cursor })
  expect(changes).toMatchObject({ part: 'changes', runCount: 1 })
  expect(withChanges(all, changes)).toBeNull()
})

test('of more runs than can be drawn a sample comes, with the best, and with what all of them say', async () => {
  const count = 10_400
  const { sweep, storageId } = await aSweep(caller, grid('maximize', 3), 'sampled')
  await database.db.$executeRaw`
    INSERT INTO run (id, project_id, run_id, name, state, config, summary, sweep_id, created_at, started_at, heartbeat_at, finished_at)
    SELECT gen_random_uuid(), sweep.project_id, 'sampled' || n, 'run ' || n, 'finished', jsonb_build_object('a', n % 3),
           CASE WHEN n % 10 = 0 THEN '{}'::jsonb ELSE jsonb_build_object('loss', (n * 7919) % 10007) END,
           sweep.id, at.time, at.time, at.time + interval '30 s', at.time + interval '30 s'
    FROM sweep, generate_series(1, ${count}::int) n, LATERAL (SELECT timestamptz '2026-01-01' + n * interval '1 minute' AS time) at
    WHERE sweep.id = ${storageId}::uuid`
  const answer = await caller.sweeps.points({ sweep })
  expect(answer).toMatchObject({
    part: 'sample',
    runCount: count,
    cursor: null,
    whole: { runCount: count, valueCount: count * 0.9, withoutValueCount: count / 10 },
  })
  const { value, runId } = answer.columns
  expect(runId.length).toBe(10_000)
  expect(answer.whole?.places.length).toBe(10_000)
  const all = Array.from({ length: count }, (_, index) => index + 1).filter((n) => n % 10 !== 0)
  expect(Math.max(...value.map((each) => each ?? -1))).toBe(Math.max(...all.map((n) => (n * 7919) % 10_007)))
  const index = runId.indexOf('sampled5000')
  if (index >= 0) expect(answer.whole?.places[index]).toBe(5000)
  expect(answer.whole?.places[runId.indexOf('sampled1')]).toBe(1)
})
