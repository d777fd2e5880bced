import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { alongAxis, downsample } from './downsample'
import { bucketsOf, rollUp } from './levels'
import { anyPoints, pointsOf } from './testing'

const WHOLE = { xMin: null, xMax: null }

describe('downsampling', () => {
  test('what fits is given point by point, in the order of x', () => {
    const points = { ...pointsOf([5, 6, 7]), steps: Float64Array.of(2, 0, 1) }
    const drawn = downsample(bucketsOf(points), points.steps, { ...WHOLE, buckets: 3, isSource: true })
    expect(drawn).toEqual({ isExact: true, x: [0, 1, 2], last: [6, 7, 5], min: [6, 7, 5], max: [6, 7, 5] })
  })

  test('never more buckets than asked for, x rising, and the extremes kept whatever the series', () => {
    fc.assert(
      fc.property(anyPoints, fc.integer({ min: 1, max: 20 }), (points, buckets) => {
        const drawn = downsample(bucketsOf(points), points.steps, { ...WHOLE, buckets, isSource: true })
        const numbers = [...points.values].filter((value) => !Number.isNaN(value))
        expect(drawn.x.length).toBeLessThanOrEqual(Math.max(buckets, drawn.isExact ? points.lines.length : 0))
        expect([...drawn.x].sort((a, b) => a - b)).toEqual(drawn.x)
        const drawnMin = drawn.min.filter((value) => !Number.isNaN(value))
        const drawnMax = drawn.max.filter((value) => !Number.isNaN(value))
        expect(Math.min(...drawnMin) + 0).toBe(Math.min(...numbers) + 0)
        expect(Math.max(...drawnMax) + 0).toBe(Math.max(...numbers) + 0)
      }),
    )
  })

  test('a spike of one point in a million is seen, also through the coarsest level', () => {
    const values = new Float64Array(1_000_000).map((_, index) => Math.sin(index / 1000))
    values[654_321] = 99
    const points = pointsOf([...values])
    const level = rollUp(points, 256)
    const drawn = downsample(level, level.steps, { ...WHOLE, buckets: 500, isSource: false })
    expect(drawn.x).toHaveLength(500)
    expect(Math.max(...drawn.max)).toBe(99)
    expect(drawn.x.at(-1)).toBe(999_999)
    expect(drawn.last.at(-1)).toBe(values[999_999])
  })

  test('a pause leaves a gap: nothing is drawn where nothing was logged', () => {
    const points = pointsOf(Array.from({ length: 2000 }, (_, index) => index))
    points.steps.fill(0).forEach((_, index) => {
      points.steps[index] = index < 1000 ? index : 100_000 + index
    })
    const drawn = downsample(bucketsOf(points), points.steps, { ...WHOLE, buckets: 100, isSource: true })
    expect(drawn.x).toEqual([999, 101_999])
  })

  test('a bucket with one number among NaN carries the number, one of nothing but NaN carries NaN', () => {
    const points = pointsOf([Number.NaN, 4, Number.NaN, Number.NaN, Number.NaN, Number.NaN])
    const drawn = downsample(bucketsOf(points), points.steps, { ...WHOLE, buckets: 2, isSource: true })
    expect(drawn).toEqual({
      isExact: false,
      x: [2, 5],
      last: [4, Number.NaN],
      min: [4, Number.NaN],
      max: [4, Number.NaN],
    })
  })

  test('a window shows what is inside it and nothing else', () => {
    const points = pointsOf([0, 1, 2, 3, 4, 5])
    const drawn = downsample(bucketsOf(points), points.steps, { xMin: 2, xMax: 3.5, buckets: 10, isSource: true })
    expect(drawn.x).toEqual([2, 3])
    expect(downsample(bucketsOf(points), points.steps, { xMin: 9, xMax: 9, buckets: 10, isSource: true }).x).toEqual([])
  })

  test('steps at both ends of what a double holds make one series and no endless numbers', () => {
    const points = { ...pointsOf([1, 2, 3]), steps: Float64Array.of(-Number.MAX_VALUE, 0, Number.MAX_VALUE) }
    const drawn = downsample(bucketsOf(points), points.steps, { ...WHOLE, buckets: 2, isSource: true })
    expect(drawn.x).toEqual([Number.MAX_VALUE])
  })
})

describe('another series as the axis', () => {
  test('a line takes the value at it or before it, and the first one before any', () => {
    const axis = { lines: Float64Array.of(2, 3, 7), values: Float64Array.of(20, 30, 70) }
    expect([...alongAxis(Float64Array.of(0, 2, 3, 5, 9), axis)]).toEqual([20, 20, 30, 30, 70])
    expect([...alongAxis(Float64Array.of(1), { lines: new Float64Array(), values: new Float64Array() })]).toEqual([
      Number.NaN,
    ])
  })
})
