/** Memory of the process that draws a tab, as Linux counts it; the heap of its scripts alone on other systems. */
import { readFileSync } from 'node:fs'
import type { Browser, Page } from '@playwright/test'

/** Of a browser with this one tab. */
export async function tabMb(browser: Browser, page: Page): Promise<number> {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('HeapProfiler.enable')
  await cdp.send('HeapProfiler.collectGarbage')
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  const privateMb = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => privateMbOf(id))
  await session.detach()
  // A spare process that waits for the next tab is always smaller.
  if (privateMb.length > 0 && privateMb.every((mb) => mb !== null)) return Math.max(...privateMb.map((mb) => mb ?? 0))
  await cdp.send('Performance.enable')
  const { metrics } = await cdp.send('Performance.getMetrics')
  return (metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? Number.NaN) / 1e6
}

function privateMbOf(pid: number): number | null {
  try {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
    const kilobytes = [...rollup.matchAll(/^Private_\w+:\s+(\d+) kB$/gm)].map(([, size]) => Number(size))
    return kilobytes.reduce((sum, size) => sum + size, 0) / 1000
  } catch {
    return null // Not Linux, or not ours to read.
  }
}
