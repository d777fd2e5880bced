/** What a line chart says in numbers, for its table view. Pure; bands count, so the extremes are those of all points. */
import type { LineModel } from './line-model'

export type LineFacts = {
  id: string
  name: string
  color: string
  pointCount: number
  min: number
  max: number
  last: number
}

/** Highest last value first. */
export function lineFacts(model: LineModel): LineFacts[] {
  const facts = model.lines.map(({ id, name, color, points, raw, last }) => {
    const shown = (raw ?? points).filter((point) => point.y !== null)
    const lows = shown.map((point) => point.band?.[0] ?? point.y ?? 0)
    const highs = shown.map((point) => point.band?.[1] ?? point.y ?? 0)
    return {
      id,
      name,
      color,
      pointCount: shown.length,
      min: lows.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
      max: highs.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY),
      last: last ?? Number.NaN,
    }
  })
  return facts.toSorted((a, b) => b.last - a.last)
}
