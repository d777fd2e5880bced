/**
 * Triangular solves and updates on a packed lower factor. Plain loops on Float64Array: they run thousands of times a
 * suggestion. All work in place and read only the first `size` rows.
 */
import type { Factor } from './cholesky'

/** x ← L⁻¹ x. Cost n². */
export function solveLower({ data, size, stride }: Factor, x: Float64Array): void {
  for (let i = 0; i < size; i++) {
    const row = i * stride
    let sum = x[i]!
    for (let k = 0; k < i; k++) sum -= data[row + k]! * x[k]!
    x[i] = sum / data[row + i]!
  }
}

/** x ← L⁻ᵀ x. Cost n²; runs over rows so that memory is read in order. */
export function solveUpper({ data, size, stride }: Factor, x: Float64Array): void {
  for (let i = size - 1; i >= 0; i--) {
    const row = i * stride
    const value = x[i]! / data[row + i]!
    x[i] = value
    for (let k = 0; k < i; k++) x[k] = x[k]! - data[row + k]! * value
  }
}

/** Σ ln L_ii, half the log determinant. */
export function logDiagonal({ data, size, stride }: Factor): number {
  let sum = 0
  for (let i = 0; i < size; i++) sum += Math.log(data[i * stride + i]!)
  return sum
}

/**
 * Adds one row: `cross` are the covariances with the rows so far, `own` the diagonal entry. In place while there is
 * capacity. A diagonal that is not positive is lifted to `floor`: the new point is a copy of an old one.
 */
export function appendRow(factor: Factor, cross: Float64Array, own: number, floor: number): Factor {
  const { data, size, stride } = factor
  if (size >= stride) throw new RangeError(`a factor of capacity ${stride} is full`)
  const row = cross.slice(0, size)
  solveLower(factor, row)
  let rest = own
  for (let k = 0; k < size; k++) {
    data[size * stride + k] = row[k]!
    rest -= row[k]! * row[k]!
  }
  data[size * stride + size] = Math.sqrt(Math.max(rest, floor))
  return { ...factor, size: size + 1 }
}

/**
 * (L Lᵀ)⁻¹, lower triangle, n × n row-major. Wanted for one thing only, the trace in the gradient of the likelihood;
 * never to solve with. Cost n³ · 2/3.
 */
export function inverseOf({ data, size, stride }: Factor): Float64Array {
  const lowerInverse = new Float64Array(size * size)
  for (let column = 0; column < size; column++) {
    lowerInverse[column * size + column] = 1 / data[column * stride + column]!
  }
  for (let i = 0; i < size; i++) {
    const diagonal = 1 / data[i * stride + i]!
    const target = i * size
    for (let k = 0; k < i; k++) {
      const factor = data[i * stride + k]! * diagonal
      const source = k * size
      for (let j = 0; j <= k; j++)
        lowerInverse[target + j] = lowerInverse[target + j]! - factor * lowerInverse[source + j]!
    }
  }
  const inverse = new Float64Array(size * size)
  for (let k = 0; k < size; k++) {
    const row = k * size
    for (let i = 0; i <= k; i++) {
      const value = lowerInverse[row + i]!
      const target = i * size
      for (let j = 0; j <= i; j++) inverse[target + j] = inverse[target + j]! + value * lowerInverse[row + j]!
    }
  }
  return inverse
}
