'use client'

import { useMemo, useState } from 'react'
import { holdOrder } from '~/components/runs/hold-order'
import { Button } from '~/components/ui/button'
import type { SweepDetail, SweepPoint, SweepPoints } from '~/server/domain/sweep'
import type { Light } from '../../charts/light'
import type { SweepView } from '../results/use-sweep-view'
import { PagedRunTable } from './paged-run-table'
import { RunGrid } from './run-grid'
import { readOrder, sortedBy } from './run-order'
import { RunTableHead } from './run-table-head'
import { useRunSort } from './use-run-sort'

type SweepRunTableProps = { sweep: SweepDetail; data: SweepPoints; view: SweepView; light: Light; height: number }

/** The runs that pass the brushes above. Of a sweep that is drawn as a sample, they come from the server as they are seen. */
export function SweepRunTable(props: SweepRunTableProps) {
  return props.data.whole === null ? <WholeRunTable {...props} /> : <PagedRunTable {...props} />
}

/** Rows keep their place while the pointer is among them. */
function WholeRunTable({ sweep, data, view, light, height }: SweepRunTableProps) {
  const { sort, order, sortBy } = useRunSort(view.goal)
  const { rows, waitingCount, hold, release } = useHeldRows(data.points, view, sort)
  const columns = useMemo(() => view.allAxes.flatMap((axis) => (axis.isObjective ? [] : [axis.key])), [view.allAxes])
  return (
    <section aria-labelledby="sweep-runs" className="min-w-0">
      <RunTableHead
        count={rows.length}
        total={data.points.length}
        isBrushed={view.isBrushed}
        onClear={view.clearBrushes}
      >
        {waitingCount > 0 && (
          <Button size="sm" variant="ghost" onClick={release}>
            {waitingCount} new above
          </Button>
        )}
      </RunTableHead>
      <RunGrid
        rows={{ count: rows.length, at: (index) => rows[index] }}
        columns={columns}
        objective={data.objective?.name ?? null}
        order={order}
        onSort={sortBy}
        path={{ entity: sweep.entity, project: sweep.project }}
        light={light}
        height={height}
        onEnter={hold}
        onLeave={() => {
          release()
          light.point(null)
        }}
      />
    </section>
  )
}

function useHeldRows(points: readonly SweepPoint[], { settled, goal, isBrushed }: SweepView, sort: string) {
  const sorted = useMemo(() => sortedBy(points, readOrder(sort, goal)), [points, sort, goal])
  const passing = useMemo(() => {
    const { table, bits } = settled
    const passes = (run: SweepPoint) => {
      const index = table.indexOf.get(run.runId)
      return index === undefined ? !isBrushed : bits[index] === 1
    }
    return sorted.filter(passes)
  }, [sorted, settled, isBrushed])
  const [held, setHeld] = useState<{ ids: string[]; sort: string } | null>(null)
  // A new sort order is a new question: what was held for the old one is let go.
  const heldIds = held !== null && held.sort === sort ? held.ids : null
  const { rows, waitingCount } = useMemo(() => heldRows(passing, heldIds), [passing, heldIds])
  return {
    rows,
    waitingCount,
    hold: () => setHeld({ ids: passing.map((run) => run.storageId), sort }),
    release: () => setHeld(null),
  }
}

function heldRows(passing: SweepPoint[], heldIds: string[] | null) {
  if (heldIds === null) return { rows: passing, waitingCount: 0 }
  const { rows, waitingCount } = holdOrder(
    heldIds,
    passing.map((run) => ({ id: run.storageId, run })),
  )
  return { rows: rows.map(({ run }) => run), waitingCount }
}
