import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodePoints, encodePoints } from './codec'
import { FULL_CHUNK_POINTS } from './merge'
import type { Points } from './points'
import { anyPoints, columns, pointsOf } from './testing'

function roundTrip(points: Points): Points {
  return decodePoints(encodePoints(points))
}

describe('the chunk codec', () => {
  test('any lines, steps in any order and any doubles come back bit by bit', () => {
    fc.assert(
      fc.property(anyPoints, (points) => {
        expect(columns(roundTrip(points))).toEqual(columns(points))
      }),
      { numRuns: 300 },
    )
  })

  test('a NaN of any payload comes back as NaN, and -0, infinities and the smallest double as themselves', () => {
    const payload = new Float64Array(new BigUint64Array([0x7ff8_dead_beef_0001n]).buffer)[0] ?? 0
    const values = [payload, -0, Infinity, -Infinity, 5e-324, Number.MAX_VALUE]
    const back = roundTrip(pointsOf(values))
    expect([...back.values]).toEqual([Number.NaN, -0, Infinity, -Infinity, 5e-324, Number.MAX_VALUE])
  })

  test('the largest steps survive, and so do strides that no double holds', () => {
    const most = Number.MAX_SAFE_INTEGER
    const steps = [-most, most, 0, most, -most, -most, 3 - most, 5_337_599_558_289_999 - most]
    const points = { ...pointsOf(steps), steps: Float64Array.from(steps) }
    expect(columns(roundTrip(points))).toEqual(columns(points))
  })

  test('a regular stride costs nothing, whatever it is', () => {
    const values = Array.from({ length: FULL_CHUNK_POINTS }, (_, index) => Math.sin(index))
    const points = pointsOf(values, { firstLine: 1_000_000, stepStride: 250 })
    expect(encodePoints(points).length).toBeLessThan(values.length * 8 + 32)
  })

  test('whole numbers in few runs cost nothing either', () => {
    const epochs = Array.from({ length: 4000 }, (_, index) => Math.floor(index / 400))
    expect(encodePoints(pointsOf(epochs)).length).toBeLessThan(150)
  })

  test('bytes that are no chunk are refused and never read as points', () => {
    const bytes = encodePoints(pointsOf([1.5, 2.5, 3.5]))
    for (let length = 0; length < bytes.length; length++) {
      expect(() => decodePoints(bytes.slice(0, length))).toThrow(RangeError)
    }
    expect(() => decodePoints(Uint8Array.of(9, 0, 0))).toThrow('version 9')
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (random) => {
        try {
          decodePoints(Uint8Array.of(1, ...random.slice(0, 1), 4, ...random))
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError)
        }
      }),
    )
  })
})
