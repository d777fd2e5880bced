/**
 * What is true of every page: WCAG 2.2 AA in both themes, no wider than its window from a phone to the widest screen,
 * nothing for the browser to report, and few enough scripts before it can be used. Each page is loaded twice, with an
 * empty cache: on a desk, where it is measured, and on a phone.
 */
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { openSettled, pageNames, type ShownPage, scrollThrough } from './pages/every-page'
import { firstScripts } from './pages/first-scripts'
import type { ServerProcess } from './server-process'

const JS_KB_MAX = 350
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

test.describe.configure({ mode: 'parallel' })

for (const name of pageNames()) {
  test(`${name} is accessible, fits its window, reports no error and loads few scripts`, async ({
    browser,
    pages,
    server,
  }) => {
    const shown = pages.find((page) => page.name === name)
    if (shown === undefined) throw new Error(`there is no page ${name}`)
    await onDesk(browser, server, shown)
    await onPhone(browser, server, shown)
  })
}

async function onDesk(browser: Browser, server: ServerProcess, shown: ShownPage): Promise<void> {
  const page = await freshPage(browser, server, { shown, width: 1440 })
  const errors = watchErrors(page, shown)
  const scripts = firstScripts(page)
  await openSettled(page, shown.path)
  const { firstKb, allKb } = await scripts(shown.path)
  console.log(`${shown.name}: ${firstKb} KB of JavaScript, ${allKb} KB with what comes beside it`)
  expect.soft(firstKb, 'KB of JavaScript, compressed').toBeGreaterThan(50)
  expect.soft(firstKb, 'KB of JavaScript, compressed').toBeLessThanOrEqual(JS_KB_MAX)
  await scrollThrough(page)
  await expectFits(page, 1440)
  await expectAccessible(page, 'light')
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  await expectAccessible(page, 'dark')
  await expectFits(page, 2560)
  expect.soft(errors).toEqual([])
  await page.context().close()
}

async function onPhone(browser: Browser, server: ServerProcess, shown: ShownPage): Promise<void> {
  const page = await freshPage(browser, server, { shown, width: 390 })
  const errors = watchErrors(page, shown)
  await openSettled(page, shown.path)
  await scrollThrough(page)
  await expectFits(page, 390)
  await expectAccessible(page, 'light at 390 pixels')
  await expectFits(page, 768)
  expect.soft(errors).toEqual([])
  await page.context().close()
}

type Window = { shown: ShownPage; width: number }

async function freshPage(browser: Browser, server: ServerProcess, { shown, width }: Window): Promise<Page> {
  const context = await browser.newContext({
    baseURL: server.url,
    viewport: { width, height: 900 },
    colorScheme: 'light',
    reducedMotion: 'reduce',
  })
  if (!shown.isPublic) await context.request.post('/api/sign-in', { data: { key: server.key } })
  return context.newPage()
}

/** The browser itself reports the status of a page that is not there. */
function watchErrors(page: Page, { isMissing }: ShownPage): string[] {
  const errors: string[] = []
  page.on('console', (message) => {
    const isOwnStatus = isMissing && message.text().includes('404')
    if (message.type() === 'error' && !isOwnStatus) errors.push(message.text())
  })
  page.on('pageerror', (error) => errors.push(String(error)))
  return errors
}

async function expectFits(page: Page, width: number): Promise<void> {
  await page.setViewportSize({ width, height: 900 })
  await expect
    .configure({ soft: true })
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth), `pixels that a window of ${width} needs`)
    .toBeLessThanOrEqual(width)
}

async function expectAccessible(page: Page, what: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze()
  const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`)
  expect.soft(told, `axe, ${what}`).toEqual([])
}
