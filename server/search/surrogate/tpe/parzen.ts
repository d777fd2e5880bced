/**
 * A density over the space from points: one kernel a point, a product over the dimensions, so that what goes together
 * stays together, and one wide kernel for what nobody tried. As in Optuna's multivariate TPE (Watanabe 2023): normals cut
 * to [0, 1] whose width is the larger gap to a neighbour, mass per level where there are few of them.
 *
 * A setting may have no meaning at a point. A kernel without it takes the wide one there, a point without it is judged by
 * the others.
 */
import { normalCdf, normalQuantile } from '../../numeric/normal'
import type { Rng } from '../../numeric/rng'
import type { Dimension } from '../../space/dimension'
import { type Point, type SearchSpace, settled, withGaps } from '../../space/search-space'

export type Parzen = {
  logDensity(point: Point): number
  /** ln (weight · kernel) of each kernel at the point, the wide one last; `out` is as long as there are kernels. */
  logParts(point: Point, out: Float64Array): void
  draw(rng: Rng): Point
  kernelCount: number
}

/** Where the wide kernel stands, and its width. */
const WIDE = { centre: 0.5, width: 1 }
/** More levels than this are as good as a continuum. */
const LEVELS_MAX = 64
const LOG_SQRT_2PI = 0.5 * Math.log(2 * Math.PI)

export function parzenOf(space: SearchSpace, points: readonly Point[], weights: readonly number[]): Parzen {
  const kernelCount = points.length + 1
  const total = weights.reduce((sum, weight) => sum + weight, 0) + 1
  const shares = Float64Array.from([...weights, 1], (weight) => weight / total)
  const logShares = shares.map(Math.log)
  const gapped = points.map((point) => withGaps(space, point))
  const axes = space.dimensions.map((dimension, index) =>
    axisOf(
      dimension,
      gapped.map((point) => point[index]!),
    ),
  )
  const logParts = (whole: Point, out: Float64Array) => {
    const point = withGaps(space, whole)
    out.set(logShares)
    for (const [index, axis] of axes.entries()) if (!Number.isNaN(point[index]!)) axis.addLog(point[index]!, out)
  }
  const parts = new Float64Array(kernelCount)
  return {
    kernelCount,
    logParts,
    logDensity: (point) => {
      logParts(point, parts)
      return logSumExp(parts)
    },
    draw: (rng) => {
      const kernel = pick(shares, rng.uniform())
      return settled(
        space,
        Float64Array.from(axes, (axis) => axis.draw(kernel, rng.uniform())),
      )
    },
  }
}

export function logSumExp(parts: Float64Array): number {
  const most = parts.reduce((max, part) => Math.max(max, part), Number.NEGATIVE_INFINITY)
  if (!Number.isFinite(most)) return Number.NEGATIVE_INFINITY
  return most + Math.log(parts.reduce((sum, part) => sum + Math.exp(part - most), 0))
}

/** One dimension of all kernels. */
type Axis = {
  /** Adds ln of each kernel's density (of its mass, for levels) at the coordinate. */
  addLog(coordinate: number, out: Float64Array): void
  draw(kernel: number, u: number): number
}

function axisOf(dimension: Dimension, coordinates: readonly number[]): Axis {
  if (dimension.kind === 'category') return categoryAxis(dimension, coordinates)
  const widths = widthsOf(coordinates)
  const centres = Float64Array.from([...coordinates, Number.NaN], (x) => (Number.isNaN(x) ? WIDE.centre : x))
  const { levels } = dimension
  return levels !== null && levels.length <= LEVELS_MAX
    ? levelAxis(levels, centres, widths)
    : continuousAxis(dimension, centres, widths)
}

/**
 * The larger gap to a neighbour, the wide kernel's centre among them; the outermost have one neighbour alone. Not below
 * a hundredth of the range, nor, while there are few kernels, below what they share among them.
 */
function widthsOf(coordinates: readonly number[]): Float64Array {
  const known = [...coordinates.keys()].filter((index) => !Number.isNaN(coordinates[index]!))
  const least = 1 / Math.min(100, coordinates.length + 2)
  const places = [...known.map((index) => ({ index, at: coordinates[index]! })), { index: -1, at: WIDE.centre }]
  places.sort((a, b) => a.at - b.at || a.index - b.index)
  const widths = new Float64Array(coordinates.length + 1).fill(WIDE.width)
  for (const [rank, { index, at }] of places.entries()) {
    if (index < 0) continue
    const below = places[rank - 1]
    const above = places[rank + 1]
    const gap = Math.max(below === undefined ? 0 : at - below.at, above === undefined ? 0 : above.at - at)
    widths[index] = Math.min(WIDE.width, Math.max(least, gap))
  }
  return widths
}

function continuousAxis(dimension: Dimension, centres: Float64Array, widths: Float64Array): Axis {
  const low = centres.map((centre, i) => normalCdf(-centre / widths[i]!))
  const mass = centres.map((centre, i) => normalCdf((1 - centre) / widths[i]!) - low[i]!)
  const logScale = mass.map((share, i) => -Math.log(share * widths[i]!) - LOG_SQRT_2PI)
  return {
    addLog: (x, out) => {
      for (let i = 0; i < centres.length; i++) {
        const z = (x - centres[i]!) / widths[i]!
        out[i] = out[i]! + logScale[i]! - 0.5 * z * z
      }
    },
    draw: (kernel, u) => {
      const z = normalQuantile(Math.min(1 - 1e-12, Math.max(1e-12, low[kernel]! + u * mass[kernel]!)))
      return dimension.snap(centres[kernel]! + widths[kernel]! * z)
    },
  }
}

/** A level has the mass of the stretch that is nearer to it than to another. */
function levelAxis(levels: Float64Array, centres: Float64Array, widths: Float64Array): Axis {
  const count = levels.length
  const ends = Float64Array.from({ length: count + 1 }, (_, k) => endOf(levels, k))
  const masses = new Float64Array(centres.length * count)
  for (const [i, centre] of centres.entries()) {
    const cdf = ends.map((end) => normalCdf((end - centre) / widths[i]!))
    const whole = cdf[count]! - cdf[0]!
    for (let k = 0; k < count; k++) masses[i * count + k] = (cdf[k + 1]! - cdf[k]!) / whole
  }
  return tableAxis(masses, count, { levelOf: (x) => nearest(levels, x), coordinateAt: (level) => levels[level]! })
}

function endOf(levels: Float64Array, k: number): number {
  if (k === 0) return 0
  return k === levels.length ? 1 : 0.5 * (levels[k - 1]! + levels[k]!)
}

/** One level gets a kernel's weight, and all share what a single run says of the others. */
function categoryAxis({ levelCount, fromUnit }: Dimension, coordinates: readonly number[]): Axis {
  const kernelCount = coordinates.length + 1
  const masses = new Float64Array(kernelCount * levelCount)
  for (let i = 0; i < kernelCount; i++) {
    const own = coordinates[i] ?? Number.NaN
    const isKnown = own >= 0 && own < levelCount
    const rest = isKnown ? 1 / kernelCount : 1
    const whole = (isKnown ? 1 : 0) + rest * levelCount
    for (let k = 0; k < levelCount; k++) masses[i * levelCount + k] = (rest + (k === own ? 1 : 0)) / whole
  }
  return tableAxis(masses, levelCount, {
    levelOf: (x) => (x >= 0 && x < levelCount ? x : -1),
    coordinateAt: (level) => level,
    drawWide: fromUnit,
  })
}

type Places = {
  /** -1 for none of them. */
  levelOf: (coordinate: number) => number
  coordinateAt: (level: number) => number
  /** How the wide kernel draws, where the declared distribution says more than its masses. */
  drawWide?: (u: number) => number
}

function tableAxis(masses: Float64Array, count: number, { levelOf, coordinateAt, drawWide }: Places): Axis {
  const logs = masses.map((mass) => Math.log(Math.max(mass, Number.MIN_VALUE)))
  const last = masses.length / count - 1
  return {
    addLog: (x, out) => {
      const level = levelOf(x)
      if (level < 0) return
      for (let i = 0; i <= last; i++) out[i] = out[i]! + logs[i * count + level]!
    },
    draw: (kernel, u) => {
      if (kernel === last && drawWide !== undefined) return drawWide(u)
      return coordinateAt(pick(masses.subarray(kernel * count, (kernel + 1) * count), u))
    },
  }
}

function pick(shares: Float64Array, u: number): number {
  let sum = 0
  for (let index = 0; index < shares.length; index++) {
    sum += shares[index]!
    if (u < sum) return index
  }
  return shares.length - 1
}

function nearest(levels: Float64Array, coordinate: number): number {
  let best = 0
  for (let index = 1; index < levels.length; index++) {
    if (Math.abs(levels[index]! - coordinate) < Math.abs(levels[best]! - coordinate)) best = index
  }
  return best
}
