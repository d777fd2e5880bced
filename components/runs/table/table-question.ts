/** What the run table asks, the same on the server and in the browser, so that an answer brought along is found again. Pure. */

import { parseFilter } from '~/server/domain/filter/parse'
import type { FilterProblem } from '~/server/domain/filter/scan'
import type { ProjectPath } from '~/server/domain/ids'
import type { ReadTableInput } from '~/server/domain/run-list'
import type { RunsState } from '~/server/domain/view'
import { askedColumns } from './columns'

export const BLOCK_ROWS = 100

/** Without `version`, of the order as it is now. */
export type TableQuestion = Omit<ReadTableInput, 'version' | 'isWhole'>

export function tableQuestion(
  path: ProjectPath,
  { search, filter, sort }: Pick<RunsState, 'search' | 'filter' | 'sort'>,
  columns: readonly string[],
): TableQuestion {
  return { ...path, search, filter, sort, columns: askedColumns(columns), offset: 0, limit: BLOCK_ROWS }
}

/** What is wrong with the filter in an address; null when nothing is. */
export function filterProblem(filter: string): FilterProblem | null {
  const parsed = parseFilter(filter)
  return parsed.kind === 'problem' ? parsed.problem : null
}
