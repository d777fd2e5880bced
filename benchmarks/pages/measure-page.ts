/** Everything that is measured of one page, as rows. */
import type { Browser, Page } from '@playwright/test'
import type { BenchRow } from '../bench-row'
import { median } from '../bench-server'
import { freshContext, type Load, openTab, type PageUnderTest } from './load'
import type { Interaction } from './our-pages'
import { problem } from './problem'
import { recordQuestions, serverMs } from './server-time'
import { tabMb } from './tab-memory'
import { inpMs } from './watch'

export type Limits = { dataMs: number }

export const JS_KB_MAX = 350
export const INP_MS_MAX = 200

/** Loads with an empty cache, each followed by one with what it left in the cache. */
export async function measureLoads(
  browser: Browser,
  under: PageUnderTest,
  repeats: number,
): Promise<{ cold: Load; warm: Load }> {
  const cold: Load[] = []
  const warm: Load[] = []
  for (let repeat = 0; repeat < repeats; repeat++) {
    const context = await freshContext(browser, under)
    const first = await openTab(context, under)
    cold.push(first.load)
    await first.page.close()
    const second = await openTab(context, under)
    warm.push(second.load)
    await context.close()
  }
  return { cold: medianOf(cold), warm: medianOf(warm) }
}

function medianOf(loads: readonly Load[]): Load {
  const of = (key: keyof Load) => median(loads.map((load) => load[key]))
  return {
    firstPaintMs: of('firstPaintMs'),
    dataMs: of('dataMs'),
    jsKb: of('jsKb'),
    jsAllKb: of('jsAllKb'),
    requests: of('requests'),
  }
}

export function loadRows(name: string, { cold, warm }: { cold: Load; warm: Load }, limits: Limits): BenchRow[] {
  return [
    { case: name, measure: 'first_paint_ms', unit: 'ms', value: cold.firstPaintMs },
    againstLimit({ case: name, measure: 'data_ms', unit: 'ms', value: cold.dataMs }, limits.dataMs),
    { case: name, measure: 'data_warm_ms', unit: 'ms', value: warm.dataMs },
    againstLimit({ case: name, measure: 'js_kb', unit: 'KB', value: cold.jsKb }, JS_KB_MAX),
    { case: name, measure: 'js_all_kb', unit: 'KB', value: cold.jsAllKb },
    { case: name, measure: 'requests', unit: '', value: cold.requests },
  ]
}

/** The ratio is above 1 while the value is under the limit. */
export function againstLimit(row: BenchRow, limit: number): BenchRow {
  return { ...row, peer: 'limit', peerValue: limit, ratio: limit / row.value }
}

/** Server time and memory, each from a load of its own. */
export async function costRows(browser: Browser, name: string, under: PageUnderTest): Promise<BenchRow[]> {
  const context = await freshContext(browser, under)
  const page = await context.newPage()
  const questions = recordQuestions(page)
  await page.goto(under.url)
  await page.waitForTimeout(1000)
  await context.close()
  const cookie = under.cookies.map((each) => `${each.name}=${each.value}`).join('; ')
  const alone = await freshContext(browser, under)
  const tab = await openTab(alone, under)
  const memory = await tabMb(browser, tab.page)
  await alone.close()
  return [
    { case: name, measure: 'server_ms_median', unit: 'ms', value: await serverMs(under.url, questions, cookie) },
    { case: name, measure: 'tab_mb', unit: 'MB', value: memory },
  ]
}

/** Each interaction on a page that was just opened, so that none stands in the way of the next. */
export async function interactionRows(
  browser: Browser,
  { name, under, interactions, repeats }: InteractionPlan,
): Promise<BenchRow[]> {
  const rows: BenchRow[] = []
  for (const { name: what, act } of interactions) {
    const value = await medianInp(browser, { under, repeats }, act).catch((error: unknown) =>
      problem(`${name}: ${what}`, error),
    )
    if (value !== undefined)
      rows.push(againstLimit({ case: `${name}: ${what}`, measure: 'inp_ms', unit: 'ms', value }, INP_MS_MAX))
  }
  return rows
}

export async function medianInp(
  browser: Browser,
  { under, repeats }: { under: PageUnderTest; repeats: number },
  act: (page: Page) => Promise<void>,
): Promise<number> {
  const found: number[] = []
  for (let repeat = 0; repeat < repeats; repeat++) {
    const context = await freshContext(browser, under)
    try {
      const { page } = await openTab(context, under)
      found.push(await inpMs(page, () => act(page)))
    } finally {
      await context.close()
    }
  }
  return median(found)
}

export type InteractionPlan = {
  name: string
  under: PageUnderTest
  interactions: readonly Interaction[]
  repeats: number
}
