import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Brush, brushAllows, NO_MAX, NO_MIN } from '~/server/domain/brush'
import { type Axis, axesOf, axisValue, type NumberAxis, numberAt } from '../parameter-axis'
import { readKey, writeKey } from './axis-arrangement'
import {
  type Brushes,
  brushWords,
  joined,
  partOf,
  readBrushes,
  spansOf,
  withoutSpan,
  withSpan,
  writeBrushes,
} from './axis-brush'
import { SMALL_SWEEP } from './testing'

const axes = axesOf(SMALL_SWEEP)
const byKey = (key: string) => axes.find((axis) => axis.key === key)!
const [layers, lr, momentum] = [byKey('layers'), byKey('lr') as NumberAxis, byKey('momentum')]

const isLeftIn = (axis: Axis, brush: Brush | null, run: number) =>
  brush === null || brushAllows(brush, axisValue(axis, SMALL_SWEEP.points[run]!))

describe('a drag on an axis', () => {
  it('takes the choices whose ticks it covers', () => {
    expect(partOf(layers, 0.4, 1)).toEqual({ kind: 'values', values: ['64', '128'], withNotSet: false })
    expect(partOf(layers, 0.1, 0.3)).toBeNull()
  })

  it('takes "not set" when it reaches down to it, alone or with the smallest values', () => {
    expect(partOf(momentum, 0, 0.04)).toEqual({ kind: 'ranges', ranges: [], withNotSet: true })
    expect(partOf(momentum, 0, 0.6)).toMatchObject({ ranges: [{ min: NO_MIN }], withNotSet: true })
    expect(isLeftIn(momentum, partOf(momentum, 0.2, 0.9), 2)).toBe(false)
  })

  it('is open where it touches an end, so that what the axis clips belongs to it', () => {
    expect(partOf(lr, 0, 0.5)).toMatchObject({ ranges: [{ min: NO_MIN }] })
    expect(partOf(lr, 0.5, 1)).toMatchObject({ ranges: [{ max: NO_MAX }] })
  })

  it('means nothing when it holds everything or next to nothing', () => {
    expect(withSpan(lr, undefined, { index: null, low: 0, high: 1 })).toBeNull()
    expect(withSpan(lr, undefined, { index: null, low: 0.5, high: 0.502 })).toBeNull()
  })
})

describe('several brushes on one axis', () => {
  const first = withSpan(lr, undefined, { index: null, low: 0.1, high: 0.2 })!
  const both = withSpan(lr, first, { index: null, low: 0.6, high: 0.8 })!

  it('are one brush of two ranges, drawn where they were dragged', () => {
    const spans = spansOf(lr, both)
    expect(spans).toHaveLength(2)
    expect(spans[0]!.low).toBeCloseTo(0.1, 2)
    expect(spans[1]!.high).toBeCloseTo(0.8, 2)
  })

  it('join when one is dragged into the other', () => {
    expect(spansOf(lr, withSpan(lr, both, { index: 0, low: 0.5, high: 0.7 })!)).toHaveLength(1)
  })

  it('go one by one', () => {
    expect(spansOf(lr, withoutSpan(lr, both, 0)!)[0]!.low).toBeCloseTo(0.6, 2)
    expect(withoutSpan(lr, first, 0)).toBeNull()
  })

  it('leave the others as they are while one is moved', () => {
    const moved = withSpan(lr, both, { index: 1, low: 0.65, high: 0.85 })!
    expect(moved.kind === 'ranges' && moved.ranges[0]).toEqual(both.kind === 'ranges' && both.ranges[0])
  })

  it('are a stretch for each run of neighbouring choices', () => {
    const ends = joined(layers, [partOf(layers, 0, 0.1)!, partOf(layers, 0.9, 1)!])!
    expect(ends).toEqual({ kind: 'values', values: ['32', '128'], withNotSet: false })
    expect(spansOf(layers, ends)).toHaveLength(2)
    expect(spansOf(layers, { ...ends, kind: 'values', values: ['32', '64'] })).toHaveLength(1)
  })
})

const position = fc.double({ min: 0, max: 1, noNaN: true })
const drag = fc
  .tuple(position, position)
  .map(([from, to]) => ({ index: null, low: Math.min(from, to), high: Math.max(from, to) }))

describe('whatever is dragged', () => {
  it('a value passes exactly when one of the drags on its axis held it: any within an axis', () => {
    fc.assert(
      fc.property(fc.array(drag, { minLength: 1, maxLength: 4 }), position, (drags, at) => {
        const brush = drags.reduce<Brush | null>((before, each) => withSpan(lr, before ?? undefined, each), null)
        const value = numberAt(lr, at)!
        const edges = drags.flatMap(({ low, high }) => [low, high])
        // Ends are rounded to four digits; a value that lies on one may fall to either side.
        if (edges.some((edge) => Math.abs(edge - at) < 0.002)) return
        const wasDropped = drags.some(
          (_, last) =>
            drags
              .slice(0, last + 1)
              .reduce<Brush | null>((before, each) => withSpan(lr, before ?? undefined, each), null) === null,
        )
        const wasHeld = drags.some(({ low, high }) => high - low >= 0.01 && at >= low && at <= high)
        if (!wasDropped) expect(brushAllows(brush!, value)).toBe(wasHeld)
      }),
    )
  })

  it('is drawn where it was dragged', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 0.9, noNaN: true }),
        fc.double({ min: 0.03, max: 0.4, noNaN: true }),
        (low, size) => {
          const high = Math.min(1, low + size)
          const brush = withSpan(lr, undefined, { index: null, low, high })
          if (brush === null) return
          expect(brushAllows(brush, numberAt(lr, (low + high) / 2)!)).toBe(true)
          const [span] = spansOf(lr, brush)
          expect(span!.low).toBeCloseTo(low <= 0.005 ? 0 : low, 2)
          expect(span!.high).toBeCloseTo(high >= 0.995 ? 1 : high, 2)
        },
      ),
    )
  })
})

describe('brushes in the address', () => {
  const choice = fc.oneof(
    fc.string(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
  )
  const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0)
  const range = fc.tuple(number, number).map(([a, b]) => ({ min: Math.min(a, b), max: Math.max(a, b) }))
  const brush: fc.Arbitrary<Brush> = fc.oneof(
    fc.record({
      kind: fc.constant('values' as const),
      values: fc.uniqueArray(
        choice.map((value) => JSON.stringify(value)),
        { minLength: 1, maxLength: 4 },
      ),
      withNotSet: fc.boolean(),
    }),
    fc.record({ kind: fc.constant('ranges' as const), ranges: range.map((one) => [one]), withNotSet: fc.boolean() }),
    fc.constant<Brush>({
      kind: 'ranges',
      ranges: [
        { min: NO_MIN, max: -1 },
        { min: 0.5, max: NO_MAX },
      ],
      withNotSet: true,
    }),
    fc.constant<Brush>({ kind: 'ranges', ranges: [], withNotSet: true }),
  )
  const name = fc.string({ minLength: 1, unit: 'grapheme' }).filter((text) => text !== '__proto__')

  it('are read back as they were written, whatever the names and values', () => {
    fc.assert(
      fc.property(fc.dictionary(name, brush), (brushes: Brushes) => {
        expect(readBrushes(writeBrushes(brushes, writeKey), readKey)).toEqual(brushes)
      }),
    )
  })

  it('leave out what makes no sense', () => {
    expect(readBrushes('lr;:1..2;a:%E0%A4%A;b:nonsense;c:1..2|oops|5..', readKey)).toEqual({
      c: {
        kind: 'ranges',
        ranges: [
          { min: 1, max: 2 },
          { min: 5, max: NO_MAX },
        ],
        withNotSet: false,
      },
    })
  })

  it('are said in words', () => {
    const say = (given: Brush) => brushWords(given, String, String)
    expect(
      say({
        kind: 'ranges',
        ranges: [
          { min: NO_MIN, max: 1 },
          { min: 2, max: 3 },
        ],
        withNotSet: false,
      }),
    ).toBe('up to 1 or 2 to 3')
    expect(say({ kind: 'values', values: ['"a"', '"b"'], withNotSet: true })).toBe('a, b or not set')
  })
})
