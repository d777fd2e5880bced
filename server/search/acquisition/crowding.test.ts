import { describe, expect, test } from 'vitest'
import { searchSpaceOf } from '../space/search-space'
import { aConfig } from '../testing'
import { openPlaces } from './crowding'

const space = searchSpaceOf(
  aConfig({ method: 'bayes', parameters: { x: { min: 0, max: 1.5 }, kind: { values: ['a', 'b'] } } }),
)
const at = (x: number, kind = 0) => {
  const names = space.dimensions.map(({ name }) => name)
  return Float64Array.from(names, (name) => (name === 'x' ? x : kind))
}
const places = (values: number[], xs: number[], pending = [at(0.9)]) =>
  openPlaces(space, { points: xs.map((x) => at(x)), values: Float64Array.from(values), pending })

describe('where a further run is wanted', () => {
  test('is not beside one that is under way, unless a category differs', () => {
    const isOpen = places([0, 1], [0.1, 0.2])
    expect(isOpen(at(0.901))).toBe(false)
    expect(isOpen(at(0.901, 1))).toBe(true)
    expect(isOpen(at(0.91))).toBe(true)
  })

  test('is as near as it likes to the best run while the best is the only one', () => {
    expect(places([0, 1, 1, 1], [0.1, 0.2, 0.3, 0.4])(at(0.1))).toBe(true)
    expect(places([0, 0], [0.1, 0.2])(at(0.1))).toBe(true)
  })

  test('is away from a plateau, and the farther the more often it was hit', () => {
    const thrice = places([0, 0, 0, 1], [0.1, 0.11, 0.12, 0.5])
    expect([0.11, 0.135, 0.15, 0.5].map((x) => thrice(at(x)))).toEqual([false, false, true, true])
    const often = places([0, 0, 0, 0, 0], [0.1, 0.11, 0.12, 0.13, 0.14])
    expect([0.15, 0.21, 0.23].map((x) => often(at(x)))).toEqual([false, false, true])
  })

  test('is anywhere in a finite space: there each setting comes once as it is', () => {
    const finite = searchSpaceOf(aConfig({ method: 'bayes', parameters: { a: { values: [1, 2, 3, 4, 5] } } }))
    const points = [0, 1, 2].map((index) => Float64Array.of(finite.dimensions[0]!.levelAt(index)))
    const isOpen = openPlaces(finite, { points, values: new Float64Array(3), pending: [] })
    expect(points.every(isOpen)).toBe(true)
  })
})
