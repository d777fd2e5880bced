/**
 * The small charts below a comparison: the mean of one metric over the ended runs of each contender, a band of the
 * chosen kind, and how many runs had a value there. Where a single run is left there is no band: one run has no spread.
 */
import { scaleLinear } from 'd3-scale'
import type { Comparison, ContenderCurve } from '~/server/domain/comparison'
import type { Method } from '~/server/domain/sweep-config'
import { extentOf } from '../value-scale'

export const CURVE_BANDS = ['std', 'stderr', 'minmax'] as const
export type CurveBand = (typeof CURVE_BANDS)[number]

export const BAND_WORDS: Record<CurveBand, string> = {
  std: '± one standard deviation of the runs',
  stderr: '± one standard error of the mean',
  minmax: 'from the smallest to the largest run',
}

export type CurveCell = {
  mean: number
  band: [number, number] | null
  count: number
  /** Fewer than half of its runs are left: the mean is over others than before. */
  isThin: boolean
}

export type CurvePanel = {
  metric: string
  lines: { contender: number; label: string; method: Method; ordinal: number; runCount: number; runTotal: number }[]
  /** `cells` by place in `lines`. */
  rows: { step: number; cells: (CurveCell | null)[] }[]
  domain: [number, number]
  ticks: number[]
  stepDomain: [number, number]
  /** Steps joined into one place; 1 where each has its own. */
  stride: number
}

function cellsOf(curve: ContenderCurve, band: CurveBand): Map<number, CurveCell> {
  const cells = new Map<number, CurveCell>()
  const most = Math.max(...curve.count)
  for (const [at, step] of curve.step.entries()) {
    const [mean, count, deviation] = [curve.mean[at], curve.count[at] ?? 0, curve.deviation[at] ?? 0]
    if (mean === undefined) continue
    const spread = band === 'stderr' ? deviation / Math.sqrt(Math.max(1, count)) : deviation
    const ends: [number, number] =
      band === 'minmax' ? [curve.min[at] ?? mean, curve.max[at] ?? mean] : [mean - spread, mean + spread]
    cells.set(step, { mean, count, band: count > 1 ? ends : null, isThin: count < most / 2 })
  }
  return cells
}

type PanelInput = { curves: readonly ContenderCurve[]; contenders: Comparison['contenders']; band: CurveBand }

/** One panel for a metric; null when no contender has a value of it. */
export function curvePanel(metric: string, { curves, contenders, band }: PanelInput): CurvePanel | null {
  const mine = curves.filter((curve) => curve.metric === metric && curve.step.length > 0)
  const cells = mine.map((curve) => cellsOf(curve, band))
  const steps = [...new Set(cells.flatMap((each) => [...each.keys()]))].sort((a, b) => a - b)
  const extent = extentOf(
    cells.flatMap((each) => [...each.values()].flatMap(({ mean, band: ends }) => [mean, ...(ends ?? [])])),
  )
  const [from, to] = [steps[0], steps.at(-1)]
  if (extent === null || from === undefined || to === undefined) return null
  const scale = scaleLinear().domain(extent).nice(4)
  const [low = extent[0], high = extent[1]] = scale.domain()
  return {
    metric,
    lines: mine.flatMap(({ contender, runCount, runTotal }) => {
      const named = contenders[contender]
      return named === undefined
        ? []
        : [{ contender, label: named.label, method: named.method, ordinal: named.ordinal, runCount, runTotal }]
    }),
    rows: steps.map((step) => ({ step, cells: cells.map((each) => each.get(step) ?? null) })),
    domain: [low, high],
    ticks: scale.ticks(4),
    stepDomain: [from, to],
    stride: Math.max(...mine.map(({ stride }) => stride)),
  }
}

const PANELS_FIRST = 4

/**
 * Metrics that belong to the objective: itself and its twin on the other part of the data (`val_accuracy`, `accuracy`),
 * then the losses; with neither, whatever most runs logged.
 */
export function relatedMetrics(objective: string, available: readonly string[]): string[] {
  const stem = stemOf(objective)
  const twins = available.filter((metric) => stemOf(metric) === stem)
  const losses = available.filter((metric) => stemOf(metric).endsWith('loss') && !twins.includes(metric))
  const chosen = [...losses.sort(byPart).slice(0, 2), ...twins.sort(byPart)].slice(0, PANELS_FIRST)
  const rest = available.filter((metric) => !chosen.includes(metric) && metric !== 'epoch')
  return chosen.length > 0 ? chosen : rest.slice(0, PANELS_FIRST)
}

const PARTS = /(^|[/_.-])(train|training|val|valid|validation|eval|test|dev)(?=[/_.-]|$)/gi

/** What is measured, without which part of the data it is measured on. */
function stemOf(metric: string): string {
  return metric
    .replace(PARTS, '')
    .replace(/^[/_.-]+/, '')
    .toLowerCase()
}

/** Training before validation: the name without a part first. */
function byPart(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : 1)
}
