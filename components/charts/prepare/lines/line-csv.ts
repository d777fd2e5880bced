/** The drawn data of a line chart as rows: what is in the shown part of x, before and after smoothing. Pure. */
import type { LineModel, PlotLine } from './line-model'

export function lineRows(model: LineModel): (string | number | null)[][] {
  const [from, to] = model.x.range
  const hasRaw = model.lines.some((line) => line.raw !== null)
  const hasBand = model.lines.some((line) => line.low !== null)
  const hasCounts = model.lines.some((line) => line.counts !== null)
  const head = [
    'line',
    'run',
    'metric',
    model.xWord,
    'value',
    ...(hasRaw ? ['smoothed'] : []),
    ...(hasBand ? ['low', 'high'] : []),
    ...(hasCounts ? ['runs'] : []),
  ]
  const rows = model.lines.flatMap((line) =>
    [...line.x.keys()]
      .filter((at) => inside(line, at, from, to))
      .map((at) => [
        line.name,
        line.run?.id ?? '',
        line.metric,
        line.x[at] ?? null,
        numberAt(line.raw ?? line.y, at),
        ...(hasRaw ? [numberAt(line.y, at)] : []),
        ...(hasBand ? [numberAt(line.low, at), numberAt(line.high, at)] : []),
        ...(hasCounts ? [line.counts?.[at] ?? null] : []),
      ]),
  )
  return [head, ...rows]
}

/** Gaps are no rows: nothing is drawn there. */
function inside({ x, y, raw }: PlotLine, at: number, from: number, to: number): boolean {
  const place = x[at] ?? Number.NaN
  return place >= from && place <= to && !Number.isNaN((raw ?? y)[at] ?? Number.NaN)
}

function numberAt(column: Float64Array | null, at: number): number | null {
  const value = column?.[at] ?? Number.NaN
  return Number.isNaN(value) ? null : value
}
