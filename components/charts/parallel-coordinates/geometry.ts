/** Where things are in parallel coordinates, in CSS pixels. Pure, so that drawing and pointing agree. */
export const PLOT_HEIGHT = 272
/** Room above and below the axes for half a tick label and the end of a brush. */
export const PLOT_PAD = 12
const SIDE_PAD = 72
const AXIS_GAP_MIN = 104

export type Geometry = {
  width: number
  height: number
  /** x of each axis. */
  xs: number[]
}

/** Axes spread evenly; when there is no room for all, the drawing is wider than its box and scrolls. */
export function geometryOf(boxWidth: number, axisCount: number): Geometry {
  const gaps = Math.max(1, axisCount - 1)
  const width = Math.max(boxWidth, 2 * SIDE_PAD + gaps * AXIS_GAP_MIN)
  const gap = (width - 2 * SIDE_PAD) / gaps
  const xs = Array.from({ length: axisCount }, (_, index) => (axisCount === 1 ? width / 2 : SIDE_PAD + index * gap))
  return { width, height: PLOT_HEIGHT, xs }
}

export function yOf(position: number, isFlipped: boolean): number {
  const height = isFlipped ? position : 1 - position
  return PLOT_PAD + height * (PLOT_HEIGHT - 2 * PLOT_PAD)
}

export function positionAt(y: number, isFlipped: boolean): number {
  const share = Math.min(1, Math.max(0, (y - PLOT_PAD) / (PLOT_HEIGHT - 2 * PLOT_PAD)))
  return isFlipped ? share : 1 - share
}

/** Where x lies in units of axes: 1.5 is half way between the second and the third. */
export function columnAt(x: number, { xs }: Geometry): number {
  const [first = 0, second = first + 1] = xs
  return Math.min(Math.max((x - first) / (second - first), 0), Math.max(xs.length - 1, 0))
}
