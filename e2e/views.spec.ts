import { expect, test } from './fixtures'
import { WorkspacePage } from './pages/workspace-page'
import { localDatabaseUrl } from './scenarios/local-database'
import { makeScenario } from './scenarios/make-scenario'

const PROJECT = 'three-methods'

test('a view is saved, shared, opened by its link in another browser, changed and deleted', async ({
  page,
  api,
  server,
  browser,
}) => {
  await makeScenario(api, PROJECT, { databaseUrl: () => localDatabaseUrl(server.dataDir) })
  await new WorkspacePage(page).open(PROJECT, '?filter=config.layers%20%3D%20256')
  const menu = page.getByRole('button', { name: /^View: / })
  await expect(menu).toHaveAccessibleName('View: All runs, changed')
  await menu.click()
  await page.getByRole('menuitem', { name: 'Save as a new view…' }).click()
  await page.getByLabel('Name', { exact: true }).fill('wide ones')
  await page.getByText('Share it with everybody').click()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(menu).toHaveAccessibleName('View: wide ones')
  await expect(page).toHaveURL(/\?view=[a-z0-9]{8}$/)

  const other = await (await browser.newContext()).newPage()
  await other.request.post(`${server.url}/api/sign-in`, { data: { key: server.key } })
  await other.goto(page.url())
  await expect(other.getByLabel('Filter', { exact: true })).toHaveValue('config.layers = 256')

  await page.getByLabel('Filter', { exact: true }).fill('config.layers = 64')
  await expect(menu).toHaveAccessibleName('View: wide ones, changed')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(menu).toHaveAccessibleName('View: wide ones')
  await other.reload()
  await expect(other.getByLabel('Filter', { exact: true })).toHaveValue('config.layers = 64')
  await other.context().close()

  await menu.click()
  await page.getByRole('menuitem', { name: 'Delete…' }).click()
  await page.getByRole('button', { name: 'Delete the view' }).click()
  await expect(menu).toHaveAccessibleName('View: All runs')
})
