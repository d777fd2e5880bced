import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Brush, brushAllows } from '~/server/domain/brush'
import { axesOf, axisValue } from '../parameter-axis'
import { brushedFacts } from './brushed-facts'
import { extentBrushes } from './extent-brushes'
import { parallelTable } from './parallel-table'
import { PassBits } from './pass-bits'
import { aRun, SMALL_SWEEP } from './testing'

const unit = fc.double({ min: 0, max: 1, noNaN: true })
const runs = fc
  .array(
    fc.record(
      { layers: fc.constantFrom(32, 64, 128), lr: unit.map((u) => 10 ** (-4 + 3 * u)), momentum: unit },
      { requiredKeys: ['layers'] },
    ),
    { minLength: 1, maxLength: 40 },
  )
  .map((all) => all.map((params, index) => aRun(index, params, index % 3 === 0 ? null : index)))
const range = fc.tuple(unit, unit).map(([a, b]) => ({ min: Math.min(a, b), max: Math.max(a, b) }))
const numberBrush: fc.Arbitrary<Brush> = fc.record({
  kind: fc.constant('ranges' as const),
  ranges: fc.array(range, { maxLength: 3 }),
  withNotSet: fc.boolean(),
})
const choiceBrush: fc.Arbitrary<Brush> = fc.record({
  kind: fc.constant('values' as const),
  values: fc.uniqueArray(fc.constantFrom('32', '64', '128'), { maxLength: 3 }),
  withNotSet: fc.boolean(),
})
const change = fc.oneof(
  fc.tuple(fc.constant('layers'), fc.oneof(fc.constant(null), choiceBrush, numberBrush)),
  fc.tuple(fc.constantFrom('lr', 'momentum'), fc.oneof(fc.constant(null), numberBrush)),
)

describe('the runs that pass', () => {
  it('hold on every brushed axis, after any number of changes to any axis', () => {
    fc.assert(
      fc.property(runs, fc.array(change, { maxLength: 8 }), (points, changes) => {
        const axes = axesOf({ ...SMALL_SWEEP, points })
        const table = parallelTable(axes, points, 'minimize')
        const pass = new PassBits(points.length)
        const brushes = new Map<string, Brush | null>()
        for (const [key, brush] of changes) {
          const column = table.columns.get(key)
          if (column === undefined) continue
          brushes.set(key, brush)
          pass.set(column, brush)
        }
        const wanted = points.map((run) =>
          axes.every((axis) => {
            const brush = brushes.get(axis.key) ?? null
            return brush === null || brushAllows(brush, axisValue(axis, run))
          }),
        )
        expect([...pass.bits].map((bit) => bit === 1)).toEqual(wanted)
        expect(pass.count).toBe(wanted.filter(Boolean).length)
      }),
    )
  })

  it('all still pass a brush of their own extent, and nobody needs a wider one', () => {
    fc.assert(
      fc.property(runs, fc.infiniteStream(fc.boolean()), (points, coins) => {
        const table = parallelTable(axesOf({ ...SMALL_SWEEP, points }), points, 'minimize')
        const chosen = Uint8Array.from(points, () => (coins.next().value ? 1 : 0))
        for (const [key, brush] of Object.entries(extentBrushes(table, chosen))) {
          const values = points.filter((_, index) => chosen[index] === 1).map((run) => run.params[key])
          for (const value of values) if (value !== undefined) expect(brushAllows(brush, value)).toBe(true)
          const ends =
            brush.kind === 'values'
              ? brush.values.map((json) => JSON.parse(json))
              : brush.ranges.flatMap(({ min, max }) => [min, max])
          for (const end of ends) expect(values).toContain(end)
        }
      }),
    )
  })

  it('are counted, averaged and compared with the rest', () => {
    const table = parallelTable(axesOf(SMALL_SWEEP), SMALL_SWEEP.points, 'minimize')
    expect(brushedFacts(table, Uint8Array.from([1, 1, 0]))).toEqual({
      brushed: { count: 2, valueCount: 2, mean: 2, best: 1 },
      rest: { count: 1, valueCount: 0, mean: null, best: null },
    })
  })
})
