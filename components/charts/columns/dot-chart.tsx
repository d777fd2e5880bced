'use client'

/**
 * Runs as dots. Recharts draws the axes; thousands of dots lie on a canvas in the same place. The dot nearest to the
 * pointer is named, and a click opens its run; with the focus, arrows go from dot to dot and Enter opens.
 */
import { useId, useMemo, useState } from 'react'
import { CartesianGrid, ScatterChart, XAxis, YAxis } from 'recharts'
import { cn } from '~/components/lib/cn'
import { useSize } from '~/components/lib/use-size'
import { FLOATING } from '~/components/ui/floating'
import { AXIS_LINE, AXIS_TICK, GRID } from '../chart-style'
import type { ColumnAxis } from '../prepare/columns/column-axis'
import { axisScale, type DotScale } from '../prepare/columns/dot-scale'
import type { Dot, DotModel } from '../prepare/columns/dots'
import { DotCanvas } from './dot-canvas'

const MARGIN = { top: 8, right: 12, bottom: 34, left: 56 }
const REACH = 24

type DotChartProps = {
  model: DotModel
  /** Names of the axes. */
  words: { x: string; y: string; color: string | null }
  sayValue: (dot: Dot, place: 0 | 1 | 2) => string
  onOpenRun?: (runId: string) => void
}

export function DotChart({ model, words, sayValue, onOpenRun }: DotChartProps) {
  const { ref, size } = useSize()
  const hint = useId()
  const [at, setAt] = useState<number | null>(null)
  const [isByKey, setByKey] = useState(false)
  const order = useMemo(
    () => [...model.dots.keys()].sort((a, b) => (model.dots[a]?.x ?? 0) - (model.dots[b]?.x ?? 0)),
    [model],
  )
  const plot = useMemo(
    () =>
      size && {
        left: MARGIN.left,
        top: MARGIN.top,
        width: Math.max(1, size.width - MARGIN.left - MARGIN.right),
        height: Math.max(1, size.height - MARGIN.top - MARGIN.bottom),
      },
    [size],
  )
  const scale = useMemo(() => plot && axisScale(model, plot), [model, plot])
  const dot = at === null ? undefined : model.dots[at]

  function onKeyDown(event: React.KeyboardEvent) {
    const steps: Record<string, number> = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }
    const step = steps[event.key]
    if (event.key === 'Enter' && dot !== undefined) onOpenRun?.(dot.id)
    else if (event.key === 'Escape' && at !== null) setAt(null)
    else if (step !== undefined) {
      const place = at === null ? -1 : order.indexOf(at)
      setAt(order[Math.min(order.length - 1, Math.max(0, place + step))] ?? null)
      setByKey(true)
    } else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <div ref={ref} className="absolute inset-0">
      {size && plot && scale && (
        <>
          <div aria-hidden="true">
            <DotFrame model={model} words={words} width={size.width} height={size.height} />
            <DotCanvas model={model} plot={plot} scale={scale} highlighted={at} />
          </div>
          {/* biome-ignore lint/a11y/useSemanticElements: a plot with a cursor has no element of its own */}
          <div
            role="group"
            aria-roledescription="chart"
            aria-label={`${words.y} by ${words.x}`}
            aria-describedby={hint}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: the cursor of the chart is moved by keys
            tabIndex={0}
            className={cn('absolute rounded-sm', dot !== undefined && onOpenRun && 'cursor-pointer')}
            style={plot}
            onPointerMove={(event) => {
              const box = event.currentTarget.getBoundingClientRect()
              setAt(nearestDot(model, scale, event.clientX - box.left, event.clientY - box.top))
              setByKey(false)
            }}
            onPointerLeave={() => setAt(null)}
            onBlur={() => setAt(null)}
            onClick={() => dot !== undefined && onOpenRun?.(dot.id)}
            onKeyDown={onKeyDown}
          >
            {dot && <DotCard dot={dot} left={scale.x(dot.x)} top={scale.y(dot.y)} words={words} sayValue={sayValue} />}
          </div>
          <span id={hint} className="sr-only">
            Arrows go from run to run, Enter opens one, t shows a table.
          </span>
          <span aria-live="polite" className="sr-only">
            {isByKey && dot ? `${dot.name}: ${words.x} ${sayValue(dot, 0)}, ${words.y} ${sayValue(dot, 1)}` : ''}
          </span>
        </>
      )}
    </div>
  )
}

function nearestDot({ dots }: DotModel, scale: DotScale, x: number, y: number): number | null {
  let nearest: number | null = null
  let least = REACH ** 2
  for (const [index, dot] of dots.entries()) {
    const distance = (scale.x(dot.x) - x) ** 2 + (scale.y(dot.y) - y) ** 2
    if (distance < least) [nearest, least] = [index, distance]
  }
  return nearest
}

type DotFrameProps = { model: DotModel; words: DotChartProps['words']; width: number; height: number }

function DotFrame({ model: { x, y }, words, width, height }: DotFrameProps) {
  const look = (axis: ColumnAxis) => ({
    type: 'number' as const,
    scale: axis.isLog ? ('log' as const) : ('linear' as const),
    domain: axis.range,
    ticks: axis.ticks,
    tickFormatter: (tick: number) => shortened(axis.labels[axis.ticks.indexOf(tick)] ?? '', axis.isWords ? 9 : 12),
    tick: AXIS_TICK,
    tickLine: false,
    allowDataOverflow: true,
    allowDuplicatedCategory: false,
  })
  return (
    <ScatterChart
      width={width}
      height={height}
      margin={{ top: MARGIN.top, right: MARGIN.right, bottom: MARGIN.bottom - 34, left: 0 }}
      accessibilityLayer={false}
    >
      <CartesianGrid {...GRID} syncWithTicks />
      <XAxis
        {...look(x)}
        dataKey="x"
        axisLine={AXIS_LINE}
        height={34}
        interval="preserveStartEnd"
        label={{ value: words.x, position: 'insideBottom', offset: 2, ...AXIS_TICK }}
      />
      <YAxis {...look(y)} dataKey="y" axisLine={false} width={MARGIN.left} interval={0} />
    </ScatterChart>
  )
}

function shortened(text: string, chars: number): string {
  return text.length > chars ? `${text.slice(0, chars - 1)}…` : text
}

type DotCardProps = {
  dot: Dot
  left: number
  top: number
  words: DotChartProps['words']
  sayValue: DotChartProps['sayValue']
}

/** Beside the dot, never on it; near the right edge it goes to the left. */
function DotCard({ dot, left, top, words, sayValue }: DotCardProps) {
  const rows = [
    [words.x, sayValue(dot, 0)],
    [words.y, sayValue(dot, 1)],
    ...(words.color === null ? [] : [[words.color, sayValue(dot, 2)]]),
  ]
  return (
    <div
      aria-hidden="true"
      className={cn(FLOATING, 'pointer-events-none absolute w-52 px-2.5 py-2 text-12 tabular-nums')}
      style={{ left: `clamp(0px, ${left + 14}px, calc(100% - 13rem))`, top: top > 100 ? top - 92 : top + 14 }}
    >
      <p className="mb-1 truncate font-medium">{dot.name}</p>
      <dl className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 gap-y-0.5">
        {rows.map(([word, value]) => (
          <div key={word} className="contents">
            <dt className="truncate text-muted">{word}</dt>
            <dd className="max-w-28 truncate text-right">{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
