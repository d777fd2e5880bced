/**
 * What a scenario is made of: sweeps, agents and runs as they would be after the trainings, made by formulas. The same
 * input makes the same things, ids and names included, so that addresses and screenshots stay as they are. Nothing here
 * knows a database; write-project.ts does.
 */
import { createHash } from 'node:crypto'
import { shortId } from '~/server/domain/ids'
import type { JsonObject } from '~/server/domain/json'
import { parseSweepConfig } from '~/server/domain/parse-sweep-config'
import type { RunState } from '~/server/domain/run-state'
import type { SweepState } from '~/server/domain/sweep'
import type { SweepConfig } from '~/server/domain/sweep-config'
import type { Column } from '~/server/series/columns'

export type SeededSweep = {
  name: string
  config: SweepConfig
  yaml: string
  state: SweepState
  endReason: string | null
  createdAtMs: number
  startedAtMs: number | null
  endedAtMs: number | null
  agents: SeededAgent[]
}

export type SeededAgent = {
  name: string
  host: string
  state: 'active' | 'lost' | 'set_aside' | 'gone'
  stateReason: string | null
  createdAtMs: number
  heartbeatAtMs: number
}

export type SeededRun = {
  name: string
  state: RunState
  stateReason: string | null
  exitCode: number | null
  config: JsonObject
  tags: string[]
  group: string | null
  jobType: string | null
  notes: string | null
  host: string | null
  program: string | null
  metadata: JsonObject
  createdAtMs: number
  /** Null while it runs. */
  endedAtMs: number | null
  /** When it was put into the trash. */
  deletedAtMs: number | null
  /** What it logged, a column a metric; the summary is the last of each. */
  columns: Column[]
  /** What the machine said meanwhile. */
  systemColumns: Column[]
  /** Past what was logged, as a program sets it at its end. */
  summary: JsonObject
  console: { text: string; stream: 'stdout' | 'stderr' }[]
  sweep: SuggestedPlace | null
}

/** Which suggestion a run carried out, and which agent of the sweep did. */
export type SuggestedPlace = {
  /** Position among the project's sweeps. */
  sweep: number
  number: number
  agent: number | null
  info: JsonObject
  attempt: number
  /** Of the suggestion as a whole, which is written along with its first attempt. */
  attemptCount: number
  outcome: 'pending' | 'claimed' | 'finished' | 'failed'
}

/** Runs come one at a time: a hundred thousand with their curves would not fit. */
export type SeededProject = { sweeps: SeededSweep[]; runs: Iterable<SeededRun> }

export function seededRun(run: Partial<SeededRun> & Pick<SeededRun, 'name' | 'createdAtMs' | 'endedAtMs'>): SeededRun {
  return {
    state: run.endedAtMs === null ? 'running' : 'finished',
    stateReason: null,
    exitCode: run.endedAtMs === null ? null : 0,
    config: {},
    tags: [],
    group: null,
    jobType: null,
    notes: null,
    host: null,
    program: null,
    metadata: {},
    deletedAtMs: null,
    columns: [],
    systemColumns: [],
    summary: {},
    console: [],
    sweep: null,
    ...run,
  }
}

/** Throws for a config that the server would refuse. */
export function parsedConfig(yaml: string): SweepConfig {
  const parsed = parseSweepConfig(yaml)
  if (parsed.kind === 'refused') throw new Error(`a scenario's sweep is wrong: ${JSON.stringify(parsed.problems)}`)
  return parsed.config
}

/** Columns of values that were all logged in the same rows, `stride` steps apart. */
export function columnsOfCurves(curves: Readonly<Record<string, number[]>>, stride = 1): Column[] {
  const length = Math.max(0, ...Object.values(curves).map((values) => values.length))
  const lines = Array.from({ length }, (_, line) => line)
  const steps = lines.map((line) => line * stride)
  return [['_step', steps] as const, ...Object.entries(curves)].map(([key, values]) => ({
    key,
    path: [],
    lines,
    steps,
    values,
    others: [],
  }))
}

/** The uuid of a thing that was made at `ms`, in the order of time as the server's own are. */
export function storageIdOf(ms: number, seed: string): string {
  const hex = createHash('sha256').update(seed).digest('hex')
  const time = Math.floor(ms).toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(0, 3)}-8${hex.slice(3, 6)}-${hex.slice(6, 18)}`
}

export function publicIdOf(seed: string): string {
  let round = 0
  return shortId(() => createHash('sha256').update(`${seed} ${round++}`).digest())
}
