import { expect, test } from './fixtures'
import { SweepListPage } from './pages/sweep-list-page'
import { sweepConfig, threeMethods } from './scenarios'

test('sweeps are found, filtered and sorted, and a link shows the same to somebody else', async ({
  page,
  api,
  browser,
  server,
}) => {
  const project = 'overview'
  await threeMethods(api, project)
  await api.sweeps.create.mutate({ project, config: sweepConfig('random', 20, 'not begun') })
  const list = new SweepListPage(page)
  await list.open(project)
  await expect(list.rows).toHaveCount(4)
  const grid = list.rows.filter({ hasText: 'grid-1' })
  await expect(grid).toContainText('60')
  await expect(grid).toContainText('finished')
  await expect(grid.getByRole('img', { name: /best found after \d+ of 60 runs/ })).toBeVisible()

  await list.search.fill('not beg')
  await expect(list.rows).toHaveCount(1)
  await list.search.fill('')
  await list.filter('finished 3').click()
  await expect(list.rows).toHaveCount(3)
  await list.sortBy('Runs')
  await expect.poll(() => list.names()).toEqual(['grid-1', 'bayes-1', 'random-1'])
  await list.filter('random').click()
  await expect.poll(() => list.names()).toEqual(['random-1'])
  await list.filter('bayes').click()
  await expect.poll(() => list.names()).toEqual(['bayes-1', 'random-1'])

  const context = await browser.newContext()
  const other = await context.newPage()
  await other.request.post(`${server.url}/api/sign-in`, { data: { key: server.key } })
  await other.goto(page.url())
  await expect.poll(() => new SweepListPage(other).names()).toEqual(['bayes-1', 'random-1'])
  await context.close()
})

test('ticked sweeps are compared, and one of them is the start of the next', async ({ page, api }) => {
  const project = 'ticked'
  const ids = await threeMethods(api, project)
  const list = new SweepListPage(page)
  await list.open(project)
  await list.tick('bayes-1')
  await expect(page.getByRole('link', { name: 'New sweep from this one' })).toHaveAttribute(
    'href',
    new RegExp(`/owner/${project}/sweeps/new\\?from=${ids.bayes}$`),
  )
  await list.tick('grid-1')
  await expect(page.getByRole('link', { name: 'New sweep from this one' })).toHaveCount(0)
  await page.getByRole('link', { name: 'Compare 2' }).click()
  await page.waitForURL(/\/compare\?/)
  const compared = new URL(page.url()).searchParams.get('sweeps') ?? ''
  expect(compared.split(',').sort()).toEqual([ids.bayes, ids.grid].sort())
})

test('a phone shows which sweep, how it stands and how good it is, and nothing sideways', async ({ page, api }) => {
  const project = 'pocket'
  const ids = await threeMethods(api, project)
  await page.setViewportSize({ width: 390, height: 844 })
  const list = new SweepListPage(page)
  await list.open(project)
  const row = list.rows.filter({ hasText: 'bayes-1' })
  await expect(row).toContainText('finished')
  await expect(row).toContainText('20 runs')
  await expect(row).toContainText(/0\.\d+/)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await row.getByRole('link', { name: 'bayes-1', exact: true }).click()
  await page.waitForURL(new RegExp(`/sweeps/${ids.bayes}`))
})

test('what matches nothing says so, and shows all again', async ({ page, api }) => {
  const project = 'nothing'
  await api.sweeps.create.mutate({ project, config: sweepConfig('random', 20) })
  const list = new SweepListPage(page)
  await list.open(project, '?q=zebra')
  await expect(page.getByRole('heading', { name: 'No sweep matches' })).toBeVisible()
  await page.getByRole('button', { name: 'Show all' }).click()
  await expect(list.rows).toHaveCount(1)
})
