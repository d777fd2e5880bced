'use client'

import { useId } from 'react'
import { Checkbox } from '~/components/ui/checkbox'
import { Input } from '~/components/ui/input'
import type { AxisFilter } from '../prepare/axis-filters'
import { type CategoryAxis, categoryLabel, NOT_SET, type NumberAxis } from '../prepare/parameter-axis'

type FieldsProps<T> = { axis: T; filter: AxisFilter | undefined; onFilter: (filter: AxisFilter | null) => void }

/** A tick for each choice. All ticked is no filter; none ticked would show nothing, so it is no filter either. */
export function CategoryFilter({ axis, filter, onFilter }: FieldsProps<CategoryAxis>) {
  const isOn = (json: string) => filter === undefined || (filter.kind === 'values' && filter.values.includes(json))
  const withNotSet = axis.hasNotSet && (filter === undefined || filter.kind === 'not-set' || filter.withNotSet)

  function choose(values: string[], keepsNotSet: boolean) {
    const isAll = values.length === axis.categories.length && keepsNotSet === axis.hasNotSet
    if (isAll || (values.length === 0 && !keepsNotSet)) onFilter(null)
    else if (values.length === 0) onFilter({ kind: 'not-set' })
    else onFilter({ kind: 'values', values, withNotSet: keepsNotSet })
  }

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

/** Exact ends for a range. An empty field means no end on that side. */
export function RangeFilter({ axis, filter, onFilter }: FieldsProps<NumberAxis>) {
  const [minId, maxId] = [useId(), useId()]
  const range = filter?.kind === 'range' ? filter : null
  const [min, max] = [range?.min ?? -Number.MAX_VALUE, range?.max ?? Number.MAX_VALUE]
  const withNotSet = filter === undefined ? axis.hasNotSet : filter.kind === 'not-set' || (range?.withNotSet ?? false)

  function change(next: { min: number; max: number; withNotSet: boolean }) {
    const isAll = next.min === -Number.MAX_VALUE && next.max === Number.MAX_VALUE && next.withNotSet === axis.hasNotSet
    onFilter(isAll ? null : { kind: 'range', ...next })
  }

  return (
    <div className="flex flex-col gap-2">
      <div className="grid grid-cols-2 gap-2">
        <BoundField
          id={minId}
          label="At least"
          value={min}
          none={-Number.MAX_VALUE}
          onValue={(value) => change({ min: value, max, withNotSet })}
        />
        <BoundField
          id={maxId}
          label="At most"
          value={max}
          none={Number.MAX_VALUE}
          onValue={(value) => change({ min, max: value, withNotSet })}
        />
      </div>
      {axis.hasNotSet && (
        <TickedLine
          label={axis.isObjective ? 'also runs without a value' : 'also runs where it is not set'}
          isOn={withNotSet}
          onToggle={() => change({ min, max, withNotSet: !withNotSet })}
        />
      )}
    </div>
  )
}

type BoundFieldProps = { id: string; label: string; value: number; none: number; onValue: (value: number) => void }

function BoundField({ id, label, value, none, onValue }: BoundFieldProps) {
  const shown = value === none ? '' : String(value)
  return (
    <div className="flex flex-col gap-1">
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
