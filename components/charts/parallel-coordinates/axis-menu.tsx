'use client'

import { ArrowLeft, ArrowRight, ArrowUpDown, EyeOff, Palette, X } from 'lucide-react'
import { Button } from '~/components/ui/button'
import type { Axis } from '../prepare/parameter-axis'
import { ChoiceFields, RangeFields } from './axis-brush-fields'
import { type BrushControl, useBrushOf } from './brushing'

export type AxisActions = {
  onFlip: () => void
  onHide: () => void
  /** Null where the axis cannot go further. */
  onMoveLeft: (() => void) | null
  onMoveRight: (() => void) | null
  /** Null where another scale makes no sense. */
  onLog: (() => void) | null
  onColor: () => void
}

type AxisMenuProps = {
  axis: Axis
  isFlipped: boolean
  isColor: boolean
  control: BrushControl
  actions: AxisActions
}

/** Everything that can be done with an axis, for the keyboard and for exact values. */
export function AxisMenu({ axis, isFlipped, isColor, control, actions }: AxisMenuProps) {
  const brush = useBrushOf(control.brushing, axis.key)
  const onBrush = (next: typeof brush | null) => control.set(axis.key, next ?? null)
  return (
    <div className="flex flex-col gap-3">
      <h3 className="truncate text-13">{axis.label}</h3>
      {axis.kind === 'category' ? (
        <ChoiceFields axis={axis} brush={brush} onBrush={onBrush} />
      ) : (
        <RangeFields axis={axis} brush={brush} onBrush={onBrush} />
      )}
      <div className="flex flex-wrap gap-1.5 border-hairline border-t pt-3">
        <Button size="sm" disabled={brush === undefined} onClick={() => onBrush(null)}>
          <X /> Clear brush
        </Button>
        <Button size="sm" aria-pressed={isFlipped} onClick={actions.onFlip} className="aria-pressed:bg-selected">
          <ArrowUpDown /> Flip
        </Button>
        {actions.onLog !== null && (
          <Button
            size="sm"
            aria-pressed={axis.kind === 'log'}
            onClick={actions.onLog}
            className="aria-pressed:bg-selected"
          >
            Log scale
          </Button>
        )}
        <Button size="sm" aria-pressed={isColor} onClick={actions.onColor} className="aria-pressed:bg-selected">
          <Palette /> Colour by it
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
        <Button size="sm" onClick={actions.onHide}>
          <EyeOff /> Hide
        </Button>
      </div>
    </div>
  )
}
