import { describe, expect, it } from 'vitest'
import { aRun, SMALL_SWEEP } from './parallel/testing'
import { axesOf, type NumberAxis, numberAt, OBJECTIVE_KEY, positionOf } from './parameter-axis'

const axes = axesOf(SMALL_SWEEP)
const byKey = (key: string) => axes.find((axis) => axis.key === key)!

describe('axes', () => {
  it('has one for each parameter that varies and the objective last', () => {
    expect(axes.map((axis) => axis.key)).toEqual(['layers', 'lr', 'momentum', OBJECTIVE_KEY])
    expect(axes.map((axis) => axis.kind)).toEqual(['category', 'log', 'linear', 'linear'])
  })

  it('places choices evenly in the order written and decades evenly on a log axis', () => {
    expect([32, 64, 128].map((value) => positionOf(byKey('layers'), value))).toEqual([0, 0.5, 1])
    expect(positionOf(byKey('lr'), 1e-3)).toBeCloseTo(0.5, 10)
    expect(byKey('lr').ticks.map((tick) => tick.label)).toEqual(['1e−4', '0.001', '0.01'])
  })

  it('gives "not set" a place of its own below the smallest value', () => {
    const momentum = byKey('momentum')
    expect(momentum.hasNotSet).toBe(true)
    expect(momentum.ticks[0]).toEqual({ position: 0, label: 'not set' })
    expect(positionOf(momentum, undefined)).toBe(0)
    expect(positionOf(momentum, (momentum as NumberAxis).domain[0])).toBeGreaterThan(0.05)
  })

  it('keeps values of different kinds apart', () => {
    const mixed = axesOf({
      objective: null,
      parameters: [{ name: 'x', distribution: 'categorical', values: [1, '1', true, null, [1, 2]], isLog: false }],
      points: [aRun(0, { x: null }, null), aRun(1, { x: [1, 2] }, null)],
    })[0]!
    expect(new Set([1, '1', true, null, [1, 2]].map((value) => positionOf(mixed, value))).size).toBe(5)
    expect(mixed.hasNotSet).toBe(false)
  })

  it('centres an axis with a single value', () => {
    const [first] = SMALL_SWEEP.points
    const single = axesOf({ ...SMALL_SWEEP, points: [first!, first!] }).find((axis) => axis.key === 'lr')!
    expect(positionOf(single, 1e-4)).toBe(0.5)
  })

  it('finds the number back from its position', () => {
    const lr = byKey('lr') as NumberAxis
    expect(numberAt(lr, positionOf(lr, 3e-3))).toBeCloseTo(3e-3, 12)
    expect(numberAt(byKey('momentum') as NumberAxis, 0)).toBeNull()
  })

  it('takes the scale that a person chose, but no logarithm where a value is not above zero', () => {
    const chosen = axesOf(SMALL_SWEEP, { lr: 'linear', momentum: 'log', [OBJECTIVE_KEY]: 'log' })
    expect(chosen.map((axis) => axis.kind)).toEqual(['category', 'linear', 'log', 'log'])
    const negative = axesOf(
      { ...SMALL_SWEEP, points: [aRun(0, { momentum: -1 }, 1), aRun(1, { momentum: 2 }, 2)] },
      { momentum: 'log' },
    )
    expect(negative.find((axis) => axis.key === 'momentum')).toMatchObject({ kind: 'linear', canBeLog: false })
  })

  it('keeps what runs had before the space was edited: values that are no longer listed, constants that varied', () => {
    const edited = axesOf({
      ...SMALL_SWEEP,
      parameters: [
        { name: 'layers', distribution: 'categorical', values: [32, 64], isLog: false },
        { name: 'lr', distribution: 'constant', values: null, isLog: false },
      ],
    })
    expect(edited.map((axis) => axis.key)).toEqual(['layers', 'lr', OBJECTIVE_KEY])
    expect(edited[0]).toMatchObject({ categories: ['32', '64', '128'], hasNotSet: false })
  })
})
