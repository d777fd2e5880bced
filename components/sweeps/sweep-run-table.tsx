'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { useQueryState } from 'nuqs'
import { useMemo, useRef, useState } from 'react'
import { formatCount } from '~/components/lib/format'
import { holdOrder } from '~/components/runs/hold-order'
import { Button } from '~/components/ui/button'
import type { SweepDetail, SweepPoint, SweepPoints } from '~/server/domain/sweep'
import type { Light } from '../charts/light'
import { nextOrder, readOrder, sortedBy, writeOrder } from './run-order'
import { RunRow } from './run-row'
import { sortParser } from './search-params'
import { SortHead } from './sort-head'
import type { SweepView } from './use-sweep-view'

const ROW_HEIGHT = 32

type SweepRunTableProps = { sweep: SweepDetail; data: SweepPoints; view: SweepView; light: Light; height: number }

/** The runs that pass the filters above. Rows keep their place while the pointer is among them. */
export function SweepRunTable({ sweep, data, view, light, height }: SweepRunTableProps) {
  const [sort, setSort] = useQueryState('sort', sortParser)
  const order = readOrder(sort, view.goal)
  const { rows, waitingCount, hold, release } = useHeldRows(data.points, view.passingSettled, sort, view.goal)
  const box = useRef<HTMLElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    initialRect: { width: 0, height },
  })
  const items = virtual.getVirtualItems()
  const [before, after] = [items[0]?.start ?? 0, virtual.getTotalSize() - (items.at(-1)?.end ?? 0)]
  const columns = data.parameters.filter((parameter) => parameter.distribution !== 'constant').map(({ name }) => name)
  const head = (key: string, label: string, isNumeric: boolean) => (
    <SortHead
      key={key}
      label={label}
      isNumeric={isNumeric}
      direction={order.key === key ? (order.isDescending ? 'descending' : 'ascending') : 'none'}
      onSort={() => void setSort(writeOrder(nextOrder(order, key, view.goal)))}
    />
  )
  return (
    <section aria-labelledby="sweep-runs" className="min-w-0">
      <div className="flex h-8 flex-wrap items-center gap-x-3">
        <h3 id="sweep-runs" className="text-13">
          Runs
        </h3>
        <span className="text-12 text-muted tabular-nums">
          {view.isFiltered
            ? `${formatCount(rows.length)} of ${formatCount(data.points.length)} (filtered above)`
            : formatCount(rows.length)}
        </span>
        {view.isFiltered && (
          <Button size="sm" variant="ghost" onClick={view.clearFilters}>
            Clear filters
          </Button>
        )}
        {waitingCount > 0 && (
          <Button size="sm" variant="ghost" onClick={release}>
            {waitingCount} new above
          </Button>
        )}
      </div>
      <section
        ref={box}
        aria-label="Runs of the sweep"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
        tabIndex={0}
        className="overflow-auto"
        style={{ maxHeight: height }}
        onPointerEnter={hold}
        onPointerLeave={() => {
          release()
          light.point(null)
        }}
      >
        <table className="w-full border-collapse text-13" aria-rowcount={rows.length + 1}>
          <thead className="sticky top-0 z-10 bg-surface shadow-[0_1px_0_var(--hairline)]">
            <tr className="h-8">
              {head('name', 'Run', false)}
              {head('state', 'State', false)}
              {data.objective && head('value', data.objective.name, true)}
              {columns.map((name) => head(`p.${name}`, name, true))}
              {head('duration', 'Time', true)}
            </tr>
          </thead>
          <tbody>
            {before > 0 && <tr style={{ height: before }} />}
            {items.map((item) => {
              const run = rows[item.index]
              return (
                run && (
                  <RunRow
                    key={run.storageId}
                    run={run}
                    index={item.index}
                    columns={columns}
                    hasObjective={data.objective !== null}
                    path={{ entity: sweep.entity, project: sweep.project }}
                    light={light}
                  />
                )
              )
            })}
            {after > 0 && <tr style={{ height: after }} />}
          </tbody>
        </table>
        {rows.length === 0 && <p className="py-4 text-13 text-muted">No run passes the filters above.</p>}
      </section>
    </section>
  )
}

function useHeldRows(
  points: readonly SweepPoint[],
  passing: ReadonlySet<string>,
  sort: string,
  goal: SweepView['goal'],
) {
  const sorted = useMemo(
    () =>
      sortedBy(
        points.filter((point) => passing.has(point.runId)),
        readOrder(sort, goal),
      ).map((point) => ({ ...point, id: point.storageId })),
    [points, passing, sort, goal],
  )
  const [held, setHeld] = useState<{ ids: string[]; sort: string } | null>(null)
  // A new sort order is a new question: what was held for the old one is let go.
  const { rows, waitingCount } = holdOrder(held !== null && held.sort === sort ? held.ids : null, sorted)
  return {
    rows,
    waitingCount,
    hold: () => setHeld({ ids: sorted.map((row) => row.id), sort }),
    release: () => setHeld(null),
  }
}
