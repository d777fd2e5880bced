'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useEffectEvent, useRef } from 'react'
import type { ProjectPath } from '~/server/domain/ids'
import type { Light } from '../../charts/light'
import { SortHead } from '../sort-head'
import type { RunOrder } from './run-order'
import { RunRow, type TableRun, WaitingRow } from './run-row'

const ROW_HEIGHT = 32

export type RunRows = {
  count: number
  /** Undefined for a row that is not there yet. */
  at: (index: number) => TableRun | undefined
}

type RunGridProps = {
  rows: RunRows
  columns: readonly string[]
  /** Name of the objective; null without one. */
  objective: string | null
  order: RunOrder
  onSort: (key: string) => void
  path: ProjectPath
  light: Light
  height: number
  /** Nothing is known yet: neither rows nor that there are none. */
  isPending?: boolean
  /** Says which rows are in sight. */
  onShow?: (from: number, to: number) => void
  onEnter: () => void
  onLeave: () => void
}

/** Rows as far as they can be seen. */
export function RunGrid(props: RunGridProps) {
  const { rows, columns, objective, path, light, height } = props
  const box = useRef<HTMLElement>(null)
  const virtual = useVirtualizer({
    count: rows.count,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    initialRect: { width: 0, height },
  })
  const items = virtual.getVirtualItems()
  const show = useEffectEvent((from: number, to: number) => props.onShow?.(from, to))
  const [from, to] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0]
  // What is outside is who reads the rows: it is told when others come into sight.
  useEffect(() => show(from, to), [from, to])
  const [before, after] = [items[0]?.start ?? 0, virtual.getTotalSize() - (items.at(-1)?.end ?? 0)]
  return (
    <section
      ref={box}
      aria-label="Runs of the sweep"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
      tabIndex={0}
      // Positioned, or hidden words of its rows would lengthen the page.
      className="relative overflow-auto"
      style={{ maxHeight: height }}
      onPointerEnter={props.onEnter}
      onPointerLeave={props.onLeave}
    >
      <table className="w-full border-collapse text-13" aria-rowcount={rows.count + 1}>
        <Heads {...props} />
        <tbody>
          {before > 0 && <tr style={{ height: before }} />}
          {items.map(({ index }) => {
            const run = rows.at(index)
            return run === undefined ? (
              <WaitingRow key={`waiting ${index}`} index={index} columnCount={columns.length + 4} />
            ) : (
              <RunRow
                key={run.storageId}
                run={run}
                index={index}
                columns={columns}
                hasObjective={objective !== null}
                path={path}
                light={light}
              />
            )
          })}
          {after > 0 && <tr style={{ height: after }} />}
        </tbody>
      </table>
      {rows.count === 0 && (
        <p className="py-4 text-13 text-muted">
          {props.isPending ? 'Reading the runs…' : 'No run passes the brushes above.'}
        </p>
      )}
    </section>
  )
}

function Heads({ columns, objective, order, onSort }: RunGridProps) {
  const head = (key: string, label: string, isNumeric: boolean, className = 'max-sm:hidden') => (
    <SortHead
      key={key}
      label={label}
      isNumeric={isNumeric}
      className={className}
      direction={order.key === key ? (order.isDescending ? 'descending' : 'ascending') : 'none'}
      onSort={() => onSort(key)}
    />
  )
  return (
    <thead className="sticky top-0 z-10 bg-surface shadow-[0_1px_0_var(--hairline)]">
      <tr className="h-8">
        {head('name', 'Run', false, '')}
        {head('state', 'State', false)}
        {objective !== null && head('value', objective, true, 'max-sm:pr-0')}
        {columns.map((name) => head(`p.${name}`, name, true))}
        {head('duration', 'Time', true)}
      </tr>
    </thead>
  )
}
