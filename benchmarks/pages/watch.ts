/**
 * What is watched from inside a page: when its data is on screen, how long each interaction took to the next paint, and
 * the frames meanwhile. The functions here are sent to the browser as text, so they may use nothing from around them.
 */
import type { Page } from '@playwright/test'

type Watch = {
  readyMs: number | null
  interactions: { id: number; durationMs: number }[]
  frames: number[] | null
}

type Watched = typeof globalThis & { sweepboardBench: Watch }

/** To be called before the page is opened. `ready` is an expression, true once what the page is for can be seen. */
export async function watchPage(page: Page, ready: string): Promise<void> {
  await page.addInitScript(`(${startWatch})(() => ${ready})`)
}

function startWatch(isReady: () => boolean): void {
  const watch: Watch = { readyMs: null, interactions: [], frames: null }
  const scope = globalThis as Watched
  // Frames inside of the page have documents of their own.
  if (window !== window.top) return
  scope.sweepboardBench = watch
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { interactionId: number })[])
      if (entry.interactionId > 0) watch.interactions.push({ id: entry.interactionId, durationMs: entry.duration })
  })
  observer.observe({ type: 'event', durationThreshold: 16, buffered: true } as PerformanceObserverInit)
  const look = (): void => {
    if (document.body === null || !isReady()) {
      requestAnimationFrame(look)
      return
    }
    // What this frame shows is painted right after the callbacks of the frame.
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => {
        watch.readyMs = performance.now()
      }
      port2.postMessage(null)
    })
  }
  requestAnimationFrame(look)
}

/** Milliseconds from the start of the navigation; rejects when it takes longer than `msMax`. */
export async function readyMs(page: Page, msMax: number): Promise<number> {
  await page.waitForFunction(() => (globalThis as Watched).sweepboardBench?.readyMs != null, undefined, {
    timeout: msMax,
    polling: 50,
  })
  return page.evaluate(() => (globalThis as Watched).sweepboardBench.readyMs ?? Number.NaN)
}

export async function firstPaintMs(page: Page): Promise<number> {
  return page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN)
}

/** The browser tells of interactions from 16 ms on, in steps of 8; a shorter one counts as this. */
const SHORTEST_MS = 16

/** The slowest interaction of those that `act` does, from the input to the next paint. */
export async function inpMs(page: Page, act: () => Promise<void>): Promise<number> {
  await page.evaluate(() => {
    ;(globalThis as Watched).sweepboardBench.interactions = []
  })
  await act()
  // The entry comes after the paint that it measures; four frames are enough for it, a busy page has late frames.
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        let left = 4
        const next = () => (left-- > 0 ? requestAnimationFrame(next) : setTimeout(resolve, 100))
        requestAnimationFrame(next)
      }),
  )
  const durations = await page.evaluate(() =>
    (globalThis as Watched).sweepboardBench.interactions.map(({ durationMs }) => durationMs),
  )
  return Math.max(SHORTEST_MS, ...durations)
}

export type Frames = {
  /** Frames that came, a second. */
  fps: number
  medianMs: number
  worstMs: number
}

/** Frames while `act` goes on. */
export async function countFrames(page: Page, act: () => Promise<void>): Promise<Frames> {
  await page.evaluate(() => {
    const watch = (globalThis as Watched).sweepboardBench
    const frames: number[] = []
    watch.frames = frames
    const next = (atMs: number) => {
      if (watch.frames !== frames) return
      frames.push(atMs)
      requestAnimationFrame(next)
    }
    requestAnimationFrame(next)
  })
  await act()
  const frames = await page.evaluate(() => {
    const watch = (globalThis as Watched).sweepboardBench
    const found = watch.frames ?? []
    watch.frames = null
    return found
  })
  const gaps = frames.slice(1).map((atMs, index) => atMs - (frames[index] ?? atMs))
  const sorted = [...gaps].sort((a, b) => a - b)
  const totalMs = gaps.reduce((sum, gap) => sum + gap, 0)
  return {
    fps: (gaps.length * 1000) / totalMs,
    medianMs: sorted[Math.floor(sorted.length / 2)] ?? Number.NaN,
    worstMs: sorted.at(-1) ?? Number.NaN,
  }
}
