/** Between values and pixels of a line chart, and the paths of its lines. Pure: the same for canvas, SVG and overlays. */
import { type Numbers, shownPart } from './curve'
import type { LineModel } from './line-model'

export type PlotBox = { left: number; top: number; width: number; height: number }

export type PlotScale = {
  /** Pixels from the plot's left and top; beyond the plot for values beyond the axes. */
  x: (value: number) => number
  y: (value: number) => number
  /** The value at a share of the width. */
  xAt: (share: number) => number
  /** The part of x that is shown. */
  range: readonly [number, number]
}

/** Coordinates far outside make no difference, and canvases draw them wrongly. */
const FAR = 20_000

export function plotScale({ x, y, isLogX, isLogY }: LineModel, { width, height }: { width: number; height: number }) {
  const across = shareOf(x.range, isLogX)
  const up = shareOf(y.range, isLogY)
  const [from, to] = x.range
  return {
    x: (value) => within(across(value) * width),
    y: (value) => within((1 - up(value)) * height),
    xAt: (share) => (isLogX ? from * (to / from) ** share : from + share * (to - from)),
    range: x.range,
  } satisfies PlotScale
}

function shareOf([from, to]: readonly [number, number], isLog: boolean): (value: number) => number {
  if (!isLog) return (value) => (value - from) / (to - from)
  const [start, span] = [Math.log(from), Math.log(to) - Math.log(from)]
  return (value) => (value > 0 ? (Math.log(value) - start) / span : -FAR)
}

function within(pixels: number): number {
  return Math.max(-FAR, Math.min(FAR, pixels))
}

/** What a path is drawn into: a canvas, or text. */
export type PathSink = { moveTo: (x: number, y: number) => void; lineTo: (x: number, y: number) => void }

type Shown = readonly [from: number, to: number]

/** Positions to draw: those inside of the range, and one on each side, so that the line leaves the plot. */
function drawnPart(x: Numbers, range: Shown): [number, number] {
  const [first, last] = shownPart(x, range)
  return [Math.max(0, first - 1), Math.min(x.length, last + 1)]
}

/** The pieces of a line between its gaps. A lone point between gaps gets a hair's breadth, so that round ends show it. */
export function traceLine(sink: PathSink, { x, y }: { x: Numbers; y: Numbers }, scale: PlotScale): void {
  const [from, to] = drawnPart(x, scale.range)
  let isDown = false
  for (let i = from; i < to; i++) {
    const value = y[i] ?? Number.NaN
    if (Number.isNaN(value)) {
      isDown = false
      continue
    }
    const [px, py] = [scale.x(x[i] ?? 0), scale.y(value)]
    if (isDown) sink.lineTo(px, py)
    else {
      sink.moveTo(px, py)
      if (i + 1 >= to || Number.isNaN(y[i + 1] ?? Number.NaN)) sink.lineTo(px + 0.01, py)
    }
    isDown = true
  }
}

/** A closed outline for each piece of the band between its gaps. */
export function traceBand(
  sink: PathSink,
  { x, low, high }: { x: Numbers; low: Numbers; high: Numbers },
  scale: PlotScale,
): void {
  const [from, to] = drawnPart(x, scale.range)
  const isGap = (i: number) => i >= to || Number.isNaN(low[i] ?? Number.NaN) || Number.isNaN(high[i] ?? Number.NaN)
  for (let start = from; start < to; start++) {
    if (isGap(start)) continue
    let end = start
    while (end + 1 < to && !isGap(end + 1)) end++
    for (let i = start; i <= end; i++) {
      const [px, py] = [scale.x(x[i] ?? 0), scale.y(high[i] ?? 0)]
      if (i === start) sink.moveTo(px, py)
      else sink.lineTo(px, py)
    }
    for (let i = end; i >= start; i--) sink.lineTo(scale.x(x[i] ?? 0), scale.y(low[i] ?? 0))
    start = end
  }
}

/** Lines of the second and later metrics of a panel are told apart by dashes, since colour says the run. */
export const LINE_DASHES: readonly (readonly number[])[] = [[], [6, 3], [2, 3], [10, 3, 2, 3]]

export function dashOf(number: number): readonly number[] {
  return LINE_DASHES[number % LINE_DASHES.length] ?? []
}
