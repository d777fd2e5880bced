'use client'

import { ArrowUpDown } from 'lucide-react'
import { cn } from '~/components/lib/cn'
import { Popover, PopoverContent, PopoverTrigger } from '~/components/ui/popover'
import type { Axis } from '../prepare/parameter-axis'
import { type AxisActions, AxisMenu } from './axis-menu'
import { type BrushControl, useBrushOf } from './brushing'
import { keepFocus } from './keep-focus'
import type { AxisDrag } from './use-axis-drag'

type AxisTitleProps = {
  axis: Axis
  x: number
  isFlipped: boolean
  isColor: boolean
  control: BrushControl
  actions: AxisActions
  drag: AxisDrag | null
  dragHandlers: Record<string, unknown>
}

/** The name of an axis opens its menu; dragged, or with Alt and an arrow, it moves the axis. */
export function AxisTitle({ axis, x, isFlipped, isColor, control, actions, drag, dragHandlers }: AxisTitleProps) {
  const isBrushed = useBrushOf(control.brushing, axis.key) !== undefined
  const isDragged = drag?.key === axis.key

  function onKeyDown(event: React.KeyboardEvent<HTMLElement>) {
    const move = { ArrowLeft: actions.onMoveLeft, ArrowRight: actions.onMoveRight }[event.key]
    if (!event.altKey || move === undefined) return
    event.preventDefault()
    move?.()
    keepFocus(event.currentTarget)
  }

  return (
    <div
      className={cn('absolute top-0 flex max-w-36 -translate-x-1/2 justify-center', isDragged && 'z-10')}
      style={{ left: x + (isDragged ? drag.offset : 0) }}
    >
      <Popover>
        <PopoverTrigger asChild>
          <button
            type="button"
            title={axis.label}
            data-slot="axis-title"
            aria-label={`${axis.label}${axis.kind === 'log' ? ' log' : ''}: brush, flip, move${isBrushed ? ' (brushed)' : ''}`}
            className={cn(
              'inline-flex h-7 max-w-full select-none items-center gap-1 rounded-sm px-1.5 text-12 hover:bg-hover',
              axis.isObjective && 'font-medium',
              !axis.isObjective && 'pointer-fine:cursor-grab',
              isBrushed && 'text-accent',
              isDragged && 'cursor-grabbing bg-raised shadow-floating',
            )}
            onKeyDown={onKeyDown}
            {...dragHandlers}
          >
            <span className="truncate">{axis.label}</span>
            {axis.kind === 'log' && <span className="shrink-0 text-11 text-muted"> log</span>}
            {isFlipped && <ArrowUpDown className="size-3 shrink-0" aria-hidden="true" />}
            {isColor && !axis.isObjective && (
              <span aria-hidden="true" className="size-2 shrink-0 rounded-full bg-accent" />
            )}
          </button>
        </PopoverTrigger>
        <PopoverContent className="w-72">
          <AxisMenu axis={axis} isFlipped={isFlipped} isColor={isColor} control={control} actions={actions} />
        </PopoverContent>
      </Popover>
    </div>
  )
}
