'use client'

import Link from 'next/link'
import { useImperativeHandle, useMemo } from 'react'
import { ChartEmpty, ChartFrame } from '~/components/charts/chart-frame'
import { type Scalar, scalarOf } from '~/components/charts/prepare/columns/scalar'
import { ErrorLine } from '~/components/layout/error-line'
import { csvOf } from '~/components/lib/csv'
import { countOf, formatDuration, formatNumber, formatWithDeviation } from '~/components/lib/format'
import { runHref } from '~/components/lib/paths'
import { useInView } from '~/components/lib/use-in-view'
import { useGoals } from '~/components/runs/table/use-columns'
import { Skeleton } from '~/components/ui/skeleton'
import type { ProjectPath } from '~/server/domain/ids'
import type { Panel } from '~/server/domain/panel'
import type { PanelExport } from '../panel-export'
import { columnLabel } from '../panel-words'
import { useRunValues } from '../use-run-values'
import type { KindProps } from './kind-props'

export function ScalarPanel(props: KindProps<Extract<Panel, { kind: 'scalar' }>>) {
  const { panel, title, runs, height, actions, exported } = props
  const { column, reduce } = panel
  const { ref, isInView } = useInView(300)
  // Latest means the newest run, whatever the order of the table.
  const newest = useMemo(
    () => ({ ...runs, state: { ...runs.state, sort: [{ column: 'createdAt', direction: 'desc' as const }] } }),
    [runs],
  )
  const { points, error, retry } = useRunValues(
    newest,
    useMemo(() => [column], [column]),
    isInView,
  )
  const goals = useGoals(runs.path)
  // What a sweep aims at has its goal from there.
  const goal = panel.goal ?? goals.get(column.replace(/^[a-z]+\./, '')) ?? 'maximize'
  const scalar = useMemo(() => points && scalarOf(points, column, reduce, goal), [points, column, reduce, goal])
  useImperativeHandle<PanelExport | null, PanelExport | null>(
    exported,
    () => (scalar ? { csv: () => csvOf(scalarRows(scalar, column)), svg: null } : null),
    [scalar, column],
  )
  return (
    <div ref={ref} className="min-w-0">
      <ChartFrame title={title} height={height} actions={actions}>
        {error !== null ? (
          <ErrorLine error={error} onRetry={retry} />
        ) : scalar === undefined ? (
          <Skeleton className="h-full w-full" />
        ) : scalar === null ? (
          <ChartEmpty>No run has a number for {columnLabel(column)}.</ChartEmpty>
        ) : (
          <ScalarValue scalar={scalar} column={column} path={runs.path} />
        )}
      </ChartFrame>
    </div>
  )
}

function ScalarValue({ scalar, column, path }: { scalar: Scalar; column: string; path: ProjectPath }) {
  return (
    <div className="flex h-full flex-col justify-center gap-1">
      <p className="truncate text-28 tabular-nums" data-slot="scalar">
        {sayScalar(scalar, column)}
      </p>
      <p className="truncate text-12 text-muted">
        {scalar.run === null ? (
          `over ${countOf(scalar.count, 'run')}`
        ) : (
          <>
            <span
              aria-hidden="true"
              className="mr-1.5 inline-block size-2 rounded-full"
              style={{ background: scalar.run.color }}
            />
            <Link href={runHref({ ...path, run: scalar.run.id })} className="link">
              {scalar.run.name}
            </Link>{' '}
            of {countOf(scalar.count, 'run')}
          </>
        )}
      </p>
    </div>
  )
}

function sayScalar({ value, deviation }: Scalar, column: string): string {
  if (column === 'durationSeconds') return formatDuration(value)
  return deviation === null ? formatNumber(value) : formatWithDeviation(value, deviation)
}

function scalarRows({ value, deviation, run, count }: Scalar, column: string) {
  return [
    [column, 'deviation', 'run', 'runs'],
    [value, deviation, run?.id ?? '', count],
  ]
}
