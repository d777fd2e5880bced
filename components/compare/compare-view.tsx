'use client'

import { useMemo } from 'react'
import { methodColor } from '~/components/lib/color'
import { countOf, formatNumber } from '~/components/lib/format'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '~/components/ui/table'
import type { ProjectPath } from '~/server/domain/ids'
import type { Comparison } from '~/server/domain/sweep'
import { ChartEmpty, ChartFrame } from '../charts/chart-frame'
import { CompareChart, dashOf } from '../charts/compare-chart'
import { type CompareFigure, compareFigure, conclusion } from '../charts/prepare/compare'
import { CompareTable } from './compare-table'
import { MethodCurves } from './method-curves'

const HEIGHT = 360

type CompareViewProps = { comparison: Comparison; path: ProjectPath; metrics: readonly string[] }

export function CompareView({ comparison, path, metrics }: CompareViewProps) {
  const figure = useMemo(() => compareFigure(comparison), [comparison])
  const sentence = useMemo(() => conclusion(comparison), [comparison])
  return (
    <div className="flex min-w-0 flex-col gap-8">
      <div>
        <h2 className="sr-only">The comparison</h2>
        <ChartFrame
          title={`Best ${comparison.objective.name} against number of runs`}
          summary={sentence}
          height={HEIGHT}
          table={<FigureTable figure={figure} />}
        >
          {figure.unionCount === 0 ? (
            <ChartEmpty>No finished run has a value yet.</ChartEmpty>
          ) : (
            <CompareChart figure={figure} height={HEIGHT} />
          )}
        </ChartFrame>
        <FigureKey figure={figure} comparison={comparison} />
      </div>
      <p className="max-w-4xl text-15 leading-normal">{sentence}</p>
      <CompareTable comparison={comparison} path={path} />
      <MethodCurves comparison={comparison} metrics={metrics} />
    </div>
  )
}

function FigureKey({ figure, comparison }: { figure: CompareFigure; comparison: Comparison }) {
  return (
    <div className="mt-1.5 flex flex-wrap items-center gap-x-5 gap-y-1 text-12 text-muted">
      {figure.lines.map((line) => (
        <span key={line.sweep} className="inline-flex items-center gap-1.5">
          <svg width={22} height={8} aria-hidden="true">
            <line
              x1={0}
              x2={22}
              y1={4}
              y2={4}
              stroke={methodColor(line.method)}
              strokeWidth={2.25}
              strokeDasharray={dashOf(line)}
            />
          </svg>
          <span className="max-w-44 truncate text-ink">{line.name}</span>
          {line.name !== line.method && line.method}
        </span>
      ))}
      {comparison.commonBest !== null && (
        <span className="inline-flex items-center gap-1.5">
          <svg width={10} height={10} aria-hidden="true">
            <circle cx={5} cy={5} r={4.5} fill="var(--muted)" />
          </svg>
          reached {formatNumber(comparison.commonBest)}, the best that all reached, after so many runs
        </span>
      )}
      <span className="inline-flex items-center gap-1.5">
        <svg width={22} height={8} aria-hidden="true">
          <line x1={0} x2={22} y1={4} y2={4} stroke="var(--muted)" strokeWidth={1.25} strokeDasharray="2 4" />
        </svg>
        random draws from {countOf(figure.unionCount, 'value')} of all these sweeps (expected best)
      </span>
    </div>
  )
}

function FigureTable({ figure }: { figure: CompareFigure }) {
  return (
    <Table label="Best value after each number of runs">
      <TableHeader>
        <TableRow>
          <TableHead className="numeric text-right">Runs</TableHead>
          {figure.lines.map((line) => (
            <TableHead key={line.sweep} className="numeric text-right">
              {line.name}
            </TableHead>
          ))}
          <TableHead className="numeric text-right">Random draws</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {figure.rows.map((row) => (
          <TableRow key={row.runs}>
            <TableCell className="numeric">{row.runs}</TableCell>
            {figure.lines.map((line) => {
              const value = row.best[line.sweep]
              return (
                <TableCell key={line.sweep} className="numeric">
                  {value === null || value === undefined ? '–' : formatNumber(value)}
                </TableCell>
              )
            })}
            <TableCell className="numeric">{row.reference === null ? '–' : formatNumber(row.reference)}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}
