'use client'

import { ArrowLeft, ArrowRight, ArrowUpDown, X } from 'lucide-react'
import { cn } from '~/components/lib/cn'
import { Button } from '~/components/ui/button'
import { Popover, PopoverContent, PopoverTrigger } from '~/components/ui/popover'
import type { AxisFilter } from '../prepare/axis-filters'
import type { Axis } from '../prepare/parameter-axis'
import { CategoryFilter, RangeFilter } from './axis-filter-fields'

export type AxisMenuActions = {
  onFilter: (filter: AxisFilter | null) => void
  onFlip: () => void
  /** Null where the axis cannot go further. */
  onMoveLeft: (() => void) | null
  onMoveRight: (() => void) | null
}

type AxisMenuProps = { axis: Axis; filter: AxisFilter | undefined; isFlipped: boolean; actions: AxisMenuActions }

/** The title of an axis opens everything that a pointer can do on it, for the keyboard and for exact values. */
export function AxisMenu({ axis, filter, isFlipped, actions }: AxisMenuProps) {
  return (
    <Popover>
      <PopoverTrigger asChild>
        <button
          type="button"
          title={axis.label}
          aria-label={`${axis.label}: filter, flip, move${filter === undefined ? '' : ' (filtered)'}`}
          className={cn(
            'inline-flex h-7 max-w-full items-center gap-1 rounded-sm px-1.5 text-12 hover:bg-hover',
            axis.isObjective && 'font-medium',
            filter !== undefined && 'text-accent',
          )}
        >
          <span className="truncate">{axis.label}</span>
          {isFlipped && <ArrowUpDown className="size-3 shrink-0" aria-hidden="true" />}
        </button>
      </PopoverTrigger>
      <PopoverContent className="flex w-64 flex-col gap-3">
        <h3 className="truncate text-13">{axis.label}</h3>
        {axis.kind === 'category' ? (
          <CategoryFilter axis={axis} filter={filter} onFilter={actions.onFilter} />
        ) : (
          <RangeFilter axis={axis} filter={filter} onFilter={actions.onFilter} />
        )}
        <div className="flex flex-wrap gap-1.5 border-hairline border-t pt-3">
          <Button size="sm" disabled={filter === undefined} onClick={() => actions.onFilter(null)}>
            <X /> Clear filter
          </Button>
          <Button size="sm" aria-pressed={isFlipped} onClick={actions.onFlip}>
            <ArrowUpDown /> Flip
          </Button>
          {!axis.isObjective && (
            <>
              <Button size="sm" disabled={!actions.onMoveLeft} onClick={() => actions.onMoveLeft?.()}>
                <ArrowLeft /> Left
              </Button>
              <Button size="sm" disabled={!actions.onMoveRight} onClick={() => actions.onMoveRight?.()}>
                <ArrowRight /> Right
              </Button>
            </>
          )}
        </div>
      </PopoverContent>
    </Popover>
  )
}
