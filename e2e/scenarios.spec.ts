import { expect, test } from './fixtures'
import { SCENARIOS } from './scenarios/catalog'
import { localDatabaseUrl } from './scenarios/local-database'
import { makeScenario, type Wanted } from './scenarios/make-scenario'
import { columnsOfCurves, seededRun } from './scenarios/seeded-project'
import { writeProject } from './scenarios/write/write-project'
import type { ServerProcess } from './server-process'

const wantedOf = (server: ServerProcess, more: Partial<Wanted> = {}): Wanted => ({
  databaseUrl: () => localDatabaseUrl(server.dataDir),
  ...more,
})

test('a scenario has the same addresses each time, and is made once', async ({ api, server }) => {
  const wanted = wantedOf(server, { project: 'made-once' })
  const first = await makeScenario(api, 'three-methods', wanted)
  expect(first.isNew).toBe(true)
  const again = await makeScenario(api, 'three-methods', wanted)
  expect(again).toMatchObject({ isNew: false, paths: first.paths })
  expect(first.paths).toContain('/owner/made-once/sweeps')
  const sweeps = await api.sweeps.list.query({ entity: 'owner', project: 'made-once' })
  expect(Object.fromEntries(sweeps.map(({ method, runs }) => [method, runs.finished]))).toEqual({
    grid: 60,
    random: 20,
    bayes: 20,
  })
})

test('a run that is written into the database reads as one that was logged', async ({ api, server }) => {
  const curves = { loss: [3, Number.NaN, 1.5, Number.POSITIVE_INFINITY, 0.25], accuracy: [0.1, 0.2, 0.3, 0.4, 0.5] }
  await api.projects.create.mutate({ entity: 'owner', project: 'written' })
  const { storageId: projectId } = await api.projects.byName.query({ entity: 'owner', project: 'written' })
  await writeProject(
    await localDatabaseUrl(server.dataDir),
    { id: projectId, name: 'owner/written' },
    {
      sweeps: [],
      runs: [
        seededRun({
          name: 'same',
          createdAtMs: Date.now() - 60_000,
          endedAtMs: Date.now(),
          config: { lr: 0.1, text: 'tab\there, "quotes", back\\slash\nand a line' },
          tags: ['a "b"', 'c\\d'],
          columns: columnsOfCurves(curves),
          console: [{ text: 'hello', stream: 'stderr' }],
        }),
      ],
    },
  )
  const { storageId } = await api.runs.start.mutate({
    project: 'logged',
    run: 'same',
    name: 'same',
    config: { lr: 0.1, text: 'tab\there, "quotes", back\\slash\nand a line' },
    tags: ['a "b"', 'c\\d'],
  })
  const lines = curves.loss.map((loss, at) => `{"_step":${at},"loss":${loss},"accuracy":${curves.accuracy[at]}}`)
  await api.history.append.mutate({ storageId, offset: 0, lines })
  await api.console.write.mutate({ storageId, offset: 0, lines: [{ text: 'hello', stream: 'stderr' }] })
  await api.runs.finish.mutate({ storageId, exitCode: 0 })

  const seen = async (project: string) => {
    const path = { entity: 'owner', project }
    const [run] = (await api.runs.list.query(path)).runs
    if (run === undefined) throw new Error(`${project} has no run`)
    const { name, state, config, summary, tags } = run
    const rows = await api.history.rows.query({ storageId: run.storageId })
    const metrics = await api.runs.metrics.query({ storageId: run.storageId })
    const series = await api.history.series.query({ storageIds: [run.storageId], keys: ['loss', 'accuracy'] })
    return {
      ...{ name, state, config, summary, tags, rows, metrics },
      series: series.map(({ storageId: _, ...points }) => points),
    }
  }
  expect(await seen('written')).toEqual(await seen('logged'))
})

for (const name of ['thousand-run-sweep', 'hundred-runs', 'nan-metrics', 'empty']) {
  test(`the pages of ${name} open`, async ({ page, api, server }) => {
    expect(SCENARIOS).toHaveProperty(name)
    const { paths } = await makeScenario(api, name, wantedOf(server))
    // As high as the longest page: charts below the window wait to be scrolled to.
    await page.setViewportSize({ width: 1440, height: 5000 })
    for (const path of paths) {
      await page.goto(path)
      await expect(page.getByRole('heading', { level: 1 }).first(), path).toBeVisible()
      await expect(page.locator('[data-slot="skeleton"]:visible'), path).toHaveCount(0)
      await expect(page.getByRole('main').getByRole('alert'), path).toHaveCount(0)
    }
  })
}

test('a live run goes on until it is stopped on its page', async ({ page, api, server }) => {
  const { goOn } = await makeScenario(api, 'live-run', wantedOf(server))
  const over = goOn(new AbortController().signal)
  await page.goto('/owner/live-run')
  await expect(page.getByText('still-learning').first()).toBeVisible()
  const [run] = (await api.runs.list.query({ entity: 'owner', project: 'live-run' })).runs
  await api.runs.stop.mutate({ storageId: run?.storageId ?? '' })
  await over
  const [stopped] = (await api.runs.list.query({ entity: 'owner', project: 'live-run' })).runs
  expect(stopped?.state).toBe('killed')
})
