'use client'

import { useMemo } from 'react'
import { methodColor } from '~/components/lib/color'
import { countOf, formatNumber } from '~/components/lib/format'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '~/components/ui/table'
import type { Comparison } from '~/server/domain/sweep'
import { ChartEmpty, ChartFrame } from '../charts/chart-frame'
import { MethodCurveChart } from '../charts/method-curve-chart'
import { type CurvePanel, curvePanel } from '../charts/prepare/compare-curves'

const HEIGHT = 200

/** Four small charts: how the trainings of each method went, as mean and spread over its runs. */
export function MethodCurves({ comparison, metrics }: { comparison: Comparison; metrics: readonly string[] }) {
  const panels = useMemo(
    () => metrics.map((metric) => ({ metric, panel: curvePanel(metric, comparison.curves) })),
    [metrics, comparison.curves],
  )
  if (panels.every(({ panel }) => panel === null)) return null
  const methods = panels.find(({ panel }) => panel !== null)?.panel?.methods ?? []
  return (
    <section aria-labelledby="method-curves">
      <div className="mb-2 flex flex-wrap items-center gap-x-5 gap-y-1">
        <h2 id="method-curves" className="text-15">
          How the trainings went, by method
        </h2>
        <span className="flex flex-wrap gap-x-4 text-12 text-muted">
          {methods.map(({ method, runCount }) => (
            <span key={method} className="inline-flex items-center gap-1.5">
              <span aria-hidden="true" className="size-2 rounded-full" style={{ background: methodColor(method) }} />
              {method} (n = {runCount})
            </span>
          ))}
          <span>line: mean over runs; band: ± one standard deviation</span>
        </span>
      </div>
      <div className="grid gap-x-8 gap-y-6 sm:grid-cols-2">
        {panels.map(({ metric, panel }) => (
          <ChartFrame
            key={metric}
            title={metric}
            summary={`Mean ${metric} at each step over the runs of each method.`}
            height={HEIGHT}
            {...(panel && { table: <CurveTable panel={panel} /> })}
          >
            {panel === null ? (
              <ChartEmpty>{`No run has logged ${metric}.`}</ChartEmpty>
            ) : (
              <MethodCurveChart panel={panel} height={HEIGHT} syncId="method-curves" />
            )}
          </ChartFrame>
        ))}
      </div>
      <p className="mt-2 text-12 text-muted">
        A method that tries bad settings on purpose, as bayes does to learn, can have a poor mean and the best run.
        {methods.length > 0 &&
          ` ${countOf(
            methods.reduce((sum, { runCount }) => sum + runCount, 0),
            'run',
          )} in all.`}
      </p>
    </section>
  )
}

function CurveTable({ panel }: { panel: CurvePanel }) {
  return (
    <Table label={`${panel.metric} by step and method`}>
      <TableHeader>
        <TableRow>
          <TableHead className="numeric text-right">Step</TableHead>
          {panel.methods.map(({ method }) => (
            <TableHead key={method} className="numeric text-right">
              {method}
            </TableHead>
          ))}
        </TableRow>
      </TableHeader>
      <TableBody>
        {panel.rows.map((row) => (
          <TableRow key={row.step}>
            <TableCell className="numeric">{row.step}</TableCell>
            {panel.methods.map(({ method }) => (
              <TableCell key={method} className="numeric">
                {row[method] === undefined ? '–' : `${formatNumber(row[method].mean)} (n ${row[method].count})`}
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}
