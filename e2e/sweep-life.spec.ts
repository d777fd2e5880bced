import { type AgentProcess, startAgent } from './agents'
import { expect, test } from './fixtures'
import { SweepPage } from './pages/sweep-page'

const CONFIG = `name: small
method: random
seed: 3
metric: {name: val_accuracy, goal: maximize}
run_cap: 40
parameters:
  layers: {values: [32, 64]}
  batch_size: {values: [64, 128]}
  epochs: {values: [2, 3]}
`

test('a sweep made in the page is trained by two real agents, watched, paused, resumed, stopped and compared', async ({
  page,
  server,
  api,
}) => {
  test.setTimeout(240_000)
  const project = 'life'
  await api.projects.create.mutate({ entity: 'owner', project })
  const sweepPage = new SweepPage(page)

  await page.goto(`/owner/${project}/sweeps/new`)
  const yaml = page.getByRole('textbox', { name: /Config/ })
  await yaml.fill(CONFIG.replace('[32, 64]', '[]'))
  await expect(page.getByText(/an empty list/).first()).toBeVisible()
  await yaml.fill(CONFIG)
  await expect(page.getByRole('region', { name: 'First suggestions' })).toBeVisible()
  await page.getByRole('button', { name: 'Start the sweep' }).click()
  await page.getByRole('link', { name: 'Open the sweep' }).click()
  await page.waitForURL(/\/sweeps\/[a-z0-9]{8}$/)
  const sweep = page.url().slice(-8)
  await expect(sweepPage.title).toHaveText('small')
  await expect(page.getByText(`npx sweepboard agent ${sweep}`).first()).toBeVisible()

  const agents: AgentProcess[] = [1, 2].map((number) => startAgent(server, [sweep], `agent-${number}`))
  try {
    await sweepPage.expectState('running')
    await expect(sweepPage.runRows.filter({ hasText: 'finished' }).first()).toBeVisible({ timeout: 60_000 })
    const best = page.getByRole('heading', { name: 'Best run' }).locator('xpath=..')
    await expect(best).toContainText(/0\.\d{2,4}/)
    await expect(best).toContainText('layers')

    await sweepPage.button('Pause').click()
    await sweepPage.expectState('paused')
    await expect.poll(async () => (await api.sweeps.byId.query({ sweep })).runs.running, { timeout: 60_000 }).toBe(0)
    const countPaused = (await api.sweeps.byId.query({ sweep })).runs.total

    await sweepPage.button('Resume').click()
    await sweepPage.expectState('running')
    await expect
      .poll(async () => (await api.sweeps.byId.query({ sweep })).runs.total, { timeout: 60_000 })
      .toBeGreaterThan(countPaused)

    await sweepPage.tab('Controls')
    await expect(page).toHaveURL(/controls$/)
    await expect(page.getByText('agent-1', { exact: true })).toBeVisible()
    await page.getByRole('listitem').getByRole('button', { name: 'Stop', exact: true }).click()
    await sweepPage.expectState('finished')
    const exits = await Promise.all(agents.map(({ exited }) => exited))
    expect(exits, agents.map(({ output }) => output()).join('\n')).toEqual([0, 0])
    const ended = await api.sweeps.byId.query({ sweep })
    expect(ended.runs).toMatchObject({ running: 0, bad: 0, killed: 0 })
    expect(ended.runs.finished).toBeGreaterThan(countPaused)
  } finally {
    await Promise.all(agents.map((agent) => agent.stop()))
  }

  await page.goto(`/owner/${project}/compare?sweeps=${sweep}`)
  await expect(page.getByRole('heading', { name: 'Best val_accuracy against number of runs' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'val_loss' })).toBeVisible()
})

test('cancel asks first, stops the training within five seconds, and says what it did', async ({
  page,
  server,
  api,
}) => {
  const project = 'canceled'
  const config = CONFIG.replace('[2, 3]', '[200]')
  const { sweep } = await api.sweeps.create.mutate({ project, config })
  const agent = startAgent(server, [sweep], 'long')
  try {
    const sweepPage = new SweepPage(page)
    await sweepPage.open(project, sweep)
    await expect(sweepPage.runRows.filter({ hasText: 'running' }).first()).toBeVisible({ timeout: 30_000 })
    await sweepPage.button('Cancel…').click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Cancel the sweep/ })
      .click()
    await sweepPage.expectState('canceled')
    expect(await agent.exited).toBe(0)
    const [run] = (await api.runs.list.query({ entity: 'owner', project })).runs
    expect(run?.state).toBe('killed')
    await expect(sweepPage.runRows.filter({ hasText: 'killed' }).first()).toBeVisible()
  } finally {
    await agent.stop()
  }
})

test('an agent that fails three times in a row is set aside with the reason, and let in again from the page', async ({
  page,
  api,
}) => {
  const project = 'bad-machine'
  const { sweep } = await api.sweeps.create.mutate({ project, config: CONFIG })
  const { agent } = await api.agents.register.mutate({ sweep, host: 'broken-host', name: 'broken' })
  for (let failure = 0; failure < 3; failure++) {
    const next = await api.agents.nextRun.mutate({ agent, waitMs: 10_000 })
    if (next.kind !== 'run') throw new Error(`expected a run, got ${next.kind}`)
    await api.runs.finish.mutate({ storageId: next.storageId, exitCode: 1, reason: 'no GPU' })
  }
  expect(await api.agents.nextRun.mutate({ agent, waitMs: 0 })).toMatchObject({ kind: 'wait' })

  await page.goto(`/owner/${project}/sweeps/${sweep}/controls`)
  const row = page.getByRole('row').filter({ hasText: 'broken' })
  await expect(row).toContainText(/set aside/)
  await expect(page.getByText(/in a row/).first()).toBeVisible()
  await page.getByRole('button', { name: /Let in again/ }).click()
  await expect(row).not.toContainText(/set aside/)
  expect(await api.agents.nextRun.mutate({ agent, waitMs: 10_000 })).toMatchObject({ kind: 'run' })
})
