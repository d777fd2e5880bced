import { expect, test } from 'vitest'
import { CURVE_STEPS_MAX, commonBestOf, MeanCurve, progressOf, runsToReach } from './comparison'

test('the best so far follows the goal, and a run without a value counts as a run', () => {
  expect(progressOf('maximize', [0.5, null, 0.4, 0.8, 0.8])).toEqual({
    bestSoFar: [0.5, 0.5, 0.5, 0.8, 0.8],
    best: 0.8,
    runsToBest: 4,
  })
  expect(progressOf('minimize', [null, 3, 1]).bestSoFar).toEqual([null, 3, 1])
  expect(progressOf('minimize', [])).toEqual({ bestSoFar: [], best: null, runsToBest: null })
})

test('the common best is the one that the weakest sweep reached', () => {
  expect(commonBestOf('maximize', [0.9, 0.7, 0.8])).toBe(0.7)
  expect(commonBestOf('minimize', [1, 3, 2])).toBe(3)
  expect(commonBestOf('minimize', [1, null])).toBeNull()
})

test('the runs to a value count up to the first that is at least as good', () => {
  expect(runsToReach('maximize', [null, 0.5, 0.7, 0.9], 0.7)).toBe(3)
  expect(runsToReach('maximize', [0.5], 0.7)).toBeNull()
  expect(runsToReach('minimize', [2], null)).toBeNull()
})

test('a mean curve has mean, sample deviation and count at each step, without values that are not finite', () => {
  const curve = new MeanCurve()
  curve.add(Float64Array.of(0, 1, 2), Float64Array.of(1, 2, 3))
  curve.add(Float64Array.of(0, 1), Float64Array.of(3, Number.NaN))
  curve.add(Float64Array.of(0), Float64Array.of(Number.POSITIVE_INFINITY))
  expect(curve.result()).toEqual({
    runCount: 2,
    step: [0, 1, 2],
    mean: [2, 2, 3],
    deviation: [Math.SQRT2, 0, 0],
    count: [2, 1, 1],
  })
})

test('a long curve is joined to as many steps as a chart can show', () => {
  const curve = new MeanCurve()
  const steps = Float64Array.from({ length: 100_000 }, (_, index) => index)
  curve.add(steps, steps)
  const { step, mean } = curve.result()
  expect(step.length).toBeLessThanOrEqual(CURVE_STEPS_MAX)
  expect(mean.at(-1)).toBe(99_999)
})
