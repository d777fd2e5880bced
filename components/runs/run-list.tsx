'use client'

/**
 * The runs of the workspace: search, filter, groups, table, what can be done with many, and what to say when there is
 * nothing to show. Takes the height of the place where it stands, and as much of the table as its width has room for.
 */
import { ErrorState } from '~/components/layout/error-state'
import { useWorkspace } from '~/components/workspace/use-workspace'
import type { RunRow } from '~/server/domain/run'
import { BulkBar } from './bulk/bulk-bar'
import { useBulk } from './bulk/use-bulk'
import { useExport } from './bulk/use-export'
import { NoMatch, NoRuns, WrongFilter } from './run-list-states'
import { RunTable } from './table/run-table'
import { RunsToolbar } from './table/runs-toolbar'
import { countTicked, EVERYTHING, NOTHING, type Selection } from './table/selection'
import { filterProblem, tableQuestion } from './table/table-question'
import { TableSkeleton } from './table/table-skeleton'
import { useColumns } from './table/use-columns'
import { useSelection } from './table/use-selection'
import { useTableLines } from './table/use-table-lines'

export function RunList() {
  const { path, state } = useWorkspace()
  const columns = useColumns()
  const problem = filterProblem(state.runs.filter)
  const question = tableQuestion(
    path,
    state.runs,
    columns.shown.map(({ id }) => id),
  )
  const factColumns = columns.shown.flatMap(({ id, kind }) => (kind === 'value' || kind === 'duration' ? [id] : []))
  const table = useTableLines(question, factColumns.slice(0, FACTS_MAX), columns.isKnown && problem === null)
  const { order, lines, placeOf } = table
  const ticks = useSelection({ lineAt: lines.at, question, version: order.version, placeOf })
  const bulk = useBulk(path)
  const exporting = useExport(path, state.runs.sort)
  const { search, filter } = state.runs
  const targetOf = (selection: Selection) => ({
    selection,
    count: countTicked(selection, order.total),
    asked: { search, filter },
  })
  const one = ({ id }: RunRow) => targetOf({ kind: 'some', ids: new Set([id]) })
  const target = targetOf(ticks.selection)

  function body() {
    if (problem !== null) return <WrongFilter problem={problem} />
    if (table.error !== null && lines.count === 0) {
      return <ErrorState what="The runs could not be read" error={table.error} onRetry={table.retry} />
    }
    if (table.isPending) return <TableSkeleton />
    if (lines.count === 0) return search === '' && filter === '' ? <NoRuns /> : <NoMatch />
    return (
      <RunTable
        table={table}
        columns={columns}
        question={question}
        ticks={ticks}
        actions={{
          onStop: (run) => void bulk.stop(one(run)),
          onDelete: (run) => void bulk.remove(one(run)).then(order.refresh),
        }}
      />
    )
  }

  return (
    <section
      aria-label="Runs"
      className="flex h-full min-h-0 flex-col gap-2"
      onPointerEnter={(event) => event.pointerType === 'mouse' && order.hold()}
      onPointerLeave={order.release}
    >
      <RunsToolbar
        total={order.total}
        columns={columns}
        waitingCount={order.waitingCount}
        onRefresh={order.refresh}
        isSelecting={ticks.isSelecting}
        onSelecting={(isOn) => {
          ticks.setSelecting(isOn)
          if (!isOn) ticks.setSelection(NOTHING)
        }}
        onExport={() => void exporting.run(targetOf(EVERYTHING))}
      />
      {(target.count > 0 || bulk.job !== null || exporting.job !== null) && (
        <BulkBar
          path={path}
          target={target}
          bulk={bulk}
          exporting={exporting}
          onClear={() => ticks.setSelection(NOTHING)}
          onDone={order.refresh}
        />
      )}
      {body()}
    </section>
  )
}

/** Of how many columns the numbers of groups are summed up. */
const FACTS_MAX = 24
