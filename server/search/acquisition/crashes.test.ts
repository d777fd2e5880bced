import { describe, expect, test } from 'vitest'
import { searchSpaceOf } from '../space/search-space'
import { aConfig } from '../testing'
import { failuresOf } from './crashes'

const space = searchSpaceOf(
  aConfig({ method: 'bayes', parameters: { kind: { values: ['a', 'b'] }, x: { min: 0, max: 1.5 } } }),
)
const at = (x: number, kind = 0) =>
  Float64Array.from(
    space.dimensions.map(({ name }) => name),
    (name) => (name === 'x' ? x : kind),
  )

describe('the chance to succeed', () => {
  test('is the same everywhere while nothing failed', () => {
    const { chance } = failuresOf(space, { points: [at(0.1), at(0.9)], failed: [false, false] })
    expect([chance(at(0.1)), chance(at(0.5))]).toEqual([1, 1])
  })

  test('falls beside failures, with each of them, and not beside runs of another category', () => {
    const { chance: one } = failuresOf(space, { points: [at(0.3)], failed: [true] })
    const { chance: three } = failuresOf(space, { points: [at(0.3), at(0.3), at(0.31)], failed: [true, true, true] })
    expect(one(at(0.3))).toBeLessThan(0.5)
    expect(three(at(0.3))).toBeLessThan(one(at(0.3)))
    expect(one(at(0.3, 1))).toBeGreaterThan(0.8)
    expect(one(at(0.9))).toBeGreaterThan(0.8)
  })

  test('is high again where others succeeded: that failure was bad luck', () => {
    const points = [at(0.3), at(0.29), at(0.31), at(0.3), at(0.32)]
    const { chance } = failuresOf(space, { points, failed: [true, false, false, false, false] })
    expect(chance(at(0.3))).toBeGreaterThan(0.75)
  })
})

describe('failures', () => {
  const xs = Array.from({ length: 30 }, (_, index) => (index + 0.5) / 30)
  const of = (isFailed: (x: number, index: number) => boolean) =>
    failuresOf(space, { points: xs.map((x) => at(x)), failed: xs.map(isFailed) })

  test('that share a place are not by chance', () => {
    expect(of((x) => x > 0.7).isByChance).toBe(false)
  })

  test('spread evenly among good runs are by chance', () => {
    expect(of((_, index) => index % 6 === 3).isByChance).toBe(true)
  })

  test('of all runs are no accident', () => {
    expect(of(() => true).isByChance).toBe(false)
  })
})
