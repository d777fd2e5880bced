import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SweepPoint, SweepPoints } from '~/server/domain/sweep'
import { brushOf, filterAllows, filterFromBrush, passingRuns, readFilters, writeFilters } from './axis-filters'
import { nearestLine, parallelLines, qualityOf } from './parallel'
import { arrangedAxes, axesOf, type NumberAxis, numberAt, OBJECTIVE_KEY, positionOf } from './parameter-axis'

function point(number: number, params: SweepPoint['params'], value: number | null): SweepPoint {
  return {
    runId: `run${number}`,
    storageId: '00000000-0000-4000-8000-000000000000',
    serial: number,
    name: `run-${number}`,
    state: 'finished',
    number,
    attempt: 1,
    params,
    value,
    startedAtMs: null,
    finishedAtMs: null,
    durationSeconds: null,
  }
}

const data: SweepPoints = {
  objective: { name: 'loss', goal: 'minimize' },
  parameters: [
    { name: 'layers', distribution: 'categorical', values: [32, 64, 128], isLog: false },
    { name: 'lr', distribution: 'log_uniform_values', values: null, isLog: true },
    { name: 'momentum', distribution: 'uniform', values: null, isLog: false },
    { name: 'seed', distribution: 'constant', values: null, isLog: false },
  ],
  points: [
    point(0, { layers: 32, lr: 1e-4, momentum: 0.1, seed: 1 }, 3),
    point(1, { layers: 64, lr: 1e-2, momentum: 0.9, seed: 1 }, 1),
    point(2, { layers: 128, lr: 1e-3, seed: 1 }, null),
  ],
}
const axes = axesOf(data)
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
      parameters: [{ name: 'x', distribution: 'categorical', values: [1, '1', true, null], isLog: false }],
      points: [point(0, { x: null }, null)],
    })[0]!
    expect(new Set([1, '1', true, null].map((value) => positionOf(mixed, value))).size).toBe(4)
    expect(mixed.hasNotSet).toBe(false)
  })

  it('centres an axis with a single value', () => {
    const single = axesOf({ ...data, points: [data.points[0]!, data.points[0]!] }).find((axis) => axis.key === 'lr')!
    expect(positionOf(single, 1e-4)).toBe(0.5)
  })

  it('finds the number back from its position', () => {
    const lr = byKey('lr') as NumberAxis
    expect(numberAt(lr, positionOf(lr, 3e-3))).toBeCloseTo(3e-3, 12)
    expect(numberAt(byKey('momentum') as NumberAxis, 0)).toBeNull()
  })

  it('takes an order from people but leaves the objective last', () => {
    expect(arrangedAxes(axes, [OBJECTIVE_KEY, 'lr']).map((axis) => axis.key)).toEqual([
      'lr',
      'layers',
      'momentum',
      OBJECTIVE_KEY,
    ])
  })
})

describe('filters on axes', () => {
  it('passes runs that hold on every axis', () => {
    const filters = {
      layers: { kind: 'values', values: ['32', '64'], withNotSet: false },
      lr: { kind: 'range', min: 1e-3, max: 1, withNotSet: false },
    } as const
    expect([
      ...passingRuns(axes, { layers: { ...filters.layers, values: ['32', '64'] }, lr: filters.lr }, data.points),
    ]).toEqual(['run1'])
    expect(passingRuns(axes, {}, data.points).size).toBe(3)
  })

  it('takes the choices whose ticks a drag covers', () => {
    expect(filterFromBrush(byKey('layers'), 0.4, 1)).toEqual({
      kind: 'values',
      values: ['64', '128'],
      withNotSet: false,
    })
    expect(filterFromBrush(byKey('layers'), 0.1, 0.3)).toBeNull()
  })

  it('takes "not set" when the drag reaches down to it', () => {
    expect(filterFromBrush(byKey('momentum'), 0, 0.04)).toEqual({ kind: 'not-set' })
    expect(filterFromBrush(byKey('momentum'), 0, 0.6)).toMatchObject({ kind: 'range', withNotSet: true })
    const onlySet = filterFromBrush(byKey('momentum'), 0.2, 0.9)!
    expect(filterAllows(byKey('momentum'), onlySet, undefined)).toBe(false)
  })

  it('means nothing when it holds everything or next to nothing', () => {
    expect(filterFromBrush(byKey('lr'), 0, 1)).toBeNull()
    expect(filterFromBrush(byKey('lr'), 0.5, 0.502)).toBeNull()
  })

  it('allows what was brushed and draws the brush where it was', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 0.9, noNaN: true }),
        fc.double({ min: 0.03, max: 0.4, noNaN: true }),
        (low, size) => {
          const high = Math.min(1, low + size)
          const lr = byKey('lr') as NumberAxis
          const filter = filterFromBrush(lr, low, high)
          if (filter === null) return
          expect(filterAllows(lr, filter, numberAt(lr, (low + high) / 2)!)).toBe(true)
          const [from, to] = brushOf(lr, filter)
          expect(from).toBeCloseTo(low <= 0.005 ? 0 : low, 2)
          expect(to).toBeCloseTo(high >= 0.995 ? 1 : high, 2)
        },
      ),
    )
  })

  it('reads back from the address what it wrote, whatever the names and values', () => {
    const choice = fc.oneof(
      fc.string(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.boolean(),
      fc.constant(null),
    )
    const filter = fc.oneof(
      fc.record({
        kind: fc.constant('values' as const),
        values: fc.array(
          choice.map((value) => JSON.stringify(value)),
          { minLength: 1, maxLength: 4 },
        ),
        withNotSet: fc.boolean(),
      }),
      fc.record({
        kind: fc.constant('range' as const),
        min: fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
        max: fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
        withNotSet: fc.boolean(),
      }),
      fc.constant({ kind: 'not-set' as const }),
    )
    const name = fc.string({ minLength: 1, unit: 'grapheme' }).filter((text) => text !== '__proto__')
    fc.assert(
      fc.property(fc.dictionary(name, filter), (filters) => {
        expect(readFilters(writeFilters(filters, OBJECTIVE_KEY), OBJECTIVE_KEY)).toEqual(filters)
      }),
    )
  })

  it('leaves out what makes no sense in an address', () => {
    expect(readFilters('lr;:1..2;a:%E0%A4%A;b:nonsense;c:1..2', OBJECTIVE_KEY)).toEqual({
      c: { kind: 'range', min: 1, max: 2, withNotSet: false },
    })
  })
})

describe('lines', () => {
  it('grades from worst to best in the sense of the goal', () => {
    expect(qualityOf(1, [1, 3], 'minimize')).toBe(1)
    expect(qualityOf(1, [1, 3], 'maximize')).toBe(0)
    expect(qualityOf(null, [1, 3], 'maximize')).toBeNaN()
    expect(qualityOf(2, [2, 2], 'maximize')).toBe(1)
  })

  it('draws the best on top and runs without a value at the bottom', () => {
    expect(parallelLines(axes, data.points, 'minimize').drawOrder).toEqual([2, 0, 1])
  })

  it('spreads runs that share a choice without mixing choices', () => {
    const many = Array.from({ length: 60 }, (_, i) => point(i, { layers: [32, 64, 128][i % 3]!, lr: 1e-3 }, i))
    const lines = parallelLines(axes, many, 'maximize')
    const heights = many.map((_, i) => lines.positions[i * lines.axisCount]!)
    expect(new Set(heights).size).toBeGreaterThan(30)
    const worst64 = Math.min(...heights.filter((_, i) => i % 3 === 1))
    expect(worst64).toBeGreaterThan(Math.max(...heights.filter((_, i) => i % 3 === 0)))
  })

  it('finds the line under the pointer and none in the open', () => {
    const lines = parallelLines(axes, data.points, 'minimize')
    expect(nearestLine(lines, { column: 0, position: 0.51, reach: 0.05 }, () => true)).toBe(1)
    expect(nearestLine(lines, { column: 0, position: 0.75, reach: 0.05 }, () => true)).toBeNull()
    expect(nearestLine(lines, { column: 0, position: 0.51, reach: 0.05 }, (index) => index !== 1)).toBeNull()
    expect(nearestLine(lines, { column: 0, position: 0.99, reach: 0.05 }, () => true, [true])).toBe(0)
  })
})
