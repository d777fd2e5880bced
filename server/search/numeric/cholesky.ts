/**
 * Cholesky factors for the Gaussian process; the one place that names ml-matrix. Its factorization wants an exactly
 * symmetric matrix, flags instead of throwing and offers no triangular solve, so this module wraps it: symmetric by
 * construction, growing jitter, and a packed row-major factor that `triangular.ts` solves with.
 */
import { CholeskyDecomposition, Matrix } from 'ml-matrix'

const JITTER_FIRST = 1e-10
const JITTER_MAX = 1e-4

export type Factor = {
  /** Row-major with rows of `stride`; only the lower triangle of the first `size` rows means anything. */
  data: Float64Array
  size: number
  stride: number
  /** What was added to the diagonal to make the matrix positive definite. */
  jitter: number
}

/**
 * Lower factor L with L Lᵀ = K + jitter · I. `entry(i, j)` is read for j ≤ i only. Cost n³/3.
 * Jitter grows tenfold from 1e-10 · mean(diag K); null past 1e-4 or when an entry is not finite.
 * `capacity` leaves room for rows that `appendRow` adds later. Source: Rasmussen & Williams (2006), algorithm 2.1.
 */
export function cholesky(size: number, entry: (i: number, j: number) => number, capacity = size): Factor | null {
  const matrix = Matrix.zeros(size, size)
  let trace = 0
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      const value = entry(i, j)
      if (!Number.isFinite(value)) return null
      matrix.set(i, j, value)
      if (i !== j) matrix.set(j, i, value)
    }
    trace += matrix.get(i, i)
  }
  const scale = trace / Math.max(1, size)
  for (let jitter = 0; jitter <= JITTER_MAX * 1.5; jitter = jitter === 0 ? JITTER_FIRST : jitter * 10) {
    if (jitter > 0) for (let i = 0; i < size; i++) matrix.set(i, i, entry(i, i) + jitter * scale)
    const decomposition = new CholeskyDecomposition(matrix)
    if (decomposition.isPositiveDefinite()) {
      return packed(decomposition.lowerTriangularMatrix, capacity, jitter * scale)
    }
  }
  return null
}

function packed(lower: Matrix, capacity: number, jitter: number): Factor {
  const size = lower.rows
  const data = new Float64Array(capacity * capacity)
  for (let i = 0; i < size; i++) for (let j = 0; j <= i; j++) data[i * capacity + j] = lower.get(i, j)
  return { data, size, stride: capacity, jitter }
}
