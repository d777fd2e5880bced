/** One load of a page: what came over the wire, when something and when everything was to be seen. */
import type { Browser, BrowserContext, CDPSession, Cookie, Page } from '@playwright/test'
import { firstPaintMs, readyMs, watchPage } from './watch'

export type PageUnderTest = {
  url: string
  /** An expression of JavaScript: true once what the page is for can be seen. */
  ready: string
  cookies: Cookie[]
  /** How long it may take before it counts as not to be had. */
  msMax: number
}

export type Load = {
  firstPaintMs: number
  dataMs: number
  /** Scripts that the HTML names: what must be there before the page can be used. */
  jsKb: number
  /** All scripts, with those that it loads for itself. */
  jsAllKb: number
  requests: number
}

const VIEWPORT = { width: 1440, height: 900 }
const QUIET_MS = 500

/** A context with an empty cache. */
export async function freshContext(browser: Browser, { cookies }: PageUnderTest): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: VIEWPORT })
  await context.addCookies(cookies)
  return context
}

/** Opens the page in a tab of its own, which stays open. */
export async function openTab(context: BrowserContext, under: PageUnderTest): Promise<{ page: Page; load: Load }> {
  const page = await context.newPage()
  const wire = await watchWire(await context.newCDPSession(page))
  await watchPage(page, under.ready)
  const response = await page.goto(under.url, { waitUntil: 'commit' })
  const dataMs = await readyMs(page, under.msMax)
  await wire.quiet()
  const html = (await response?.text()) ?? ''
  return { page, load: { firstPaintMs: await firstPaintMs(page), dataMs, ...wire.sums(namedScripts(html, under.url)) } }
}

function namedScripts(html: string, base: string): ReadonlySet<string> {
  const found = html.matchAll(/<script\b[^>]*?\bsrc="([^"]+)"/g)
  return new Set([...found].map(([, src]) => new URL(src ?? '', base).href))
}

type Wire = {
  quiet(): Promise<void>
  /** `named`: the addresses of the scripts that count as the first ones. */
  sums(named: ReadonlySet<string>): Pick<Load, 'jsKb' | 'jsAllKb' | 'requests'>
}

/** Counts what is transferred. A stream of events never ends and is not waited for. */
async function watchWire(cdp: CDPSession): Promise<Wire> {
  const scripts = new Map<string, string>()
  const bytes = new Map<string, number>()
  const open = new Set<string>()
  let requests = 0
  let lastMs = performance.now()
  cdp.on('Network.requestWillBeSent', ({ requestId, request, type }) => {
    if (request.url.startsWith('data:') || type === 'EventSource') return
    lastMs = performance.now()
    requests += 1
    open.add(requestId)
    if (type === 'Script') scripts.set(requestId, request.url)
  })
  const end = (requestId: string) => {
    open.delete(requestId)
    lastMs = performance.now()
  }
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const script = scripts.get(requestId)
    if (script !== undefined) bytes.set(script, encodedDataLength)
    end(requestId)
  })
  cdp.on('Network.loadingFailed', ({ requestId }) => end(requestId))
  await cdp.send('Network.enable')
  return {
    async quiet() {
      const deadlineMs = performance.now() + 5000
      while (performance.now() < deadlineMs && (open.size > 0 || performance.now() - lastMs < QUIET_MS))
        await new Promise((resolve) => setTimeout(resolve, 50))
    },
    sums(named) {
      const kb = (urls: Iterable<string>) => [...urls].reduce((sum, url) => sum + (bytes.get(url) ?? 0), 0) / 1000
      return { jsKb: kb(named), jsAllKb: kb(bytes.keys()), requests }
    },
  }
}
