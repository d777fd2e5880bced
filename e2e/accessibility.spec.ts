/** WCAG 2.2 AA on every page, in both themes, and nothing wider than a phone. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { richRun, threeMethods } from './scenarios'

const PROJECT = 'axe'

async function pagesToCheck(api: Parameters<typeof threeMethods>[0]): Promise<Record<string, string>> {
  const known = await api.sweeps.list.query({ entity: 'owner', project: PROJECT }).catch(() => [])
  if (known.length === 0) {
    await threeMethods(api, PROJECT)
    await richRun(api, PROJECT, 'rich')
    await api.projects.create.mutate({ entity: 'owner', project: 'axe-empty' })
  }
  const sweeps = await api.sweeps.list.query({ entity: 'owner', project: PROJECT })
  const ids = sweeps.map(({ id }) => id)
  return {
    projects: '/',
    runs: `/owner/${PROJECT}`,
    'empty project': '/owner/axe-empty',
    run: `/owner/${PROJECT}/runs/rich`,
    console: `/owner/${PROJECT}/runs/rich?tab=console`,
    sweeps: `/owner/${PROJECT}/sweeps`,
    sweep: `/owner/${PROJECT}/sweeps/${ids[0]}`,
    controls: `/owner/${PROJECT}/sweeps/${ids[0]}/controls`,
    'new sweep': `/owner/${PROJECT}/sweeps/new`,
    'sweep from runs: runs': `/owner/${PROJECT}/sweeps/new?step=runs`,
    'sweep from runs: space': `/owner/${PROJECT}/sweeps/new?step=space`,
    'sweep from runs: goal': `/owner/${PROJECT}/sweeps/new?step=goal`,
    'sweep from runs: program': `/owner/${PROJECT}/sweeps/new?step=program`,
    'sweep from runs: review': `/owner/${PROJECT}/sweeps/new?step=review`,
    'sweep that was started': `/owner/${PROJECT}/sweeps/new?started=${ids[0]}`,
    compare: `/owner/${PROJECT}/compare?sweeps=${ids.join(',')}`,
    settings: '/settings',
    'sign-in': '/sign-in',
  }
}

async function settle(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible()
  await expect(page.locator('[data-slot="skeleton"]')).toHaveCount(0)
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`every page passes axe in the ${colorScheme} theme`, async ({ page, api }) => {
    test.setTimeout(240_000)
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    for (const [name, path] of Object.entries(await pagesToCheck(api))) {
      await settle(page, path)
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
        .analyze()
      const told = violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
      )
      expect(told, name).toEqual([])
    }
  })
}

test('no page is wider than a phone of 390 pixels', async ({ page, api }) => {
  test.setTimeout(240_000)
  // As high as a page is long: charts far below the window wait to be scrolled to.
  await page.setViewportSize({ width: 390, height: 5000 })
  for (const [name, path] of Object.entries(await pagesToCheck(api))) {
    await settle(page, path)
    expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBeLessThanOrEqual(390)
  }
})

test('no page logs an error to the console of the browser', async ({ page, api }) => {
  test.setTimeout(240_000)
  const errors: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  page.on('pageerror', (error) => errors.push(String(error)))
  for (const [name, path] of Object.entries(await pagesToCheck(api))) {
    await settle(page, path)
    expect(errors, name).toEqual([])
  }
})
