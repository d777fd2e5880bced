/** What the run table of a large sweep asks the server, and the rows it gets as those of any sweep. Pure. */
import { BLOCK_ROWS, type TableQuestion } from '~/components/runs/table/table-question'
import { printFilter } from '~/server/domain/filter/print'
import { allOf, FILTER_CHARS_MAX } from '~/server/domain/filter/tree'
import type { Objective } from '~/server/domain/objective'
import type { RunRow } from '~/server/domain/run'
import type { SweepDetail } from '~/server/domain/sweep'
import type { Brushes } from '../../charts/prepare/parallel/axis-brush'
import { brushesFilter } from '../../charts/prepare/parallel/brush-filter'
import type { Axis } from '../../charts/prepare/parameter-axis'
import type { RunOrder } from './run-order'
import type { TableRun } from './run-row'

type PagedWish = {
  sweep: Pick<SweepDetail, 'id' | 'entity' | 'project' | 'objective'>
  axes: readonly Axis[]
  brushes: Brushes
  order: RunOrder
}

/** Runs without the value that is sorted by come last in either direction; that is the server's rule too. */
export function pagedQuestion({ sweep, axes, brushes, order }: PagedWish): {
  question: TableQuestion
  isWhole: boolean
} {
  const own = { op: '=', column: 'sweep', value: sweep.id } as const
  const columnOf = (axis: Axis) => (axis.isObjective ? valueColumn(sweep.objective) : `config.${axis.key}`)
  const filter = printFilter(allOf([own, brushesFilter(axes, brushes, columnOf)]))
  const isWhole = filter.length <= FILTER_CHARS_MAX
  return {
    question: {
      entity: sweep.entity,
      project: sweep.project,
      search: '',
      filter: isWhole ? filter : printFilter(own),
      sort: [{ column: sortColumn(order.key, sweep.objective), direction: order.isDescending ? 'desc' : 'asc' }],
      columns: axes.map(columnOf),
      offset: 0,
      limit: BLOCK_ROWS,
    },
    isWhole,
  }
}

/** Over history and summary, as a sweep's own charts read it. */
function valueColumn(objective: Objective | null): string {
  if (objective === null) return 'createdAt'
  return `${objective.goal === 'maximize' ? 'max' : 'min'}.${objective.name}`
}

function sortColumn(key: string, objective: Objective | null): string {
  if (key === 'value') return valueColumn(objective)
  if (key === 'duration') return 'durationSeconds'
  if (key === 'name' || key === 'state') return key
  return key.startsWith('p.') ? `config.${key.slice(2)}` : 'createdAt'
}

const CONFIG = 'config.'

export function tableRunOf(row: RunRow, objective: Objective | null): TableRun {
  const value = row.values[valueColumn(objective)]
  return {
    runId: row.id,
    storageId: row.storageId,
    serial: row.serial,
    name: row.name,
    state: row.state,
    attempt: row.attempt,
    params: Object.fromEntries(
      Object.entries(row.values).flatMap(([id, each]) =>
        id.startsWith(CONFIG) ? [[id.slice(CONFIG.length), each]] : [],
      ),
    ),
    value: objective !== null && typeof value === 'number' ? value : null,
    durationSeconds: row.durationSeconds,
  }
}
