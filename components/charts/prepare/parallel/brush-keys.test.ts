import { describe, expect, it } from 'vitest'
import type { Brush } from '~/server/domain/brush'
import { type Axis, axesOf } from '../parameter-axis'
import { spansOf } from './axis-brush'
import { brushKey, type KeyedBrush } from './brush-keys'
import { SMALL_SWEEP } from './testing'

const axes = axesOf(SMALL_SWEEP)
const byKey = (key: string) => axes.find((axis) => axis.key === key)!
const [layers, lr, momentum] = [byKey('layers'), byKey('lr'), byKey('momentum')]

/** A key that means nothing leaves all as it was. */
function press(axis: Axis, keys: string, from: Brush | null = null): KeyedBrush {
  return keys
    .split(' ')
    .reduce<KeyedBrush>(
      (now, key) => brushKey(axis, now, { name: key.replace('+', ''), isFar: key.endsWith('+') }) ?? now,
      { brush: from, edge: { index: 0, end: 'low' } },
    )
}

const spans = (axis: Axis, { brush }: KeyedBrush) =>
  spansOf(axis, brush ?? undefined).map(({ low, high }) => [Number(low.toFixed(2)), Number(high.toFixed(2))])

describe('brushing by key', () => {
  it('starts at the end that the first step leads away from', () => {
    expect(spans(lr, press(lr, 'ArrowUp'))).toEqual([[0.02, 1]])
    expect(spans(lr, press(lr, 'ArrowDown'))).toEqual([[0, 0.98]])
  })

  it('moves the edge that was chosen, further with shift', () => {
    expect(spans(lr, press(lr, 'ArrowUp ArrowUp+ ArrowRight ArrowDown+ ArrowDown+'))).toEqual([[0.12, 0.8]])
  })

  it('stops before the edges meet', () => {
    const [[low, high] = [0, 0]] = spans(lr, press(lr, `ArrowUp ${'ArrowUp+ '.repeat(20).trim()}`))
    expect(high! - low!).toBeGreaterThan(0)
  })

  it('steps from choice to choice and takes whole ones', () => {
    expect(press(layers, 'ArrowUp').brush).toMatchObject({ values: ['64', '128'] })
    expect(press(layers, 'ArrowUp ArrowUp').brush).toMatchObject({ values: ['128'] })
    expect(press(layers, 'ArrowUp ArrowUp ArrowUp').brush).toMatchObject({ values: ['128'] })
    expect(press(layers, 'ArrowDown').brush).toMatchObject({ values: ['32', '64'] })
    expect(press(layers, 'ArrowDown ArrowUp').brush).toBeNull()
  })

  it('steps over the strip between "not set" and the smallest value', () => {
    expect(press(momentum, 'ArrowUp').brush).toMatchObject({ withNotSet: false })
    expect(press(momentum, 'ArrowUp ArrowDown').brush).toBeNull()
    expect(press(momentum, `ArrowDown ${'ArrowDown+ '.repeat(12).trim()}`).brush).toEqual({
      kind: 'ranges',
      ranges: [],
      withNotSet: true,
    })
  })

  it('adds a brush with Enter, goes from edge to edge, and removes one with Delete', () => {
    const one = press(lr, 'Enter')
    expect(spans(lr, one)).toEqual([[0.35, 0.65]])
    const two = press(lr, 'Enter Enter')
    expect(spans(lr, two)).toHaveLength(2)
    expect(spans(lr, press(lr, 'Enter Enter Delete'))).toHaveLength(1)
    expect(press(lr, 'Enter Delete').brush).toBeNull()
  })

  it('sends an edge to the end of the axis', () => {
    expect(spans(lr, press(lr, 'Enter End'))).toEqual([[0.35, 1]])
  })

  it('leaves other keys to the page', () => {
    expect(brushKey(lr, { brush: null, edge: { index: 0, end: 'low' } }, { name: 'Tab', isFar: false })).toBeNull()
    expect(brushKey(lr, { brush: null, edge: { index: 0, end: 'low' } }, { name: 'Delete', isFar: false })).toBeNull()
  })
})
