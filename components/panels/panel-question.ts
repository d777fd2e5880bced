/** What panels ask of the first runs, the same on the server and in the browser, so that an answer brought along is found again. Pure. */
import type { ProjectPath } from '~/server/domain/ids'
import { readColumn } from '~/server/domain/run-column'
import type { ReadTableInput } from '~/server/domain/run-list'
import type { RunsState } from '~/server/domain/view'

export type PanelQuestion = Omit<ReadTableInput, 'version' | 'isWhole' | 'offset'>

export function panelQuestion(
  path: ProjectPath,
  { search, filter, sort, top }: RunsState,
  columns: readonly string[],
): PanelQuestion {
  const known = [...new Set(columns)].filter((id) => readColumn(id) !== null)
  // Of none at all the first is asked for still: how many there are is said either way.
  return { ...path, columns: known, search, filter, sort, limit: Math.max(1, top) }
}
