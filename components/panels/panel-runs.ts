/** Which runs the panels of a page show: what `usePanelRuns` makes of a workspace's or a report's state of runs. */
import type { PlotGroup, PlotRun } from '~/components/charts/prepare/plot-run'
import type { ProjectPath } from '~/server/domain/ids'
import type { RunsState } from '~/server/domain/view'

export type PanelRuns = {
  path: ProjectPath
  /** Which runs there are; panels over columns show all of them, but for hidden ones. */
  state: RunsState
  /** Runs that lines are drawn of, in the order of the table. */
  drawn: PlotRun[]
  /** Drawn in place of the runs; null when they are not grouped. */
  groups: PlotGroup[] | null
  /** Runs or groups that the table lists. */
  total: number
  isPending: boolean
  error: unknown
  retry: () => void
}
