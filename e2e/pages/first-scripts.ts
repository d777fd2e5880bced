/** What a page loads of JavaScript before it can be used: counted, not timed, so that any machine can say so. */
import type { Page } from '@playwright/test'

type Script = { path: string; bytes: number }

export type ScriptSizes = {
  /** Scripts that the HTML itself names: they must be there before the page answers a hand. */
  firstKb: number
  /** With what comes beside it, such as charts. */
  allKb: number
}

/** To be called before the page is opened; what it answers, once it is. Bytes as they came over the wire. */
export function firstScripts(page: Page): (path: string) => Promise<ScriptSizes> {
  const scripts: Promise<Script>[] = []
  page.on('requestfinished', (request) => {
    if (request.resourceType() !== 'script') return
    const path = new URL(request.url()).pathname
    scripts.push(request.sizes().then(({ responseBodySize }) => ({ path, bytes: responseBodySize })))
  })
  return async (path) => {
    const named = namedScripts(await (await page.request.get(path)).text())
    const found = await Promise.all(scripts)
    const kb = (list: Script[]) => Math.round(list.reduce((sum, { bytes }) => sum + bytes, 0) / 1000)
    return { firstKb: kb(found.filter((script) => named.has(script.path))), allKb: kb(found) }
  }
}

function namedScripts(html: string): ReadonlySet<string> {
  const found = html.matchAll(/<script\b[^>]*?\bsrc="([^"?]+)/g)
  return new Set([...found].map(([, src]) => src ?? ''))
}
