/**
 * Curves of many runs as one: mean, spread, ends and how many runs had a value, at steps that were logged. Nothing is
 * invented between them: a run that did not log at a step does not count there.
 */
import { isAscending, orderOf } from '~/server/series/points'

/** Past this many steps neighbouring ones are joined, and of each run the last value among them counts. */
export const CURVE_STEPS_MAX = 500

export type MeanOfCurves = {
  runCount: number
  step: number[]
  mean: number[]
  /** Of the sample; 0 where there is one run. */
  deviation: number[]
  min: number[]
  max: number[]
  count: number[]
  /** Steps that were joined into one place. */
  stride: number
}

type Curve = { steps: Float64Array; values: Float64Array }

export class MeanCurve {
  private readonly curves: Curve[] = []

  /** Values that are not finite are left out; of several at one step the last counts. */
  add(steps: Float64Array, values: Float64Array): void {
    const kept = Uint32Array.from(steps.keys()).filter((index) => Number.isFinite(values[index]))
    if (kept.length === 0) return
    const curve = {
      steps: Float64Array.from(kept, (i) => steps[i] ?? 0),
      values: Float64Array.from(kept, (i) => values[i] ?? 0),
    }
    this.curves.push(isAscending(curve.steps) ? curve : inOrder(curve))
  }

  result(): MeanOfCurves {
    const { places, stride, placeOf } = placesOf(this.curves)
    const sums = places.map(() => ({
      count: 0,
      mean: 0,
      squares: 0,
      min: Number.POSITIVE_INFINITY,
      max: Number.NEGATIVE_INFINITY,
    }))
    const lastSteps = places.map((place) => (stride === 1 ? place : Number.NEGATIVE_INFINITY))
    for (const { steps, values } of this.curves) {
      for (const [index, step] of steps.entries()) {
        const place = placeOf(step)
        const next = steps[index + 1]
        if (next !== undefined && placeOf(next) === place) continue
        const sum = sums[place]
        if (sum !== undefined) addTo(sum, values[index] ?? 0)
        lastSteps[place] = Math.max(lastSteps[place] ?? step, step)
      }
    }
    const filled = [...sums.keys()].filter((place) => (sums[place]?.count ?? 0) > 0)
    const column = (pick: (sum: Sum) => number) => filled.flatMap((place) => (sums[place] ? [pick(sums[place])] : []))
    return {
      runCount: this.curves.length,
      // Of joined steps the last one that was logged, so that no place is one that nobody logged at.
      step: filled.map((place) => lastSteps[place] ?? 0),
      mean: column(({ mean }) => mean),
      deviation: column(({ count, squares }) => (count > 1 ? Math.sqrt(squares / (count - 1)) : 0)),
      min: column(({ min }) => min),
      max: column(({ max }) => max),
      count: column(({ count }) => count),
      stride,
    }
  }
}

function inOrder({ steps, values }: Curve): Curve {
  const order = orderOf(steps as Float64Array<ArrayBuffer>)
  return {
    steps: Float64Array.from(order, (index) => steps[index] ?? 0),
    values: Float64Array.from(order, (index) => values[index] ?? 0),
  }
}

function placesOf(curves: readonly Curve[]): { places: number[]; stride: number; placeOf: (step: number) => number } {
  const distinct = new Set<number>()
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const { steps } of curves) {
    low = Math.min(low, steps[0] ?? low)
    high = Math.max(high, steps.at(-1) ?? high)
    for (let index = 0; index < steps.length && distinct.size <= CURVE_STEPS_MAX; index++)
      distinct.add(steps[index] ?? 0)
  }
  if (distinct.size <= CURVE_STEPS_MAX) {
    const places = [...distinct].sort((a, b) => a - b)
    const indices = new Map(places.map((step, index) => [step, index]))
    return { places, stride: 1, placeOf: (step) => indices.get(step) ?? -1 }
  }
  const stride = Math.ceil((high - low + 1) / CURVE_STEPS_MAX)
  const places = Array.from({ length: Math.floor((high - low) / stride) + 1 }, (_, index) => low + index * stride)
  return { places, stride, placeOf: (step) => Math.floor((step - low) / stride) }
}

type Sum = { count: number; mean: number; squares: number; min: number; max: number }

/** Welford's update: stable also when values are large beside their spread. */
function addTo(sum: Sum, value: number): void {
  sum.count++
  const delta = value - sum.mean
  sum.mean += delta / sum.count
  sum.squares += delta * (value - sum.mean)
  sum.min = Math.min(sum.min, value)
  sum.max = Math.max(sum.max, value)
}
