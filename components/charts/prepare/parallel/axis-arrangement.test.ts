import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { axesOf, OBJECTIVE_KEY } from '../parameter-axis'
import {
  type Arrangement,
  colorAxisOf,
  drawnAxes,
  movedTo,
  orderedAxes,
  readKeys,
  readScales,
  writeKeys,
  writeScales,
} from './axis-arrangement'
import { SMALL_SWEEP } from './testing'

const axes = axesOf(SMALL_SWEEP)
const plain: Arrangement = { order: [], hidden: [], flipped: [], scales: {}, color: null }
const keys = (list: readonly { key: string }[]) => list.map(({ key }) => key)

describe('the arrangement of axes', () => {
  it('takes an order from people but leaves the objective last', () => {
    expect(keys(orderedAxes(axes, [OBJECTIVE_KEY, 'lr']))).toEqual(['lr', 'layers', 'momentum', OBJECTIVE_KEY])
  })

  it('leaves out what is hidden, but never fewer than two', () => {
    expect(keys(drawnAxes(axes, { order: [], hidden: ['lr'] }))).toEqual(['layers', 'momentum', OBJECTIVE_KEY])
    expect(drawnAxes(axes, { order: [], hidden: ['lr', 'layers', 'momentum'] })).toHaveLength(2)
  })

  it('moves an axis among those that are drawn, past hidden ones', () => {
    expect(movedTo(axes, 'momentum', 0, plain)).toEqual(['momentum', 'layers', 'lr'])
    expect(movedTo(axes, 'layers', 1, { ...plain, hidden: ['lr'] })).toEqual(['lr', 'momentum', 'layers'])
    expect(movedTo(axes, 'layers', 9, plain)).toEqual(['lr', 'momentum', 'layers'])
  })

  it('colours by the objective unless another axis is named', () => {
    expect(colorAxisOf(axes, null)?.key).toBe(OBJECTIVE_KEY)
    expect(colorAxisOf(axes, 'lr')?.key).toBe('lr')
    expect(colorAxisOf(axes, 'gone')?.key).toBe(OBJECTIVE_KEY)
    expect(colorAxisOf(axes.slice(0, 1), null)?.key).toBe('layers')
  })

  it('is read back from the address as it was written, whatever the names', () => {
    const name = fc
      .oneof(fc.constant(OBJECTIVE_KEY), fc.string({ minLength: 1, unit: 'grapheme' }))
      .filter((text) => text !== '__proto__')
    fc.assert(
      fc.property(
        fc.array(name),
        fc.dictionary(name, fc.constantFrom('linear' as const, 'log' as const)),
        (list, scales) => {
          expect(readKeys(writeKeys(list))).toEqual(list)
          expect(readScales(writeScales(scales))).toEqual(scales)
        },
      ),
    )
  })
})
