/**
 * The small charts below a comparison: the mean curve of one metric over the runs of each method, a band of one sample
 * deviation, and how many runs had a value there. Where a single run is left the band is gone: one run has no spread.
 */

import { scaleLinear } from 'd3-scale'
import type { MethodCurve } from '~/server/domain/sweep'
import { METHODS, type Method } from '~/server/domain/sweep-config'
import { extentOf } from './value-scale'

export type CurveCell = { mean: number; band: [number, number] | null; count: number }

export type CurvePanel = {
  metric: string
  methods: { method: Method; runCount: number }[]
  rows: ({ step: number } & Partial<Record<Method, CurveCell>>)[]
  domain: [number, number]
  ticks: number[]
  stepDomain: [number, number]
}

function cellsOf(curve: MethodCurve): Map<number, CurveCell> {
  const cells = new Map<number, CurveCell>()
  for (const [index, step] of curve.step.entries()) {
    const mean = curve.mean[index]
    const count = curve.count[index] ?? 0
    if (mean === undefined || !Number.isFinite(mean)) continue
    const deviation = curve.deviation[index] ?? Number.NaN
    const hasBand = count > 1 && Number.isFinite(deviation)
    cells.set(step, { mean, band: hasBand ? [mean - deviation, mean + deviation] : null, count })
  }
  return cells
}

/** One panel for a metric; null when no method has a value of it. */
export function curvePanel(metric: string, curves: readonly MethodCurve[]): CurvePanel | null {
  const mine = curves
    .filter((curve) => curve.metric === metric)
    .sort((a, b) => METHODS.indexOf(a.method) - METHODS.indexOf(b.method))
    .map((curve) => ({ method: curve.method, runCount: curve.runCount, cells: cellsOf(curve) }))
    .filter((curve) => curve.cells.size > 0)
  const steps = [...new Set(mine.flatMap((curve) => [...curve.cells.keys()]))].sort((a, b) => a - b)
  const extent = extentOf(
    mine.flatMap(({ cells }) => [...cells.values()].flatMap(({ mean, band }) => [mean, ...(band ?? [])])),
  )
  const [from, to] = [steps[0], steps.at(-1)]
  if (extent === null || from === undefined || to === undefined) return null
  const scale = scaleLinear().domain(extent).nice(4)
  const [low = extent[0], high = extent[1]] = scale.domain()
  return {
    metric,
    methods: mine.map(({ method, runCount }) => ({ method, runCount })),
    rows: steps.map((step) => ({
      step,
      ...Object.fromEntries(mine.flatMap(({ method, cells }) => (cells.has(step) ? [[method, cells.get(step)]] : []))),
    })),
    domain: [low, high],
    ticks: scale.ticks(4),
    stepDomain: [from, to],
  }
}
