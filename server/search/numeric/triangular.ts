/**
 * Triangular solves and updates on a packed lower factor. Plain loops on Float64Array: they run thousands of times a
 * suggestion. All work in place and read only the first `size` rows.
 */
import type { Factor } from './cholesky'

/** x ← L⁻¹ x. Cost n². */
export function solveLower({ data, size, stride }: Factor, x: Float64Array): void {
  for (let i = 0; i < size; i++) {
    const row = i * stride
    // Four sums that do not wait for each other.
    let s0 = 0
    let s1 = 0
    let s2 = 0
    let s3 = 0
    let k = 0
    for (; k + 3 < i; k += 4) {
      s0 += data[row + k]! * x[k]!
      s1 += data[row + k + 1]! * x[k + 1]!
      s2 += data[row + k + 2]! * x[k + 2]!
      s3 += data[row + k + 3]! * x[k + 3]!
    }
    for (; k < i; k++) s0 += data[row + k]! * x[k]!
    x[i] = (x[i]! - (s0 + s1 + (s2 + s3))) / data[row + i]!
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
 * (L Lᵀ)⁻¹, lower triangle, n × n row-major. Wanted for two things only, the trace in the gradient of the likelihood
 * and leaving one out; never to solve with. Cost n³ / 2, in tiles of two by two as in `cholesky`.
 */
export function inverseOf(factor: Factor): Float64Array {
  const { size } = factor
  const columns = inverseColumns(factor)
  const inverse = new Float64Array(size * size)
  for (let i = 0; i < size; i += 2) {
    const isPair = i + 1 < size
    const a = i * size
    const b = isPair ? a + size : a
    for (let j = 0; j <= i; j += 2) {
      const c = j * size
      const e = j + 1 < size ? c + size : c
      // Column i of L⁻¹ begins at row i, column i + 1 one further down.
      let ac = columns[a + i]! * columns[c + i]!
      let ae = columns[a + i]! * columns[e + i]!
      let bc = 0
      let be = 0
      for (let k = i + 1; k < size; k++) {
        const x = columns[a + k]!
        const y = columns[b + k]!
        const u = columns[c + k]!
        const v = columns[e + k]!
        ac += x * u
        ae += x * v
        bc += y * u
        be += y * v
      }
      inverse[a + j] = ac
      if (j < i) inverse[a + j + 1] = ae
      if (isPair) inverse[b + j] = bc
      if (isPair) inverse[b + j + 1] = be
    }
  }
  return inverse
}

/** L⁻¹ with its columns as rows, so that products of columns read memory in order. */
function inverseColumns({ data, size, stride }: Factor): Float64Array {
  const columns = new Float64Array(size * size)
  for (let j = 0; j < size; j += 2) {
    const isPair = j + 1 < size
    const r = j * size
    const q = isPair ? r + size : r
    columns[r + j] = 1 / data[j * stride + j]!
    if (isPair) {
      const next = data[(j + 1) * stride + j + 1]!
      columns[r + j + 1] = (-data[(j + 1) * stride + j]! * columns[r + j]!) / next
      columns[q + j + 1] = 1 / next
    }
    for (let i = j + 2; i < size; i++) {
      const row = i * stride
      let first = 0
      let second = 0
      for (let k = j; k < i; k++) {
        const entry = data[row + k]!
        first += entry * columns[r + k]!
        second += entry * columns[q + k]!
      }
      columns[r + i] = -first / data[row + i]!
      if (isPair) columns[q + i] = -second / data[row + i]!
    }
  }
  return columns
}
