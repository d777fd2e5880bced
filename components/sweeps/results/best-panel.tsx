'use client'

import { useQueryState } from 'nuqs'
import { memo, useMemo } from 'react'
import { methodColor } from '~/components/lib/color'
import { countOf, formatCount, formatNumber } from '~/components/lib/format'
import { STATE_LOOK } from '~/components/lib/states'
import { Button } from '~/components/ui/button'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '~/components/ui/table'
import type { Objective } from '~/server/domain/objective'
import type { SweepDetail, SweepPoints } from '~/server/domain/sweep'
import { ChartEmpty, ChartFrame } from '../../charts/chart-frame'
import { DotForm } from '../../charts/dots/dot-form'
import { BestSoFarChart } from '../../charts/drawn'
import type { Light } from '../../charts/light'
import { BEST_X_KINDS, type BestSoFar, type BestXKind, bestSoFar } from '../../charts/prepare/best-so-far'
import { xKindParser } from '../search-params'

const HEIGHT = 260

type BestPanelProps = { sweep: SweepDetail; data: SweepPoints; objective: Objective; light: Light }

/** Memoised: a drag on an axis elsewhere is nothing to this chart. */
export const BestPanel = memo(function BestPanel({ sweep, data, objective, light }: BestPanelProps) {
  const [xKind, setXKind] = useQueryState('x', xKindParser)
  const model = useMemo(
    () => bestSoFar(data.points, { objective, xKind, expectedCount: sweep.expectedCount, whole: data.whole }),
    [data, objective, xKind, sweep.expectedCount],
  )
  return (
    <div className="min-w-0">
      <ChartFrame
        title={`Best ${objective.name} so far`}
        note={
          model.dots.length < model.dotCount
            ? `${formatCount(model.dots.length)} of ${countOf(model.dotCount, 'run')} drawn`
            : undefined
        }
        summary={summaryOf(model, objective)}
        height={HEIGHT}
        table={<BestTable model={model} objective={objective} />}
      >
        {model.dots.length === 0 ? (
          <ChartEmpty>{`No run has logged ${objective.name} yet. It fills with the first value.`}</ChartEmpty>
        ) : (
          <BestSoFarChart
            model={model}
            color={methodColor(sweep.method)}
            title={
              model.timeUnit === null ? 'runs, in the order they ended' : `${model.timeUnit.word} since the first start`
            }
            height={HEIGHT}
            light={light}
          />
        )}
      </ChartFrame>
      <div className="mt-1.5 flex flex-wrap items-center gap-x-4 gap-y-1.5 text-12 text-muted">
        <XChoice value={xKind} onChange={(kind) => void setXKind(kind)} />
        <BestKey model={model} color={methodColor(sweep.method)} />
      </div>
    </div>
  )
})

function summaryOf({ best, runCount }: BestSoFar, { name }: Objective): string {
  if (best === null) return `No run has a value of ${name} yet.`
  return `Best ${name} ${formatNumber(best.value)} by ${best.name}, found after ${countOf(best.place, 'run')} of ${runCount}.`
}

function XChoice({ value, onChange }: { value: BestXKind; onChange: (kind: BestXKind) => void }) {
  return (
    <fieldset className="flex items-center gap-0.5">
      <legend className="sr-only">Along the axis</legend>
      {BEST_X_KINDS.map((kind) => (
        <Button
          key={kind}
          size="sm"
          variant={kind === value ? 'outline' : 'ghost'}
          aria-pressed={kind === value}
          onClick={() => onChange(kind)}
        >
          {kind}
        </Button>
      ))}
    </fieldset>
  )
}

/** What the marks mean; only those that are there. */
function BestKey({ model, color }: { model: BestSoFar; color: string }) {
  const states = [...new Set(model.dots.map((dot) => dot.state))]
  return (
    <>
      {states.map((state) => (
        <span key={state} className="inline-flex items-center gap-1.5">
          <svg width={12} height={12} viewBox="-6 -6 12 12" aria-hidden="true">
            <DotForm state={state} size={3.5} />
          </svg>
          {STATE_LOOK[state].word}
        </span>
      ))}
      <span className="inline-flex items-center gap-1.5">
        <svg width={18} height={8} aria-hidden="true">
          <line x1={0} x2={18} y1={4} y2={4} stroke={color} strokeWidth={2} />
        </svg>
        best so far
      </span>
      {model.chance.length > 1 && (
        <span className="inline-flex items-center gap-1.5">
          <svg width={18} height={12} aria-hidden="true">
            <rect width={18} height={12} fill="var(--muted)" fillOpacity={0.18} />
            <line x1={0} x2={18} y1={6} y2={6} stroke="var(--muted)" strokeWidth={1.25} strokeDasharray="2 4" />
          </svg>
          the same values in random order: expected best, and where 8 in 10 orders end
        </span>
      )}
      {model.scale.clippedCount > 0 && (
        <span>{`${countOf(model.scale.clippedCount, 'poor run')} beyond the axis`}</span>
      )}
      {model.withoutValueCount > 0 && <span>{`${countOf(model.withoutValueCount, 'run')} ended without a value`}</span>}
    </>
  )
}

function BestTable({ model, objective }: { model: BestSoFar; objective: Objective }) {
  return (
    <Table label={`Runs that were best until then by ${objective.name}`}>
      <TableHeader>
        <TableRow>
          <TableHead className="numeric text-right">After runs</TableHead>
          <TableHead>Run</TableHead>
          <TableHead className="numeric text-right">{objective.name}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {model.dots
          .filter((dot) => dot.isRecord)
          .map((dot) => (
            <TableRow key={dot.runId}>
              <TableCell className="numeric">{dot.place}</TableCell>
              <TableCell>{dot.name}</TableCell>
              <TableCell className="numeric">{formatNumber(dot.value)}</TableCell>
            </TableRow>
          ))}
      </TableBody>
    </Table>
  )
}
