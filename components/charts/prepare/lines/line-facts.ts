/** What a line chart says in numbers: for its table view, and in words for those who cannot see it. Pure. */
import { countOf, formatNumber } from '~/components/lib/format'
import type { LineModel } from './line-model'

export type LineFacts = {
  id: string
  name: string
  color: string
  pointCount: number
  /** Bands count, so the extremes are those of all points. */
  min: number
  max: number
  last: number
  /** Runs of the group; null of a run. */
  runCount: number | null
}

/** Highest last value first. */
export function lineFacts(model: LineModel): LineFacts[] {
  const facts = model.lines.map(({ id, name, color, y, raw, low, high, last, pointCount, group }) => ({
    id,
    name,
    color,
    pointCount,
    min: extreme([raw ?? y, low], Math.min),
    max: extreme([raw ?? y, high], Math.max),
    last: last ?? Number.NaN,
    runCount: group?.runCount ?? null,
  }))
  return facts.toSorted((a, b) => b.last - a.last)
}

function extreme(columns: (Float64Array | null)[], choose: (a: number, b: number) => number): number {
  let found = Number.NaN
  for (const column of columns) {
    for (const value of column ?? []) {
      if (!Number.isNaN(value)) found = Number.isNaN(found) ? value : choose(found, value)
    }
  }
  return found
}

/** What the picture says, for those who cannot see it. */
export function summaryOf(title: string, model: LineModel): string {
  const lasts = model.lines.filter((line) => line.last !== null).toSorted((a, b) => (b.last ?? 0) - (a.last ?? 0))
  const top = lasts[0]
  const bottom = lasts.at(-1)
  if (top === undefined || bottom === undefined) return `${title}: no values.`
  const against = `Against ${model.xWord} from ${model.x.format(model.x.range[0])} to ${model.x.format(model.x.range[1])}.`
  if (lasts.length === 1) {
    return `${title}: one line; its last value is ${formatNumber(top.last ?? 0)}. ${against}`
  }
  const ends = `highest ${top.name} at ${formatNumber(top.last ?? 0)}, lowest ${bottom.name} at ${formatNumber(bottom.last ?? 0)}`
  return `${title}: ${countOf(lasts.length, 'line')}. Last values: ${ends}. ${against}`
}
