/** The workspace of a project: its panels by hand, by keys and by link. */
import type { Browser, Page } from '@playwright/test'
import type { Api } from './api-client'
import { expect, test } from './fixtures'
import { WorkspacePage } from './pages/workspace-page'

const RUNS = 6
const STEPS = 50

/** Six runs of two optimizers, with metrics of two prefixes; the value of a metric follows from run and step. */
function valueAt(metric: string, run: number, step: number): number {
  const base = { loss: 100, acc: 1, 'train/loss': 10, 'val/loss': 20 }[metric] ?? 0
  return base + run + step / 100
}

async function aProject(api: Api, project: string): Promise<void> {
  for (let run = 0; run < RUNS; run++) {
    const { storageId } = await api.runs.start.mutate({
      project,
      run: `r${run}`,
      name: `run-${run}`,
      config: { lr: 10 ** -run, optimizer: run % 2 === 0 ? 'adam' : 'sgd' },
    })
    const lines = Array.from({ length: STEPS }, (_, step) =>
      JSON.stringify({
        _step: step,
        epoch: Math.floor(step / 10),
        ...Object.fromEntries(
          ['loss', 'acc', 'train/loss', 'val/loss'].map((metric) => [metric, valueAt(metric, run, step)]),
        ),
      }),
    )
    await api.history.append.mutate({ storageId, offset: 0, lines })
    await api.runs.finish.mutate({ storageId, exitCode: 0 })
  }
}

async function elsewhere(browser: Browser, server: { url: string; key: string }, address: string): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage()
  await page.request.post(`${server.url}/api/sign-in`, { data: { key: server.key } })
  await page.goto(address)
  return page
}

test.beforeEach(async ({ api }) => {
  const known = await api.projects.list.query({})
  if (!known.some(({ name }) => name === 'panels')) await aProject(api, 'panels')
})

test('sections come by the prefix of metrics, and a link shows another browser the same part of x', async ({
  page,
  browser,
  server,
}) => {
  const workspace = new WorkspacePage(page)
  await workspace.open('panels')
  expect(await workspace.titles('Metrics')).toEqual(['acc', 'loss'])
  expect(await workspace.titles('val')).toEqual(['val/loss'])
  await expect(page.getByText('of 6 runs')).toBeVisible()

  await workspace.zoom('loss', 0.5, 0.75)
  await expect(page.getByRole('button', { name: 'Show all of x' })).toBeVisible()
  // Every panel over steps shows the part that was chosen in one of them.
  const other = await elsewhere(browser, server, page.url())
  for (const shown of [workspace, new WorkspacePage(other)]) {
    const { content } = await shown.download('val/loss', 'Data as CSV')
    const steps = content
      .toString()
      .trim()
      .split('\r\n')
      .slice(1)
      .map((line) => Number(line.split(',')[3]))
    expect(Math.min(...steps)).toBeGreaterThanOrEqual(24)
    expect(Math.max(...steps)).toBeLessThanOrEqual(38)
  }
  await other.context().close()

  await workspace.plot('acc').dblclick()
  await expect(page.getByRole('button', { name: 'Show all of x' })).toHaveCount(0)
  await page.keyboard.press('Control+z')
  await expect(page.getByRole('button', { name: 'Show all of x' })).toBeVisible()
})

test('panels are dragged by hand and by keys, also to another section, and undo brings them back', async ({ page }) => {
  const workspace = new WorkspacePage(page)
  await workspace.open('panels')
  await workspace.drag('loss', 'acc')
  await expect.poll(() => workspace.titles('Metrics')).toEqual(['loss', 'acc'])
  await workspace.drag('acc', 'val/loss')
  await expect.poll(() => workspace.titles('val')).toEqual(['acc', 'val/loss'])
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => workspace.titles('Metrics')).toEqual(['loss', 'acc'])
  await page.getByRole('button', { name: 'Redo' }).click()
  await expect.poll(() => workspace.titles('val')).toEqual(['acc', 'val/loss'])
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+z')
  await expect.poll(() => workspace.titles('Metrics')).toEqual(['acc', 'loss'])

  await page.getByRole('button', { name: 'Move loss', exact: true }).focus()
  await page.keyboard.press('Space')
  await expect(page.getByText('before loss in Metrics', { exact: true })).toBeAttached()
  await expect(async () => {
    await page.keyboard.press('ArrowLeft')
    await expect(page.getByText('before acc in Metrics', { exact: true })).toBeAttached({ timeout: 1000 })
  }).toPass()
  await page.keyboard.press('Space')
  await expect.poll(() => workspace.titles('Metrics')).toEqual(['loss', 'acc'])
  await page.reload()
  await workspace.settled()
  expect(await workspace.titles('Metrics')).toEqual(['loss', 'acc'])
})

test('a panel is sized by keys, hidden and shown again, and the address keeps it', async ({ page }) => {
  const workspace = new WorkspacePage(page)
  await workspace.open('panels')
  const before = await workspace.panel('loss').boundingBox()
  await page.getByRole('button', { name: /^Size of loss/ }).focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowDown')
  await expect
    .poll(async () => (await workspace.panel('loss').boundingBox())?.width)
    .toBeGreaterThan((before?.width ?? 0) + 50)
  await page.reload()
  await workspace.settled()
  expect((await workspace.panel('loss').boundingBox())?.height).toBeGreaterThan((before?.height ?? 0) + 10)

  await workspace.menu('acc', 'Hide')
  await expect(workspace.panel('acc')).toHaveCount(0)
  await page.getByText('1 panel or section hidden').click()
  await page.getByRole('button', { name: 'Show acc again' }).click()
  await expect(workspace.panel('acc')).toBeVisible()
})

test('a formula says where it is wrong, and draws what it says', async ({ page }) => {
  const workspace = new WorkspacePage(page)
  await workspace.open('panels')
  const dialog = await workspace.addPanel('Lines')
  const formula = dialog.getByLabel('Formula')
  await formula.fill('${loss} / lr')
  await expect(dialog.getByRole('alert')).toContainText('At character 11: lr is not known')
  await formula.fill('${loss} - ${train/loss}')
  await dialog.getByRole('textbox', { name: 'Title' }).fill('gap')
  await dialog.getByRole('button', { name: 'Add the panel' }).click()
  const table = await workspace.table('gap')
  // 100 less 10, whatever the run and the step.
  await expect(table.getByRole('row').filter({ hasText: 'run-3' })).toContainText('90')
  await expect(table.getByRole('row')).toHaveCount(RUNS + 1)

  await page.goto(page.url().replace(/\?.*/, ''))
  await workspace.menu('loss', 'Edit')
  await page.getByRole('dialog').getByLabel('Formula').fill('x**2')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  const squared = await workspace.table('x**2, x: loss')
  await expect(squared.getByRole('row').filter({ hasText: 'run-0' })).toContainText('10 k')
})

test('a panel opens over the window, arrows go on and Escape goes back', async ({ page, browser, server }) => {
  const workspace = new WorkspacePage(page)
  await workspace.open('panels')
  await workspace.menu('acc', 'Full screen')
  const full = page.getByRole('dialog', { name: 'acc' })
  await expect(full.getByRole('list', { name: 'Lines' }).getByRole('listitem')).toHaveCount(RUNS)
  await expect(page).toHaveURL(/panel=auto/)
  const other = await elsewhere(browser, server, page.url())
  await expect(other.getByRole('dialog', { name: 'acc' })).toBeVisible()
  await other.context().close()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('dialog', { name: 'loss', exact: true })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page).not.toHaveURL(/panel=auto/)
})

test('what a panel hands out is all that it draws: CSV, SVG that stands alone, PNG at twice the size', async ({
  page,
}) => {
  const workspace = new WorkspacePage(page)
  await workspace.open('panels')
  const csv = await workspace.download('train/loss', 'Data as CSV')
  expect(csv.name).toBe('train-loss.csv')
  const rows = csv.content.toString().trim().split('\r\n')
  expect(rows[0]).toBe('line,run,metric,step,value')
  expect(rows).toHaveLength(1 + RUNS * STEPS)
  expect(rows).toContain(`run-4,r4,train/loss,30,${valueAt('train/loss', 4, 30)}`)

  const svg = (await workspace.download('train/loss', 'Picture as SVG')).content.toString()
  const drawing = await page.evaluate((text) => {
    const root = new DOMParser().parseFromString(text, 'image/svg+xml')
    return {
      isBroken: root.querySelector('parsererror') !== null,
      title: root.querySelector('title')?.textContent,
      paths: [...root.querySelectorAll('path')].map((path) => path.getAttribute('d')?.split('L').length),
      text: root.documentElement.textContent,
    }
  }, svg)
  expect(drawing).toMatchObject({ isBroken: false, title: 'train/loss', paths: Array(RUNS).fill(STEPS) })
  expect(drawing.text).toContain('run-5')
  expect(svg).not.toMatch(/var\(|class=|oklch/)

  const png = (await workspace.download('train/loss', 'Picture as PNG')).content
  const width = Number(/width="(\d+)/.exec(svg)?.[1])
  expect(png.subarray(1, 4).toString()).toBe('PNG')
  expect(png.readUInt32BE(16)).toBe(2 * width)
})

test('panels are found by a regular expression, and a bad one says so', async ({ page }) => {
  const workspace = new WorkspacePage(page)
  await workspace.open('panels')
  const search = page.getByRole('searchbox', { name: /panels/ })
  await search.fill('^(train|val)/')
  await expect(workspace.panel('acc')).toHaveCount(0)
  await expect(workspace.panel('val/loss')).toBeVisible()
  await search.fill('loss(')
  await expect(page.getByText(/no regular expression/)).toBeVisible()
  await expect(workspace.panel('acc')).toBeVisible()
  await search.fill('nothing like it')
  await expect(page.getByText('No panel matches')).toBeVisible()
})

test('notes in markdown run no script', async ({ page }) => {
  const dialogs: string[] = []
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message())
    void dialog.dismiss()
  })
  const workspace = new WorkspacePage(page)
  await workspace.open('panels')
  const dialog = await workspace.addPanel('Text')
  await dialog
    .getByLabel('Text, in markdown')
    .fill(
      '**bold**\n\n<img src=x onerror=alert(1)>\n\n<script>alert(2)</script>\n\n[click](javascript:alert(3)) [site](https://example.org)',
    )
  await dialog.getByRole('button', { name: 'Add the panel' }).click()
  const notes = workspace.panel('Notes')
  await expect(notes.locator('strong')).toHaveText('bold')
  await expect(notes.locator('script, img')).toHaveCount(0)
  await expect(notes.locator('a[href^="javascript"]')).toHaveCount(0)
  await expect(notes.getByRole('link', { name: 'site' })).toHaveAttribute('rel', /noopener/)
  await notes.getByText('click').click()
  expect(dialogs).toEqual([])
})

test('groups are drawn as their mean, and say of how many runs', async ({ page }) => {
  const workspace = new WorkspacePage(page)
  await workspace.open('panels', '?group=config.optimizer')
  await expect(page.getByText('of 2 groups')).toBeVisible()
  const table = await workspace.table('acc')
  // Runs 0, 2 and 4 end at 1.49, 3.49 and 5.49.
  await expect(table.getByRole('row').filter({ hasText: 'adam (3)' })).toContainText('3.49')
  await expect(table.getByRole('row').filter({ hasText: 'sgd (3)' })).toContainText('4.49')
})

test('a line goes along another metric, and a metric that nobody logs says so', async ({ page }) => {
  const workspace = new WorkspacePage(page)
  await workspace.open('panels')
  await page.getByRole('combobox', { name: 'against' }).click()
  await page.getByRole('option', { name: 'epoch' }).click()
  await expect(workspace.panel('loss').getByText('epoch', { exact: true })).toBeVisible()
  const { content } = await workspace.download('loss', 'Data as CSV')
  expect(content.toString().split('\r\n')[0]).toBe('line,run,metric,epoch,value')
  expect(content.toString().trim().split('\r\n')).toHaveLength(1 + RUNS * STEPS)

  const dialog = await workspace.addPanel('Lines')
  await dialog.getByRole('button', { name: 'Metric', exact: true }).click()
  await page.getByPlaceholder('Metric…').fill('gone/metric')
  await page.getByRole('option', { name: /Take .gone\/metric. as it is/ }).click()
  await page.keyboard.press('Escape')
  await dialog.getByRole('button', { name: 'Add the panel' }).click()
  await expect(
    workspace.panel('gone/metric').getByText(/No run that is drawn logs gone\/metric together with epoch/),
  ).toBeVisible()
})

test('the cursor of a chart goes by keys, says what is there, and opens the run', async ({ page }) => {
  const workspace = new WorkspacePage(page)
  await workspace.open('panels')
  await workspace.plot('loss').focus()
  await page.keyboard.press('End')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowDown')
  await expect(workspace.panel('loss').getByText(/^step 48: run-4 104.5$/)).toBeAttached()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/runs\/r4/)
})

test('a point that is logged extends the line without a reload', async ({ page, api }) => {
  const { storageId } = await api.runs.start.mutate({ project: 'panels-live', run: 'live', name: 'live-run' })
  await api.history.append.mutate({ storageId, offset: 0, lines: ['{"loss":3}', '{"loss":2}'] })
  const workspace = new WorkspacePage(page)
  await workspace.open('panels-live')
  const table = await workspace.table('loss')
  await expect(table.getByRole('row').filter({ hasText: 'live-run' })).toContainText('2')
  await api.history.append.mutate({ storageId, offset: 2, lines: ['{"loss":0.7531,"new/metric":5}'] })
  await expect(table.getByRole('row').filter({ hasText: 'live-run' })).toContainText('0.7531')
  await expect(workspace.panel('new/metric')).toBeVisible()
})

test('twenty thousand metrics are a page like any other', async ({ page, api }) => {
  const { storageId } = await api.runs.start.mutate({ project: 'panels-many', run: 'wide', name: 'wide' })
  for (let part = 0; part < 4; part++) {
    const row = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`layer${part}/w${i}`, i]))
    await api.history.append.mutate({ storageId, offset: part, lines: [JSON.stringify(row)] })
  }
  const workspace = new WorkspacePage(page)
  await workspace.open('panels-many')
  await expect(workspace.section('layer3').getByText('5,000')).toBeVisible()
  await workspace.section('layer0').getByRole('button', { name: 'Show 40 more of 4,976' }).click()
  await expect(workspace.section('layer0').locator('[data-slot="panel-slot"]')).toHaveCount(64)
  await page.getByRole('searchbox', { name: /panels/ }).fill('layer2/w4321$')
  await expect(workspace.panel('layer2/w4321')).toBeVisible()
})

test('on a phone panels and runs take turns', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  const workspace = new WorkspacePage(page)
  await workspace.open('panels')
  await expect(page.getByRole('grid', { name: 'Runs' })).toBeHidden()
  await page.getByRole('tab', { name: 'Runs' }).click()
  await expect(page.getByRole('grid', { name: 'Runs' })).toBeVisible()
  await expect(workspace.panel('loss')).toBeHidden()
})
