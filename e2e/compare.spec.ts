import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import type { Api } from './api-client'
import { expect, test } from './fixtures'
import { ComparePage } from './pages/compare-page'
import { threeMethods } from './scenarios'
import { localDatabaseUrl } from './scenarios/local-database'
import { makeScenario } from './scenarios/make-scenario'
import type { ServerProcess } from './server-process'

const PROJECT = 'method-replicates'
const LOSS = { entity: 'owner', project: PROJECT }

async function replicates(api: Api, server: ServerProcess): Promise<void> {
  await makeScenario(api, PROJECT, { databaseUrl: () => localDatabaseUrl(server.dataDir) })
}

async function downloaded(page: Page, press: () => Promise<void>): Promise<{ name: string; text: string }> {
  const [file] = await Promise.all([page.waitForEvent('download'), press()])
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') }
}

test('sweeps are chosen from a list that says which cannot be compared, and the choice is the address', async ({
  page,
  api,
  server,
}) => {
  await replicates(api, server)
  const config =
    'name: elsewhere\nmethod: random\nrun_cap: 2\nmetric: {name: loss, goal: minimize}\nparameters: {a: {values: [1]}}'
  await api.sweeps.create.mutate({ ...LOSS, config })
  const compare = new ComparePage(page)
  await compare.open(PROJECT)
  await compare.expectFigure('Best val_loss against number of runs')
  await expect(compare.sweepRows).toHaveCount(11)

  await page.getByRole('button', { name: 'Leave out random (seed 1)' }).click()
  await expect(compare.sweepRows).toHaveCount(10)
  await expect(page).toHaveURL(/sweeps=[a-z0-9,]{89}(&|$)/)

  await page.getByRole('button', { name: 'Add', exact: true }).click()
  const other = page.getByRole('option', { name: /^elsewhere/ })
  await expect(other).toHaveAttribute('aria-disabled', 'true')
  await expect(other).toContainText('it is about loss, not val_loss')
  await page.getByRole('combobox', { name: 'Choose sweeps' }).fill('random (seed 1)')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await expect(compare.sweepRows).toHaveCount(11)

  const sweeps = await api.sweeps.list.query(LOSS)
  const ids = ['elsewhere', 'grid (seed 1)'].map((name) => sweeps.find((sweep) => sweep.name === name)?.id)
  await compare.open(PROJECT, `?sweeps=${ids[1]},${ids[0]},zzzzzzzz`)
  await expect(page.getByText('elsewhere is left out: it is about loss, not val_loss.')).toBeVisible()
  await expect(page.getByText('Not in this project, so left out: zzzzzzzz.')).toBeVisible()
  await expect(compare.sweepRows).toHaveCount(1)
})

test('the budget changes what is said, compute time can take the place of runs, and a link shows a second browser the same', async ({
  page,
  api,
  server,
  browser,
}) => {
  await replicates(api, server)
  const compare = new ComparePage(page)
  await compare.open(PROJECT)
  await expect(compare.verdict).toContainText(/With \d+ runs each/)
  const before = await compare.verdict.textContent()
  await compare.budget.focus()
  await page.keyboard.press('Home')
  await expect(compare.verdict).toContainText('With 1 run each')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expect(compare.verdict).toContainText('With 3 runs each')
  expect(await compare.verdict.textContent()).not.toBe(before)
  await expect(page).toHaveURL(/budget=3/)

  await compare.choose('compute time')
  await compare.expectFigure('Best val_loss against compute time')
  await expect(page).toHaveURL(/x=hours/)
  await expect(page).not.toHaveURL(/budget=/)
  await compare.budget.focus()
  await page.keyboard.press('Home')
  for (let step = 0; step < 8; step++) await page.keyboard.press('ArrowRight')
  await page.getByRole('button', { name: /^bayes ahead of grid/ }).click()
  await compare.choose('5 %')
  await compare.choose('min–max')
  await expect(page).toHaveURL(/band=minmax/)
  await expect(page).toHaveURL(/pair=/)
  await expect(compare.verdict).toContainText(/With .*(min|s) each, (bayes|grid) ends ahead of (bayes|grid)/)
  await compare.expectFigure('Best val_loss against compute time')

  const other = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage()
  await other.request.post(`${server.url}/api/sign-in`, { data: { key: server.key } })
  await other.goto(page.url())
  const there = new ComparePage(other)
  await there.expectFigure('Best val_loss against compute time')
  await expect(there.verdict).toHaveText((await compare.verdict.textContent()) ?? '')
  await expect(there.conclusion).toHaveText((await compare.conclusion.textContent()) ?? '')
  await expect(there.budget).toHaveValue(await compare.budget.inputValue())
  await other.context().close()
})

test('one sweep of a method that learns gets no probability, but is held against luck; never is said, not hidden', async ({
  page,
  api,
}) => {
  const ids = await threeMethods(api, 'luck')
  const compare = new ComparePage(page)
  await compare.open('luck', `?sweeps=${ids.bayes},${ids.random}`)
  await expect(compare.verdict).toContainText('bayes: no probability from one sweep')
  await expect(compare.verdict).toContainText('it chose each run by looking at those before it')
  await expect(compare.verdict).toContainText(/random runs would|Not one of the 20 runs of random/)
  await expect(compare.conclusion).toContainText('With one sweep of a method')

  await compare.choose('a value')
  await page.getByRole('textbox', { name: 'Value of val_accuracy to reach' }).fill('0.99')
  await page.keyboard.press('Enter')
  await expect(compare.conclusion).toContainText('never did in 20 runs')
  await expect(compare.sweepRows.filter({ hasText: 'random' })).toContainText('never in 20 runs')
  await expect(compare.figure(/^Runs to reach val_accuracy 0.99/)).toBeVisible()
  await expect(page).toHaveURL(/reach=0.99/)
})

test('a comparison leaves as one HTML file that is whole, as numbers, and as a report that goes on living', async ({
  page,
  api,
  server,
}) => {
  await replicates(api, server)
  const compare = new ComparePage(page)
  await compare.open(PROJECT)
  await compare.expectFigure('Best val_loss against number of runs')
  const said = (await compare.verdict.locator('p').first().textContent()) ?? ''

  const file = await downloaded(page, () => compare.exportAs('Download as one HTML file'))
  expect(file.name).toMatch(/\.html$/)
  const alone = await page.context().newPage()
  await alone.setContent(file.text)
  // The figure, what it took, the chances, and two curves.
  await expect(alone.locator('svg.recharts-surface')).toHaveCount(5)
  await expect(alone.getByText(said)).toBeVisible()
  await expect(alone.getByRole('row').filter({ hasText: 'grid (seed 1)' })).toBeVisible()
  await expect(alone.getByText('Best val_loss', { exact: true })).toBeVisible()
  await expect(alone.locator('script, button, input')).toHaveCount(0)
  await alone.close()

  const csv = await downloaded(page, () => compare.exportAs('Best value along the axis'))
  expect(csv.name).toBe('Best-val_loss-against-number-of-runs.csv')
  const lines = csv.text.trim().split('\r\n')
  expect(lines[0]).toContain('random (seed 1)')
  expect(lines).toHaveLength(1 + 48)
  expect(new Set(lines.slice(1).map((line) => line.split(',').length)).size).toBe(1)

  await compare.exportAs('Make a report of it')
  await page.waitForURL(/\/reports\/[a-z0-9]{8}$/)
  await expect(page.getByRole('heading', { name: 'What can be concluded' })).toBeVisible()
  await expect(page.getByText(said).first()).toBeVisible()
  await compare.expectFigure('Best val_loss against number of runs')
})

test('replicates are made with seeds of their own, said beforehand and shown afterwards', async ({ page, api }) => {
  const ids = await threeMethods(api, 'again')
  const compare = new ComparePage(page)
  await compare.open('again', `?sweeps=${ids.bayes},${ids.random},${ids.grid}`)
  await page.getByRole('button', { name: 'Run replicates…' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('Its config lists the runs')
  await expect(dialog.getByRole('button', { name: 'Make 8 sweeps' })).toBeEnabled()
  await dialog.getByLabel('Run', { exact: true }).fill('0')
  await expect(dialog.getByText('a whole number from 1 to 20')).toBeVisible()
  await dialog.getByLabel('Run', { exact: true }).fill('2')
  await expect(dialog).toContainText('4 sweeps, about 80 runs')
  await dialog.getByRole('button', { name: 'Make 4 sweeps' }).click()
  await expect(dialog.getByRole('link')).toHaveText([
    'bayes-1 (seed 8)',
    'bayes-1 (seed 9)',
    'random-1 (seed 8)',
    'random-1 (seed 9)',
  ])
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(compare.sweepRows).toHaveCount(7)
  const made = await api.sweeps.list.query({ entity: 'owner', project: 'again' })
  const seeds = await Promise.all(made.map(async ({ id }) => (await api.sweeps.byId.query({ sweep: id })).seed))
  expect(seeds.sort()).toEqual([7, 7, 7, 8, 8, 9, 9])
  // Of one config but for the seed: they count as one.
  await expect(page.getByText('3 sweeps').first()).toBeVisible()
})

test('a run that ends is in the comparison without a reload', async ({ page, api }) => {
  const project = 'live-compare'
  const config =
    'name: going\nmethod: random\nrun_cap: 5\nmetric: {name: loss, goal: minimize}\nparameters: {a: {values: [1, 2, 3]}}'
  const { sweep } = await api.sweeps.create.mutate({ project, config })
  const { agent } = await api.agents.register.mutate({ sweep, host: 'live' })
  const end = async (loss: number) => {
    const next = await api.agents.nextRun.mutate({ agent, waitMs: 10_000 })
    if (next.kind !== 'run') throw new Error(`expected a run, got ${next.kind}`)
    await api.history.append.mutate({ storageId: next.storageId, offset: 0, lines: [JSON.stringify({ loss })] })
    await api.runs.finish.mutate({ storageId: next.storageId, exitCode: 0 })
  }
  await end(3)
  const compare = new ComparePage(page)
  await compare.open(project, `?sweeps=${sweep}`)
  await expect(compare.sweepRows).toContainText('may still go on')
  await expect(compare.conclusion).toContainText('going may still go on')
  await expect(compare.sweepRows.getByRole('cell').nth(4)).toHaveText('3')
  await page.evaluate(() => {
    ;(window as typeof window & { wasHere?: boolean }).wasHere = true
  })
  await end(0.25)
  await expect(compare.sweepRows.getByRole('cell').nth(4)).toHaveText('0.25')
  expect(await page.evaluate(() => (window as typeof window & { wasHere?: boolean }).wasHere)).toBe(true)
})
