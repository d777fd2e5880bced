import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { factsOf, histogramMatrix, type StepHistogram, stepRange, valueRange } from './histogram-matrix'

const at = (step: number, edges: number[], counts: number[]): StepHistogram => ({ step, edges, counts })

function matrixOf(histograms: StepHistogram[], rows = 4) {
  const yRange = valueRange(histograms)
  if (yRange === null) throw new Error('there are no values')
  return histogramMatrix(histograms, { rows, yRange, xRange: stepRange(histograms) })
}

describe('histograms over steps', () => {
  test('fill common rows by how far their bins reach into them', () => {
    const matrix = matrixOf([at(0, [0, 2, 4], [1, 3]), at(10, [0, 1, 2, 3, 4], [0, 0, 0, 4])])
    expect(matrix?.columns.map(({ shares }) => [...shares])).toEqual([
      [0.125, 0.125, 0.375, 0.375],
      [0, 0, 0, 1],
    ])
    expect(matrix?.shareMax).toBe(1)
  })

  test('reach from their step to the next, the last as far as the one before', () => {
    const matrix = matrixOf([at(20, [0, 1], [1]), at(0, [0, 1], [1]), at(5, [0, 1], [1])])
    expect(matrix?.columns.map(({ step, from, to }) => [step, from, to])).toEqual([
      [0, 0, 5],
      [5, 5, 20],
      [20, 20, 35],
    ])
    expect(stepRange([at(3, [0, 1], [1])])).toEqual([3, 4])
  })

  test('of nothing are no picture', () => {
    expect(valueRange([at(0, [0, 1], [0])])).toBeNull()
    expect(histogramMatrix([at(0, [0, 1], [0])], { rows: 4, yRange: [0, 1], xRange: [0, 1] })).toBeNull()
  })

  test('leave empty bins at the ends out of the scale, and give one value room', () => {
    expect(valueRange([at(0, [-100, 0, 1, 100], [0, 5, 0])])).toEqual([0, 1])
    expect(valueRange([at(0, [2, 2], [5])])).toEqual([1.5, 2.5])
  })

  test('say where most of their values lie', () => {
    expect(factsOf(at(7, [0, 10, 20], [50, 50]))).toEqual({
      step: 7,
      count: 100,
      min: 0,
      low: 1,
      median: 10,
      high: 19,
      max: 20,
    })
  })

  test('lose nothing: the shares of a column are one in all', () => {
    const histogram = fc
      .array(fc.tuple(fc.double({ min: 0.01, max: 10, noNaN: true }), fc.nat(1000)), { minLength: 1, maxLength: 30 })
      .map((bins) => {
        const edges = [-5]
        for (const [width] of bins) edges.push((edges.at(-1) ?? 0) + width)
        return at(
          0,
          edges,
          bins.map(([, count]) => count),
        )
      })
    fc.assert(
      fc.property(histogram, fc.integer({ min: 1, max: 100 }), (one, rows) => {
        if (valueRange([one]) === null) return
        const shares = matrixOf([one], rows)?.columns[0]?.shares ?? []
        expect([...shares].reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 6)
      }),
    )
  })
})
