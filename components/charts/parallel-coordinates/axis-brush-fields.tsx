'use client'

import { Plus, X } from 'lucide-react'
import { useId } from 'react'
import { Button } from '~/components/ui/button'
import { Checkbox } from '~/components/ui/checkbox'
import { Input } from '~/components/ui/input'
import { type Brush, brushAllows, NO_MAX, NO_MIN, type Range } from '~/server/domain/brush'
import type { Json } from '~/server/domain/json'
import { joined } from '../prepare/parallel/axis-brush'
import { type CategoryAxis, categoryLabel, NOT_SET, type NumberAxis } from '../prepare/parameter-axis'

type FieldsProps<T> = { axis: T; brush: Brush | undefined; onBrush: (brush: Brush | null) => void }

/** A tick for each choice. All ticked is no brush; none ticked would show nothing, so it is no brush either. */
export function ChoiceFields({ axis, brush, onBrush }: FieldsProps<CategoryAxis>) {
  const isOn = (json: string) => brush === undefined || brushAllows(brush, JSON.parse(json) as Json)
  const withNotSet = axis.hasNotSet && (brush === undefined || brush.withNotSet)
  const choose = (values: string[], keepsNotSet: boolean) =>
    onBrush(joined(axis, [{ kind: 'values', values, withNotSet: keepsNotSet }]))
  return (
    <fieldset className="flex max-h-56 flex-col gap-1 overflow-y-auto">
      <legend className="mb-1 text-12 text-muted">Show runs with</legend>
      {axis.categories.map((json) => (
        <TickedLine
          key={json}
          label={categoryLabel(json)}
          isOn={isOn(json)}
          onToggle={() =>
            choose(
              axis.categories.filter((other) => isOn(other) !== (other === json)),
              withNotSet,
            )
          }
        />
      ))}
      {axis.hasNotSet && (
        <TickedLine
          label={NOT_SET}
          isOn={withNotSet}
          onToggle={() => choose(axis.categories.filter(isOn), !withNotSet)}
        />
      )}
    </fieldset>
  )
}

function TickedLine({ label, isOn, onToggle }: { label: string; isOn: boolean; onToggle: () => void }) {
  const id = useId()
  return (
    <div className="flex items-center gap-2">
      <Checkbox id={id} checked={isOn} onCheckedChange={onToggle} />
      <label htmlFor={id} className="truncate text-13">
        {label}
      </label>
    </div>
  )
}

const EVERYTHING: Range = { min: NO_MIN, max: NO_MAX }

/** Exact ends for each range of the brush. An empty field means no end on that side. */
export function RangeFields({ axis, brush, onBrush }: FieldsProps<NumberAxis>) {
  const ranges = brush?.kind === 'ranges' && brush.ranges.length > 0 ? brush.ranges : [EVERYTHING]
  const withNotSet = brush === undefined ? axis.hasNotSet : brush.withNotSet
  const isBrushed = brush?.kind === 'ranges' && brush.ranges.length > 0
  const change = (next: Range[], keepsNotSet = withNotSet) =>
    onBrush(joined(axis, [{ kind: 'ranges', ranges: next, withNotSet: keepsNotSet }]))
  return (
    <div className="flex flex-col gap-2">
      {ranges.map((range, index) => (
        <RangeRow
          // biome-ignore lint/suspicious/noArrayIndexKey: a range is its place among the ranges, it has no other name
          key={index}
          range={range}
          onRange={(next) => change(ranges.map((old, at) => (at === index ? next : old)))}
          onRemove={ranges.length > 1 ? () => change(ranges.filter((_, at) => at !== index)) : null}
        />
      ))}
      <Button
        size="sm"
        variant="ghost"
        className="self-start"
        disabled={!isBrushed || ranges.some(({ max }) => max === NO_MAX)}
        onClick={() => change([...ranges, { min: axis.domain[1], max: NO_MAX }])}
      >
        <Plus /> Or another range
      </Button>
      {axis.hasNotSet && (
        <TickedLine
          label={axis.isObjective ? 'also runs without a value' : 'also runs where it is not set'}
          isOn={withNotSet}
          onToggle={() => change(ranges, !withNotSet)}
        />
      )}
    </div>
  )
}

type RangeRowProps = { range: Range; onRange: (range: Range) => void; onRemove: (() => void) | null }

function RangeRow({ range, onRange, onRemove }: RangeRowProps) {
  return (
    <div className="flex items-end gap-2">
      <BoundField label="At least" value={range.min} none={NO_MIN} onValue={(min) => onRange({ ...range, min })} />
      <BoundField label="At most" value={range.max} none={NO_MAX} onValue={(max) => onRange({ ...range, max })} />
      {onRemove !== null && (
        <Button size="icon-sm" variant="ghost" aria-label="Remove this range" onClick={onRemove} className="mb-0.5">
          <X />
        </Button>
      )}
    </div>
  )
}

type BoundFieldProps = { label: string; value: number; none: number; onValue: (value: number) => void }

function BoundField({ label, value, none, onValue }: BoundFieldProps) {
  const id = useId()
  const shown = value === none ? '' : String(value)
  return (
    <div className="flex min-w-0 flex-1 flex-col gap-1">
      <label htmlFor={id} className="text-12 text-muted">
        {label}
      </label>
      <Input
        id={id}
        // Typed freely and taken when left or on Enter; a new outside value (a brush) starts the field anew.
        key={shown}
        defaultValue={shown}
        inputMode="decimal"
        onBlur={(event) => take(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') take(event.currentTarget.value)
        }}
      />
    </div>
  )

  function take(text: string) {
    const next = text.trim() === '' ? none : Number(text)
    if (!Number.isNaN(next) && next !== value) onValue(next)
  }
}
