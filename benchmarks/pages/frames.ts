/** Frames a second while a hand moves over dense charts: brushing 5,000 lines, zooming and pointing at long curves. */
import type { Browser, Locator, Page } from '@playwright/test'
import type { BenchRow } from '../bench-row'
import { median } from '../bench-server'
import { freshContext, openTab, type PageUnderTest } from './load'
import { problem } from './problem'
import { countFrames, type Frames } from './watch'

const FPS_MIN = 50
const MOVES = 120
const MOVE_MS = 12

export type Motion = { name: string; act: (page: Page) => Promise<void> }

type Box = { x: number; y: number; width: number; height: number }

async function boxOf(locator: Locator): Promise<Box> {
  await locator.scrollIntoViewIfNeeded({ timeout: 5000 })
  const box = await locator.boundingBox()
  if (box === null) throw new Error('what is to be moved over is not drawn')
  return box
}

/** The pointer along a path, at the pace of a hand: `share` goes from 0 to 1. */
async function move(page: Page, place: (share: number) => { x: number; y: number }): Promise<void> {
  for (let step = 0; step <= MOVES; step++) {
    const { x, y } = place(step / MOVES)
    const startMs = performance.now()
    await page.mouse.move(x, y)
    await page.waitForTimeout(Math.max(0, MOVE_MS - (performance.now() - startMs)))
  }
}

export const BRUSHING: Motion[] = [
  {
    name: 'brush an axis',
    async act(page) {
      const box = await boxOf(page.locator('rect.cursor-ns-resize').last())
      const x = box.x + box.width / 2
      await page.mouse.move(x, box.y + 4)
      await page.mouse.down()
      await move(page, (share) => ({
        x,
        y: box.y + 4 + (box.height - 8) * (0.5 - 0.5 * Math.cos(share * Math.PI * 2)),
      }))
      await page.mouse.up()
    },
  },
  {
    name: 'point at lines',
    async act(page) {
      const box = await boxOf(page.locator('figure canvas').first())
      await move(page, (share) => ({
        x: box.x + box.width * (0.1 + 0.8 * share),
        y: box.y + box.height * (0.5 + 0.4 * Math.sin(share * 12)),
      }))
    },
  },
]

export const ALONG_CURVES: Motion[] = [
  {
    name: 'crosshair',
    async act(page) {
      const box = await boxOf(page.locator('main figure').first())
      await move(page, (share) => ({ x: box.x + box.width * (0.15 + 0.8 * share), y: box.y + box.height * 0.5 }))
    },
  },
  {
    name: 'zoom with the wheel',
    async act(page) {
      const box = await boxOf(page.locator('main figure').first())
      await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
      await page.keyboard.down('Control')
      for (let step = 0; step < MOVES; step++) {
        const startMs = performance.now()
        await page.mouse.wheel(0, step < MOVES / 2 ? -12 : 12)
        await page.waitForTimeout(Math.max(0, MOVE_MS - (performance.now() - startMs)))
      }
      await page.keyboard.up('Control')
    },
  },
  {
    name: 'zoom by dragging',
    async act(page) {
      const box = await boxOf(page.locator('main figure').first())
      const y = box.y + box.height / 2
      await page.mouse.move(box.x + box.width * 0.3, y)
      await page.mouse.down()
      await move(page, (share) => ({ x: box.x + box.width * (0.3 + 0.5 * share), y }))
      await page.mouse.up()
    },
  },
]

export async function frameRows(
  browser: Browser,
  {
    name,
    under,
    motions,
    repeats,
  }: { name: string; under: PageUnderTest; motions: readonly Motion[]; repeats: number },
): Promise<BenchRow[]> {
  const rows: BenchRow[] = []
  for (const motion of motions) {
    const what = `${name}: ${motion.name}`
    const found: Frames[] = []
    for (let repeat = 0; repeat < repeats; repeat++) {
      const context = await freshContext(browser, under)
      await openTab(context, under)
        .then(({ page }) => countFrames(page, () => motion.act(page)))
        .then((frames) => found.push(frames))
        .catch((error: unknown) => problem(what, error))
      await context.close()
    }
    if (found.length > 0) rows.push(...rowsOf(what, found))
  }
  return rows
}

function rowsOf(name: string, found: readonly Frames[]): BenchRow[] {
  const of = (key: keyof Frames) => median(found.map((frames) => frames[key]))
  const fps = of('fps')
  return [
    { case: name, measure: 'fps', unit: '/s', value: fps, peer: 'limit', peerValue: FPS_MIN, ratio: fps / FPS_MIN },
    { case: name, measure: 'frame_ms_median', unit: 'ms', value: of('medianMs') },
    { case: name, measure: 'frame_ms_worst', unit: 'ms', value: of('worstMs') },
  ]
}
