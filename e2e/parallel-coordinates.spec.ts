import { expect, test } from './fixtures'
import { SweepPage } from './pages/sweep-page'
import { sweepConfig, workOff } from './scenarios'

test('a drag on an axis keeps the lines that pass it, narrows the table, and is in the address', async ({
  page,
  api,
  browser,
  server,
}) => {
  const project = 'brush'
  const { sweep } = await api.sweeps.create.mutate({ project, config: sweepConfig('random', 20) })
  await workOff(api, sweep)
  const points = (await api.runs.list.query({ entity: 'owner', project })).runs.map(({ summary }) =>
    Number(summary['val_accuracy']),
  )
  const sweepPage = new SweepPage(page)
  await sweepPage.open(project, sweep)
  const count = page.getByRole('heading', { name: 'Runs', exact: true }).locator('xpath=..')
  await expect(count).toContainText('20')

  const axis = page.getByRole('slider', { name: 'Brush val_accuracy' })
  await axis.scrollIntoViewIfNeeded()
  const box = await axis.boundingBox()
  if (box === null) throw new Error('the axis of the objective is not drawn')
  const x = box.x + box.width / 2
  await page.mouse.move(x, box.y + 2)
  await page.mouse.down()
  await page.mouse.move(x, box.y + box.height / 4, { steps: 8 })
  await page.mouse.move(x, box.y + box.height / 2, { steps: 8 })
  await page.mouse.up()

  await expect(count).not.toContainText(/^Runs\s*20$/)
  const rows = sweepPage.runRows
  await expect.poll(() => rows.count()).toBeLessThan(20)
  const best = Math.max(...points)
  await expect(rows.first()).toContainText(best.toFixed(4).replace(/0+$/, ''))
  const address = page.url()
  expect(address).not.toMatch(/sweeps\/[a-z0-9]{8}$/)

  const kept = await rows.count()
  const context = await browser.newContext()
  const other = await context.newPage()
  await other.request.post(`${server.url}/api/sign-in`, { data: { key: server.key } })
  await other.goto(address)
  await expect.poll(() => new SweepPage(other).runRows.count()).toBe(kept)
  await context.close()
})

test('pointing at a line names its run', async ({ page, api }) => {
  const project = 'point'
  const { sweep } = await api.sweeps.create.mutate({ project, config: sweepConfig('random', 1) })
  await workOff(api, sweep)
  const [run] = (await api.runs.list.query({ entity: 'owner', project })).runs
  await new SweepPage(page).open(project, sweep)
  const figure = page.getByRole('figure', { name: /A line for each/ })
  await figure.scrollIntoViewIfNeeded()
  const canvas = await figure.locator('canvas').first().boundingBox()
  if (canvas === null) throw new Error('the lines are not drawn')
  const names = page.getByText(run?.name ?? '')
  const before = await names.count()
  // One line on three axes of one value each lies where its values are: it is met by going down between two axes.
  await expect
    .poll(async () => {
      for (let y = canvas.y + 4; y < canvas.y + canvas.height; y += 6) {
        await page.mouse.move(canvas.x + canvas.width * 0.18, y)
        if ((await names.count()) > before) return true
      }
      return false
    })
    .toBe(true)
})
