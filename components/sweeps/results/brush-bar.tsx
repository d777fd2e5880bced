'use client'

import { X } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { formatCount, formatNumber } from '~/components/lib/format'
import { Button } from '~/components/ui/button'
import type { SweepDetail } from '~/server/domain/sweep'
import { type BrushControl, useBrushVersion } from '../../charts/parallel-coordinates/brushing'
import { brushWords } from '../../charts/prepare/parallel/axis-brush'
import { brushedFacts, type GroupFacts } from '../../charts/prepare/parallel/brushed-facts'
import type { Axis } from '../../charts/prepare/parameter-axis'
import { settingText } from '../../charts/prepare/setting-text'

const NarrowSpaceDialog = dynamic(() => import('./narrow-space-dialog').then((module) => module.NarrowSpaceDialog), {
  ssr: false,
})

type BrushBarProps = {
  sweep: SweepDetail
  axes: readonly Axis[]
  control: BrushControl
  /** Only some of the runs are drawn, and the numbers are of those. */
  isSample: boolean
  onClear: () => void
}

/** What is brushed, how good it is beside the rest, and the step to the next sweep. It has its full size from the start. */
export function BrushBar({ sweep, axes, control, isSample, onClear }: BrushBarProps) {
  const { brushing } = control
  useBrushVersion(brushing)
  const [isNarrowing, setNarrowing] = useState(false)
  const brushed = axes.filter((axis) => brushing.brushes[axis.key] !== undefined)
  return (
    <div className="flex min-h-[5.25rem] flex-wrap items-start gap-x-8 gap-y-2">
      <div className="flex min-w-0 flex-1 basis-72 flex-col items-start gap-2">
        {brushed.length === 0 ? (
          <p className="text-12 text-muted">
            Drag on axes to brush: any brush on one axis will do, all axes must hold. Drag a name to move its axis,
            double click an axis to turn it over, click a name for more.
          </p>
        ) : (
          <ul aria-label="Brushes" className="flex flex-wrap gap-1.5">
            {brushed.map((axis) => (
              <BrushChip key={axis.key} axis={axis} control={control} />
            ))}
          </ul>
        )}
        {brushed.length > 0 && (
          <div className="flex flex-wrap gap-2">
            <Button size="sm" variant="primary" onClick={() => setNarrowing(true)} disabled={brushing.count === 0}>
              Narrow the space to this brush…
            </Button>
            <Button size="sm" onClick={onClear}>
              Clear brushes
            </Button>
          </div>
        )}
      </div>
      <Facts
        control={control}
        isBrushed={brushed.length > 0}
        isSample={isSample}
        name={sweep.objective?.name ?? null}
      />
      {isNarrowing && <NarrowSpaceDialog sweep={sweep} brushing={brushing} onClose={() => setNarrowing(false)} />}
    </div>
  )
}

function BrushChip({ axis, control }: { axis: Axis; control: BrushControl }) {
  const brush = control.brushing.brushes[axis.key]
  if (brush === undefined) return null
  return (
    <li className="inline-flex h-7 max-w-full items-center gap-1.5 rounded-md bg-selected pl-2 text-12 tabular-nums">
      <span className="truncate">
        <span className="text-muted">{axis.label}</span> {brushWords(brush, formatNumber, settingText)}
      </span>
      <Button
        size="icon-sm"
        variant="ghost"
        aria-label={`Clear the brush on ${axis.label}`}
        onClick={() => control.set(axis.key, null)}
      >
        <X />
      </Button>
    </li>
  )
}

type FactsProps = { control: BrushControl; isBrushed: boolean; isSample: boolean; name: string | null }

function Facts({ control, isBrushed, isSample, name }: FactsProps) {
  const { table, bits } = control.brushing
  const { brushed, rest } = brushedFacts(table, bits)
  return (
    <table
      className="text-12 tabular-nums"
      aria-label={`Brushed runs beside the rest${name === null ? '' : ` by ${name}`}`}
    >
      <thead>
        <tr className="text-muted">
          <td className="pr-4" />
          <th scope="col" className="px-3 text-right font-normal">
            {isSample ? 'runs drawn' : 'runs'}
          </th>
          {name !== null && (
            <>
              <th scope="col" className="px-3 text-right font-normal">
                mean
              </th>
              <th scope="col" className="pl-3 text-right font-normal">
                best
              </th>
            </>
          )}
        </tr>
      </thead>
      <tbody>
        <FactsRow label={isBrushed ? 'brushed' : isSample ? 'drawn' : 'all'} facts={brushed} hasValue={name !== null} />
        {isBrushed && <FactsRow label="the rest" facts={rest} hasValue={name !== null} />}
      </tbody>
    </table>
  )
}

function FactsRow({ label, facts, hasValue }: { label: string; facts: GroupFacts; hasValue: boolean }) {
  const say = (value: number | null) => (value === null ? '–' : formatNumber(value))
  return (
    <tr>
      <th scope="row" className="pr-4 text-left font-normal text-muted">
        {label}
      </th>
      <td className="min-w-14 px-3 text-right">{formatCount(facts.count)}</td>
      {hasValue && (
        <>
          <td className="min-w-16 px-3 text-right">{say(facts.mean)}</td>
          <td className="min-w-16 pl-3 text-right font-medium">{say(facts.best)}</td>
        </>
      )}
    </tr>
  )
}
