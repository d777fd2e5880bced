import { describe, expect, it } from 'vitest'
import { msAt, rowAt, type TimelineGeometry, timeTicks, xOf, zoomed } from './timeline-geometry'

const geometry: TimelineGeometry = { width: 800, height: 200, left: 100, view: [0, 700_000], scrollTop: 40 }

describe('places in a timeline', () => {
  it('go from time to pixels and back', () => {
    expect(xOf(geometry, 0)).toBe(100)
    expect(xOf(geometry, 700_000)).toBe(800)
    expect(msAt(geometry, xOf(geometry, 123_456))).toBeCloseTo(123_456, 6)
  })

  it('know the row under the pointer, scrolled as it is, and none on the axis', () => {
    expect(rowAt(geometry, 10)).toBe(-1)
    expect(rowAt(geometry, 23)).toBe(2)
    expect(rowAt(geometry, 63)).toBe(4)
  })

  it('zoom around a place that stays', () => {
    const view = zoomed([0, 100], 25, 0.5)
    expect(view).toEqual([12.5, 62.5])
    expect((25 - view[0]) / (view[1] - view[0])).toBe(0.25)
  })
})

describe('the ticks of the clock', () => {
  it.each([
    [[0, 40_000], 6],
    [[0, 3_600_000], 6],
    [[0, 20 * 86_400_000], 6],
  ] as const)('of %j are told apart', (view, most) => {
    const labels = timeTicks({ ...geometry, view: [...view] }).map(({ label }) => label)
    expect(labels.length).toBeGreaterThan(1)
    expect(labels.length).toBeLessThanOrEqual(most * 2)
    expect(new Set(labels).size).toBe(labels.length)
  })
})
