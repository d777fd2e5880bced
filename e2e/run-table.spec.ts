import { readFile } from 'node:fs/promises'
import pg from 'pg'
import type { Api } from './api-client'
import { expect, test } from './fixtures'
import { RunTablePage } from './pages/run-table-page'
import { localDatabaseUrl } from './scenarios/local-database'

/** Thirty finished runs of two optimizers; the losses fall with their number. */
async function thirtyRuns(api: Api, project: string): Promise<void> {
  for (let index = 0; index < 30; index++) {
    const { storageId } = await api.runs.start.mutate({
      project,
      run: `r${String(index).padStart(2, '0')}`,
      name: `run-${String(index).padStart(2, '0')}`,
      config: { lr: 10 ** -(index % 5), opt: { name: index % 3 === 0 ? 'adam' : 'sgd' } },
      tags: index % 10 === 0 ? ['tenth'] : [],
    })
    await api.history.append.mutate({ storageId, offset: 0, lines: [JSON.stringify({ loss: 1 / (index + 1) })] })
    await api.runs.finish.mutate({ storageId, exitCode: index % 4 === 0 ? 1 : 0 })
  }
}

test('a filter takes effect when it can be read, and says where it cannot', async ({ page, api }) => {
  await thirtyRuns(api, 'filters')
  const table = new RunTablePage(page)
  await table.open('filters')
  await table.filter.fill('config.opt.name = adam and state = finished')
  await expect(table.row('run-03')).toBeVisible()
  await expect(table.row('run-01')).toHaveCount(0)
  await expect(page).toHaveURL(/filter=/)

  await table.filter.fill('config.opt.name = adam and lr << 3')
  await expect(table.problem).toContainText('at 28')
  await expect(table.problem).toContainText('config.lr')
  // The last good one holds.
  await expect(table.row('run-01')).toHaveCount(0)
  await expect(table.row('run-03')).toBeVisible()

  await page.goto('/owner/filters/runs?filter=config.lr+%3C%3C+3')
  await expect(page.getByText('The filter cannot be read')).toBeVisible()
  await expect(page.getByText(/at 11: found "<<"/).first()).toBeVisible()
  await page.getByRole('button', { name: 'Clear the filter' }).click()
  await expect(table.row('run-29')).toBeVisible()
})

test('a filter is completed as it is written, and clicked together as a tree', async ({ page, api }) => {
  await thirtyRuns(api, 'builder')
  const table = new RunTablePage(page)
  await table.open('builder')
  await table.filter.pressSequentially('opt.n')
  await page.getByRole('option', { name: /config\.opt\.name/ }).click()
  await table.filter.pressSequentially('= ')
  await page.getByRole('option', { name: /adam/ }).click()
  await expect(table.row('run-01')).toHaveCount(0)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /^Build a filter/ }).click()
  const builder = page.getByRole('dialog', { name: 'Build a filter' })
  await expect(builder.getByLabel('Value')).toHaveValue('adam')
  await builder.getByRole('button', { name: 'Condition', exact: true }).click()
  await builder
    .getByRole('button', { name: /^Column/ })
    .last()
    .click()
  await page.getByRole('option', { name: /^Tags/ }).click()
  await builder.getByLabel('Value').last().fill('tenth')
  await expect(table.filter).toHaveValue('config.opt.name = adam and tags = tenth')
  await builder.getByRole('button', { name: 'Any', exact: true }).click()
  await expect(table.filter).toHaveValue('config.opt.name = adam or tags = tenth')
  await expect(table.row('run-10')).toBeVisible()
})

test('runs are grouped, groups say what their numbers come to, and open', async ({ page, api }) => {
  await thirtyRuns(api, 'groups')
  const table = new RunTablePage(page)
  await table.open('groups')
  await table.columnMenu('opt.name', 'Group by it')
  const adam = table.row(/opt\.name\s*adam/)
  await expect(adam).toContainText('10')
  await expect(adam).toContainText('±')
  await expect(table.row('run-03')).toHaveCount(0)
  await adam.getByRole('button', { name: 'Open opt.name adam' }).click()
  await expect(table.row('run-03')).toBeVisible()
  await expect(table.row('run-01')).toHaveCount(0)
  await table.columnMenu('State', 'Group further by it')
  await table
    .row(/opt\.name\s*adam/)
    .getByRole('button', { name: /Open/ })
    .click()
  await table
    .row(/State\s*failed/)
    .getByRole('button', { name: /Open/ })
    .click()
  await expect(table.row('run-00')).toBeVisible()
  await expect(table.row('run-03')).toHaveCount(0)
  await page.getByRole('button', { name: 'Group no more by opt.name' }).click()
  await expect(table.row(/State\s*finished/)).toContainText('22')
})

test('ticked runs are tagged, a deletion is taken back at once or from the trash', async ({ page, api }) => {
  await thirtyRuns(api, 'bulk')
  const table = new RunTablePage(page)
  await table.open('bulk')
  await table.tick('run-29')
  await table.tick('run-25', ['Shift'])
  await expect(table.selected).toHaveText('5 selected')
  await table.choose('Tag')
  await page.getByLabel(/^Add/).fill('best, kept')
  await page.getByRole('button', { name: 'Tag 5 runs' }).click()
  await expect(page.getByText('5 runs tagged')).toBeVisible()
  await table.filter.fill('tags = best')
  await expect(table.row('run-29')).toBeVisible()
  await expect(table.row('run-24')).toHaveCount(0)

  // By the keyboard: the first row, and all that match.
  await page.getByRole('checkbox', { name: 'Select all that match' }).click()
  await expect(table.selected).toHaveText('5 selected')
  await table.choose('Delete')
  await expect(page.getByText('5 runs deleted')).toBeVisible()
  await expect(page.getByText('No run matches')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('5 runs brought back')).toBeVisible()
  await expect(table.row('run-29')).toBeVisible()

  await table.rowMenu('run-29', 'Delete')
  await expect(page.getByText('1 run deleted')).toBeVisible()
  await expect(table.row('run-29')).toHaveCount(0)
  await page.goto('/owner/bulk/trash')
  const trashed = page.getByRole('row').filter({ hasText: 'run-29' })
  await trashed.getByRole('button', { name: 'Restore' }).click()
  await expect(page.getByText('The trash is empty')).toBeVisible()
  await table.open('bulk')
  await expect(table.row('run-29')).toBeVisible()
})

test('a baseline shows in every number how far it is, and a pinned run stays at the top', async ({ page, api }) => {
  await thirtyRuns(api, 'baseline')
  const table = new RunTablePage(page)
  await table.open('baseline', '?sort=summary.loss&cols=state,summary.loss,config.lr')
  await table.rowMenu('run-10', 'Make it the baseline')
  await expect(table.row('run-29').first()).toContainText('▼')
  await expect(table.row('run-29').first()).toContainText('better')
  await expect(table.row('run-05').first()).toContainText('△')
  await expect(table.row('run-05').first()).toContainText('worse')
  await expect(table.row('run-29').first()).toContainText('★')
  await table.rowMenu('run-00', 'Pin to the top')
  await expect.poll(async () => (await table.names())[0]).toBe('run-00')
})

test('the whole state is a link that shows the same in a second browser', async ({ page, api, browser, server }) => {
  await thirtyRuns(api, 'links')
  const table = new RunTablePage(page)
  await table.open('links')
  await table.filter.fill('config.opt.name = sgd')
  await table.columnMenu('loss', 'Sort, smallest first')
  await table.rowMenu('run-20', 'Make it the baseline')
  await table.rowMenu('run-10', 'Pin to the top')
  await table.columnMenu('lr', 'Pin to the left')
  await expect(page).toHaveURL(/base=r20/)
  const names = await table.names()
  const other = await (await browser.newContext()).newPage()
  await other.request.post(`${server.url}/api/sign-in`, { data: { key: server.key } })
  await other.goto(page.url())
  const theirs = new RunTablePage(other)
  await expect(theirs.row('run-29')).toBeVisible()
  await expect.poll(() => theirs.names()).toEqual(names)
  const heads = async (at: RunTablePage) => at.grid.getByRole('columnheader').allTextContents()
  expect(await heads(theirs)).toEqual(await heads(table))
  await other.context().close()
})

test('all by the keyboard: rows, ticks, eyes, and opening a run', async ({ page, api }) => {
  await thirtyRuns(api, 'table-keys')
  const table = new RunTablePage(page)
  await table.open('table-keys')
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  await page.keyboard.press('Shift+ArrowDown')
  await expect(table.selected).toHaveText('2 selected')
  await page.keyboard.press('e')
  await expect(page).toHaveURL(/hide=r27/)
  await page.keyboard.press('k')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/runs\/r28$/)
})

test('runs are written into a file with all their settings and results', async ({ page, api }) => {
  await thirtyRuns(api, 'csv')
  const table = new RunTablePage(page)
  await table.open('csv')
  await page.getByRole('button', { name: 'More for the table' }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: /CSV/ }).click()
  const file = await download
  expect(file.suggestedFilename()).toBe('csv-runs.csv')
  const lines = (await readFile(await file.path(), 'utf8')).trim().split('\r\n')
  expect(lines).toHaveLength(31)
  expect(lines[0]).toContain('config.lr,config.opt.name')
  expect(lines[0]).toContain('summary.loss')
  expect(lines[1]).toMatch(/^r29,run-29,finished,/)
})

test('runs are moved to another project, which is told what it means beforehand', async ({ page, api }) => {
  await thirtyRuns(api, 'moving')
  await api.runs.start.mutate({ project: 'moved-to', run: 'r28', name: 'there already' })
  const table = new RunTablePage(page)
  await table.open('moving')
  await table.tick('run-29')
  await table.tick('run-28')
  await table.choose('Move')
  await page.getByRole('combobox', { name: 'To the project' }).click()
  await page.getByRole('option', { name: 'moved-to' }).click()
  await expect(page.getByText('1 run id is taken there.')).toBeVisible()
  await page.getByRole('button', { name: 'Move', exact: true }).last().click()
  await expect(page.getByText('1 run moved to moved-to')).toBeVisible()
  await expect(page.getByText(/not run-28: moved-to has a run with the id r28/)).toBeVisible()
  await expect(table.row('run-29')).toHaveCount(0)
  await expect(table.row('run-28')).toBeVisible()
})

test('a hundred thousand runs scroll to any place with few rows in the page', async ({ page, api, server }) => {
  test.setTimeout(300_000)
  await api.projects.create.mutate({ entity: 'owner', project: 'hundred-thousand' })
  const { storageId: projectId } = await api.projects.byName.query({ entity: 'owner', project: 'hundred-thousand' })
  await insertRuns(await localDatabaseUrl(server.dataDir), projectId, 100_000)
  const table = new RunTablePage(page)
  await table.open('hundred-thousand')
  await expect(table.row('run 100000')).toBeVisible()
  for (const share of [0.5, 1, 0.25, 0]) {
    const place = Math.round(99_999 * share)
    await table.grid.evaluate((grid, to) => {
      grid.scrollTop = to * (grid.scrollHeight - grid.clientHeight)
    }, share)
    await expect.poll(async () => (await nearest(table, 100_000 - place)) < 60).toBe(true)
    expect(await table.grid.getByRole('row').count()).toBeLessThan(90)
  }
  await table.columnMenu('loss', 'Sort, smallest first')
  await expect(table.row('run 65537').first()).toBeVisible()
})

/** How far the nearest run that is drawn is from the number. */
async function nearest(table: RunTablePage, number: number): Promise<number> {
  const numbers = (await table.names()).map((name) => Number(name.replace('run ', '')))
  return Math.min(...numbers.map((each) => Math.abs(each - number)), Number.MAX_SAFE_INTEGER)
}

/** Finished runs straight into the database; run 65,537 has the smallest loss. */
async function insertRuns(databaseUrl: string, projectId: string, count: number): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query(
      `INSERT INTO run (id, project_id, run_id, name, state, config, summary, created_at, started_at, heartbeat_at, finished_at)
       SELECT gen_random_uuid(), $1, 'r' || n, 'run ' || n, 'finished', jsonb_build_object('lr', n % 7),
         jsonb_build_object('loss', abs(n - 65537) / 100000.0), at, at, at, at
       FROM generate_series(1, $2::int) AS n, LATERAL (SELECT now() - interval '2 days' + n * interval '1 second' AS at) t`,
      [projectId, count],
    )
    await client.query('ANALYZE run')
  } finally {
    await client.end()
  }
}
