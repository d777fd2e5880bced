import { z } from 'zod'
import { unpack } from '~/components/lib/packed'
import { parseSweepConfig } from '~/server/domain/parse-sweep-config'
import type { Api } from './api-client'
import { expect, test } from './fixtures'
import { ParallelChart } from './pages/parallel-chart'
import { SweepPage } from './pages/sweep-page'
import { sweepConfig, workOff } from './scenarios'

const WIDE = `name: wide
method: random
seed: 11
metric: {name: score, goal: maximize}
run_cap: 40
parameters:
  lr: {distribution: log_uniform_values, min: 0.0001, max: 0.1}
  dropout: {min: 0.0, max: 0.5}
  optimizer: {values: [adam, lion, sgd]}
`

type WideRun = { lr: number; dropout: number; optimizer: string; score: number }

/** A sweep of 40 runs whose settings and results are known here too. */
async function wideSweep(api: Api, project: string): Promise<{ sweep: string; runs: WideRun[] }> {
  const { sweep } = await api.sweeps.create.mutate({ project, config: WIDE })
  const { agent } = await api.agents.register.mutate({ sweep, host: 'scenario' })
  const runs: WideRun[] = []
  for (;;) {
    const next = await api.agents.nextRun.mutate({ agent, waitMs: 5000 })
    if (next.kind === 'wait') continue
    if (next.kind !== 'run') break
    const [lr, dropout, optimizer] = [
      Number(next.config['lr']),
      Number(next.config['dropout']),
      String(next.config['optimizer']),
    ]
    const score = 1 - Math.abs(Math.log10(lr) + 2.5) / 3 - dropout / 2
    runs.push({ lr, dropout, optimizer, score })
    await api.history.append.mutate({ storageId: next.storageId, offset: 0, lines: [JSON.stringify({ score })] })
    await api.runs.finish.mutate({ storageId: next.storageId, exitCode: 0 })
  }
  await api.agents.leave.mutate({ agent })
  return { sweep, runs }
}

test('a drag on an axis keeps the lines that pass it, narrows the table, and is in the address', async ({
  page,
  api,
  browser,
  server,
}) => {
  const project = 'brush'
  const { sweep } = await api.sweeps.create.mutate({ project, config: sweepConfig('random', 20) })
  await workOff(api, sweep)
  const { runs } = await api.runs.list.query({ entity: 'owner', project })
  const best = Math.max(...runs.map(({ summary }) => Number(summary['val_accuracy'])))
  const sweepPage = new SweepPage(page)
  const chart = new ParallelChart(page)
  await sweepPage.open(project, sweep)
  const count = page.getByRole('heading', { name: 'Runs', exact: true }).locator('xpath=..')
  await expect(count).toContainText('20')

  await chart.brush('val_accuracy', 1, 0.5)
  await expect(count).not.toContainText(/^Runs\s*20$/)
  const rows = sweepPage.runRows
  await expect.poll(() => rows.count()).toBeLessThan(20)
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

test('any brush on one axis will do, all axes must hold, and the numbers say how good what is brushed is', async ({
  page,
  api,
}) => {
  const project = 'brushes'
  const { sweep, runs } = await wideSweep(api, project)
  const chart = new ParallelChart(page)
  await new SweepPage(page).open(project, sweep)
  await chart.expectPassing(40)

  await chart.brush('optimizer', -0.04, 0.1)
  await chart.expectPassing(runs.filter(({ optimizer }) => optimizer === 'adam').length)
  await chart.brush('optimizer', 1.04, 0.9)
  const two = runs.filter(({ optimizer }) => optimizer !== 'lion')
  await chart.expectPassing(two.length)
  await expect(chart.chips).toHaveText([/optimizer adam or sgd/])

  await chart.brush('dropout', -0.04, 0.5)
  const both = two.filter(({ dropout }) => dropout <= 0.25)
  // An end of the drag is a pixel more or less.
  await expect.poll(() => chart.passing()).toBeLessThan(two.length)
  expect(Math.abs((await chart.passing()) - both.length)).toBeLessThanOrEqual(1)
  const best = Math.max(...both.map(({ score }) => score))
  await expect(chart.facts.getByRole('row', { name: /^brushed/ })).toContainText(best.toPrecision(4).replace(/0+$/, ''))
  await expect(chart.facts.getByRole('row', { name: /^the rest/ })).toBeVisible()

  await page.getByRole('button', { name: 'Clear the brush on optimizer' }).click()
  await expect(chart.chips).toHaveCount(1)
  await page.getByRole('button', { name: 'Clear brushes' }).first().click()
  await chart.expectPassing(40)
})

test('axes are moved by drag and by key, turned over, hidden and brought back, put on a log scale and give the colour', async ({
  page,
  api,
}) => {
  const project = 'axes'
  const { sweep } = await wideSweep(api, project)
  const sweepPage = new SweepPage(page)
  const chart = new ParallelChart(page)
  await sweepPage.open(project, sweep)
  await expect.poll(() => chart.order()).toEqual(['dropout', 'lr', 'optimizer', 'score'])

  await chart.dragAxis('optimizer', 'dropout')
  await expect.poll(() => chart.order()).toEqual(['optimizer', 'dropout', 'lr', 'score'])
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await chart.title('lr').focus()
  await page.keyboard.press('Alt+ArrowLeft')
  await expect.poll(() => chart.order()).toEqual(['optimizer', 'lr', 'dropout', 'score'])
  await expect(chart.title('lr')).toBeFocused()
  await chart.axis('optimizer').focus()
  await page.keyboard.press('Alt+ArrowRight')
  await expect.poll(() => chart.order()).toEqual(['lr', 'optimizer', 'dropout', 'score'])

  await expect(chart.axis('optimizer')).toBeFocused()
  const axis = await chart.axis('dropout').boundingBox()
  if (axis === null) throw new Error('the axis is not drawn')
  await page.mouse.dblclick(axis.x + axis.width / 2, axis.y + axis.height / 2)
  await expect.poll(() => page.url()).toContain('flip=dropout')

  await chart.menu('lr', 'Log scale')
  await expect.poll(() => page.url()).toContain('scale=lr:linear')
  await chart.menu('optimizer', 'Colour by it')
  await expect(page.getByRole('combobox', { name: 'Colour of the lines' })).toHaveText('optimizer')
  await chart.menu('optimizer', 'Hide')
  await expect.poll(() => chart.order()).toEqual(['lr', 'dropout', 'score'])
  await page.reload()
  await expect.poll(() => chart.order()).toEqual(['lr', 'dropout', 'score'])
  await page.getByRole('button', { name: 'Axes 3 of 4' }).click()
  await page.getByRole('checkbox', { name: 'optimizer' }).click()
  await expect.poll(() => chart.order()).toEqual(['lr', 'optimizer', 'dropout', 'score'])
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Reset', exact: true }).click()
  await expect.poll(() => chart.order()).toEqual(['dropout', 'lr', 'optimizer', 'score'])
  expect(page.url()).not.toContain('?')
})

test('an axis is brushed by key alone, and the count of runs is said', async ({ page, api }) => {
  const project = 'axis-keys'
  const { sweep, runs } = await wideSweep(api, project)
  const chart = new ParallelChart(page)
  await new SweepPage(page).open(project, sweep)
  const axis = chart.axis('optimizer')
  await axis.focus()
  await page.keyboard.press('ArrowUp')
  const left = runs.filter(({ optimizer }) => optimizer !== 'adam').length
  await chart.expectPassing(left)
  await expect(axis).toHaveAttribute('aria-valuetext', `lion or sgd; ${left} of 40 runs pass`)
  await expect(page.getByText(`${left} runs of 40 pass the brushes.`)).toBeAttached()
  await page.keyboard.press('ArrowUp')
  await chart.expectPassing(runs.filter(({ optimizer }) => optimizer === 'sgd').length)
  await page.keyboard.press('Delete')
  await chart.expectPassing(40)
  await expect(axis).toHaveAttribute('aria-valuetext', /^no brush/)

  await chart.axis('lr').focus()
  await page.keyboard.press('Enter')
  await expect(chart.chips).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect(chart.chips).toHaveText([/lr .* or /])
  await page.keyboard.press('Escape')
  await expect(chart.chips).toHaveCount(0)

  const slider = page.getByRole('slider', { name: 'Runs in the chart, best first' })
  await slider.focus()
  await page.keyboard.press('ArrowDown')
  const best = [...runs].sort((a, b) => b.score - a.score)[0]
  await expect(slider).toHaveAttribute('aria-valuetext', new RegExp(best?.optimizer ?? 'none'))
})

test('the space narrowed to a brush is the start of the next sweep', async ({ page, api }) => {
  const project = 'narrow'
  const { sweep, runs } = await wideSweep(api, project)
  const chart = new ParallelChart(page)
  await new SweepPage(page).open(project, sweep)
  await chart.brush('lr', 1.04, 0.5)
  await chart.brush('optimizer', 0.4, 0.6)
  await page.getByRole('button', { name: /^Narrow the space/ }).click()
  const dialog = page.getByRole('dialog', { name: 'Narrow the space to this brush' })
  await expect(dialog.getByRole('row', { name: /optimizer/ })).toContainText('always lion')
  const link = dialog.getByRole('link', { name: 'Open as a new sweep' })
  const draft = new URL((await link.getAttribute('href')) ?? '', page.url()).searchParams.get('draft') ?? ''
  const parsed = parseSweepConfig(unpack(draft, z.string()) ?? '')
  if (parsed.kind === 'refused') throw new Error(JSON.stringify(parsed.problems))
  const { lr, optimizer, dropout } = parsed.config.parameters
  expect(optimizer).toEqual({ distribution: 'constant', value: 'lion' })
  expect(dropout).toEqual({ distribution: 'uniform', min: 0, max: 0.5 })
  expect(lr).toMatchObject({ distribution: 'log_uniform_values', max: 0.1 })
  const { min } = z.object({ min: z.number() }).parse(lr)
  expect(Math.log10(min)).toBeCloseTo(-2.5, 1)

  await dialog.getByRole('checkbox').click()
  const lions = runs.filter((run) => run.optimizer === 'lion' && run.lr >= min)
  await expect(dialog.getByRole('row', { name: /dropout/ })).toHaveCount(lions.length > 1 ? 1 : 0)
  await dialog.getByRole('checkbox').click()
  await link.click()
  await page.waitForURL(/\/sweeps\/new\?/)
  await expect(page.getByText('wide-narrowed').first()).toBeVisible()
})

test('pointing at a line names its run, and lights it in the table', async ({ page, api }) => {
  const project = 'point'
  const { sweep } = await api.sweeps.create.mutate({ project, config: sweepConfig('random', 1) })
  await workOff(api, sweep)
  const [run] = (await api.runs.list.query({ entity: 'owner', project })).runs
  await new SweepPage(page).open(project, sweep)
  const figure = page.getByRole('figure', { name: /A line for each/ })
  await figure.scrollIntoViewIfNeeded()
  const canvas = await figure.locator('canvas').first().boundingBox()
  if (canvas === null) throw new Error('the lines are not drawn')
  const tooltip = page.locator('[data-slot="parallel-tooltip"]')
  // One line on three axes of one value each lies where its values are: it is met by going down between two axes.
  await expect
    .poll(async () => {
      for (let y = canvas.y + 4; y < canvas.y + canvas.height; y += 6) {
        await page.mouse.move(canvas.x + canvas.width * 0.18, y)
        if ((await tooltip.count()) > 0) return true
      }
      return false
    })
    .toBe(true)
  await expect(tooltip).toContainText(run?.name ?? 'a name')
  await expect(page.locator('tr[data-lit]')).toContainText(run?.name ?? 'a name')
})
