'use client'

import { useId } from 'react'
import { Button } from '~/components/ui/button'
import { Checkbox } from '~/components/ui/checkbox'
import { Popover, PopoverContent, PopoverTrigger } from '~/components/ui/popover'
import type { Axis } from '../prepare/parameter-axis'

type AxesPickerProps = {
  /** All there are, in their order. */
  axes: readonly Axis[]
  drawn: readonly Axis[]
  onToggle: (key: string) => void
  onShowAll: () => void
}

/** Which axes are drawn; what was hidden comes back from here. */
export function AxesPicker({ axes, drawn, onToggle, onShowAll }: AxesPickerProps) {
  const isAll = drawn.length === axes.length
  return (
    <Popover>
      <PopoverTrigger asChild>
        <Button size="sm">{isAll ? `Axes ${axes.length}` : `Axes ${drawn.length} of ${axes.length}`}</Button>
      </PopoverTrigger>
      <PopoverContent className="flex w-64 flex-col gap-2">
        <fieldset className="flex max-h-72 flex-col gap-1.5 overflow-y-auto">
          <legend className="mb-1 text-12 text-muted">Axes of the chart</legend>
          {axes.map((axis) => (
            <AxisLine
              key={axis.key}
              axis={axis}
              isDrawn={drawn.includes(axis)}
              // Two axes are the least between which there are lines.
              isFixed={drawn.length <= 2 && drawn.includes(axis)}
              onToggle={() => onToggle(axis.key)}
            />
          ))}
        </fieldset>
        {!isAll && (
          <Button size="sm" className="self-start" onClick={onShowAll}>
            Show all
          </Button>
        )}
      </PopoverContent>
    </Popover>
  )
}

type AxisLineProps = { axis: Axis; isDrawn: boolean; isFixed: boolean; onToggle: () => void }

function AxisLine({ axis, isDrawn, isFixed, onToggle }: AxisLineProps) {
  const id = useId()
  return (
    <div className="flex items-center gap-2">
      <Checkbox id={id} checked={isDrawn} disabled={isFixed} onCheckedChange={onToggle} />
      <label htmlFor={id} className="truncate text-13">
        {axis.label}
      </label>
    </div>
  )
}
