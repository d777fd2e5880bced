/**
 * Histograms over steps as one picture: a column for each step, a row for each stretch of values, dark where much lies.
 * Pure. Histograms of different bins are poured into common rows by how far they overlap, and each column is a share of
 * its own count, so that steps with more values do not outshine the others.
 */
import { type Axis, linearAxis, type Range, xAxisOf } from '~/components/charts/prepare/ticks'

export type StepHistogram = { step: number; edges: readonly number[]; counts: readonly number[] }

export type HistogramFacts = {
  step: number
  count: number
  min: number
  low: number
  median: number
  high: number
  max: number
}

export type HistogramColumn = HistogramFacts & {
  /** Place along x; a column reaches to the next one, the last as far as the one before it. */
  from: number
  to: number
  /** Share of the column's values in each row, from the bottom up. */
  shares: Float64Array
}

export type HistogramMatrix = {
  x: Axis
  y: Axis
  rows: number
  columns: HistogramColumn[]
  /** The largest share of all: the darkest. */
  shareMax: number
}

/** What lies beyond these shares on either side is no part of a band. */
const LOW = 0.05
const HIGH = 0.95

/** Null when there is nothing to draw. `yRange` puts several pictures on one scale. */
export function histogramMatrix(
  histograms: readonly StepHistogram[],
  { rows, yRange, xRange }: { rows: number; yRange: Range; xRange: Range },
): HistogramMatrix | null {
  const filled = histograms
    .filter(({ counts }) => counts.some((count) => count > 0))
    .toSorted((a, b) => a.step - b.step)
  if (filled.length === 0) return null
  const columns = filled.map((histogram, index): HistogramColumn => {
    const [from, to] = spanOf(filled, index, xRange)
    return { ...factsOf(histogram), from, to, shares: sharesOf(histogram, rows, yRange) }
  })
  return {
    x: xAxisOf('step', xRange),
    y: linearAxis(yRange),
    rows,
    columns,
    shareMax: Math.max(...columns.map(({ shares }) => shares.reduce((most, share) => Math.max(most, share), 0))),
  }
}

function spanOf(all: readonly StepHistogram[], index: number, xRange: Range): Range {
  const at = all[index]?.step ?? 0
  const next = all[index + 1]?.step
  if (next !== undefined) return [at, next]
  const before = all[index - 1]?.step
  return [at, before === undefined ? xRange[1] : at + (at - before)]
}

/** Values that bins with something in them reach over, of all histograms; a single value gets room around it. */
export function valueRange(histograms: readonly StepHistogram[]): Range | null {
  let min = Number.POSITIVE_INFINITY
  let max = Number.NEGATIVE_INFINITY
  for (const { edges, counts } of histograms) {
    for (const [bin, count] of counts.entries()) {
      if (count <= 0) continue
      min = Math.min(min, edges[bin] ?? min)
      max = Math.max(max, edges[bin + 1] ?? max)
    }
  }
  if (min > max) return null
  if (min === max) return [min - 0.5, max + 0.5]
  return [min, max]
}

/** From the first step to where the column of the last one ends. */
export function stepRange(histograms: readonly StepHistogram[]): Range {
  const steps = histograms.map(({ step }) => step).sort((a, b) => a - b)
  const first = steps[0] ?? 0
  const last = steps.at(-1) ?? 0
  const before = steps.findLast((step) => step < last)
  return [first, last + (before === undefined ? 1 : last - before)]
}

function sharesOf({ edges, counts }: StepHistogram, rows: number, [min, max]: Range): Float64Array {
  const shares = new Float64Array(rows)
  const total = counts.reduce((sum, count) => sum + Math.max(0, count), 0)
  const height = (max - min) / rows
  for (const [bin, count] of counts.entries()) {
    if (count <= 0) continue
    const from = edges[bin] ?? min
    const to = edges[bin + 1] ?? from
    const first = rowOf(from, min, height, rows)
    const last = rowOf(to, min, height, rows)
    for (let row = first; row <= last; row++) {
      const share = overlap(from, to, min + row * height, min + (row + 1) * height)
      shares[row] = (shares[row] ?? 0) + (count / total) * share
    }
  }
  return shares
}

function rowOf(value: number, min: number, height: number, rows: number): number {
  return Math.min(rows - 1, Math.max(0, Math.floor((value - min) / height)))
}

/** How much of [from, to] lies in [low, high]; a bin without width lies where it is. */
function overlap(from: number, to: number, low: number, high: number): number {
  if (to <= from) return from >= low && from <= high ? 1 : 0
  return Math.max(0, Math.min(to, high) - Math.max(from, low)) / (to - from)
}

export function factsOf({ step, edges, counts }: StepHistogram): HistogramFacts {
  const total = counts.reduce((sum, count) => sum + Math.max(0, count), 0)
  const range = valueRange([{ step, edges, counts }]) ?? [0, 0]
  const at = (share: number) => quantile({ edges, counts }, share * total)
  return { step, count: total, min: range[0], low: at(LOW), median: at(0.5), high: at(HIGH), max: range[1] }
}

/** Values are taken as spread evenly in their bin. */
function quantile({ edges, counts }: Pick<StepHistogram, 'edges' | 'counts'>, rank: number): number {
  let seen = 0
  for (const [bin, count] of counts.entries()) {
    if (count <= 0) continue
    const from = edges[bin] ?? 0
    const to = edges[bin + 1] ?? from
    if (seen + count >= rank) return from + ((to - from) * Math.max(0, rank - seen)) / count
    seen += count
  }
  return edges.at(-1) ?? 0
}
