import { expect, test } from './fixtures'
import { richRun, threeMethods } from './scenarios'

test('a stranger is led to the sign-in page, a key opens the dashboard, a link works once', async ({
  browser,
  server,
}) => {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(`${server.url}/owner`)
  await expect(page).toHaveURL(/\/sign-in/)
  await page.getByLabel(/key/i).fill('x'.repeat(40))
  await page.getByRole('button', { name: /sign in/i }).click()
  await expect(page.getByText(/not known here/)).toBeVisible()
  await page.getByLabel(/key/i).fill(server.key)
  await page.getByRole('button', { name: /sign in/i }).click()
  await expect(page).not.toHaveURL(/\/sign-in/)
  await context.clearCookies()
  await page.goto(server.signInLink)
  await expect(page).not.toHaveURL(/\/sign-in/)
  await context.clearCookies()
  await page.goto(server.signInLink)
  await expect(page).toHaveURL(/\/sign-in\?link=used/)
  await context.close()
})

test('a point that is logged appears on the open page without a reload', async ({ page, api }) => {
  const { storageId } = await api.runs.start.mutate({ project: 'live', run: 'now', name: 'live-one' })
  await page.goto('/owner/live')
  const row = page.getByRole('row').filter({ hasText: 'live-one' })
  await expect(row).toBeVisible()
  await page.evaluate(() => {
    ;(window as typeof window & { wasHere?: boolean }).wasHere = true
  })
  await api.history.append.mutate({ storageId, offset: 0, lines: ['{"loss":0.7531}'] })
  await expect(row).toContainText('0.7531')
  await api.runs.start.mutate({ project: 'live', run: 'second', name: 'live-two' })
  await expect(
    page
      .getByText('live-two')
      .or(page.getByText(/1 new run/))
      .first(),
  ).toBeVisible()
  await api.runs.finish.mutate({ storageId, exitCode: 3, reason: 'the loss exploded' })
  await expect(row).toContainText('failed')
  expect(await page.evaluate(() => (window as typeof window & { wasHere?: boolean }).wasHere)).toBe(true)
})

test('the run table sorts, filters and searches, and its state is the address', async ({
  page,
  api,
  browser,
  server,
}) => {
  for (let index = 0; index < 30; index++) {
    const { storageId } = await api.runs.start.mutate({
      project: 'table',
      run: `r${index}`,
      name: `run-${index}`,
      config: { lr: 10 ** -(index % 5), layers: index },
    })
    await api.history.append.mutate({ storageId, offset: 0, lines: [JSON.stringify({ loss: 1 / (index + 1) })] })
    await api.runs.finish.mutate({ storageId, exitCode: 0 })
  }
  await page.goto('/owner/table')
  const rows = page
    .getByRole('grid', { name: 'Runs' })
    .getByRole('row')
    .filter({ hasText: /run-\d+/ })
  await page.getByRole('columnheader', { name: /^loss/ }).getByRole('button', { name: 'loss', exact: true }).click()
  await expect(rows.first().getByRole('link')).toHaveText(/^run-(29|0)$/)
  await page.keyboard.press('/')
  await page.keyboard.type('run-7')
  await expect(rows).toHaveCount(1)
  await expect(page).toHaveURL(/run-7/)

  const other = await (await browser.newContext()).newPage()
  await other.request.post(`${server.url}/api/sign-in`, { data: { key: server.key } })
  await other.goto(page.url())
  await expect(other.getByRole('row').filter({ hasText: 'run-7' })).toBeVisible()
  await expect(other.getByRole('row').filter({ hasText: 'run-8' })).toHaveCount(0)
  await other.context().close()
})

test('the run page draws every metric, and its console is searched', async ({ page, api }) => {
  await richRun(api, 'rich', 'rich')
  await page.goto('/owner/rich/runs/rich')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/brisk-lake-7/)
  await expect(page.getByRole('heading', { name: /loss$/ })).toBeVisible()
  await expect(page.getByRole('heading', { name: /accuracy$/ })).toBeVisible()
  await page
    .getByRole('link', { name: /^Config/ })
    .or(page.getByRole('tab', { name: /^Config/ }))
    .first()
    .click()
  await expect(page.getByText('optimizer')).toBeVisible()
  await page
    .getByRole('link', { name: /^Console/ })
    .or(page.getByRole('tab', { name: /^Console/ }))
    .first()
    .click()
  await expect(page.getByText('epoch 119: loss', { exact: false })).toBeVisible()
  await page.keyboard.press('/')
  await page.keyboard.type('epoch 39')
  await expect(page.getByText(/epoch 39: loss/).first()).toBeVisible()
})

test('the comparison says which method took how many runs to the common best', async ({ page, api }) => {
  const ids = await threeMethods(api, 'methods')
  await page.goto(`/owner/methods/compare?sweeps=${ids.grid},${ids.random},${ids.bayes}`)
  const comparison = await api.sweeps.compare.query({
    entity: 'owner',
    project: 'methods',
    sweeps: [ids.grid, ids.random, ids.bayes],
  })
  const table = page.getByRole('table').first()
  for (const sweep of comparison.sweeps) {
    await expect(table.getByRole('row').filter({ hasText: sweep.method }).first()).toContainText(String(sweep.runCount))
  }
  expect(comparison.sweeps.map(({ runCount }) => runCount)).toEqual([60, 20, 20])
  await expect(page.getByText(/runs? to|took/i).first()).toBeVisible()
})

test("what is not there, and what is another's, answers 404, says so and what to do", async ({ page }) => {
  for (const path of ['/owner/nowhere', '/owner/live/runs/nope', '/owner/live/sweeps/abcd1234', '/somebody']) {
    expect((await page.goto(path))?.status(), path).toBe(404)
    await expect(page.getByText(/there is no|not found|nothing here/i).first(), path).toBeVisible()
  }
})

test('an empty project says what to paste to get going', async ({ page, api }) => {
  await api.projects.create.mutate({ entity: 'owner', project: 'empty' })
  await page.goto('/owner/empty')
  await expect(page.getByText(/sweepboard/).first()).toBeVisible()
  await expect(page.getByText(/import \{ init \}/).first()).toBeVisible()
})
