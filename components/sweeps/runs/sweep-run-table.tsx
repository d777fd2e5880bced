'use client'

import { useQueryState } from 'nuqs'
import { useMemo, useState } from 'react'
import { formatCount } from '~/components/lib/format'
import { holdOrder } from '~/components/runs/hold-order'
import { Button } from '~/components/ui/button'
import type { SweepDetail, SweepPoint, SweepPoints } from '~/server/domain/sweep'
import type { Light } from '../../charts/light'
import type { SweepView } from '../results/use-sweep-view'
import { sortParser } from '../search-params'
import { RunGrid } from './run-grid'
import { nextOrder, readOrder, sortedBy, writeOrder } from './run-order'

type SweepRunTableProps = { sweep: SweepDetail; data: SweepPoints; view: SweepView; light: Light; height: number }

/** The runs that pass the brushes above. Rows keep their place while the pointer is among them. */
export function SweepRunTable({ sweep, data, view, light, height }: SweepRunTableProps) {
  const [sort, setSort] = useQueryState('sort', sortParser)
  const order = readOrder(sort, view.goal)
  const { rows, waitingCount, hold, release } = useHeldRows(data.points, view, sort)
  const columns = useMemo(() => view.allAxes.flatMap((axis) => (axis.isObjective ? [] : [axis.key])), [view.allAxes])
  return (
    <section aria-labelledby="sweep-runs" className="min-w-0">
      <div className="flex min-h-8 flex-wrap items-center gap-x-3">
        <h3 id="sweep-runs" className="text-13">
          Runs
        </h3>
        <span className="text-12 text-muted tabular-nums">
          {view.isBrushed
            ? `${formatCount(rows.length)} of ${formatCount(data.points.length)} (brushed above)`
            : formatCount(rows.length)}
        </span>
        {view.isBrushed && (
          <Button size="sm" variant="ghost" onClick={view.clearBrushes}>
            Clear brushes
          </Button>
        )}
        {waitingCount > 0 && (
          <Button size="sm" variant="ghost" onClick={release}>
            {waitingCount} new above
          </Button>
        )}
      </div>
      <RunGrid
        rows={{ count: rows.length, at: (index) => rows[index] }}
        columns={columns}
        objective={data.objective?.name ?? null}
        order={order}
        onSort={(key) => void setSort(writeOrder(nextOrder(order, key, view.goal)))}
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
