'use client'

import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useState } from 'react'
import { Checkbox } from '~/components/ui/checkbox'
import type { ProjectPath } from '~/server/domain/ids'
import type { SweepSummary } from '~/server/domain/sweep'
import { SortHead } from '../sort-head'
import { nextSweepOrder, type SweepOrder, type SweepSort } from './sweep-list'
import { SWEEP_ROW_HEIGHT, SweepRow } from './sweep-row'

/** What a window shows before it is measured. */
const WINDOW_HEIGHT = 1200

type SweepTableProps = {
  sweeps: readonly SweepSummary[]
  path: ProjectPath
  ticked: ReadonlySet<string>
  onTick: (ids: readonly string[], isOn: boolean) => void
  order: SweepOrder
  onOrder: (order: SweepOrder) => void
  onEnter: () => void
  onLeave: () => void
}

/** Rows as far as the window shows them, so that four hundred sweeps are as quick as four. */
export function SweepTable({ sweeps, path, ticked, onTick, order, onOrder, onEnter, onLeave }: SweepTableProps) {
  const { ref, top } = useTop()
  const virtual = useWindowVirtualizer({
    count: sweeps.length,
    estimateSize: () => SWEEP_ROW_HEIGHT,
    overscan: 8,
    scrollMargin: top,
    initialRect: { width: 0, height: WINDOW_HEIGHT },
  })
  const items = virtual.getVirtualItems()
  const before = Math.max(0, (items[0]?.start ?? top) - top)
  const after = Math.max(0, virtual.getTotalSize() - ((items.at(-1)?.end ?? top) - top))
  return (
    <div ref={ref} className="min-w-0" onPointerEnter={onEnter} onPointerLeave={onLeave}>
      <table aria-label="Sweeps" className="w-full border-collapse text-13" aria-rowcount={sweeps.length + 1}>
        <Heads sweeps={sweeps} ticked={ticked} onTick={onTick} order={order} onOrder={onOrder} />
        <tbody>
          {before > 0 && <tr style={{ height: before }} />}
          {items.map(({ index }) => {
            const sweep = sweeps[index]
            return (
              sweep && (
                <SweepRow
                  key={sweep.id}
                  sweep={sweep}
                  index={index}
                  path={path}
                  isTicked={ticked.has(sweep.id)}
                  onTick={(id) => onTick([id], !ticked.has(id))}
                />
              )
            )
          })}
          {after > 0 && <tr style={{ height: after }} />}
        </tbody>
      </table>
    </div>
  )
}

type HeadsProps = Pick<SweepTableProps, 'sweeps' | 'ticked' | 'onTick' | 'order' | 'onOrder'>

function Heads({ sweeps, ticked, onTick, order, onOrder }: HeadsProps) {
  const tickedCount = sweeps.filter(({ id }) => ticked.has(id)).length
  const isAll = tickedCount > 0 && tickedCount === sweeps.length
  const head = (key: SweepSort, label: string, { isNumeric = false, className = '' } = {}) => (
    <SortHead
      label={label}
      isNumeric={isNumeric}
      className={className}
      direction={order.key === key ? (order.isDescending ? 'descending' : 'ascending') : 'none'}
      onSort={() => onOrder(nextSweepOrder(order, key))}
    />
  )
  return (
    <thead>
      <tr className="h-8 border-hairline border-b">
        <th scope="col" className="text-left">
          <Checkbox
            checked={isAll ? true : tickedCount > 0 ? 'indeterminate' : false}
            onCheckedChange={() =>
              onTick(
                sweeps.map(({ id }) => id),
                !isAll,
              )
            }
            aria-label="Choose all that are listed"
            className="align-middle"
          />
        </th>
        {head('name', 'Sweep', { className: 'pl-0' })}
        {head('state', 'State', { className: 'max-sm:hidden' })}
        {head('method', 'Method', { className: 'max-sm:hidden' })}
        {head('runs', 'Runs', { className: 'max-md:hidden' })}
        {head('best', 'Best', { isNumeric: true, className: 'max-sm:pr-0' })}
        <th scope="col" className="whitespace-nowrap px-2 text-left font-normal text-12 text-muted max-lg:hidden">
          Best so far
        </th>
        {head('compute', 'Compute', { isNumeric: true, className: 'max-lg:hidden' })}
        {head('changed', 'Changed', { isNumeric: true, className: 'pr-0 max-sm:hidden' })}
      </tr>
    </thead>
  )
}

/** How far down the page the element begins; 0 before it is drawn. */
function useTop() {
  const [top, setTop] = useState(0)
  const ref = useCallback((element: HTMLElement | null) => {
    if (element === null) return
    const measure = () => setTop(Math.round(element.getBoundingClientRect().top + window.scrollY))
    const observer = new ResizeObserver(measure)
    observer.observe(document.body)
    measure()
    return () => observer.disconnect()
  }, [])
  return { ref, top }
}
