/**
 * Cholesky factors for the Gaussian process; the one place that names ml-matrix. A matrix that is well positive
 * definite, which is nearly every one of the hundred that a suggestion factors, is factored by a loop over one array;
 * one that is not goes to ml-matrix with growing jitter. Either way the factor is packed, row-major, and `triangular.ts`
 * solves with it.
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
  const data = new Float64Array(capacity * capacity)
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      const value = entry(i, j)
      if (!Number.isFinite(value)) return null
      data[i * capacity + j] = value
    }
  }
  const factor = { data, size, stride: capacity, jitter: 0 }
  return factorInPlace(factor) ? factor : choleskyWithJitter(size, entry, capacity)
}

/** Of the diagonal: a pivot below it has lost its digits to rounding. */
const PIVOT_MIN = 1e-13

/**
 * Two rows against two columns at a time: what is read once serves four products, which halves the time of the plain
 * triple loop. False when a pivot is not safely positive.
 */
function factorInPlace({ data, size, stride }: Factor): boolean {
  for (let i = 0; i < size; i += 2) {
    const a = i * stride
    // The last row of an odd size is its own partner: it is worked out twice, to the same numbers.
    const isPair = i + 1 < size
    const b = isPair ? a + stride : a
    for (let j = 0; j < i; j += 2) eliminate(data, { a, b, c: j * stride, e: (j + 1) * stride, j })
    let [first, cross, second] = [data[a + i]!, data[b + i]!, data[b + i + 1]!]
    const [floor, floorSecond] = [PIVOT_MIN * first, PIVOT_MIN * second]
    for (let k = 0; k < i; k++) {
      const x = data[a + k]!
      const y = data[b + k]!
      first -= x * x
      cross -= x * y
      second -= y * y
    }
    if (!(first > floor)) return false
    data[a + i] = Math.sqrt(first)
    if (!isPair) return true
    cross /= data[a + i]!
    second -= cross * cross
    if (!(second > floorSecond)) return false
    data[b + i] = cross
    data[b + i + 1] = Math.sqrt(second)
  }
  return true
}

/** Columns j and j + 1 of the rows that start at a and b; c and e are where rows j and j + 1 start. */
function eliminate(
  data: Float64Array,
  { a, b, c, e, j }: { a: number; b: number; c: number; e: number; j: number },
): void {
  let ac = data[a + j]!
  let ae = data[a + j + 1]!
  let bc = data[b + j]!
  let be = data[b + j + 1]!
  for (let k = 0; k < j; k++) {
    const x = data[a + k]!
    const y = data[b + k]!
    const u = data[c + k]!
    const v = data[e + k]!
    ac -= x * u
    ae -= x * v
    bc -= y * u
    be -= y * v
  }
  const pivot = data[c + j]!
  const below = data[e + j]!
  const next = data[e + j + 1]!
  ac /= pivot
  bc /= pivot
  data[a + j] = ac
  data[b + j] = bc
  data[a + j + 1] = (ae - ac * below) / next
  data[b + j + 1] = (be - bc * below) / next
}

function choleskyWithJitter(size: number, entry: (i: number, j: number) => number, capacity: number): Factor | null {
  const matrix = Matrix.zeros(size, size)
  let trace = 0
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      matrix.set(i, j, entry(i, j))
      matrix.set(j, i, matrix.get(i, j))
    }
    trace += matrix.get(i, i)
  }
  const scale = trace / Math.max(1, size)
  for (let jitter = JITTER_FIRST; jitter <= JITTER_MAX * 1.5; jitter *= 10) {
    for (let i = 0; i < size; i++) matrix.set(i, i, entry(i, i) + jitter * scale)
    const decomposition = new CholeskyDecomposition(matrix)
    if (decomposition.isPositiveDefinite()) return packed(decomposition.lowerTriangularMatrix, capacity, jitter * scale)
  }
  return null
}

function packed(lower: Matrix, capacity: number, jitter: number): Factor {
  const size = lower.rows
  const data = new Float64Array(capacity * capacity)
  for (let i = 0; i < size; i++) for (let j = 0; j <= i; j++) data[i * capacity + j] = lower.get(i, j)
  return { data, size, stride: capacity, jitter }
}
