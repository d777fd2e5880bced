/** What is true of every page: WCAG 2.2 AA in both themes, no wider than its window, nothing for the browser to report. */
import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from './fixtures'
import { everyPage, openSettled, scrollThrough } from './pages/every-page'

const ALL_PAGES_MS_MAX = 600_000

for (const colorScheme of ['light', 'dark'] as const) {
  test(`every page passes axe in the ${colorScheme} theme`, async ({ page, api, server }) => {
    test.setTimeout(ALL_PAGES_MS_MAX)
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    for (const { name, path } of await everyPage(api, server.dataDir)) {
      await openSettled(page, path)
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
        .analyze()
      const told = violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
      )
      expect.soft(told, name).toEqual([])
    }
  })
}

for (const width of [390, 768, 1440, 2560]) {
  test(`no page is wider than a window of ${width} pixels`, async ({ page, api, server }) => {
    test.setTimeout(ALL_PAGES_MS_MAX)
    await page.setViewportSize({ width, height: 900 })
    for (const { name, path } of await everyPage(api, server.dataDir)) {
      await openSettled(page, path)
      await scrollThrough(page)
      expect.soft(await page.evaluate(() => document.documentElement.scrollWidth), name).toBeLessThanOrEqual(width)
    }
  })
}

test('no page logs an error to the console of the browser', async ({ page, api, server }) => {
  test.setTimeout(ALL_PAGES_MS_MAX)
  const errors: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  page.on('pageerror', (error) => errors.push(String(error)))
  for (const { name, path } of await everyPage(api, server.dataDir)) {
    await openSettled(page, path)
    expect.soft(errors.splice(0), name).toEqual([])
  }
})
