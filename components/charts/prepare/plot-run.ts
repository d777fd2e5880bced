/** What charts draw a line of: a run, or a group of runs. Pure; the same run has the same colour in all of them. */
import { type ChosenColors, runColor } from '~/components/lib/color'
import { valueAt } from '~/components/runs/value-at'
import type { Json } from '~/server/domain/json'
import type { RunRow, RunSummary } from '~/server/domain/run'
import type { RunState } from '~/server/domain/run-state'

export type PlotRun = {
  storageId: string
  id: string
  name: string
  color: string
  state: RunState
  /** Key of the group that the run is in, when runs are grouped. */
  group?: string
  /** The value of a column by its id, as in the run table: `config.lr`, `summary.loss`, `createdAt`. */
  value: (column: string) => Json | undefined
}

export type PlotGroup = {
  key: string
  /** The values that its runs share: "adam, 0.01". */
  name: string
  color: string
  /** Those values by column: `config.optimizer`. */
  values: Record<string, Json>
  storageIds: string[]
  /** Runs there are in the group, which may be more than are drawn. */
  runCount: number
}

/** A run of which everything is known. */
export function plotRun(run: RunSummary, colors: ChosenColors = {}): PlotRun {
  const { storageId, id, name, state } = run
  return { storageId, id, name, state, color: runColor(run, colors), value: (column) => summaryValue(run, column) }
}

/** A run of which some columns were asked for. */
export function plotRow(run: RunRow, color: string): PlotRun {
  const { storageId, id, name, state, values } = run
  return { storageId, id, name, state, color, value: (column) => values[column] ?? ownValue(run, column) }
}

function summaryValue(run: RunSummary, column: string): Json | undefined {
  if (column.startsWith('config.')) return valueAt(run.config, column.slice('config.'.length))
  if (column.startsWith('summary.')) return valueAt(run.summary, column.slice('summary.'.length))
  return ownValue(run, column)
}

/** Columns that every run has. */
export function ownValue(run: Omit<RunSummary, 'config' | 'summary'>, column: string): Json | undefined {
  const own: Record<string, Json> = {
    id: run.id,
    name: run.name,
    state: run.state,
    sweep: run.sweepName ?? run.sweep,
    method: run.method,
    group: run.group,
    jobType: run.jobType,
    tags: run.tags.join(', ') || null,
    attempt: run.attempt,
    createdAt: run.createdAt,
    startedAt: run.startedAt,
    finishedAt: run.finishedAt,
    durationSeconds: run.durationSeconds,
  }
  return Object.hasOwn(own, column) ? own[column] : undefined
}
