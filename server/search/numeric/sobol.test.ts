import { describe, expect, test } from 'vitest'
import reference from '../fixtures/reference.json'
import { sobolInteger, sobolPoint } from './sobol'

describe('Sobol points', () => {
  test('the first 64 of each of 64 dimensions are the set that SciPy gives', () => {
    for (const [dimension, wanted] of reference.sobol_sets.entries()) {
      const found = Array.from({ length: 64 }, (_, index) => Math.floor(sobolInteger(dimension, index) / 4))
      expect(found.sort((a, b) => a - b)).toEqual(wanted)
    }
  })

  test('in Gray-code order they are the points of SciPy, coordinate by coordinate', () => {
    for (const [index, wanted] of reference.sobol_gray_order.entries()) {
      const gray = index ^ (index >> 1)
      const found = wanted.map((_, dimension) => sobolInteger(dimension, gray) / 2 ** 32)
      expect(found).toEqual(wanted)
    }
  })

  test.each([1, 5, 64, 65, 130])(
    'with %d dimensions each of 16 strata of each dimension gets one of 16 points',
    (d) => {
      for (const start of [0, 16, 64]) {
        const points = Array.from({ length: 16 }, (_, index) => sobolPoint(d, start + index, 99))
        for (let dimension = 0; dimension < d; dimension++) {
          const strata = points.map((point) => Math.floor(point[dimension]! * 16)).sort((a, b) => a - b)
          expect(strata).toEqual(Array.from({ length: 16 }, (_, stratum) => stratum))
        }
      }
    },
  )

  test('scrambling keeps the balance of pairs of dimensions: 64 points, 8 × 8 boxes, one each', () => {
    const boxes = new Set(
      Array.from({ length: 64 }, (_, index) => {
        const [a = 0, b = 0] = sobolPoint(2, index, 5)
        return `${Math.floor(a * 8)},${Math.floor(b * 8)}`
      }),
    )
    expect(boxes.size).toBe(64)
  })

  test('no first point is the corner or the centre, and seeds differ', () => {
    const firsts = [1, 2, 3, 4, 5].map((seed) => sobolPoint(3, 0, seed))
    for (const point of firsts) {
      for (const coordinate of point) {
        expect(coordinate).toBeGreaterThan(0)
        expect(coordinate).toBeLessThan(1)
        expect(Math.abs(coordinate - 0.5)).toBeGreaterThan(1e-4)
      }
    }
    expect(new Set(firsts.map(String)).size).toBe(5)
  })

  test('a point depends on its arguments alone', () => {
    expect(sobolPoint(4, 1000, 3)).toEqual(sobolPoint(4, 1000, 3))
    expect([...sobolPoint(7, 12, 3)].slice(0, 4)).toEqual([...sobolPoint(4, 12, 3)])
  })
})
