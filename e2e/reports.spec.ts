import { readFile } from 'node:fs/promises'
import { expect, test } from './fixtures'
import { ReportPage } from './pages/report-page'
import { localDatabaseUrl } from './scenarios/local-database'
import { makeScenario } from './scenarios/make-scenario'

const PROJECT = 'three-methods'

test.beforeEach(async ({ api, server }) => {
  await makeScenario(api, PROJECT, { databaseUrl: () => localDatabaseUrl(server.dataDir) })
})

test('a report of text and live panels is written, read, taken along and published', async ({ page, browser }) => {
  const report = new ReportPage(page)
  await report.create(PROJECT)
  await report.setTitle('What the methods found')
  await report.addText('## Setting\n\n**Sixty** combinations.\n\n<script>window.hacked = true</script>')
  await report.addLines('val_accuracy')
  await report.done()

  await expect(page.getByRole('heading', { name: 'What the methods found' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Setting' })).toBeVisible()
  await expect(page.getByText('<script>window.hacked = true</script>')).toBeVisible()
  expect(await page.evaluate(() => 'hacked' in window)).toBe(false)
  await expect(page.locator('[data-slot="chart-frame"] .plot-line path').first()).toBeVisible()

  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export as HTML' }).click(),
  ])
  expect(file.suggestedFilename()).toBe('What-the-methods-found.html')
  const html = await readFile(await file.path(), 'utf8')
  expect(html).toContain('plot-line')
  expect(html).not.toMatch(/<script[ >]|https?:\/\/[^"]*\.js/)

  await page.getByRole('button', { name: 'Share…' }).click()
  await page.getByRole('button', { name: 'Publish a copy' }).click()
  const link = page.getByText(/\/shared\/[\w-]{32}/)
  await expect(link).toBeVisible({ timeout: 20_000 })
  const url = (await link.textContent())?.trim() ?? ''

  const stranger = await (await browser.newContext()).newPage()
  await stranger.goto(url)
  await expect(stranger.getByRole('heading', { name: 'What the methods found' })).toBeVisible()
  await expect(stranger.locator('.plot-line path').first()).toBeVisible()
  await page.getByRole('button', { name: 'End the link' }).click()
  await expect(page.getByRole('button', { name: 'Publish a copy' })).toBeVisible()
  expect((await stranger.goto(url))?.status()).toBe(404)
  await stranger.context().close()
})

test('of two who write the second is asked, and nothing typed is lost', async ({ page, api }) => {
  const report = new ReportPage(page)
  await report.create(PROJECT)
  await report.addText('mine')
  await report.saved.waitFor()
  const id = /reports\/(\w+)/.exec(page.url())?.[1] ?? ''
  // Hold the page's own view of the report back, as a slow network does.
  const { version } = await api.reports.byId.query({ report: id })
  await page.context().setOffline(true)
  await api.reports.update.mutate({
    report: id,
    version,
    content: { blocks: [{ kind: 'markdown', id: 'theirs', text: 'theirs' }] },
  })
  await page.getByLabel('Text in markdown').fill('mine, longer')
  await expect(page.getByText(/Not saved yet/)).toBeVisible()
  await page.context().setOffline(false)
  await expect(page.getByText(/changed this report meanwhile/)).toBeVisible({ timeout: 15_000 })
  await expect(page.getByLabel('Text in markdown')).toHaveValue('mine, longer')
  await page.getByRole('button', { name: 'Keep mine, replace theirs' }).click()
  await report.saved.waitFor()
  const kept = await api.reports.byId.query({ report: id })
  expect(kept.content.blocks).toMatchObject([{ kind: 'markdown', text: 'mine, longer' }])
})

test('what is typed while the server is away outlives the tab', async ({ page }) => {
  const report = new ReportPage(page)
  await report.create(PROJECT)
  await report.addText('first')
  await report.saved.waitFor()
  const address = page.url()
  await page.context().setOffline(true)
  await page.getByLabel('Text in markdown').fill('first and second')
  await expect(page.getByText(/kept in this browser/)).toBeVisible()
  await page.context().setOffline(false)
  await page.goto('about:blank')
  await page.goto(address)
  await expect(page.getByLabel('Text in markdown')).toHaveValue('first and second')
  await report.saved.waitFor()
})
