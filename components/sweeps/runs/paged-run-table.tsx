'use client'

import { useMemo } from 'react'
import { ErrorState } from '~/components/layout/error-state'
import { formatCount } from '~/components/lib/format'
import { useRunOrder } from '~/components/runs/table/use-run-order'
import { Button } from '~/components/ui/button'
import type { SweepDetail, SweepPoints } from '~/server/domain/sweep'
import type { Light } from '../../charts/light'
import type { SweepView } from '../results/use-sweep-view'
import { pagedQuestion, tableRunOf } from './paged-question'
import { RunGrid } from './run-grid'
import { RunTableHead } from './run-table-head'
import { useRunSort } from './use-run-sort'

type PagedRunTableProps = { sweep: SweepDetail; data: SweepPoints; view: SweepView; light: Light; height: number }

/** The runs of a sweep that is too large to be sent whole: any stretch of them from the server, brushed and sorted there. */
export function PagedRunTable({ sweep, data, view, light, height }: PagedRunTableProps) {
  const { order, sortBy } = useRunSort(view.goal)
  const { brushes } = view.settled
  const { question, isWhole } = useMemo(
    () => pagedQuestion({ sweep, axes: view.allAxes, brushes, order }),
    [sweep, view.allAxes, brushes, order],
  )
  const runs = useRunOrder(question, true)
  const columns = useMemo(() => view.allAxes.flatMap((axis) => (axis.isObjective ? [] : [axis.key])), [view.allAxes])
  if (runs.error !== null && runs.total === 0) {
    return <ErrorState what="The runs could not be read" error={runs.error} onRetry={runs.retry} />
  }
  return (
    <section aria-labelledby="sweep-runs" className="min-w-0">
      <RunTableHead
        count={runs.isPending ? null : runs.total}
        total={data.whole?.runCount ?? runs.total}
        isBrushed={view.isBrushed}
        note={isWhole ? null : 'The brush is too long for the table, which shows all runs.'}
        onClear={view.clearBrushes}
      >
        {runs.waitingCount !== null && (
          <Button size="sm" variant="ghost" onClick={runs.refresh}>
            {runs.waitingCount > 0 ? `${formatCount(runs.waitingCount)} new` : 'Order changed'}
          </Button>
        )}
      </RunTableHead>
      <RunGrid
        rows={{
          count: runs.total,
          at: (index) => {
            const row = runs.rowAt(index)
            return row ? tableRunOf(row, sweep.objective) : undefined
          },
        }}
        columns={columns}
        objective={sweep.objective?.name ?? null}
        order={order}
        onSort={sortBy}
        path={{ entity: sweep.entity, project: sweep.project }}
        light={light}
        height={height}
        isPending={runs.isPending}
        onShow={runs.show}
        onEnter={runs.hold}
        onLeave={() => {
          runs.release()
          light.point(null)
        }}
      />
    </section>
  )
}
