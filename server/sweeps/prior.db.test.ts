import { afterAll, beforeAll, expect, test } from 'vitest'
import { findActorByName, insertUser } from '~/server/accounts/account.store'
import {
  anAgent,
  type Caller,
  callerOf,
  endWith,
  GRID_OF_SIX,
  logLoss,
  takeRun,
  workUntilOver,
} from '~/server/agents/testing'
import { type TestDatabase, testCtx, testDatabase } from '~/server/db/testing'
import type { JsonObject } from '~/server/domain/json'
import { closeSearch } from './run-search'

let database: TestDatabase
let caller: Caller
let stranger: Caller

beforeAll(async () => {
  database = await testDatabase()
  const ctx = await testCtx(database.db)
  caller = callerOf(ctx)
  await insertUser(database.db, 'eve')
  const eve = await findActorByName(database.db, 'eve')
  if (eve === null) throw new Error('eve could not be made')
  stranger = callerOf({ ...ctx, actor: eve })
})

afterAll(async () => {
  await closeSearch()
  await database.close()
})

/** A run that logged its losses and ended; its storage id. */
async function aRun(
  by: Caller,
  config: JsonObject,
  given: { losses?: number[]; exitCode?: number; project?: string } = {},
) {
  const { storageId } = await by.runs.start({ project: given.project ?? 'before', config })
  const lines = (given.losses ?? [1]).map((loss, step) => JSON.stringify({ _step: step, loss }))
  if (lines.length > 0) await by.history.append({ storageId, offset: 0, lines })
  await by.runs.finish({ storageId, exitCode: given.exitCode ?? 0 })
  return storageId
}

const BAYES = `
method: bayes
metric: {name: loss, goal: minimize}
seed: 3
parameters:
  x: {min: 0.0, max: 1.0}
  y: {min: 0.0, max: 1.0}
`
const bowl = (config: JsonObject) => (Number(config['x']) - 0.3) ** 2 + (Number(config['y']) - 0.7) ** 2

async function bowlRuns(count: number, project: string): Promise<string[]> {
  const ids: string[] = []
  for (let index = 0; index < count; index++) {
    const config = { x: (index * 0.37) % 1, y: (index * 0.61) % 1, note: 'not of the space' }
    ids.push(await aRun(caller, config, { losses: [9, bowl(config)], project }))
  }
  return ids
}

test('bayes begins with what earlier runs of another project showed, and they are no runs of the sweep', async () => {
  const priorRuns = await bowlRuns(10, 'elsewhere')
  const { sweep } = await caller.sweeps.create({ project: 'bowl', config: BAYES, priorRuns })
  const agent = await anAgent(caller, sweep)
  const run = await takeRun(caller, agent, 20_000)
  const detail = await caller.runs.byId({ entity: 'ada', project: 'bowl', run: run.run })
  expect(detail.suggestionInfo).toMatchObject({ source: 'surrogate', trial_count: 10, prior_count: 10 })
  expect(detail.suggestionNumber).toBe(0)
  await logLoss(caller, run, [5])
  await endWith(caller, run, 0)
  const after = await caller.sweeps.byId({ sweep })
  expect(after).toMatchObject({ priorRunCount: 10, best: { runId: run.run, value: 5 } })
  expect(after.runs.total).toBe(1)
})

test('the page is told which earlier runs count, and of the others why not', async () => {
  const priorRuns = [
    await aRun(caller, { x: 0.5, y: 0.5 }, { losses: [3, 2] }),
    await aRun(caller, { x: 5, y: 0.5 }),
    await aRun(caller, { x: 0.5 }),
    await aRun(caller, { x: 0.5, y: 0.5 }, { losses: [] }),
  ]
  const open = await caller.runs.start({ project: 'before', config: { x: 0.1, y: 0.1 } })
  const { sweep } = await caller.sweeps.create({
    project: 'bowl',
    config: BAYES,
    priorRuns: [...priorRuns, open.storageId],
  })
  const told = new Map((await caller.sweeps.priorRuns({ sweep })).map((run) => [run.storageId, run]))
  expect([...priorRuns, open.storageId].map((id) => told.get(id)?.reason)).toEqual([
    null,
    'x is 5, outside of the space',
    'has no y',
    'logged no loss',
    'has not ended (running)',
  ])
  expect(told.get(priorRuns[0] ?? '')).toMatchObject({ entity: 'ada', project: 'before', value: 2, state: 'finished' })
})

test('a grid leaves out the cells that earlier runs finished, says how many are left, and ends with the last', async () => {
  const priorRuns = [
    await aRun(caller, { a: 1, b: 'x' }),
    await aRun(caller, { a: 1, b: 'x' }),
    await aRun(caller, { a: 3, b: 'y' }),
    await aRun(caller, { a: 2, b: 'y' }, { exitCode: 1 }),
    await aRun(caller, { a: 7, b: 'y' }),
  ]
  const { sweep } = await caller.sweeps.create({ project: 'cells', config: GRID_OF_SIX, priorRuns })
  expect(await caller.sweeps.byId({ sweep })).toMatchObject({ expectedCount: 4, priorRunCount: 5 })
  expect((await caller.sweeps.list({ entity: 'ada', project: 'cells' }))[0]).toMatchObject({ expectedCount: 4 })
  const agent = await anAgent(caller, sweep)
  const cells: string[] = []
  for (let count = 0; count < 4; count++) {
    const run = await takeRun(caller, agent)
    cells.push(`${run.config['a']}${run.config['b']}`)
    await endWith(caller, run, 0)
  }
  expect(cells).toEqual(['1y', '2x', '2y', '3x'])
  expect(await caller.sweeps.byId({ sweep })).toMatchObject({ state: 'finished', endReason: 'grid used up' })
  await expect(caller.sweeps.change({ sweep, action: 'resume' })).rejects.toThrow(/nothing left to do/)
})

test('a grid that earlier runs finished whole ends at once', async () => {
  const { sweep: first } = await caller.sweeps.create({ project: 'twice', config: GRID_OF_SIX })
  await workUntilOver(caller, await anAgent(caller, first))
  const { runs } = await caller.runs.list({ entity: 'ada', project: 'twice' })
  const priorRuns = runs.map(({ storageId }) => storageId)
  const { sweep } = await caller.sweeps.create({ project: 'twice', config: GRID_OF_SIX, priorRuns })
  expect(await workUntilOver(caller, await anAgent(caller, sweep))).toEqual([])
  expect(await caller.sweeps.byId({ sweep })).toMatchObject({ state: 'finished', endReason: 'grid used up' })
})

test('a check shows what would be suggested with the earlier runs, and how many count', async () => {
  const priorRuns = [...(await bowlRuns(10, 'checked')), await aRun(caller, { x: 5, y: 5 })]
  const without = await caller.sweeps.check({ config: BAYES })
  const seen = await caller.sweeps.check({ config: BAYES, priorRuns })
  expect(without).toMatchObject({ priorCount: 0 })
  expect(seen).toMatchObject({ priorCount: 10 })
  expect(seen.preview).toHaveLength(20)
  expect(seen.preview).not.toEqual(without.preview)
})

test("a run of somebody else's project, or of none, refuses the sweep, which is then not made", async () => {
  const theirs = await aRun(stranger, { x: 0.5, y: 0.5 })
  for (const id of [theirs, '00000000-0000-4000-8000-000000000000']) {
    const asked = { project: 'refused', config: BAYES, priorRuns: [id] }
    await expect(caller.sweeps.create(asked)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(caller.sweeps.check(asked)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  }
  await expect(caller.sweeps.list({ entity: 'ada', project: 'refused' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(
    caller.sweeps.create({ project: 'refused', config: BAYES, priorRuns: ['not an id'] }),
  ).rejects.toMatchObject({ code: 'BAD_REQUEST' })
})

test('a run that went to the trash is learned from no longer', async () => {
  const [kept, gone] = [await aRun(caller, { x: 0.2, y: 0.2 }), await aRun(caller, { x: 0.4, y: 0.4 })]
  const { sweep } = await caller.sweeps.create({ project: 'bowl', config: BAYES, priorRuns: [kept, gone] })
  await database.db.$executeRaw`UPDATE run SET deleted_at = now() WHERE id = ${gone}::uuid`
  expect((await caller.sweeps.priorRuns({ sweep })).map(({ storageId }) => storageId)).toEqual([kept])
})
