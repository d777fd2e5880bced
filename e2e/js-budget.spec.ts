/** What a page loads of JavaScript before it can be used: counted, not timed, so that any machine can say so. */
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { everyPage, openSettled } from './pages/every-page'

const JS_KB_MAX = 350

test(`no page needs more than ${JS_KB_MAX} KB of JavaScript before it can be used`, async ({
  browser,
  page,
  api,
  server,
}) => {
  test.setTimeout(600_000)
  const { cookies } = await page.context().storageState()
  const sizes: Record<string, { first: number; all: number }> = {}
  for (const { name, path } of await everyPage(api, server.dataDir)) {
    // A context of its own has nothing of the page before in its cache.
    const context = await browser.newContext({ baseURL: server.url, viewport: { width: 1440, height: 900 } })
    await context.addCookies(cookies)
    const fresh = await context.newPage()
    const scripts = watchScripts(fresh)
    await openSettled(fresh, path)
    const named = namedScripts(await (await context.request.get(path)).text())
    const found = await scripts()
    const kb = (list: Script[]) => Math.round(list.reduce((sum, { bytes }) => sum + bytes, 0) / 1000)
    sizes[name] = { first: kb(found.filter((script) => named.has(script.path))), all: kb(found) }
    expect(sizes[name]?.first, `${name} names scripts`).toBeGreaterThan(50)
    await context.close()
  }
  console.log('KB of JavaScript, compressed:', JSON.stringify(sizes))
  expect(Object.fromEntries(Object.entries(sizes).filter(([, { first }]) => first > JS_KB_MAX))).toEqual({})
})

type Script = { path: string; bytes: number }

/** Scripts with their bytes as they came over the wire. */
function watchScripts(page: Page): () => Promise<Script[]> {
  const scripts: Promise<Script>[] = []
  page.on('requestfinished', (request) => {
    if (request.resourceType() !== 'script') return
    const path = new URL(request.url()).pathname
    scripts.push(request.sizes().then(({ responseBodySize }) => ({ path, bytes: responseBodySize })))
  })
  return () => Promise.all(scripts)
}

/** What the HTML itself names must be there before the page answers a hand; charts come beside it. */
function namedScripts(html: string): ReadonlySet<string> {
  const found = html.matchAll(/<script\b[^>]*?\bsrc="([^"?]+)/g)
  return new Set([...found].map(([, src]) => src ?? ''))
}
