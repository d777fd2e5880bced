import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { standardise } from './outcome'

describe('standard units', () => {
  test('have mean 0 and deviation 1, and lead back', () => {
    const { values, toLoss } = standardise([1, 2, 3, 4])
    expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 12)
    expect(toLoss({ mean: values[2]!, deviation: 1 }).mean).toBeCloseTo(3, 12)
    expect(toLoss({ mean: 0, deviation: 2 }).deviation).toBeCloseTo(2 * Math.sqrt(1.25), 12)
  })

  test('one diverged run leaves the others apart', () => {
    const { values } = standardise([0.3, 0.31, 0.32, 0.33, 0.34, 1e9])
    expect(values[4]! - values[0]!).toBeGreaterThan(0.5)
  })

  test('the good tail is never cut', () => {
    const { values } = standardise([-1e3, 0.3, 0.31, 0.32, 0.33])
    expect(values[0]).toBeLessThan(values[1]! - 1)
  })

  test('equal losses are all 0', () => {
    expect([...standardise([7, 7, 7]).values]).toEqual([0, 0, 0])
    expect(standardise([7, 7, 7]).toLoss({ mean: 0, deviation: 1 })).toEqual({ mean: 7, deviation: 1 })
  })

  test('order is kept and nothing is ever infinite', () => {
    const wide = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(wide, (losses) => {
        const { values } = standardise(losses)
        for (let i = 0; i < losses.length; i++) {
          expect(Number.isFinite(values[i])).toBe(true)
          for (let j = 0; j < i; j++)
            if (losses[i]! < losses[j]!) expect(values[i]).toBeLessThanOrEqual(values[j]! + 1e-12)
        }
      }),
    )
  })

  test.each([1, 0.1, 0.01])('warped by %d they keep the order, and lead back', (offset) => {
    const losses = [5, 0.2, 0.21, 3, 0.9, 40, 0.25, 1]
    const { values, toLoss } = standardise(losses, offset)
    const straight = standardise(losses)
    for (let i = 0; i < losses.length; i++) {
      // The tail is cut before the warp.
      const kept = straight.toLoss({ mean: straight.values[i]!, deviation: 1 }).mean
      expect(toLoss({ mean: values[i]!, deviation: 1 }).mean).toBeCloseTo(kept, 9)
      for (let j = 0; j < losses.length; j++)
        if (losses[i]! < losses[j]! && losses[j]! < 10) expect(values[i]).toBeLessThan(values[j]!)
    }
    // What is near the best stands out more than it did.
    expect(values[2]! - values[1]!).toBeGreaterThan(straight.values[2]! - straight.values[1]!)
    expect(Number.isFinite(toLoss({ mean: 1e9, deviation: 1e9 }).mean)).toBe(true)
  })

  test.each([Number.POSITIVE_INFINITY, 1, 0.01])('the slopes of a warp by %d are finite differences', (offset) => {
    const losses = [0.2, 0.4, 0.5, 0.8, 1.1, 1.3]
    const { values, logSlopes, toLoss } = standardise(losses, offset)
    const step = 1e-6
    for (let i = 1; i < losses.length; i++) {
      const [up, down] = [step, -step].map((move) => toLoss({ mean: values[i]! + move, deviation: 1 }).mean)
      expect(-logSlopes[i]!).toBeCloseTo(Math.log((up! - down!) / (2 * step)), 5)
    }
  })

  test('a warp of losses that are mostly the best changes nothing', () => {
    expect(standardise([1, 1, 1, 2], 0.1).values).toEqual(standardise([1, 1, 1, 2]).values)
  })
})
