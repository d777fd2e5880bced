import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hyperbandBands } from '~/server/domain/hyperband-bands'
import type { Curve } from '~/server/domain/trial'
import { runsToStop } from '../controller'
import { aConfig } from '../testing'

function stops(curves: Curve[], rule: Record<string, unknown> = {}, goal = 'minimize') {
  const config = aConfig({
    method: 'random',
    metric: { name: 'val_loss', goal },
    parameters: { a: { value: 1 } },
    early_terminate: { type: 'hyperband', min_iter: 3, ...rule },
  })
  return runsToStop({ config, curves })
}

function curve(id: string, values: number[], state: Curve['state'] = 'running'): Curve {
  return { id, state, values }
}

const A = curve('A', [5, 4, 3])
const B = curve('B', [5, 6, 7])
const C = curve('C', [1, 9, 9])

describe('the bands', () => {
  test.each([
    [{ max_iter: 27, s: 3, eta: 3 }, [1, 3, 9]],
    [{ max_iter: 81, s: 3, eta: 3 }, [3, 9, 27]],
    [{ max_iter: 100, s: 4, eta: 3 }, [1, 3, 11, 33]],
    [{ max_iter: 27, s: 3, eta: 3, min_iter: 5 }, [1, 3, 9]],
    [{ max_iter: 2, s: 1, eta: 3 }, []],
  ])('of %o', (rule, bands) => expect(hyperbandBands(rule)).toEqual(bands))

  test('with min_iter are its multiples by eta, truncated', () => {
    expect(hyperbandBands({ min_iter: 3, eta: 1.5 }).slice(0, 4)).toEqual([3, 4, 6, 10])
    expect(hyperbandBands({ min_iter: 3, eta: 3 })).toHaveLength(100)
  })

  test('are multiplied one by one, as W&B rounds them', () => {
    const bands = hyperbandBands({ min_iter: 10, eta: 1.1 })
    let band = 10
    for (const each of bands) {
      expect(each).toBe(Math.trunc(band))
      band *= 1.1
    }
  })

  test('of an enormous eta are finite', () => {
    expect(hyperbandBands({ min_iter: 1, eta: 1e300 })).toEqual([1, 1e300])
  })
})

describe('who is stopped', () => {
  test('strict: the run whose value at the band is worse than the threshold, with the reason', () => {
    expect(stops([A, B, C])).toEqual([
      { id: 'C', reason: 'val_loss 9 at step 3 is worse than the threshold 7 of band 3' },
    ])
  })

  test('relaxed: the best value so far is compared', () => {
    expect(stops([A, B, C], { strict: false })).toEqual([])
    expect(stops([A, B, curve('D', [9, 9, 9])], { strict: false })[0]?.reason).toContain('so far')
  })

  test('turned round for maximize', () => {
    const turned = [A, B, C].map((each) => ({ ...each, values: each.values.map((value) => -value) }))
    expect(stops(turned, {}, 'maximize')).toEqual([
      { id: 'C', reason: 'val_loss -9 at step 3 is worse than the threshold -7 of band 3' },
    ])
  })

  test('nobody who is alone, who is too young, or who has ended', () => {
    expect(stops([C])).toEqual([])
    expect(stops([A, A, curve('C', [99, 99])])).toEqual([])
    expect(stops([A, B, curve('C', [1, 9, 9], 'finished')])).toEqual([])
  })

  test('ended runs set the threshold', () => {
    const ended = [curve('A', [5, 4, 3], 'finished'), curve('B', [5, 6, 7], 'crashed')]
    expect(stops([...ended, C])).toHaveLength(1)
  })

  test('of 33 values with eta 1.1 the threshold is the one at 30, where 33 / 1.1 falls short of it', () => {
    const curves = Array.from({ length: 33 }, (_, index) => curve(String(index), [index]))
    expect(stops(curves, { min_iter: 1, eta: 1.1 }).map(({ id }) => id)).toEqual(['31', '32'])
  })

  test('ties go on', () => {
    expect(stops([1, 2, 3, 4].map((id) => curve(String(id), [5, 5, 5])))).toEqual([])
  })

  test('the largest band that a run has reached judges it', () => {
    const long = (id: string, at3: number, at9: number) => curve(id, [0, 0, at3, 0, 0, 0, 0, 0, at9])
    expect(stops([long('a', 9, 1), long('b', 1, 2), long('c', 1, 3)]).map((stop) => stop.id)).toEqual(['c'])
    expect(
      stops([long('a', 9, 1), long('b', 1, 2), long('c', 1, 3)], { eta: 9, min_iter: 1 }).map((stop) => stop.id),
    ).toEqual(['b', 'c'])
  })

  test('entries that are no numbers are no steps', () => {
    expect(stops([A, A, curve('C', [1, Number.NaN, 9])])).toEqual([])
    expect(stops([A, B, curve('C', [1, Number.NaN, 9, Number.POSITIVE_INFINITY, 9])])).toHaveLength(1)
  })

  test('with eta 3 at least a third and one more go on', () => {
    const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 60 })
    fc.assert(
      fc.property(values, (ends) => {
        const curves = ends.map((end, index) => curve(String(index), [0, 0, end]))
        expect(ends.length - stops(curves).length).toBeGreaterThanOrEqual(
          Math.min(ends.length, Math.floor(ends.length / 3) + 1),
        )
      }),
    )
  })

  test('a million steps are judged without a stack overflow', () => {
    const long = curve('long', new Array(1_000_000).fill(1))
    expect(stops([A, A, long], { strict: false })).toEqual([])
  })

  test('without early_terminate nobody', () => {
    const config = aConfig({ method: 'random', parameters: { a: { value: 1 } } })
    expect(runsToStop({ config, curves: [A, B, C] })).toEqual([])
  })
})
