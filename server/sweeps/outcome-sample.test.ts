import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bestSoFar } from '~/components/charts/prepare/best-so-far'
import type { SweepPoint } from '~/server/domain/sweep'
import type { RunOutcomes } from './outcome.store'
import { drawnPlaces, wholeOf } from './outcome-sample'

/** Runs that ended one a minute, with the values given; the last `running` of them go on. */
function outcomesOf(values: (number | null)[], running = 0): RunOutcomes {
  return {
    serial: Float64Array.from(values, (_, place) => place + 1),
    value: Float64Array.from(values, (value) => value ?? Number.NaN),
    startedAtMs: Float64Array.from(values, (_, place) => place * 60_000),
    lastAtMs: Float64Array.from(values, (_, place) => place * 60_000 + 30_000),
    stage: Uint8Array.from(values, (_, place) => (place >= values.length - running ? 1 : 0)),
  }
}

const value = fc.oneof(fc.constant(null), fc.integer({ min: 0, max: 40 }))
const goal = fc.constantFrom('minimize' as const, 'maximize' as const)

describe('the runs that are drawn of very many', () => {
  test('are all of them while they are few', () => {
    expect(drawnPlaces(outcomesOf([1, 2, 3]), 'minimize', 3)).toEqual([0, 1, 2])
  })

  test('are as many as there is room for, in their order, each once', () => {
    fc.assert(
      fc.property(fc.array(value, { minLength: 120, maxLength: 300 }), goal, (values, way) => {
        const places = drawnPlaces(outcomesOf(values, 3), way, 100)
        expect(places).toEqual([...new Set(places)].sort((a, b) => a - b))
        expect(places.length).toBe(100)
      }),
    )
  })

  test('hold every record, the best, and those under way', () => {
    fc.assert(
      fc.property(fc.array(value, { minLength: 120, maxLength: 300 }), goal, (values, way) => {
        const places = new Set(drawnPlaces(outcomesOf(values, 4), way, 100))
        const sign = way === 'maximize' ? 1 : -1
        const better = (a: number, b: number) => sign * a > sign * b
        let best: number | null = null
        for (const [place, each] of values.entries()) {
          if (each === null || (best !== null && !better(each, best))) continue
          best = each
          expect(places.has(place)).toBe(true)
        }
        for (let place = values.length - 4; place < values.length; place++) expect(places.has(place)).toBe(true)
        const sorted = values.filter((each) => each !== null).sort((a, b) => sign * (b - a))
        const bar = sorted[9] ?? null
        const missed = values.filter(
          (each, place) => each !== null && bar !== null && better(each, bar) && !places.has(place),
        )
        expect(missed).toEqual([])
      }),
    )
  })

  test('are spread over the whole sweep', () => {
    const places = drawnPlaces(outcomesOf(Array.from({ length: 10_000 }, () => 1)), 'minimize', 1000)
    for (let from = 1000; from < 10_000; from += 1000) {
      expect(places.filter((place) => place >= from && place < from + 1000).length).toBeGreaterThan(80)
    }
  })
})

describe('what all runs say together', () => {
  /** The same runs as charts get them when they are few enough to be sent. */
  function pointsOf(values: (number | null)[]): SweepPoint[] {
    return values.map((each, place) => ({
      runId: `run${place}`,
      storageId: '00000000-0000-4000-8000-000000000000',
      serial: place + 1,
      name: `run-${place}`,
      state: 'finished',
      number: place,
      attempt: 1,
      params: {},
      value: each,
      startedAtMs: place * 60_000,
      finishedAtMs: place * 60_000 + 30_000,
      durationSeconds: 30,
    }))
  }

  test('is what the charts would have found in them', () => {
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 80 }), goal, (values, way) => {
        const objective = { name: 'loss', goal: way }
        const points = pointsOf(values)
        const outcomes = outcomesOf(values)
        const whole = wholeOf(
          outcomes,
          way,
          values.map((_, place) => place + 1),
        )
        for (const xKind of ['runs', 'hours'] as const) {
          expect(bestSoFar(points, { objective, xKind, whole })).toEqual(bestSoFar(points, { objective, xKind }))
        }
      }),
    )
  })

  test('counts the runs that are not drawn', () => {
    const values = Array.from({ length: 500 }, (_, place) => (place % 5 === 0 ? null : place))
    const outcomes = outcomesOf(values, 2)
    const places = drawnPlaces(outcomes, 'maximize', 50)
    const whole = wholeOf(
      outcomes,
      'maximize',
      places.map((place) => place + 1),
    )
    expect(whole).toMatchObject({
      runCount: 500,
      startedCount: 500,
      valueCount: 400,
      withoutValueCount: 100,
      spanSeconds: 499 * 60 + 30,
    })
    const points = pointsOf(values)
    const drawn = places.map((place) => points[place]!)
    const options = { objective: { name: 'loss', goal: 'maximize' }, xKind: 'runs' } as const
    expect(bestSoFar(drawn, { ...options, whole })).toMatchObject({
      runCount: 500,
      dotCount: 400,
      best: { place: 500 },
      xMax: 500,
    })
  })
})
