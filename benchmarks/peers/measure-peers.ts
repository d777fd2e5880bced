/** The peers' pages beside ours: same runs, same browser, same measures, written by their own clients. */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Browser } from '@playwright/test'
import type { BenchRow } from '../bench-row'
import type { PageUnderTest } from '../pages/load'
import { measureLoads, medianInp } from '../pages/measure-page'
import { problem } from '../pages/problem'
import { dumpRuns } from './dump-runs'
import { PEERS, type Peer, type PeerPage } from './peers'
import { findPython, type Python, SCRIPTS } from './python-environment'

const run = promisify(execFile)

const WRITE_MS_MAX = 60 * 60_000
const LOAD_MS_MAX = 120_000

export type PeerMeasure = { peer: string; scenario: string; beside: string; measure: string; value: number }

type Plan = {
  browser: Browser
  scenarios: readonly string[]
  repeats: number
  nowMs: number
  say: (what: string) => void
}

export async function measurePeers(plan: Plan): Promise<PeerMeasure[]> {
  const python = await findPython(plan.say)
  if (python === null) return []
  const measures: PeerMeasure[] = []
  for (const peer of PEERS)
    for (const scenario of plan.scenarios.filter((name) => peer.scenarios.includes(name)))
      measures.push(
        ...(await measurePeer(plan, { python, peer, scenario }).catch((error: unknown) => {
          problem(`${peer.name}, ${scenario}`, error)
          return []
        })),
      )
  return measures
}

type Case = { python: Python; peer: Peer; scenario: string }

async function measurePeer(plan: Plan, { python, peer, scenario }: Case): Promise<PeerMeasure[]> {
  const folder = await writtenRuns(plan, { python, peer, scenario })
  plan.say(`${peer.name}, ${scenario}`)
  const server = await peer.start(python, folder)
  const measures: PeerMeasure[] = []
  try {
    for (const page of peer.pages(scenario)) {
      const under = { url: server.url + page.path, ready: page.ready, cookies: [], msMax: LOAD_MS_MAX }
      const found = await measurePeerPage(plan, under, page).catch((error: unknown) => {
        problem(`${peer.name}, ${scenario}, beside ${page.beside}`, error)
        return {}
      })
      for (const [measure, value] of Object.entries(found))
        measures.push({ peer: peer.name, scenario, beside: page.beside, measure, value })
    }
  } finally {
    await server.stop()
  }
  return measures
}

async function measurePeerPage(
  { browser, repeats }: Plan,
  under: PageUnderTest,
  page: PeerPage,
): Promise<Record<string, number>> {
  const { cold, warm } = await measureLoads(browser, under, repeats)
  const { sort } = page
  return {
    first_paint_ms: cold.firstPaintMs,
    data_ms: cold.dataMs,
    data_warm_ms: warm.dataMs,
    js_kb: cold.jsKb,
    js_all_kb: cold.jsAllKb,
    requests: cold.requests,
    ...(sort === undefined ? {} : { inp_ms: await medianInp(browser, { under, repeats: 3 }, sort) }),
  }
}

/** Writing takes minutes, so what was written is kept; a folder without the marker was not finished. */
async function writtenRuns({ nowMs, say }: Plan, { python, peer, scenario }: Case): Promise<string> {
  const folder = join(python.dataFolder, `${peer.name.toLowerCase().replace(/\W+/g, '-')}-${scenario}`)
  const marker = join(folder, 'written')
  if (existsSync(marker)) return folder
  say(`writing ${scenario} into ${peer.name}, once`)
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const runs = join(folder, 'runs.jsonl')
  await dumpRuns(scenario, nowMs, runs)
  await run(python.program('python'), ['-B', join(SCRIPTS, peer.script), runs, folder], {
    timeout: WRITE_MS_MAX,
    maxBuffer: 64 * 1024 * 1024,
  })
  await rm(runs)
  await writeFile(marker, new Date().toISOString())
  return folder
}

/** Our rows again, each beside what a peer needed for the same; a ratio above 1 is better than the peer. */
export function besidePeers(rows: readonly BenchRow[], measures: readonly PeerMeasure[]): BenchRow[] {
  return measures.flatMap(({ peer, scenario, beside, measure, value }) => {
    const what = measure === 'inp_ms' ? `${beside}, ${scenario}: sort` : `${beside}, ${scenario}`
    const ours = rows.find((row) => row.case === what && row.measure === measure)
    if (ours === undefined) return []
    return [{ ...ours, peer, peerValue: value, ratio: value / ours.value }]
  })
}
