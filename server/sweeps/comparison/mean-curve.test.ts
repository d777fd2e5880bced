import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CURVE_STEPS_MAX, MeanCurve } from './mean-curve'

function meanOf(...curves: [steps: number[], values: number[]][]) {
  const mean = new MeanCurve()
  for (const [steps, values] of curves) mean.add(Float64Array.from(steps), Float64Array.from(values))
  return mean.result()
}

test('a mean curve has mean, sample deviation, ends and count at each step, without values that are not finite', () => {
  const found = meanOf(
    [
      [0, 1, 2],
      [1, 2, 3],
    ],
    [
      [0, 1],
      [3, Number.NaN],
    ],
    [[0], [Number.POSITIVE_INFINITY]],
  )
  expect(found).toEqual({
    runCount: 2,
    step: [0, 1, 2],
    mean: [2, 2, 3],
    deviation: [Math.SQRT2, 0, 0],
    min: [1, 2, 3],
    max: [3, 2, 3],
    count: [2, 1, 1],
    stride: 1,
  })
})

test('a run counts only at steps that it logged, never between them', () => {
  const found = meanOf(
    [
      [0, 10],
      [1, 2],
    ],
    [[5], [7]],
  )
  expect(found.step).toEqual([0, 5, 10])
  expect(found.count).toEqual([1, 1, 1])
  expect(found.mean).toEqual([1, 7, 2])
})

test('of several values at one step the last counts, also where steps go back', () => {
  expect(
    meanOf([
      [0, 0, 1, 0],
      [1, 2, 9, 3],
    ]),
  ).toMatchObject({ step: [0, 1], mean: [3, 9], count: [1, 1] })
})

test('metrics that are logged seldom keep their steps, however far apart', () => {
  const steps = Array.from({ length: 100 }, (_, index) => index * 1000)
  expect(meanOf([steps, steps]).step).toEqual(steps)
})

test('a long curve is joined to as many steps as a chart can show, each of them one that was logged', () => {
  const steps = Array.from({ length: 100_000 }, (_, index) => index)
  const found = meanOf([steps, steps], [steps, steps.map((step) => step + 2)])
  expect(found.step.length).toBeLessThanOrEqual(CURVE_STEPS_MAX)
  expect(found.stride).toBe(200)
  expect(found.step.at(-1)).toBe(99_999)
  expect(found.mean[0]).toBe(200)
  expect(found.count.every((count) => count === 2)).toBe(true)
})

test('no curve at all is an empty one', () => {
  expect(meanOf()).toMatchObject({ runCount: 0, step: [], mean: [] })
  expect(meanOf([[1], [Number.NaN]])).toMatchObject({ runCount: 0, step: [] })
})

test('the mean lies between the ends, and no run counts twice at a step', () => {
  const curve = fc
    .array(fc.tuple(fc.integer({ min: 0, max: 3000 }), fc.double({ min: -1e6, max: 1e6, noNaN: true })), {
      minLength: 1,
      maxLength: 80,
    })
    .map((points): [number[], number[]] => [points.map(([step]) => step), points.map(([, value]) => value)])
  fc.assert(
    fc.property(fc.array(curve, { minLength: 1, maxLength: 12 }), (curves) => {
      const found = meanOf(...curves)
      for (const [index, mean] of found.mean.entries()) {
        expect(found.count[index]).toBeLessThanOrEqual(curves.length)
        expect(mean).toBeGreaterThanOrEqual(found.min[index]! - 1e-6)
        expect(mean).toBeLessThanOrEqual(found.max[index]! + 1e-6)
      }
      expect(new Set(found.step).size).toBe(found.step.length)
    }),
  )
})
