'use client'

import { useImperativeHandle, useMemo } from 'react'
import { ChartEmpty, ChartFrame } from '~/components/charts/chart-frame'
import { DotChart } from '~/components/charts/drawn'
import { dotsSvg } from '~/components/charts/prepare/columns/columns-svg'
import { type Dot, type DotModel, dotModel } from '~/components/charts/prepare/columns/dots'
import { svgLook } from '~/components/charts/svg-look'
import { ErrorLine } from '~/components/layout/error-line'
import { csvOf } from '~/components/lib/csv'
import { countOf, formatCount, formatNumber, formatValue } from '~/components/lib/format'
import { useInView } from '~/components/lib/use-in-view'
import { Skeleton } from '~/components/ui/skeleton'
import type { Panel } from '~/server/domain/panel'
import type { PanelExport } from '../panel-export'
import { columnLabel } from '../panel-words'
import { useRunValues } from '../use-run-values'
import type { KindProps } from './kind-props'
import { DotKey, DotTable } from './scatter-parts'

export function ScatterPanel(props: KindProps<Extract<Panel, { kind: 'scatter' }>>) {
  const { panel, title, runs, height, actions, exported, onOpenRun } = props
  const { x, y, color = null, isLogX = false, isLogY = false, goalX, goalY } = panel
  const { ref, isInView } = useInView(300)
  const columns = useMemo(() => (color === null ? [x, y] : [x, y, color]), [x, y, color])
  const { points, total, error, retry } = useRunValues(runs, columns, isInView)
  const drawn = useMemo(() => new Set(runs.drawn.map((run) => run.storageId)), [runs.drawn])
  const model = useMemo(() => {
    const goals = goalX === undefined || goalY === undefined ? null : { x: goalX, y: goalY }
    return points && dotModel(points, { columns: { x, y, color }, isLogX, isLogY, goals, drawn })
  }, [points, x, y, color, isLogX, isLogY, goalX, goalY, drawn])
  const words = { x: columnLabel(x), y: columnLabel(y), color: color === null ? null : columnLabel(color) }
  useImperativeHandle<PanelExport | null, PanelExport | null>(
    exported,
    () =>
      model
        ? {
            csv: () => csvOf(dotRows(model, columns)),
            svg: () => dotsSvg(model, { title, words: { x: columnLabel(x), y: columnLabel(y) } }, svgLook()),
          }
        : null,
    [model, columns, title, x, y],
  )
  return (
    <div ref={ref} className="min-w-0">
      <ChartFrame
        title={title}
        note={model ? noteOf(model, total) : undefined}
        summary={model ? summaryOf(title, model) : undefined}
        table={model ? <DotTable model={model} words={words} sayValue={sayValue} title={title} /> : undefined}
        height={height}
        actions={actions}
      >
        {error !== null ? (
          <ErrorLine error={error} onRetry={retry} />
        ) : model === undefined ? (
          <Skeleton className="h-full w-full" />
        ) : model === null ? (
          <ChartEmpty>
            No run has both {words.x} and {words.y}
            {isLogX || isLogY ? ' above zero, where a log axis begins' : ''}.
          </ChartEmpty>
        ) : (
          <>
            <DotChart model={model} words={words} sayValue={sayValue} onOpenRun={onOpenRun} />
            {model.key && words.color !== null && <DotKey colorKey={model.key} word={words.color} />}
          </>
        )}
      </ChartFrame>
    </div>
  )
}

function sayValue(dot: Dot, place: 0 | 1 | 2): string {
  return formatValue(dot.values[place])
}

function noteOf({ dots, withoutPlace }: DotModel, total: number): string | undefined {
  const cut =
    dots.length + withoutPlace < total ? `${formatCount(dots.length + withoutPlace)} of ${formatCount(total)} runs` : ''
  const without = withoutPlace > 0 ? `${countOf(withoutPlace, 'run')} without a value` : ''
  return [cut, without].filter((part) => part !== '').join(', ') || undefined
}

function summaryOf(title: string, { dots, front, x, y }: DotModel): string {
  const ranges = `across from ${x.format(x.range[0])} to ${x.format(x.range[1])}, up from ${y.format(y.range[0])} to ${y.format(y.range[1])}`
  const best = front.length > 0 ? ` ${formatNumber(front.length)} of them are beaten by none in both.` : ''
  return `${title}: ${countOf(dots.length, 'run')}, ${ranges}.${best}`
}

function dotRows({ dots }: DotModel, columns: readonly string[]) {
  const rows = dots.map(({ name, id, values, isOnFront }) => [
    name,
    id,
    ...values.map((value) => (typeof value === 'number' ? value : formatValue(value))),
    isOnFront ? 'yes' : 'no',
  ])
  return [['name', 'run', ...columns, 'on the front'], ...rows]
}
