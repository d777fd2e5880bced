/**
 * Minimum of a smooth function in a box by L-BFGS with projected steps. Made for few variables (tens) and dear
 * functions: stops early, never throws, and returns the best point it saw even when the function turns NaN.
 * Source: Nocedal & Wright (2006), algorithms 7.4 and 3.1; projection after Bertsekas (1982).
 */
export type Box = { lower: Float64Array; upper: Float64Array }

/** Writes the gradient at x into `gradient` and returns the value. */
export type Objective = (x: Float64Array, gradient: Float64Array) => number

export type Minimum = { x: Float64Array; value: number; evaluations: number }

const MEMORY = 8
const ARMIJO = 1e-4

export function minimize(
  objective: Objective,
  start: Float64Array,
  options: Box & { evaluationsMax: number; gradientTolerance: number; stepMax?: number },
): Minimum {
  const { lower, upper, evaluationsMax, gradientTolerance, stepMax = 2 } = options
  const size = start.length
  let x = project(start.slice(), options)
  let gradient = new Float64Array(size)
  let value = objective(x, gradient)
  let evaluations = 1
  const steps: Float64Array[] = []
  const changes: Float64Array[] = []
  while (evaluations < evaluationsMax && Number.isFinite(value)) {
    const free = freeVariables(x, gradient, options)
    if (largest(gradient, free) < gradientTolerance) break
    let direction = twoLoop(gradient, free, steps, changes)
    let slope = dot(direction, gradient)
    if (!(slope < 0)) {
      steps.length = 0
      changes.length = 0
      direction = gradient.map((part, i) => (free[i] ? -part : 0))
      slope = dot(direction, gradient)
    }
    const reach = largest(direction, free)
    if (!(reach > 0)) break
    let scale = Math.min(steps.length === 0 ? 0.5 / reach : 1, stepMax / reach)
    let isBetter = false
    while (evaluations < evaluationsMax) {
      const next = project(
        x.map((part, i) => part + scale * direction[i]!),
        { lower, upper },
      )
      const nextGradient = new Float64Array(size)
      const nextValue = objective(next, nextGradient)
      evaluations++
      if (nextValue <= value + ARMIJO * scale * slope) {
        const step = next.map((part, i) => part - x[i]!)
        const change = nextGradient.map((part, i) => part - gradient[i]!)
        if (dot(step, change) > 1e-12 * dot(change, change)) {
          steps.push(step)
          changes.push(change)
          if (steps.length > MEMORY) {
            steps.shift()
            changes.shift()
          }
        }
        isBetter = value - nextValue > 1e-9 * Math.max(1, Math.abs(value))
        x = next
        value = nextValue
        gradient = nextGradient
        break
      }
      // Quadratic interpolation, kept between a tenth and a half of the step.
      const curve = nextValue - value - scale * slope
      const guess = Number.isFinite(curve) && curve > 0 ? (-slope * scale * scale) / (2 * curve) : 0
      scale = Math.min(0.5 * scale, Math.max(0.1 * scale, guess))
      if (scale * reach < 1e-10) break
    }
    if (!isBetter) break
  }
  return { x, value, evaluations }
}

function project(x: Float64Array, { lower, upper }: Box): Float64Array {
  for (let i = 0; i < x.length; i++) x[i] = Math.min(upper[i]!, Math.max(lower[i]!, x[i]!))
  return x
}

/** False for a variable that sits on its bound and would be pushed through it. */
function freeVariables(x: Float64Array, gradient: Float64Array, { lower, upper }: Box): boolean[] {
  return Array.from(
    x,
    (part, i) => !((part <= lower[i]! && gradient[i]! > 0) || (part >= upper[i]! && gradient[i]! < 0)),
  )
}

function largest(gradient: Float64Array, free: readonly boolean[]): number {
  return gradient.reduce((most, part, i) => (free[i] ? Math.max(most, Math.abs(part)) : most), 0)
}

function twoLoop(
  gradient: Float64Array,
  free: readonly boolean[],
  steps: readonly Float64Array[],
  changes: readonly Float64Array[],
): Float64Array {
  const q = gradient.map((part, i) => (free[i] ? part : 0))
  const weights: number[] = []
  for (let k = steps.length - 1; k >= 0; k--) {
    const weight = dot(steps[k]!, q) / dot(steps[k]!, changes[k]!)
    weights[k] = weight
    for (let i = 0; i < q.length; i++) q[i] = q[i]! - weight * changes[k]![i]!
  }
  const last = steps.length - 1
  const scale = last < 0 ? 1 : dot(steps[last]!, changes[last]!) / dot(changes[last]!, changes[last]!)
  for (let i = 0; i < q.length; i++) q[i] = q[i]! * scale
  for (let k = 0; k < steps.length; k++) {
    const weight = weights[k]! - dot(changes[k]!, q) / dot(steps[k]!, changes[k]!)
    for (let i = 0; i < q.length; i++) q[i] = q[i]! + weight * steps[k]![i]!
  }
  return q.map((part, i) => (free[i] ? -part : 0))
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}
