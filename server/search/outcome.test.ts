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
})
