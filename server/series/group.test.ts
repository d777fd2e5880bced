import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Drawn } from './downsample'
import { groupCurves } from './group'

function curve(x: number[], last: number[], more: Partial<Drawn> = {}): Drawn {
  return { isExact: true, x, last, min: last, max: last, ...more }
}

describe('curves of a group', () => {
  test('that share their steps give mean, spread, extremes and count at each of them', () => {
    const grouped = groupCurves([curve([0, 5, 9], [1, 2, 3]), curve([0, 5, 9], [3, 2, 7]), curve([0, 5], [5, 2])], 100)
    expect(grouped.x).toEqual([0, 5, 9])
    expect(grouped.count).toEqual([3, 3, 2])
    expect(grouped.mean).toEqual([3, 2, 5])
    expect(grouped.median).toEqual([3, 2, 5])
    expect(grouped.deviation).toEqual([2, 0, Math.sqrt(8)])
    expect([grouped.min, grouped.max]).toEqual([
      [1, 2, 3],
      [5, 2, 7],
    ])
  })

  test('count a run that ended early only where it was, and have no spread of one', () => {
    const grouped = groupCurves([curve([0, 1, 2, 3], [1, 1, 1, 1]), curve([0, 1], [3, 3])], 100)
    expect(grouped.count).toEqual([2, 2, 1, 1])
    expect(grouped.mean).toEqual([2, 2, 1, 1])
    expect(grouped.deviation.slice(2)).toEqual([null, null])
  })

  test('that log at other times are taken together over stretches as wide as their points lie apart', () => {
    const ten = Array.from({ length: 10 }, (_, i) => i)
    const grouped = groupCurves(
      [
        curve(
          ten.map((i) => i * 10),
          ten,
        ),
        curve(
          ten.map((i) => i * 10 + 3.7),
          ten.map((i) => i + 2),
        ),
      ],
      500,
    )
    expect(grouped.count).toEqual(Array(10).fill(2))
    expect(grouped.mean).toEqual(ten.map((i) => i + 1))
    expect(grouped.x.map((x) => Math.floor(x / 10))).toEqual(ten)
  })

  test('leave out NaN and infinities and say how many', () => {
    const grouped = groupCurves([curve([0, 1], [1, Number.NaN]), curve([0, 1], [3, Infinity])], 100)
    expect(grouped).toMatchObject({ oddCount: 2, x: [0], count: [2], mean: [2] })
  })

  test('keep the extremes of what a bucket stands for', () => {
    const bucketed = { isExact: false, min: [-9, 1], max: [1, 20] }
    const grouped = groupCurves([curve([0, 1], [1, 2], bucketed), curve([0, 1], [3, 4])], 100)
    expect([grouped.min, grouped.max]).toEqual([
      [-9, 1],
      [3, 20],
    ])
  })

  test('of none are none', () => {
    expect(groupCurves([], 10).x).toEqual([])
  })

  test('invent nothing: x rises, no more runs than there are, means within what was logged, all finite', () => {
    const value = fc.oneof(fc.double({ min: -1e300, max: 1e300, noNaN: true }), fc.constantFrom(Number.NaN, Infinity))
    const any = fc
      .array(fc.tuple(fc.double({ min: -1e6, max: 1e6, noNaN: true }), value), { maxLength: 30 })
      .map((points) => {
        const sorted = points.toSorted((a, b) => a[0] - b[0])
        return curve(
          sorted.map(([x]) => x),
          sorted.map(([, y]) => y),
        )
      })
    fc.assert(
      fc.property(fc.array(any, { maxLength: 8 }), fc.integer({ min: 1, max: 40 }), (curves, buckets) => {
        const grouped = groupCurves(curves, buckets)
        const logged = curves.flatMap(({ x, last }) => x.filter((_, i) => Number.isFinite(last[i])))
        for (const [i, x] of grouped.x.entries()) {
          if (i > 0) expect(x).toBeGreaterThan(grouped.x[i - 1]!)
          expect(grouped.count[i]).toBeGreaterThanOrEqual(1)
          expect(grouped.count[i]).toBeLessThanOrEqual(curves.length)
          for (const column of [grouped.mean, grouped.median]) {
            const slack = Math.abs(column[i]!) * 1e-9
            expect(column[i]!).toBeGreaterThanOrEqual(grouped.min[i]! - slack)
            expect(column[i]!).toBeLessThanOrEqual(grouped.max[i]! + slack)
          }
        }
        if (logged.length > 0) {
          expect(grouped.x[0]).toBeGreaterThanOrEqual(Math.min(...logged) - 1e-9)
          expect(grouped.x.at(-1)).toBeLessThanOrEqual(Math.max(...logged) + 1e-9)
        } else expect(grouped.x).toEqual([])
      }),
    )
  })
})
