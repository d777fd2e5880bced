/** A small line of how the best value came about: steps over the runs, in a box of the caller's size. Pure. */
export type Sparkline = {
  /** The step line as an SVG path. */
  path: string
  /** Where the best was found. */
  end: { x: number; y: number }
}

type Progress = { place: readonly number[]; value: readonly number[] }
type Box = { width: number; height: number; pad: number }

/**
 * Null without a value. `runCount`: how far the line goes; the last step lasts until there. Records only get better, so
 * from the first at the bottom to the last at the top, up is better whichever way the goal goes.
 */
export function sparkline({ place, value }: Progress, runCount: number, { width, height, pad }: Box): Sparkline | null {
  const [first, last, lastPlace] = [value[0], value.at(-1), place.at(-1)]
  if (first === undefined || last === undefined || lastPlace === undefined) return null
  const end = Math.max(runCount, lastPlace)
  const x = (run: number) => round(pad + ((width - 2 * pad) * run) / end)
  const y = (of: number) =>
    round(height - pad - (first === last ? 1 : (of - first) / (last - first)) * (height - 2 * pad))
  const steps = place.map((run, index) => {
    const level = y(value[index] ?? last)
    return index === 0 ? `M${x(run)} ${level}` : `H${x(run)}V${level}`
  })
  return { path: `${steps.join('')}H${x(end)}`, end: { x: x(lastPlace), y: y(last) } }
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10
}
