'use client'

/**
 * The runs of the workspace: search, filter, table, and what to say when there is nothing to show. Takes the height of the
 * place where it stands, and as much of the table as its width has room for.
 */
import { EmptyState } from '~/components/layout/empty-state'
import { ErrorState } from '~/components/layout/error-state'
import { ConnectSteps } from '~/components/projects/connect-steps'
import { Button } from '~/components/ui/button'
import { useWorkspace } from '~/components/workspace/use-workspace'
import { sayFilterProblem } from '~/server/domain/filter/parse'
import { runLine } from './table/lines'
import { RunTable } from './table/run-table'
import { RunsToolbar } from './table/runs-toolbar'
import { filterProblem, tableQuestion } from './table/table-question'
import { TableSkeleton } from './table/table-skeleton'
import { useColumns } from './table/use-columns'
import { useRunOrder } from './table/use-run-order'

export function RunList() {
  const { path, state, setRuns } = useWorkspace()
  const columns = useColumns()
  const problem = filterProblem(state.runs.filter)
  const question = tableQuestion(
    path,
    state.runs,
    columns.shown.map(({ id }) => id),
  )
  const order = useRunOrder(question, columns.isKnown && problem === null)
  const isNarrowed = state.runs.search !== '' || state.runs.filter !== ''
  const lines = { count: order.total, at: (index: number) => runLine(order.rowAt(index), `${index}`), show: order.show }

  function body() {
    if (problem !== null) {
      return (
        <EmptyState title="The filter cannot be read">
          <p>{sayFilterProblem(problem)}</p>
          <Button className="self-start" onClick={() => setRuns({ filter: '' })}>
            Clear the filter
          </Button>
        </EmptyState>
      )
    }
    if (order.error !== null) {
      return <ErrorState what="The runs could not be read" error={order.error} onRetry={order.retry} />
    }
    if (order.isPending) return <TableSkeleton />
    if (order.total === 0 && !isNarrowed) return <EmptyProject project={path.project} />
    if (order.total === 0) {
      return (
        <EmptyState title="No run matches">
          <p>Both the filter and the search must hold for a run to be listed.</p>
          <Button className="self-start" onClick={() => setRuns({ search: '', filter: '' })}>
            Clear search and filter
          </Button>
        </EmptyState>
      )
    }
    return <RunTable lines={lines} columns={columns.shown} first={order.first} isStale={order.isStale} />
  }

  return (
    <section
      aria-label="Runs"
      className="flex h-full min-h-0 flex-col gap-2"
      onPointerEnter={(event) => event.pointerType === 'mouse' && order.hold()}
      onPointerLeave={order.release}
    >
      <RunsToolbar total={order.total} columns={columns} waitingCount={order.waitingCount} onRefresh={order.refresh} />
      {body()}
    </section>
  )
}

function EmptyProject({ project }: { project: string }) {
  return (
    <EmptyState title={`No run in ${project} yet`}>
      <p>Paste this into a training script; the first run shows up here by itself.</p>
      <ConnectSteps project={project} />
    </EmptyState>
  )
}
