/**
 * What agents feel, over HTTP against a real server: how many points it takes, how long an agent waits for its next
 * run, how many runs it can hand out, and how much memory that needs. The agents of `next_run_ms_median` behave as
 * agents do: a training of one to three seconds between two questions, a heartbeat every two seconds, and they do not
 * start in step. Those of `suggestion_cycles_per_s` do not train at all: they ask, finish, and ask again.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Api } from '~/e2e/api-client'
import type { BenchRow } from './bench-row'
import { type BenchServer, median, rssMb, withServer } from './bench-server'
import { copyHistory, type HistoryLoad, LIVE_LOADS, loadHistory, TYPICAL_LOAD } from './history-load'

const POINTS_PER_SECOND_FLOOR = 20_000
const NEXT_RUN_MS_LIMIT = 100
const RSS_MB_LIMIT = 600
const HEARTBEAT_MS = 2000

const SWEEP = `
method: random
metric: {name: loss, goal: minimize}
parameters:
  layers: {min: 1, max: 8}
  lr: {distribution: log_uniform_values, min: 0.00001, max: 0.1}
  optimizer: {values: [adam, sgd, rmsprop]}
`

export function run(): Promise<BenchRow[]> {
  return withServer(async (bench) => [
    ...(await pointRows(bench)),
    ...(await liveRows(bench)),
    await nextRunRow(bench.api, { agents: 1, seconds: 15 }),
    await nextRunRow(bench.api, { agents: 100, seconds: 20 }),
    await cycleRow(bench.api, { agents: 16, seconds: 10 }),
    limited({ case: 'after the load', measure: 'server_rss_mb', unit: 'MB', value: rssMb(bench.server) }, RSS_MB_LIMIT),
  ])
}

async function pointRows({ server, databaseUrl }: BenchServer): Promise<BenchRow[]> {
  const ours = await loadHistory({ baseUrl: server.url, key: server.key }, TYPICAL_LOAD)
  const copied = await copyHistory(databaseUrl, TYPICAL_LOAD)
  const row = {
    case: caseOf(TYPICAL_LOAD),
    measure: 'history_points_per_s',
    unit: 'points/s',
    value: ours.pointsPerSecond,
  }
  return [
    {
      ...row,
      peer: 'COPY of the same chunks',
      peerValue: copied.pointsPerSecond,
      ratio: ours.pointsPerSecond / copied.pointsPerSecond,
    },
    {
      ...row,
      peer: 'floor',
      peerValue: POINTS_PER_SECOND_FLOOR,
      ratio: ours.pointsPerSecond / POINTS_PER_SECOND_FLOOR,
    },
  ]
}

async function liveRows({ server }: BenchServer): Promise<BenchRow[]> {
  const rows: BenchRow[] = []
  for (const load of LIVE_LOADS) {
    const { pointsPerSecond, requestMsMedian } = await loadHistory({ baseUrl: server.url, key: server.key }, load)
    rows.push(
      { case: caseOf(load), measure: 'history_points_per_s', unit: 'points/s', value: pointsPerSecond },
      { case: caseOf(load), measure: 'history_append_ms_median', unit: 'ms', value: requestMsMedian },
    )
  }
  return rows
}

function caseOf({ clients, rowsPerRequest }: HistoryLoad): string {
  return `clients=${clients} rows=${rowsPerRequest}`
}

/** Less is better: the ratio says how many times the value fits under its limit. */
function limited(row: BenchRow, limit: number): BenchRow {
  return { ...row, peer: 'limit', peerValue: limit, ratio: limit / row.value }
}

type Load = { agents: number; seconds: number }

async function nextRunRow(api: Api, { agents, seconds }: Load): Promise<BenchRow> {
  const waitsMs: number[] = []
  const endMs = performance.now() + seconds * 1000
  const trainMs = () => 1000 + Math.random() * 2000
  await everyAgent(api, agents, async (agent) => {
    await sleep(Math.random() * 3000)
    while (performance.now() < endMs) {
      const askedMs = performance.now()
      const storageId = await nextRun(api, agent)
      waitsMs.push(performance.now() - askedMs)
      await train(api, { agent, storageId, ms: trainMs() })
      await api.runs.finish.mutate({ storageId, exitCode: 0 })
    }
  })
  const value = median(waitsMs)
  return limited({ case: `agents=${agents}`, measure: 'next_run_ms_median', unit: 'ms', value }, NEXT_RUN_MS_LIMIT)
}

async function cycleRow(api: Api, { agents, seconds }: Load): Promise<BenchRow> {
  let cycles = 0
  const startMs = performance.now()
  await everyAgent(api, agents, async (agent) => {
    while (performance.now() - startMs < seconds * 1000) {
      await api.runs.finish.mutate({ storageId: await nextRun(api, agent), exitCode: 0 })
      cycles++
    }
  })
  const value = (cycles * 1000) / (performance.now() - startMs)
  return { case: `agents=${agents}`, measure: 'suggestion_cycles_per_s', unit: 'cycles/s', value }
}

/** A sweep of its own for each case, so that none is slowed down by the runs of another. */
async function everyAgent(api: Api, count: number, work: (agent: string) => Promise<void>): Promise<void> {
  const { sweep } = await api.sweeps.create.mutate({ project: 'bench', config: SWEEP })
  const agents = await Promise.all(
    Array.from({ length: count }, (_, index) =>
      api.agents.register.mutate({ sweep, host: 'bench', name: `agent ${index}` }),
    ),
  )
  await Promise.all(agents.map(({ agent }) => work(agent)))
  await api.sweeps.change.mutate({ sweep, action: 'stop' })
}

async function nextRun(api: Api, agent: string): Promise<string> {
  for (;;) {
    const next = await api.agents.nextRun.mutate({ agent })
    if (next.kind === 'run') return next.storageId
    if (next.kind !== 'wait') throw new Error(`the sweep ended: ${next.reason}`)
  }
}

async function train(api: Api, { agent, storageId, ms }: { agent: string; storageId: string; ms: number }) {
  const endMs = performance.now() + ms
  for (;;) {
    const leftMs = endMs - performance.now()
    if (leftMs <= 0) return
    await sleep(Math.min(leftMs, HEARTBEAT_MS))
    if (leftMs > HEARTBEAT_MS) await api.agents.heartbeat.mutate({ agent, running: [storageId] })
  }
}
