import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { smoothingSchema } from '~/server/domain/panel'
import reference from './fixtures/smoothing-reference.json'
import { smooth } from './smoothing'

const numbers = z.array(z.number().nullable()).transform((values) => Float64Array.from(values, (v) => v ?? Number.NaN))
const { x, y, range, cases } = z
  .object({ x: numbers, y: numbers, range: z.number(), cases: z.array(smoothingSchema.extend({ smooth: numbers })) })
  .parse(reference)

describe('smoothing', () => {
  test.each(cases)('by $kind of $amount agrees with the definition', ({ smooth: wanted, ...smoothing }) => {
    const got = smooth(x, y, smoothing, range)
    expect(got.length).toBe(wanted.length)
    for (const [i, value] of wanted.entries()) {
      if (Number.isNaN(value)) expect(got[i]).toBeNaN()
      else expect(Math.abs(got[i]! - value)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(value)))
    }
  })

  test('of nothing leaves the curve as it is', () => {
    for (const kind of ['none', 'ema', 'gaussian', 'mean'] as const) {
      expect(smooth(x, y, { kind, amount: 0 }, range)).toBe(y)
    }
  })

  test('by EMA makes the same of a curve that is logged ten times as often', () => {
    const curve = (at: number) => Math.sin(at / 10) + at / 100
    const coarse = Float64Array.from({ length: 51 }, (_, i) => 2 * i)
    const fine = Float64Array.from({ length: 501 }, (_, i) => i / 5)
    const ofCoarse = smooth(coarse, coarse.map(curve), { kind: 'ema', amount: 0.98 }, 100)
    const ofFine = smooth(fine, fine.map(curve), { kind: 'ema', amount: 0.98 }, 100)
    for (let i = 10; i < 51; i++) expect(Math.abs(ofCoarse[i]! - ofFine[i * 10]!)).toBeLessThan(0.1)
  })

  test('stays within the values, and keeps its gaps', () => {
    const value = fc.oneof({ weight: 4, arbitrary: fc.double({ min: -1e6, max: 1e6, noNaN: true }) }, fc.constant(NaN))
    const kind = fc.constantFrom('ema' as const, 'gaussian' as const, 'mean' as const)
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1 }),
        kind,
        fc.double({ min: 0, max: 40, noNaN: true }),
        (ys, how, by) => {
          const amount = how === 'ema' ? by / 40.1 : by
          const xs = Float64Array.from(ys, (_, i) => i * i)
          const got = smooth(xs, Float64Array.from(ys), { kind: how, amount }, ys.length ** 2)
          const finite = ys.filter((v) => !Number.isNaN(v))
          for (const [i, v] of got.entries()) {
            expect(Number.isNaN(v)).toBe(Number.isNaN(ys[i]))
            if (Number.isNaN(v)) continue
            expect(v).toBeGreaterThanOrEqual(Math.min(...finite) - 1e-6)
            expect(v).toBeLessThanOrEqual(Math.max(...finite) + 1e-6)
          }
        },
      ),
    )
  })
})
