/**
 * `npm run bench -- pages [--json FILE] [--scenario NAME,NAME] [--peers on|off] [--repeats N]`: what the pages cost a
 * person who waits for them, in a real Chromium on the built pages of a server of one's own, filled with scenarios.
 */
import { parseArgs } from 'node:util'
import { type Browser, type Cookie, chromium } from '@playwright/test'
import { CHROMIUM_ARGS, findChromium } from '~/e2e/chromium.mjs'
import { makeScenario } from '~/e2e/scenarios/make-scenario'
import type { BenchRow } from './bench-row'
import { type BenchServer, withServer } from './bench-server'
import { ALONG_CURVES, BRUSHING, frameRows, type Motion } from './pages/frames'
import type { PageUnderTest } from './pages/load'
import { costRows, interactionRows, loadRows, measureLoads } from './pages/measure-page'
import { type OurPage, ourPages } from './pages/our-pages'
import { problem } from './pages/problem'
import { besidePeers, measurePeers } from './peers/measure-peers'

/** `dataMs` is the limit until data is on screen; `motions` are done on the page that is named. */
type Plan = { dataMs: number; motions?: { page: string; list: readonly Motion[] } }

const PLANS: Readonly<Record<string, Plan>> = {
  'hundred-runs': { dataMs: 1000 },
  'ten-thousand-runs': { dataMs: 1000 },
  'hundred-thousand-runs': { dataMs: 2000 },
  'five-thousand-run-sweep': { dataMs: 1000, motions: { page: 'sweep', list: BRUSHING } },
  'long-run': { dataMs: 1000 },
  'fifty-long-runs': { dataMs: 1000, motions: { page: 'workspace', list: ALONG_CURVES } },
}

/** Of the scenarios: what the peers have stored is kept from one time to the next. */
const NOW_MS = Date.parse('2026-03-02T10:00:00Z')

const LOAD_MS_MAX = 60_000

export function run(args: string[]): Promise<BenchRow[]> {
  const { values } = parseArgs({
    args,
    options: {
      scenario: { type: 'string', default: Object.keys(PLANS).join(',') },
      peers: { type: 'string', default: 'on' },
      repeats: { type: 'string', default: '5' },
      page: { type: 'string' },
    },
  })
  const names = values.scenario.split(',')
  const strange = names.filter((name) => PLANS[name] === undefined)
  if (strange.length > 0) throw new Error(`no plan for ${strange}; there are ${Object.keys(PLANS).join(', ')}`)
  return withServer(async (bench) => {
    const browser = await chromium.launch({ executablePath: findChromium(), args: CHROMIUM_ARGS })
    try {
      const session = { bench, browser, cookies: await signIn(browser, bench), repeats: Number(values.repeats) }
      // A second project, so that there is something to choose from in every menu.
      await makeScenario(bench.api, 'empty', { databaseUrl: async () => bench.databaseUrl })
      const rows: BenchRow[] = []
      for (const name of names) rows.push(...(await scenarioRows(session, { name, page: values.page })))
      if (values.peers !== 'on') return rows
      const measures = await measurePeers({ browser, scenarios: names, repeats: session.repeats, nowMs: NOW_MS, say })
      return [...rows, ...besidePeers(rows, measures)]
    } finally {
      await browser.close()
    }
  })
}

async function signIn(browser: Browser, { server }: BenchServer): Promise<Cookie[]> {
  const context = await browser.newContext()
  await context.request.post(`${server.url}/api/sign-in`, { data: { key: server.key } })
  const { cookies } = await context.storageState()
  await context.close()
  return cookies
}

type Session = { bench: BenchServer; browser: Browser; cookies: Cookie[]; repeats: number }

async function scenarioRows(session: Session, wanted: { name: string; page: string | undefined }): Promise<BenchRow[]> {
  const { bench } = session
  const plan = PLANS[wanted.name] ?? { dataMs: 1000 }
  say(`seeding ${wanted.name}`)
  const made = await makeScenario(bench.api, wanted.name, { databaseUrl: async () => bench.databaseUrl })
  const rows: BenchRow[] = []
  for (const page of await ourPages(bench.api, made))
    if (wanted.page === undefined || wanted.page === page.name)
      rows.push(...(await pageRows(session, { scenario: wanted.name, page, plan }).catch(none(page.name))))
  return rows
}

type PagePlan = { scenario: string; page: OurPage; plan: Plan }

async function pageRows(session: Session, { scenario, page, plan }: PagePlan): Promise<BenchRow[]> {
  const { browser, bench, cookies, repeats } = session
  const name = `${page.name}, ${scenario}`
  say(name)
  const under: PageUnderTest = { url: bench.server.url + page.path, ready: page.ready, cookies, msMax: LOAD_MS_MAX }
  const rows = [
    ...loadRows(name, await measureLoads(browser, under, repeats), plan),
    ...(await costRows(browser, name, under)),
    ...(await interactionRows(browser, { name, under, interactions: page.interactions, repeats: 3 })),
  ]
  if (plan.motions?.page === page.name)
    rows.push(...(await frameRows(browser, { name, under, motions: plan.motions.list, repeats: 3 })))
  return rows
}

function none(page: string): (error: unknown) => BenchRow[] {
  return (error) => {
    problem(page, error)
    return []
  }
}

/** Progress goes beside the table. */
function say(what: string): void {
  console.error(`${new Date().toISOString().slice(11, 19)} ${what}`)
}
