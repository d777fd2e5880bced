/**
 * The image sweep at a moment in the middle of it: runs under way, one that crashed and waits for its next try, agents
 * that work, one that was set aside for its failures and one that left. Goes on to breathe, and no further, until the
 * signal: so that its pages stay as they are.
 */
import { setTimeout as wait } from 'node:timers/promises'
import { imageSweep } from './image-sweep'
import type { Place } from './scenario'
import type { SeededAgent, SeededProject, SeededRun } from './seeded-project'

const RUN_COUNT = 120
/** Before the end of the whole sweep. */
const REST_MS = 50 * 60_000
/** The image sweep has ended so long before the moment that it is made for. */
const SINCE_END_MS = 20 * 60_000
const HEARTBEAT_MS = 10_000
/** The agent whose machine has no memory left, and why. */
const BROKEN_AGENT = 3
const BROKEN_BECAUSE = 'CUDA out of memory'
const FAILURES_MAX = 3

export function sweepUnderWay(nowMs: number): SeededProject {
  const { sweeps, runs } = imageSweep({ runCount: RUN_COUNT, nowMs: nowMs + SINCE_END_MS + REST_MS })
  const all = [...runs]
  const [whole] = sweeps
  if (whole === undefined) throw new Error('the image sweep has no sweep')
  const seen = broken(all.filter(({ createdAtMs }) => createdAtMs < nowMs).map((run) => seenAt(run, nowMs)))
  settle(seen)
  const agents = whole.agents.map(
    (agent, number): SeededAgent =>
      number === BROKEN_AGENT
        ? {
            ...agent,
            state: 'set_aside',
            stateReason: `${FAILURES_MAX} runs failed in a row; the last: ${BROKEN_BECAUSE}`,
            heartbeatAtMs: nowMs - 45_000,
          }
        : { ...agent, state: 'active', heartbeatAtMs: nowMs },
  )
  return { sweeps: [{ ...whole, state: 'running', endReason: null, endedAtMs: null, agents }], runs: seen }
}

/** The last runs of one agent failed before they logged anything. */
function broken(runs: SeededRun[]): SeededRun[] {
  const last = runs.filter(({ sweep }) => sweep?.agent === BROKEN_AGENT).slice(-FAILURES_MAX)
  return runs.map((run) =>
    last.includes(run)
      ? {
          ...run,
          state: 'failed',
          stateReason: BROKEN_BECAUSE,
          exitCode: 1,
          endedAtMs: run.createdAtMs + 3000,
          columns: [],
          systemColumns: [],
          console: [{ text: `train.py: ${BROKEN_BECAUSE}`, stream: 'stderr' }],
        }
      : run,
  )
}

/** What was known of a run at a moment. */
function seenAt(run: SeededRun, nowMs: number): SeededRun {
  if (run.endedAtMs !== null && run.endedAtMs <= nowMs) return run
  const seconds = (nowMs - run.createdAtMs) / 1000
  const columns = until(run.columns, seconds)
  return {
    ...run,
    state: 'running',
    stateReason: null,
    exitCode: null,
    endedAtMs: null,
    columns,
    systemColumns: until(run.systemColumns, seconds),
    console: run.console.slice(0, columns[0]?.values.length ?? 0),
  }
}

function until(columns: SeededRun['columns'], seconds: number): SeededRun['columns'] {
  const runtime = columns.find(({ key }) => key === '_runtime')?.values ?? []
  const count = runtime.filter((after) => after <= seconds).length
  if (count === 0) return []
  return columns.map((column) => ({
    ...column,
    lines: column.lines.slice(0, count),
    steps: column.steps.slice(0, count),
    values: column.values.slice(0, count),
  }))
}

/** What a suggestion came to so far: a crashed run gives it back, to be tried again. */
function settle(runs: readonly SeededRun[]): void {
  const last = new Map(runs.map((run) => [run.sweep?.number, run]))
  for (const { sweep } of runs) {
    const newest = last.get(sweep?.number)
    if (sweep === null || newest?.sweep == null) continue
    sweep.attemptCount = newest.sweep.attempt
    if (newest.state === 'running') sweep.outcome = 'claimed'
    else if (newest.state === 'failed') sweep.outcome = 'failed'
    else if (newest.state === 'crashed' && newest.sweep.attempt < 3) sweep.outcome = 'pending'
  }
}

/** As its agents do while their trainings are busy. */
export async function breathe({ api, entity, project }: Place, signal: AbortSignal): Promise<void> {
  const sweeps = await api.sweeps.list.query({ entity, project })
  while (!signal.aborted) {
    for (const { id } of sweeps)
      for (const { id: agent, state, runStorageId } of await api.agents.list.query({ sweep: id }))
        if (state === 'active')
          await api.agents.heartbeat.mutate({ agent, running: runStorageId === null ? [] : [runStorageId] })
    await wait(HEARTBEAT_MS, undefined, { signal }).catch(() => undefined)
  }
}
