import { afterAll, beforeAll, expect, test } from 'vitest'
import { aSweep, type Caller, callerOf, endWith, type GivenRun, logLoss, takeRun } from '~/server/agents/testing'
import { type TestDatabase, testCtx, testDatabase } from '~/server/db/testing'
import { withDistributions } from '~/server/domain/sweep-text-edit'
import { closeSearch } from '../run-search'

let database: TestDatabase
let caller: Caller

beforeAll(async () => {
  database = await testDatabase()
  caller = callerOf(await testCtx(database.db))
})

afterAll(async () => {
  await closeSearch()
  await database.close()
})

const CONFIG = `# what we try
method: grid
metric: {name: loss}
parameters:
  batch_size: {values: [64, 128, 512]} # in rows
  x: {min: 1, max: 12}
`

/** Works every cell off, a fresh agent a run so that none is set aside; `failsWith` gives the reason of a failure. */
async function workOff(
  sweep: string,
  failsWith: (run: GivenRun, index: number) => string | null,
  host = (_: number) => 'gpu-1',
) {
  for (let index = 0; ; index++) {
    const { agent } = await caller.agents.register({ sweep, host: host(index), name: `agent ${index}` })
    const next = await caller.agents.nextRun({ agent, waitMs: 5000 })
    if (next.kind !== 'run') return
    const reason = failsWith(next, index)
    await logLoss(caller, next, [Number(next.config['x']) + (reason === null ? 1 : 0)])
    await endWith(caller, next, reason === null ? 0 : 1, reason ?? undefined)
  }
}

test('what all failures share is found, and is gone once it is cut out of the space', async () => {
  const { sweep } = await aSweep(caller, CONFIG)
  await workOff(sweep, ({ config }) => (config['batch_size'] === 512 ? 'CUDA out of memory' : null))
  const failures = await caller.controls.failures({ sweep })
  expect(failures).toMatchObject({
    badCount: 12,
    goodCount: 24,
    outsideCount: 0,
    reasons: [{ text: 'CUDA out of memory', count: 12 }],
    retryable: { failed: 12, crashed: 0, killed: 0, outside: 0 },
    causes: [
      {
        name: 'batch_size',
        region: { kind: 'values', values: [512] },
        inside: 12,
        badInside: 12,
        bad: 12,
        total: 36,
        holdsBest: true,
        cuts: [{ label: 'without 512', distribution: { distribution: 'categorical', values: [64, 128] } }],
      },
    ],
  })
  const detail = await caller.sweeps.byId({ sweep })
  const [cause] = failures.causes
  const config = withDistributions({ text: detail.yaml, config: detail.config }, [
    { path: cause!.path, distribution: cause!.cuts[0]!.distribution },
  ])
  expect(config).toBe(CONFIG.replace('[64, 128, 512]', '[64, 128]'))
  const preview = await caller.controls.previewEdit({ sweep, config })
  expect(preview).toMatchObject({
    problems: [],
    effect: { ended: { inside: 24, outside: 12 }, grid: { cells: 24, left: 0 } },
  })
  await caller.controls.edit({ sweep, config, version: 1 })
  expect(await caller.controls.failures({ sweep })).toMatchObject({ causes: [], outsideCount: 12, badCount: 12 })
})

test('what was cut out is run again only when it is named', async () => {
  const { sweep } = await aSweep(caller, CONFIG)
  await workOff(sweep, ({ config }, index) => (config['batch_size'] === 512 || index === 0 ? 'out of memory' : null))
  await caller.controls.edit({ sweep, config: CONFIG.replace('128, 512', '128'), version: 1 })
  const { retryable, open } = await caller.controls.failures({ sweep })
  expect(retryable).toEqual({ failed: 1, crashed: 0, killed: 0, outside: 12 })
  expect(open.map(({ isOutside, reason }) => [isOutside, reason])).toEqual([
    ...Array.from({ length: 12 }, () => [true, 'out of memory']),
    [false, 'out of memory'],
  ])
  expect(await caller.suggestions.retry({ sweep })).toEqual({ queued: 1, skipped: 12, opened: true })
  expect(await caller.suggestions.retry({ sweep, runs: [open[0]!.storageId] })).toMatchObject({ queued: 1, skipped: 0 })
  expect(await caller.suggestions.retry({ sweep, includeOutside: true })).toMatchObject({ queued: 11, skipped: 2 })
  expect(await caller.controls.failures({ sweep })).toMatchObject({ repeatedCount: 13, outsideCount: 0, open: [] })
})

test('failures from before a parameter was added are explained with the others', async () => {
  const { sweep } = await aSweep(caller, CONFIG)
  await workOff(sweep, ({ config }) => (config['batch_size'] === 512 ? 'out of memory' : null))
  await caller.controls.edit({ sweep, config: `${CONFIG}  y: {values: [a, b]}\n`, version: 1 })
  const { causes, outsideCount } = await caller.controls.failures({ sweep })
  expect(outsideCount).toBe(0)
  expect(causes).toMatchObject([{ name: 'batch_size', badInside: 12, total: 36 }])
})

test('one machine on which everything fails is named, and no parameter is blamed for it', async () => {
  const { sweep } = await aSweep(caller, CONFIG)
  await workOff(
    sweep,
    (_, index) => (index % 4 === 3 ? 'no CUDA device' : null),
    (index) => (index % 4 === 3 ? 'gpu-3' : `gpu-${index % 2}`),
  )
  const { causes, places } = await caller.controls.failures({ sweep })
  expect(causes).toEqual([])
  expect(places[0]).toEqual({ kind: 'host', name: 'gpu-3', bad: 9, total: 9, isSuspicious: true })
})

test('a run that was asked for again leaves the explanation to its repetition', async () => {
  const { sweep } = await aSweep(caller, CONFIG)
  let isMended = false
  const reason = ({ config }: GivenRun) => (config['batch_size'] === 512 && !isMended ? 'a bug' : null)
  await workOff(sweep, reason)
  expect((await caller.controls.failures({ sweep })).causes).toHaveLength(1)
  isMended = true
  expect(await caller.suggestions.retry({ sweep })).toEqual({ queued: 12, skipped: 0, opened: true })
  await workOff(sweep, reason)
  expect(await caller.controls.failures({ sweep })).toMatchObject({
    causes: [],
    badCount: 12,
    goodCount: 36,
    repeatedCount: 12,
  })
  expect(await caller.sweeps.byId({ sweep })).toMatchObject({ state: 'finished', endReason: 'grid used up' })
})

test('a sweep without failures has none to explain', async () => {
  const { sweep } = await aSweep(caller, CONFIG)
  expect(await caller.controls.failures({ sweep })).toEqual({
    badCount: 0,
    goodCount: 0,
    repeatedCount: 0,
    outsideCount: 0,
    causes: [],
    reasons: [],
    places: [],
    retryable: { failed: 0, crashed: 0, killed: 0, outside: 0 },
    open: [],
  })
  const agent = (await caller.agents.register({ sweep, host: 'gpu-1' })).agent
  await takeRun(caller, agent)
})
