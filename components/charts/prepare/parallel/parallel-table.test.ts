import { describe, expect, it } from 'vitest'
import { axesOf, OBJECTIVE_KEY } from '../parameter-axis'
import { lineShades } from './line-shades'
import { parallelTable, qualityOf } from './parallel-table'
import { aRun, SMALL_SWEEP } from './testing'

const axes = axesOf(SMALL_SWEEP)
const table = parallelTable(axes, SMALL_SWEEP.points, 'minimize')

describe('lines', () => {
  it('are graded from worst to best in the sense of the goal', () => {
    expect(qualityOf(1, [1, 3], 'minimize')).toBe(1)
    expect(qualityOf(1, [1, 3], 'maximize')).toBe(0)
    expect(qualityOf(null, [1, 3], 'maximize')).toBeNaN()
    expect(qualityOf(2, [2, 2], 'maximize')).toBe(1)
  })

  it('have the best on top and runs without a value at the bottom', () => {
    expect([...table.rank]).toEqual([1, 2, 0])
  })

  it('are spread where runs share a choice, without mixing choices', () => {
    const many = Array.from({ length: 60 }, (_, i) => aRun(i, { layers: [32, 64, 128][i % 3]!, lr: 1e-3 }, i))
    const { columns } = parallelTable(axesOf({ ...SMALL_SWEEP, points: many }), many, 'maximize')
    const heights = [...columns.get('layers')!.positions]
    expect(new Set(heights).size).toBeGreaterThan(30)
    const worst64 = Math.min(...heights.filter((_, i) => i % 3 === 1))
    expect(worst64).toBeGreaterThan(Math.max(...heights.filter((_, i) => i % 3 === 0)))
  })

  it('tell running, failed and stopped runs apart', () => {
    const states = ['running', 'crashed', 'killed', 'finished'] as const
    const points = states.map((state, index) => ({ ...aRun(index, { lr: 0.1 * (index + 1) }, 1), state }))
    expect([...parallelTable(axes, points, 'minimize').kinds]).toEqual([1, 2, 3, 0])
  })
})

describe('the colour of lines', () => {
  const axisOf = (key: string) => axes.find((axis) => axis.key === key)!

  it('is how good they are, unless another axis is chosen', () => {
    expect(lineShades(table, axisOf(OBJECTIVE_KEY))).toEqual({ kind: 'ramp', shades: table.quality })
    expect(lineShades(table, null)).toEqual({ kind: 'ramp', shades: table.quality })
  })

  it('goes along the scale of a number, and along choices that are numbers', () => {
    const lr = lineShades(table, axisOf('lr'))
    expect(lr.kind === 'ramp' && [...lr.shades].map((shade) => Number(shade.toFixed(4)))).toEqual([0, 1, 0.5])
    const layers = lineShades(table, axisOf('layers'))
    expect(layers.kind === 'ramp' && [...layers.shades]).toEqual([0, 0.5, 1])
  })

  it('is none where the run has no value', () => {
    const momentum = lineShades(table, axisOf('momentum'))
    expect(momentum.kind === 'ramp' && momentum.shades[0]).toBeCloseTo(0.1, 6)
    expect(momentum.kind === 'ramp' && momentum.shades[2]).toBeNaN()
  })

  it('tells choices without an order apart by their number', () => {
    const points = [aRun(0, { layers: 'a' }, 1), aRun(1, { layers: 'b' }, 2), aRun(2, {}, 3)]
    const mixed = axesOf({
      ...SMALL_SWEEP,
      parameters: [{ name: 'layers', distribution: 'categorical', values: ['a', 'b'], isLog: false }],
      points,
    })
    const shades = lineShades(parallelTable(mixed, points, 'minimize'), mixed[0]!)
    expect(shades.kind === 'choices' && [...shades.choices]).toEqual([0, 1, -1])
  })
})
