import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import reference from '../fixtures/reference.json'
import { cholesky, type Factor } from './cholesky'
import { appendRow, inverseOf, logDiagonal, solveLower, solveUpper } from './triangular'

const { k, lower, inverse, b, solution } = reference.matrix
const EPS = Number.EPSILON

function factorOf(matrix: number[][], capacity = matrix.length): Factor {
  const factor = cholesky(matrix.length, (i, j) => matrix[i]![j]!, capacity)
  if (factor === null) throw new Error('not positive definite')
  return factor
}

function at(factor: Factor, i: number, j: number): number {
  return factor.data[i * factor.stride + j]!
}

/** A Aᵀ + I of random entries: positive definite by construction. */
const positiveDefinite = fc
  .integer({ min: 1, max: 9 })
  .chain((n) =>
    fc.array(fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: n, maxLength: n }), {
      minLength: n,
      maxLength: n,
    }),
  )
  .map((a) =>
    a.map((row, i) => a.map((other, j) => row.reduce((sum, x, m) => sum + x * other[m]!, 0) + Number(i === j))),
  )

describe('the Cholesky factor', () => {
  test('is that of NumPy', () => {
    const factor = factorOf(k)
    for (let i = 0; i < 6; i++) for (let j = 0; j <= i; j++) expect(at(factor, i, j)).toBeCloseTo(lower[i]![j]!, 12)
    expect(factor.jitter).toBe(0)
  })

  test('times its transpose gives the matrix back', () => {
    fc.assert(
      fc.property(positiveDefinite, (matrix) => {
        const factor = factorOf(matrix, matrix.length + 2)
        const scale = Math.max(...matrix.flat().map(Math.abs))
        for (let i = 0; i < matrix.length; i++) {
          for (let j = 0; j <= i; j++) {
            let sum = 0
            for (let m = 0; m <= j; m++) sum += at(factor, i, m) * at(factor, j, m)
            expect(Math.abs(sum - matrix[i]![j]!)).toBeLessThanOrEqual(64 * EPS * scale)
          }
        }
      }),
    )
  })

  test('of a matrix that is not quite positive definite takes jitter and says how much', () => {
    const factor = factorOf([
      [1, 1],
      [1, 1],
    ])
    expect(factor.jitter).toBeGreaterThan(0)
    expect(factor.jitter).toBeLessThan(1e-8)
  })

  test('of a matrix that is far from it, or not finite, is null', () => {
    expect(cholesky(2, (i, j) => (i === j ? 1 : 5))).toBeNull()
    expect(cholesky(2, () => Number.NaN)).toBeNull()
    expect(cholesky(1, () => Number.POSITIVE_INFINITY)).toBeNull()
  })
})

describe('triangular solves', () => {
  test('down and up solve the system as NumPy does', () => {
    const x = Float64Array.from(b)
    const factor = factorOf(k, 9)
    solveLower(factor, x)
    solveUpper(factor, x)
    for (const [i, wanted] of solution.entries()) expect(x[i]).toBeCloseTo(wanted, 10)
  })

  test('the inverse is that of NumPy', () => {
    const found = inverseOf(factorOf(k, 8))
    for (let i = 0; i < 6; i++) for (let j = 0; j <= i; j++) expect(found[i * 6 + j]).toBeCloseTo(inverse[i]![j]!, 10)
  })

  test('the log diagonal is half the log determinant', () => {
    const wanted = lower.reduce((sum, row, i) => sum + Math.log(row[i]!), 0)
    expect(logDiagonal(factorOf(k))).toBeCloseTo(wanted, 12)
  })

  test('a factor grown row by row is the factor of the whole', () => {
    fc.assert(
      fc.property(positiveDefinite, (matrix) => {
        const n = matrix.length
        let grown = factorOf([[matrix[0]![0]!]], n)
        for (let row = 1; row < n; row++)
          grown = appendRow(grown, Float64Array.from(matrix[row]!), matrix[row]![row]!, 0)
        const whole = factorOf(matrix)
        for (let i = 0; i < n; i++) {
          for (let j = 0; j <= i; j++) expect(at(grown, i, j)).toBeCloseTo(at(whole, i, j), 8)
        }
      }),
    )
  })

  test('a row that repeats another is kept apart by the floor', () => {
    const grown = appendRow(factorOf([[1]], 2), Float64Array.from([1]), 1, 1e-8)
    expect(at(grown, 1, 1)).toBeCloseTo(1e-4, 12)
  })

  test('a full factor takes no row', () => {
    expect(() => appendRow(factorOf([[1]]), Float64Array.from([0]), 1, 0)).toThrow('full')
  })
})
