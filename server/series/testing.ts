/** Builders of points for tests of this room. */
import fc from 'fast-check'
import type { Points } from './points'

export function pointsOf(
  values: readonly number[],
  {
    firstLine = 0,
    firstStep = 0,
    stepStride = 1,
  }: { firstLine?: number; firstStep?: number; stepStride?: number } = {},
): Points {
  return {
    lines: Float64Array.from(values, (_, index) => firstLine + index),
    steps: Float64Array.from(values, (_, index) => firstStep + index * stepStride),
    values: Float64Array.from(values),
  }
}

/** Columns as plain arrays, in which NaN equals NaN and -0 differs from 0. */
export function columns(points: Points): number[][] {
  return [[...points.lines], [...points.steps], [...points.values]]
}

/** Ascending lines with gaps, steps in any order, doubles of every kind. */
export const anyPoints: fc.Arbitrary<Points> = fc
  .array(
    fc.record({
      line: fc.oneof(fc.nat(50), fc.maxSafeNat()),
      step: fc.oneof(fc.integer({ min: -20, max: 20 }), fc.maxSafeInteger()),
      value: fc.oneof(fc.double(), fc.integer(), fc.constantFrom(0, -0, Number.NaN, Infinity, -Infinity)),
    }),
    { maxLength: 60 },
  )
  .map((points) => {
    const unique = [...new Map(points.map((point) => [point.line, point])).values()].sort((a, b) => a.line - b.line)
    return {
      lines: Float64Array.from(unique, (point) => point.line),
      // A step of -0 is 0: it is a whole number, not a value.
      steps: Float64Array.from(unique, (point) => point.step + 0),
      values: Float64Array.from(unique, (point) => point.value),
    }
  })
