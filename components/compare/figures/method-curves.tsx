'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { memo, useMemo } from 'react'
import { ChooseList } from '~/components/layout/choose-list'
import { ErrorState } from '~/components/layout/error-state'
import { methodColor } from '~/components/lib/color'
import { formatCount } from '~/components/lib/format'
import { useNearViewport } from '~/components/lib/use-near-viewport'
import { useTRPC } from '~/components/trpc/provider'
import { COMPARED_METRICS_MAX, type Comparison, type ContenderCurve } from '~/server/domain/comparison'
import type { ProjectPath } from '~/server/domain/ids'
import { ChartEmpty, ChartFrame } from '../../charts/chart-frame'
import { CurveChart } from '../../charts/drawn'
import {
  BAND_WORDS,
  CURVE_BANDS,
  type CurvePanel,
  curvePanel,
  relatedMetrics,
} from '../../charts/prepare/compare/curves'
import { curveTable } from '../../charts/prepare/compare/tables'
import { ChoiceButtons } from '../choice-buttons'
import type { CompareState, SetCompareState } from '../search-params'
import { DataTableView } from './data-table-view'
import { Explain } from './explain'

const HEIGHT = 200

type MethodCurvesProps = {
  comparison: Comparison
  path: ProjectPath
  metrics: CompareState['metrics']
  band: CompareState['band']
  replicates: CompareState['replicates']
  onState: SetCompareState
}

/** Small charts: how the trainings of each contender went, as mean and spread over its runs. */
export const MethodCurves = memo(function MethodCurves(props: MethodCurvesProps) {
  const { comparison, path, band, replicates, onState } = props
  const trpc = useTRPC()
  const { ref, isNear } = useNearViewport()
  const suggested = useMemo(
    () => relatedMetrics(comparison.objective.name, comparison.metrics),
    [comparison.objective.name, comparison.metrics],
  )
  const metrics = (props.metrics ?? suggested).slice(0, COMPARED_METRICS_MAX)
  const sweeps = comparison.sweeps.map(({ sweep }) => sweep)
  const curves = useQuery(
    trpc.sweeps.compareCurves.queryOptions(
      { ...path, sweeps, metrics, replicates },
      { enabled: isNear && metrics.length > 0, placeholderData: keepPreviousData },
    ),
  )
  return (
    <section ref={ref} aria-labelledby="method-curves">
      <div className="mb-2 flex flex-wrap items-center gap-x-5 gap-y-1">
        <h2 id="method-curves" className="text-15">
          How the trainings went
        </h2>
        <div data-export="skip" className="flex flex-wrap items-center gap-x-5 gap-y-1">
          <ChoiceButtons
            label="Band"
            value={band}
            choices={CURVE_BANDS.map((each) => ({ value: each, word: BAND_NAMES[each], title: BAND_WORDS[each] }))}
            onChoose={(chosen) => onState({ band: chosen })}
          />
          {comparison.metrics.length > 0 && (
            <ChooseList
              label="Metrics"
              choices={comparison.metrics.map((metric) => ({ id: metric, label: metric }))}
              chosen={metrics}
              onChange={(chosen) => onState({ metrics: chosen.slice(0, COMPARED_METRICS_MAX) })}
              {...(props.metrics && { onReset: () => onState({ metrics: null }) })}
            />
          )}
        </div>
      </div>
      {comparison.metrics.length === 0 ? (
        <p className="text-13 text-muted">No run that ended has logged a metric over its steps.</p>
      ) : curves.isError ? (
        <ErrorState what="The curves could not be read" error={curves.error} onRetry={() => void curves.refetch()} />
      ) : (
        <Panels metrics={metrics} curves={curves.data} comparison={comparison} band={band} />
      )}
      <Explain>
        <p>
          Mean over the runs that ended, at steps that were logged: a run that did not log at a step does not count
          there, and nothing is filled in. The number of runs is in the tooltip. The line is thin where fewer than half
          of the runs are left: it is then a mean over others than before, and a jump there is no change of training.
        </p>
        <p>
          A method that tries bad settings on purpose, as bayes does to learn, can have a poor mean and the best run.
        </p>
      </Explain>
    </section>
  )
})

const BAND_NAMES = { std: 'std', stderr: 'stderr', minmax: 'min–max' } as const

type PanelsProps = {
  metrics: readonly string[]
  curves: ContenderCurve[] | undefined
  comparison: Comparison
  band: CompareState['band']
}

function Panels({ metrics, curves, comparison: { contenders }, band }: PanelsProps) {
  const panels = useMemo(
    () => metrics.map((metric) => ({ metric, panel: curvePanel(metric, { curves: curves ?? [], contenders, band }) })),
    [metrics, curves, contenders, band],
  )
  const [first] = panels.flatMap(({ panel }) => panel ?? [])
  return (
    <>
      <div className="flex min-h-5 flex-wrap gap-x-4 text-12 text-muted">
        {first && <CurveKey panel={first} />}
        {first && <span>{`band: ${BAND_WORDS[band]}`}</span>}
      </div>
      <div className="mt-2 grid gap-x-8 gap-y-6 sm:grid-cols-2">
        {panels.map(({ metric, panel }) => (
          <ChartFrame
            key={metric}
            title={metric}
            summary={`Mean ${metric} at each step over the ended runs of each contender.`}
            height={HEIGHT}
            {...(panel && { table: <DataTableView table={curveTable(panel)} /> })}
          >
            {panel !== null ? (
              <CurveChart panel={panel} height={HEIGHT} syncId="method-curves" />
            ) : curves === undefined ? (
              <div className="h-full animate-pulse rounded-sm bg-hover" aria-busy="true" />
            ) : (
              <ChartEmpty>{`No run that ended has logged ${metric}.`}</ChartEmpty>
            )}
          </ChartFrame>
        ))}
      </div>
    </>
  )
}

function CurveKey({ panel }: { panel: CurvePanel }) {
  return panel.lines.map(({ contender, label, method, runCount, runTotal }) => (
    <span key={contender} className="inline-flex items-center gap-1.5">
      <span aria-hidden="true" className="size-2 rounded-full" style={{ background: methodColor(method) }} />
      {`${label} (n = ${formatCount(runCount)}${runCount < runTotal ? ` of ${formatCount(runTotal)}` : ''})`}
    </span>
  ))
}
