'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useImperativeHandle, useMemo } from 'react'
import { ChartEmpty, ChartFrame } from '~/components/charts/chart-frame'
import { type CompareSection, compareSections } from '~/components/charts/prepare/columns/comparer'
import { type PlotRun, plotRow } from '~/components/charts/prepare/plot-run'
import { ErrorLine } from '~/components/layout/error-line'
import { runColor } from '~/components/lib/color'
import { csvOf } from '~/components/lib/csv'
import { formatValue } from '~/components/lib/format'
import { useInView } from '~/components/lib/use-in-view'
import { useTRPC } from '~/components/trpc/provider'
import { Skeleton } from '~/components/ui/skeleton'
import { printFilter } from '~/server/domain/filter/print'
import type { Panel } from '~/server/domain/panel'
import type { PanelExport } from '../panel-export'
import type { PanelRuns } from '../panel-runs'
import { CompareTable } from './compare-table'
import type { KindProps } from './kind-props'

/** More columns than this are no comparison any more. */
const RUNS_MAX = 12

export function ComparerPanel(props: KindProps<Extract<Panel, { kind: 'comparer' }>>) {
  const { panel, title, runs, height, actions, exported } = props
  const { ref, isInView } = useInView(300)
  const { compared, columns, error, retry } = useWholeRuns(runs, isInView)
  const { baseline } = runs.state
  const { differsOnly } = panel
  const sections = useMemo(
    () => compared && compareSections({ runs: compared, columns, baseline, differsOnly }),
    [compared, columns, baseline, differsOnly],
  )
  useImperativeHandle<PanelExport | null, PanelExport | null>(
    exported,
    () => (sections && compared ? { csv: () => csvOf(compareRows(sections, compared)), svg: null } : null),
    [sections, compared],
  )
  const cut = compared !== undefined && runs.drawn.length > compared.length
  return (
    <div ref={ref} className="min-w-0">
      <ChartFrame
        title={title}
        note={cut ? `the first ${compared.length} of ${runs.drawn.length} drawn runs` : undefined}
        height={height}
        actions={actions}
      >
        {error !== null ? (
          <ErrorLine error={error} onRetry={retry} />
        ) : sections === undefined || compared === undefined ? (
          <Skeleton className="h-full w-full" />
        ) : compared.length === 0 ? (
          <ChartEmpty>No run is chosen to compare. Open the eye of two or more in the list.</ChartEmpty>
        ) : (
          <CompareTable
            sections={sections}
            runs={compared}
            baseline={baseline}
            path={runs.path}
            differsOnly={differsOnly}
          />
        )}
      </ChartFrame>
    </div>
  )
}

/** The drawn runs with everything that went in and came out; the baseline is the first of them. */
function useWholeRuns({ path, drawn, state }: PanelRuns, isInView: boolean) {
  const trpc = useTRPC()
  const { baseline, colors } = state
  const ids = useMemo(() => {
    const all = drawn.map((run) => run.id)
    const first = baseline === null ? all : [baseline, ...all.filter((id) => id !== baseline)]
    return first.slice(0, RUNS_MAX)
  }, [drawn, baseline])
  const { data, error, refetch } = useQuery(
    trpc.runs.table.queryOptions(
      { ...path, filter: printFilter({ op: 'in', column: 'id', values: ids }), isWhole: true, limit: RUNS_MAX },
      { enabled: isInView && ids.length > 0, placeholderData: keepPreviousData },
    ),
  )
  return useMemo(() => {
    const found = new Map(data?.runs.flatMap((row) => (row === null ? [] : [[row.id, row] as const])))
    const rows = ids.flatMap((id) => found.get(id) ?? [])
    const compared: PlotRun[] | undefined =
      data === undefined && ids.length > 0 ? undefined : rows.map((row) => plotRow(row, runColor(row, colors)))
    const columns = [...new Set(rows.flatMap((row) => Object.keys(row.values)))].sort((a, b) =>
      a.localeCompare(b, 'en', { numeric: true }),
    )
    return { compared, columns, error: data === undefined ? error : null, retry: () => void refetch() }
  }, [data, ids, colors, error, refetch])
}

function compareRows(sections: CompareSection[], runs: PlotRun[]) {
  const head = ['column', ...runs.map((run) => run.name)]
  const rows = sections.flatMap((section) =>
    section.rows.map((row) => [
      row.column,
      ...row.values.map((value) => (typeof value === 'number' ? value : formatValue(value))),
    ]),
  )
  return [head, ...rows]
}
