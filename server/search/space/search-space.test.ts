import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { JsonObject } from '~/server/domain/json'
import { rngFor } from '../numeric/rng'
import { aConfig } from '../testing'
import type { Dimension } from './dimension'
import { permute } from './permutation'
import { decode, encode, pointFromUnit, pointKey, randomPoint, searchSpaceOf } from './search-space'
import { firstUnseen, pointAtIndex } from './unseen'

function spaceOf(parameters: Record<string, unknown>) {
  return searchSpaceOf(aConfig({ method: 'random', parameters }))
}

function dimensionOf(parameter: Record<string, unknown>): Dimension {
  return spaceOf({ a: parameter }).dimensions[0]!
}

const WIDE = {
  real: { min: 0.5, max: 1.5 },
  log: { distribution: 'log_uniform_values', min: 1e-5, max: 0.1 },
  normal: { distribution: 'normal', mu: 3, sigma: 2 },
  beta: { distribution: 'beta', a: 2, b: 5 },
  int: { min: -3, max: 9 },
  huge: { min: 0, max: 10_000_000 },
  q: { distribution: 'q_uniform', min: 0, max: 10, q: 4 },
  qlog: { distribution: 'q_log_uniform_values', min: 1, max: 100, q: 10 },
  qnormal: { distribution: 'q_normal', sigma: 3, q: 0.1 },
  list: { values: [16, 32, 64, 128] },
  words: { values: ['x', 'y', 'z'] },
  weighted: { values: ['x', 'y', 'z'], probabilities: [0.5, 0, 0.5] },
  mixed: { values: [1, '1', true, null, [1], { b: 2 }] },
  group: { parameters: { inner: { min: 1, max: 3 } } },
}

describe('a point and its config', () => {
  const space = spaceOf(WIDE)
  const units = fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), {
    minLength: space.dimensions.length,
    maxLength: space.dimensions.length,
  })

  test('decoding and encoding again gives the same point', () => {
    fc.assert(
      fc.property(units, (unit) => {
        const point = pointFromUnit(space, unit)
        const back = encode(space, decode(space, point))!
        for (const [index, dimension] of space.dimensions.entries()) {
          expect(back[index], dimension.name).toBeCloseTo(
            Math.min(1 - 1e-9, Math.max(1e-9, point[index]!)) +
              (dimension.kind === 'category'
                ? Math.round(point[index]!) - Math.min(1 - 1e-9, Math.max(1e-9, point[index]!))
                : 0),
            7,
          )
        }
      }),
    )
  })

  test('encoding and decoding again gives the same config', () => {
    fc.assert(
      fc.property(units, (unit) => {
        const config = decode(space, pointFromUnit(space, unit))
        const again = decode(space, encode(space, config)!)
        for (const dimension of space.dimensions) {
          if (dimension.kind === 'continuous') continue
          const [key = ''] = dimension.path
          expect(again[key], key).toEqual(config[key])
        }
      }),
    )
  })

  test('snapping is done once and for all, and never leaves the levels', () => {
    fc.assert(
      fc.property(fc.double({ min: -2, max: 3, noNaN: true }), (x) => {
        for (const dimension of space.dimensions) {
          const snapped = dimension.snap(x)
          expect(dimension.snap(snapped), dimension.name).toBeCloseTo(snapped, 9)
          if (dimension.levels !== null)
            expect([...dimension.levels].some((level) => Math.abs(level - snapped) < 1e-9)).toBe(true)
        }
      }),
    )
  })

  test('bounds and steps are kept, but for rounding to q as in W&B', () => {
    const rng = rngFor(1, 0, 'test')
    for (let i = 0; i < 300; i++) {
      const config = decode(space, randomPoint(space, rng))
      expect(config['real']).toBeGreaterThanOrEqual(0.5)
      expect(config['real']).toBeLessThanOrEqual(1.5)
      expect(config['log']).toBeGreaterThanOrEqual(1e-5)
      expect(config['log']).toBeLessThanOrEqual(0.1)
      expect(Number.isInteger(config['int'])).toBe(true)
      expect([0, 4, 8]).toContain(config['q'])
      expect(Number(config['qlog']) % 10).toBe(0)
      expect(config['weighted']).not.toBe('y')
      expect(Math.abs(Number(config['qnormal']) * 10 - Math.round(Number(config['qnormal']) * 10))).toBeLessThan(1e-9)
    }
  })

  test('groups come back as objects beside literal dots', () => {
    const both = spaceOf({ 'a.b': { values: [1, 2, 3] }, a: { parameters: { b: { values: [4, 5, 6] } } } })
    const config = decode(both, both.dimensions.length === 2 ? pointFromUnit(both, [0, 0]) : new Float64Array())
    expect(config).toEqual({ a: { b: 4 }, 'a.b': 1 })
  })
})

describe('how values are placed', () => {
  test('powers of two are even steps', () => {
    const { levels } = dimensionOf({ values: [16, 32, 64, 128] })
    const gaps = [...levels!].slice(1).map((level, index) => level - levels![index]!)
    for (const gap of gaps) expect(gap).toBeCloseTo(0.25, 12)
  })

  test('even numbers are even steps, in order whatever order they were written in', () => {
    const dimension = dimensionOf({ values: [30, 10, 20] })
    expect(dimension.kind).toBe('ordinal')
    expect([10, 20, 30].map((value) => dimension.coordinateOf(value))).toEqual([...dimension.levels!])
  })

  test('two numbers, words and mixed lists are categories', () => {
    for (const values of [
      [1, 2],
      ['a', 'b', 'c'],
      [1, 2, 'x'],
      [true, false],
    ]) {
      expect(dimensionOf({ values }).kind).toBe('category')
    }
  })

  test('repeated values are one level', () => {
    expect(dimensionOf({ values: ['x', 'x', 'y'] }).levelCount).toBe(2)
    expect(spaceOf({ a: { values: ['x', 'x'] } }).dimensions).toHaveLength(0)
  })

  test('integers sit at the centres of their cells', () => {
    expect([...dimensionOf({ min: 1, max: 4 }).levels!]).toEqual([0.125, 0.375, 0.625, 0.875])
  })

  test('a value out of bounds is placed at the edge, an unknown category apart, a wrong type nowhere', () => {
    expect(dimensionOf({ min: 1, max: 4 }).coordinateOf(99)).toBe(0.875)
    expect(dimensionOf({ min: 0.5, max: 1.5 }).coordinateOf(7)).toBe(1)
    expect(dimensionOf({ values: ['a', 'b'] }).coordinateOf('c')).toBe(-1)
    expect(dimensionOf({ min: 1, max: 4 }).coordinateOf('2')).toBeNull()
    expect(dimensionOf({ values: ['a', 'b'] }).coordinateOf(undefined)).toBeNull()
  })
})

describe('a finite space', () => {
  const space = spaceOf({
    a: { min: 1, max: 3 },
    b: { values: ['x', 'y'] },
    c: { distribution: 'q_uniform', min: 0, max: 1, q: 0.5 },
    d: { value: 7 },
  })

  test('has its size, and its indexes are its configs', () => {
    expect(space.size).toBe(18)
    const keys = Array.from({ length: 18 }, (_, index) => pointKey(space, pointAtIndex(space, index)))
    expect(new Set(keys).size).toBe(18)
  })

  test('gives every untried point once, then nothing', () => {
    const seen = new Set<string>()
    for (let i = 0; i < 18; i++) seen.add(pointKey(space, firstUnseen(space, seen, 5)!))
    expect(seen.size).toBe(18)
    expect(firstUnseen(space, seen, 5)).toBeNull()
  })

  test('keys tell apart what JSON tells apart', () => {
    const odd = spaceOf({ a: { values: [1, '1', true, null] } })
    const keys = odd.dimensions[0]!.levels!.length
    expect(keys).toBe(4)
  })
})

describe('the permutation', () => {
  test.each([1, 2, 3, 17, 64, 1000])('of %d numbers gives each once', (size) => {
    const images = Array.from({ length: size }, (_, index) => permute(index, size, 3))
    expect(images.sort((a, b) => a - b)).toEqual(Array.from({ length: size }, (_, index) => index))
  })

  test('of 2^53 numbers stays among them', () => {
    const size = Number.MAX_SAFE_INTEGER
    fc.assert(
      fc.property(fc.maxSafeNat(), (index) => {
        const image = permute(index % size, size, 11)
        expect(Number.isSafeInteger(image)).toBe(true)
        expect(image).toBeGreaterThanOrEqual(0)
        expect(image).toBeLessThan(size)
      }),
    )
  })

  test('differs by seed', () => {
    const by = (seed: number) => Array.from({ length: 20 }, (_, index) => permute(index, 1000, seed))
    expect(by(1)).not.toEqual(by(2))
  })
})

test('a config that is not there is not encoded', () => {
  const space = spaceOf({ a: { min: 0, max: 9 } })
  const configs: JsonObject[] = [{}, { a: null }, { b: 1 }]
  for (const config of configs) expect(encode(space, config)).toBeNull()
})
