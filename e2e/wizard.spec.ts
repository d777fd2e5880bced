/** A sweep made from runs that are there: from choosing them to the first run of a real agent. */
import type { Locator, Page } from '@playwright/test'
import { startAgent } from './agents'
import type { Api } from './api-client'
import { expect, test } from './fixtures'
import { NewSweepPage } from './pages/new-sweep-page'

const RUN_COUNT = 24

/** Runs of the demo's training without a sweep, small enough that an agent's own is over soon. */
async function trackRuns(api: Api, project: string): Promise<void> {
  for (let index = 0; index < RUN_COUNT; index++) {
    const config = {
      layers: [16, 32][index % 2] ?? 16,
      batch_size: [64, 128][(index >> 1) % 2] ?? 64,
      epochs: 1 + (index % 2),
      dropout: 0.013 * (index + 1),
      optimizer: { name: index % 3 === 0 ? 'adam' : 'sgd', momentum: 0.9 },
    }
    const { storageId } = await api.runs.start.mutate({
      project,
      run: `r${index}`,
      name: `run-${index}`,
      config,
      tags: [index < 16 ? 'good' : 'odd'],
      program: 'train.js',
    })
    const accuracy = 0.5 + 0.2 * Math.sin(index) + 0.01 * config.layers
    const lines = [JSON.stringify({ val_accuracy: accuracy, val_loss: 1 - accuracy, epoch: 1 })]
    await api.history.append.mutate({ storageId, offset: 0, lines })
    await api.runs.finish.mutate({ storageId, exitCode: 0 })
  }
}

test('a sweep is made from chosen runs, step by step, and the page sees a real agent and its first run come', async ({
  page,
  server,
  api,
}) => {
  test.setTimeout(240_000)
  await trackRuns(api, 'chosen')
  const wizard = new NewSweepPage(page)
  await wizard.open('chosen')
  await page.getByRole('button', { name: 'Create from earlier runs…' }).click()
  await wizard.expectStep('Runs')
  await expect(page.getByText(`${RUN_COUNT} runs · 5 settings vary · 1 the same in all`)).toBeVisible()
  await page.getByRole('searchbox', { name: 'Search names and tags' }).fill('good')
  await expect(page.getByText('16 runs ·')).toBeVisible()
  await page.getByRole('checkbox', { name: 'Tick all that are shown' }).click()
  await page.getByRole('checkbox', { name: 'Take run-0', exact: true }).click()
  await expect(page.getByText('15 runs ·')).toBeVisible()
  await wizard.next()

  await wizard.expectStep('Space')
  await expect(wizard.setting('dropout')).toContainText('Seen in 15 runs')
  await expect(wizard.setting('dropout')).toContainText('As proposed: even')
  await wizard.setting('dropout').getByRole('textbox', { name: 'max of dropout' }).fill('0.9')
  await wizard.expectText('dropout: {distribution: uniform, min: 0.02, max: 0.9}')
  await wizard.setting('optimizer.momentum').getByRole('button', { name: 'Remove optimizer.momentum' }).click()
  await wizard.next()

  await wizard.expectStep('Goal and method')
  await expect(page.getByRole('button', { name: /val_accuracy maximize, a guess from/ })).toHaveAttribute(
    'aria-pressed',
    'true',
  )
  await expect(page.getByRole('radio', { name: 'grid' })).toBeDisabled()
  await expect(page.getByText('Not grid: dropout has no end of values.')).toBeVisible()
  await expect(page.getByText('15 of 15 runs count')).toBeVisible()
  // Fifteen runs may be too few for a model of them; then that is what is said.
  await expect(
    page.getByText(/^What mattered for val_accuracy|^Too few runs to say which settings matter \(15\)/),
  ).toBeVisible()
  await page.getByRole('textbox', { name: 'Runs at most' }).fill('2')
  await wizard.next()

  await wizard.expectStep('Program')
  await expect(page.getByText('made by train.js')).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Command' })).toHaveValue(/node/)
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('from-runs')
  await wizard.next()

  await wizard.expectStep('Review')
  await expect(page.getByText('The first 2 suggestions, with what 15 earlier runs showed.')).toBeVisible()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download' }).click()
  expect((await download).suggestedFilename()).toBe('sweep.yaml')

  const sweep = await wizard.start()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('from-runs is made')
  await expect(page.getByText('Waiting for the first agent…')).toBeVisible()
  const agent = startAgent(server, [sweep], 'first-agent')
  try {
    await expect(page.getByText(/Agent .*first-agent.* came/)).toBeVisible({ timeout: 60_000 })
    await expect(page.getByRole('listitem').filter({ hasText: 'val_accuracy 0.' })).toBeVisible({ timeout: 60_000 })
    expect(await agent.exited, agent.output()).toBe(0)
  } finally {
    await agent.stop()
  }
  const detail = await api.sweeps.byId.query({ sweep })
  expect(detail).toMatchObject({ name: 'from-runs', priorRunCount: 15, state: 'finished' })
  const { runs } = await api.runs.list.query({ entity: 'owner', project: 'chosen', filter: `sweep = ${sweep}` })
  const first = await api.runs.byId.query({ entity: 'owner', project: 'chosen', run: runs.at(-1)?.id ?? '' })
  expect(first.suggestionInfo).toMatchObject({ source: 'surrogate', prior_count: 15 })
  await page.getByRole('link', { name: 'Open the sweep' }).click()
  await expect(page.getByText(/learns from 15 earlier runs/i)).toBeVisible()
})

test('going back, a reload and a link opened elsewhere lose nothing', async ({ page, browser, server, api }) => {
  await trackRuns(api, 'kept')
  const wizard = new NewSweepPage(page)
  await wizard.open('kept', '?step=runs&filter=tags+%3D+good')
  await expect(page.getByText('16 runs ·')).toBeVisible()
  await wizard.next()
  await wizard.setting('dropout').getByRole('textbox', { name: 'max of dropout' }).fill('0.7')
  await wizard.next()
  await page.getByRole('textbox', { name: 'Runs at most' }).fill('7')
  await page.getByRole('radio', { name: 'random' }).check({ force: true })
  const text = await wizard.text()
  expect(text).toMatch(/max: 0\.7/)
  expect(text).toMatch(/run_cap: 7/)
  expect(text).toMatch(/method: random/)

  await page.goBack()
  await wizard.expectStep('Space')
  await expect.poll(() => wizard.text()).toBe(text)
  await expect(wizard.setting('dropout').getByRole('textbox', { name: 'max of dropout' })).toHaveValue('0.7')
  await page.goBack()
  await wizard.expectStep('Runs')
  await expect(page.getByRole('combobox', { name: 'Filter' })).toHaveValue('tags = good')
  await expect.poll(() => wizard.text()).toBe(text)
  await page.goForward()
  await wizard.expectStep('Space')
  await page.reload()
  await wizard.expectStep('Space')
  await expect.poll(() => wizard.text()).toBe(text)

  const other = await browser.newContext({ baseURL: server.url })
  await other.request.post(`${server.url}/api/sign-in`, { data: { key: server.key } })
  const elsewhere = new NewSweepPage(await other.newPage())
  await elsewhere.page.goto(page.url())
  await elsewhere.expectStep('Space')
  await expect.poll(() => elsewhere.text()).toBe(text)
  await expect(elsewhere.setting('dropout')).toContainText('Seen in 16 runs')
  await other.close()

  // Other runs than before: what was written stays until the person says otherwise.
  await page.getByRole('navigation', { name: 'Steps' }).getByRole('button', { name: 'Runs' }).click()
  await page.getByRole('combobox', { name: 'Filter' }).fill('tags = odd')
  await expect(page.getByText('Other runs are chosen than the settings were proposed from.')).toBeVisible()
  await expect.poll(() => wizard.text()).toBe(text)
  await page.getByRole('button', { name: 'Propose the settings anew' }).click()
  await wizard.expectText(/dropout: \{distribution: uniform, min: 0\.22, max: 0\.315\}/)
  expect(await wizard.text()).toMatch(/run_cap: 7/)
})

test('a sweep can be made from runs with the keyboard alone', async ({ page, api }) => {
  test.setTimeout(180_000)
  await trackRuns(api, 'wizard-keys')
  const wizard = new NewSweepPage(page)
  await wizard.open('wizard-keys', '?step=runs')
  await expect(page.getByText(`${RUN_COUNT} runs ·`)).toBeVisible()
  await tabTo(page, page.getByRole('checkbox', { name: 'Tick all that are shown' }))
  await page.keyboard.press('Space')
  await expect(page.getByRole('radio', { name: `ticked ones (${RUN_COUNT})` })).toBeChecked()
  await tabTo(page, page.getByRole('button', { name: /^Next:/ }))
  await page.keyboard.press('Enter')
  await wizard.expectStep('Space')

  await tabTo(page, page.getByRole('textbox', { name: 'max of dropout' }))
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type('0.6')
  await wizard.expectText('max: 0.6')

  // Into the editor, a completion by keys, and out again.
  await tabTo(page, wizard.yaml)
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.type('descr')
  await expect(page.getByRole('option', { name: 'description' })).toBeVisible()
  await listStands(page)
  await page.keyboard.press('Enter')
  await page.keyboard.type('by hand')
  await wizard.expectText('description: by hand')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Tab')
  await expect(wizard.yaml).not.toBeFocused()

  for (const step of ['Goal and method', 'Program', 'Review']) {
    await tabTo(page, page.getByRole('button', { name: /^Next:/ }))
    await page.keyboard.press('Enter')
    await wizard.expectStep(step)
  }
  await expect(page.getByText('with what 24 earlier runs showed')).toBeVisible()
  await tabTo(page, page.getByRole('button', { name: 'Start the sweep' }))
  await page.keyboard.press('Enter')
  await page.waitForURL(/started=[a-z0-9]{8}/)
  const sweep = new URL(page.url()).searchParams.get('started') ?? ''
  expect(await api.sweeps.byId.query({ sweep })).toMatchObject({ description: 'by hand', priorRunCount: RUN_COUNT })
})

test('form and text are two views of one config, and problems are named where they are', async ({ page, api }) => {
  await api.projects.create.mutate({ entity: 'owner', project: 'views' })
  const sweep = new NewSweepPage(page)
  await sweep.open('views')
  await sweep.write(
    '# mine\nmethod: random\nparameters:\n  lr: {distribution: log_uniform_values, min: 1e-5, max: 0.1} # usual\n',
  )
  const lr = sweep.setting('lr')
  await expect(lr.getByRole('textbox', { name: 'min of lr' })).toHaveValue('1e-5')
  await lr.getByRole('textbox', { name: 'min of lr' }).fill('0.2')
  await expect(page.locator('.cm-lit')).toContainText('min: 0.2')
  await expect(sweep.problems).toContainText(['line 4'])
  await expect(lr).toContainText('min 0.2, which is not less than max 0.1')
  await expect(page.getByRole('button', { name: 'Start the sweep' })).toBeDisabled()
  await sweep.problems.getByRole('button', { name: 'line 4' }).click()
  await expect(sweep.yaml).toBeFocused()
  await lr.getByRole('textbox', { name: 'min of lr' }).fill('1e-6')
  await expect(sweep.problems).toHaveCount(0)
  expect(await sweep.text()).toBe(
    '# mine\nmethod: random\nparameters:\n  lr: {distribution: log_uniform_values, min: 1e-6, max: 0.1} # usual\n',
  )
  await page.getByRole('button', { name: 'Add a setting' }).click()
  await sweep.expectText('parameter_2: {values: [1, 2, 3]}')
  await sweep.setting('parameter_2').getByRole('button', { name: 'Remove parameter_2' }).click()
  await page.getByRole('radio', { name: 'hyperband' }).check({ force: true })
  await sweep.expectText(/early_terminate:\n {2}type: hyperband\n {2}min_iter: 3/)
  await expect(sweep.problems).toContainText(['early_terminate'])
})

test('a duplicate starts from the config of its sweep, and links that say nonsense do no harm', async ({
  page,
  api,
}) => {
  await trackRuns(api, 'again')
  const config = 'name: six\nmethod: grid\nparameters: {a: {values: [1, 2]}, b: {values: [x, y, z]}} # all\n'
  const { sweep } = await api.sweeps.create.mutate({ project: 'again', config })
  const wizard = new NewSweepPage(page)
  await wizard.open('again', `?from=${sweep}&prior=none&step=review`)
  await wizard.expectText('name: six-2')
  await wizard.expectText('# all')
  await expect(page.getByText('6 of 6 combinations')).toBeVisible()

  await wizard.open('again', '?draft=nonsense&runs=r1,gone&step=space')
  await expect(page.getByText('1 chosen run is gone: gone')).toBeVisible()
  await wizard.open('again', '?step=everything&from=%00&filter=(((')
  await expect(page.getByRole('heading', { level: 1, name: 'New sweep' })).toBeVisible()
})

/** Presses Tab until the element has the focus; fails when a round of the page did not reach it. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 300; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    const isInEditor = await page.evaluate(() => document.activeElement?.closest('.cm-editor') !== null)
    if (isInEditor) await page.keyboard.press('Escape')
    await page.keyboard.press('Tab')
  }
  throw new Error('Tab never reached the element.')
}

/** The list takes no key in its first moment, so that nobody accepts by accident what came while typing. */
async function listStands(page: Page): Promise<void> {
  const since = await page.evaluate(() => performance.now())
  await page.waitForFunction(
    (start) => performance.now() - start > 100 && document.querySelector('.cm-tooltip-autocomplete') !== null,
    since,
  )
}
