import { afterAll, beforeAll, expect, test } from 'vitest'
import { anAgent, type Caller, callerOf, GRID_OF_SIX, workUntilOver } from '~/server/agents/testing'
import { type TestDatabase, testCtx, testDatabase } from '~/server/db/testing'
import { closeSearch } from './run-search'

let database: TestDatabase
let caller: Caller
const path = { entity: 'ada', project: 'seen' }

beforeAll(async () => {
  database = await testDatabase()
  caller = callerOf(await testCtx(database.db))
  for (let index = 0; index < 30; index++) {
    const lr = 10 ** (-1 - (index % 10) / 2.5)
    const config = { lr, opt: { name: index % 2 ? 'adam' : 'sgd' }, data: 'mnist', out: `out/${index}` }
    const { storageId } = await caller.runs.start({
      project: 'seen',
      run: `r${index}`,
      config,
      program: 'train.ts',
      tags: [index < 20 ? 'good' : 'odd'],
    })
    const rows = [
      { epoch: 1, val_accuracy: 0.5, val_loss: (Math.log10(lr) + 2.6) ** 2 + 1 },
      { epoch: 2, val_accuracy: 0.4, val_loss: (Math.log10(lr) + 2.6) ** 2 },
    ]
    if (index > 0) await caller.history.append({ storageId, offset: 0, lines: rows.map((row) => JSON.stringify(row)) })
    if (index < 29) await caller.runs.finish({ storageId, exitCode: 0 })
  }
})

afterAll(async () => {
  await closeSearch()
  await database.close()
})

test('a space, a metric and a program are proposed from all runs of a project', async () => {
  const proposal = await caller.sweeps.propose(path)
  expect(proposal).toMatchObject({ total: 30, readCount: 30, missing: [], program: 'train.ts' })
  expect(proposal.settings.map(({ name, reason }) => [name, reason === null])).toEqual([
    ['lr', true],
    ['opt.name', true],
    ['data', true],
    ['out', false],
  ])
  expect(proposal.metrics.slice(0, 2)).toEqual([
    { name: 'val_accuracy', runCount: 29, goal: 'maximize', because: 'accuracy' },
    { name: 'val_loss', runCount: 29, goal: 'minimize', because: 'loss' },
  ])
  expect(proposal.medianSeconds).toBeGreaterThanOrEqual(0)
  expect(proposal.yaml).toContain('- tsx')
  expect(await caller.sweeps.check({ config: proposal.yaml })).toMatchObject({ problems: [] })
})

test('the best tenth follows the metric that is asked for, by its best value', async () => {
  const { settings } = await caller.sweeps.propose({ ...path, objective: { name: 'val_loss', goal: 'minimize' } })
  const lr = settings[0]?.histogram
  expect(lr?.best.reduce((sum, count) => sum + count)).toBe(3)
})

test('runs are chosen by name or by what they match, and names that are no run are told', async () => {
  expect(await caller.sweeps.propose({ ...path, runs: ['r1', 'r2', 'gone'] })).toMatchObject({
    total: 2,
    missing: ['gone'],
  })
  expect(await caller.sweeps.propose({ ...path, search: 'odd' })).toMatchObject({ total: 10 })
  expect(await caller.sweeps.propose({ ...path, search: 'nothing at all' })).toMatchObject({
    total: 0,
    objective: null,
  })
  await expect(caller.sweeps.propose({ ...path, project: 'elsewhere' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('the runs of a sweep propose what it aims at', async () => {
  const { sweep } = await caller.sweeps.create({ project: 'swept', config: `name: six\n${GRID_OF_SIX}` })
  await workUntilOver(caller, await anAgent(caller, sweep))
  const proposal = await caller.sweeps.propose({ entity: 'ada', project: 'swept', filter: `sweep = ${sweep}` })
  expect(proposal.metrics[0]).toEqual({ name: 'loss', runCount: 6, goal: 'minimize', because: 'the sweep six' })
  expect(proposal.settings.map(({ name }) => name)).toEqual(['a', 'b'])
})

test('a preview tells which runs a sweep would learn from, why not the others, and what matters', async () => {
  const config = `
method: bayes
metric: {name: val_loss, goal: minimize}
parameters:
  lr: {distribution: log_uniform_values, min: 0.00005, max: 0.05}
  opt: {parameters: {name: {values: [adam, sgd]}}}
`
  const preview = await caller.sweeps.previewPrior({ ...path, config })
  expect(preview.total).toBe(30)
  expect(preview.counting).toHaveLength(24)
  expect(preview.reasons).toEqual([
    { reason: 'lr is outside of the space', runCount: 5 },
    { reason: 'has not ended', runCount: 1 },
  ])
  expect(preview.importance?.trialCount).toBe(24)
  expect(preview.importance?.parameters[0]?.name).toBe('lr')
  const random = await caller.sweeps.previewPrior({ ...path, config: config.replace('bayes', 'random') })
  expect(random).toMatchObject({ counting: [], importance: { trialCount: 24 } })
  await expect(caller.sweeps.previewPrior({ ...path, config: 'method: x' })).rejects.toMatchObject({
    code: 'BAD_REQUEST',
  })
})
