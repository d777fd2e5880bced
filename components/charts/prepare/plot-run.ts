/** What charts draw a line of: a run, or a group of runs. Pure; the same run has the same colour in all of them. */
import { type ChosenColors, runColor } from '~/components/lib/color'
import type { Json } from '~/server/domain/json'
import type { RunSummary } from '~/server/domain/run'

export type PlotRun = {
  storageId: string
  id: string
  name: string
  color: string
  /** Key of the group that the run is in, when runs are grouped. */
  group?: string
  /** For legends and columns; config and summary may hold no more than was asked for. */
  facts: RunSummary
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

export function plotRun(run: RunSummary, colors: ChosenColors = {}): PlotRun {
  const { storageId, id, name } = run
  return { storageId, id, name, color: runColor(run, colors), facts: run }
}
