/**
 * The address of the run table and its charts: everything that a shared link must show again. Read by the page on the
 * server and by the view in the browser; one default each.
 */
import {
  createLoader,
  createParser,
  type inferParserType,
  parseAsArrayOf,
  parseAsInteger,
  parseAsString,
} from 'nuqs/server'
import type { ProjectPath } from '~/server/domain/ids'
import { type ListRunsInput, type RunFilter, type RunSort, runSortSchema } from '~/server/domain/run'
import { parseFilter, printFilter } from './filters'

/** `-summary.loss` is descending. */
const sortParser = createParser<RunSort>({
  parse: (text) => {
    const direction = text.startsWith('-') ? 'desc' : 'asc'
    return runSortSchema.safeParse({ column: text.replace(/^-/, ''), direction }).data ?? null
  },
  serialize: ({ column, direction }) => (direction === 'desc' ? `-${column}` : column),
  eq: (a, b) => a.column === b.column && a.direction === b.direction,
})

const filterParser = createParser<RunFilter>({
  parse: parseFilter,
  serialize: printFilter,
  eq: (a, b) => printFilter(a) === printFilter(b),
})

export const CHARTED_RUNS = [10, 20, 50, 100] as const

export const runsViewParams = {
  q: parseAsString.withDefault(''),
  sort: sortParser.withDefault({ column: 'createdAt', direction: 'desc' }),
  filter: parseAsArrayOf(filterParser, ';').withDefault([]),
  /** Null: the columns that the project suggests. */
  columns: parseAsArrayOf(parseAsString),
  /** Null: the objectives and the first metrics. */
  metrics: parseAsArrayOf(parseAsString),
  /** How many of the first runs are drawn. */
  top: parseAsInteger.withDefault(20),
  /** Runs that are not drawn though they are among the first. */
  hide: parseAsArrayOf(parseAsString).withDefault([]),
}

export const loadRunsView = createLoader(runsViewParams)

type RunsQuery = Pick<inferParserType<typeof runsViewParams>, 'q' | 'sort' | 'filter'>

/** The question that a view asks, the same on the server and in the browser, so that its answer is found again. */
export function runsQuery(path: ProjectPath, { q, sort, filter }: RunsQuery): Partial<ListRunsInput> & ProjectPath {
  return { ...path, search: q, sort, filters: filter, limit: 100 }
}
