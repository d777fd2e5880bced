/**
 * The suite that every surrogate must pass: it learns what is there to learn, says its doubt, is the same for the same
 * data, and answers any history with numbers or with nothing, never with an error.
 */
import { describe, expect, test } from 'vitest'
import { rngFor } from '../numeric/rng'
import { sobolPoint } from '../numeric/sobol'
import { type Point, pointFromUnit, type SearchSpace, searchSpaceOf } from '../space/search-space'
import { aConfig } from '../testing'
import type { Surrogate, SurrogateFamily } from './surrogate'

const REAL = { distribution: 'uniform', min: 0, max: 1 }
const MIXED = { lr: REAL, depth: { min: 1, max: 6 }, kind: { values: ['a', 'b', 'c'] } }

export function spaceOf(parameters: Record<string, unknown>): SearchSpace {
  return searchSpaceOf(aConfig({ method: 'random', parameters }))
}

export function designOf(space: SearchSpace, count: number, seed = 5): Point[] {
  return Array.from({ length: count }, (_, index) =>
    pointFromUnit(space, sobolPoint(space.dimensions.length, index, seed)),
  )
}

export function surrogateContract(family: SurrogateFamily, given: { correlationMin: number }): void {
  const space = spaceOf(MIXED)
  const truth = (point: Point) => 4 * (point[2]! - 0.3) ** 2 + (point[1] === 1 ? 0 : 1) + 0.5 * point[0]!
  const fitted = (points: Point[], values: ArrayLike<number>, of = space) =>
    family.fit({ space: of, points, values: Float64Array.from(values), rng: rngFor(1, points.length, 'fit') })
  const learnt = (count = 60): { surrogate: Surrogate; points: Point[] } => {
    const points = designOf(space, count)
    const surrogate = fitted(points, standard(points.map(truth)))
    if (surrogate === null) throw new Error('nothing learnt')
    return { surrogate, points }
  }

  describe(`the contract of the surrogate ${family.name}`, () => {
    test('orders unseen points as the objective does', () => {
      const { surrogate } = learnt()
      const unseen = designOf(space, 100, 77)
      const means = unseen.map((point) => surrogate.predict(point).mean)
      expect(correlation(means, unseen.map(truth))).toBeGreaterThan(given.correlationMin)
    })

    test('has a doubt above 0 everywhere', () => {
      const { surrogate, points } = learnt()
      for (const point of [...points, ...designOf(space, 50, 3)])
        expect(surrogate.predict(point).deviation).toBeGreaterThan(0)
    })

    test('is the same for the same data', () => {
      const unseen = designOf(space, 20, 9)
      const [one, other] = [learnt().surrogate, learnt().surrogate]
      for (const point of unseen) expect(one.predict(point)).toEqual(other.predict(point))
      if (one.draw === undefined) return
      const [mine, yours] = [one.draw(rngFor(4, 0, 'draw')), other.draw?.(rngFor(4, 0, 'draw'))]
      for (const point of unseen) expect(mine.predict(point)).toEqual(yours?.predict(point))
    })

    test('a run under way makes its place less worth trying, and leaves the one before as it was', () => {
      const { surrogate } = learnt()
      const [place] = designOf(space, 1, 31)
      const before = surrogate.predict(place!)
      const after = surrogate.withPending([place!])
      if (surrogate.worth === undefined) expect(after.predict(place!).deviation).toBeLessThan(before.deviation)
      else expect(after.worth?.(place!)).toBeLessThan(surrogate.worth(place!))
      expect(surrogate.predict(place!)).toEqual(before)
    })

    test('says what it would have foretold of each run without it', () => {
      const { surrogate, points } = learnt()
      const { indexes, means, deviations } = surrogate.leaveOneOut()
      expect(indexes.length).toBeGreaterThan(points.length / 2)
      expect(means).toHaveLength(indexes.length)
      const values = indexes.map((index) => truth(points[index]!))
      expect(correlation([...means], values)).toBeGreaterThan(given.correlationMin - 0.25)
      for (const deviation of deviations) expect(deviation).toBeGreaterThan(0)
    })

    test('what it proposes lies in the space', () => {
      const { surrogate } = learnt()
      for (const point of surrogate.propose?.(rngFor(1, 2, 'propose')) ?? []) {
        expect([...point]).toEqual([...point].map((x, index) => space.dimensions[index]!.snap(x)))
      }
    })

    test('draws differ, and their average is what it expects', () => {
      const { surrogate } = learnt()
      const [place] = designOf(space, 1, 13)
      if (surrogate.draw === undefined) return
      const values = Array.from(
        { length: 200 },
        (_, index) => surrogate.draw?.(rngFor(2, index, 'draw')).predict(place!).mean ?? Number.NaN,
      )
      expect(new Set(values).size).toBeGreaterThan(3)
      const { mean, deviation } = surrogate.predict(place!)
      const average = values.reduce((sum, value) => sum + value, 0) / values.length
      expect(Math.abs(average - mean)).toBeLessThan(0.35 * deviation + 0.02)
    })

    test.each(HISTORIES)('%s do no harm', (_, parameters, points, value) => {
      const of = spaceOf(parameters)
      const places = points(of)
      const surrogate = fitted(
        places,
        places.map((__, index) => value(index)),
        of,
      )
      if (surrogate === null) return
      const asked = [...places.slice(0, 5), ...designOf(of, 5, 8)]
      const guesses = [
        surrogate,
        surrogate.withPending(asked),
        ...(surrogate.draw ? [surrogate.draw(rngFor(1, 1, 'draw'))] : []),
      ]
      for (const guess of guesses) {
        for (const point of asked) {
          const { mean, deviation } = guess.predict(point)
          expect(Number.isFinite(mean) && deviation >= 0).toBe(true)
        }
      }
      for (const point of asked) if (surrogate.worth) expect(Number.isNaN(surrogate.worth(point))).toBe(false)
      for (const value of Object.values(surrogate.describe()).flat()) expect(Number.isFinite(value)).toBe(true)
    })
  })
}

type History = [string, Record<string, unknown>, (space: SearchSpace) => Point[], (index: number) => number]

const many = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`x${index}`, REAL]))
const HISTORIES: History[] = [
  ['a single run', MIXED, (space) => designOf(space, 1), () => 0],
  ['two runs', MIXED, (space) => designOf(space, 2), (index) => index],
  ['equal values', MIXED, (space) => designOf(space, 20), () => 0],
  [
    'copies of one run with other values',
    MIXED,
    (space) => designOf(space, 20).fill(designOf(space, 1)[0]!),
    (i) => i % 3,
  ],
  ['values that differ in the last bit', MIXED, (space) => designOf(space, 20), (i) => 1 + i * Number.EPSILON],
  ['100 dimensions', many, (space) => designOf(space, 30), (index) => Math.sin(index)],
  [
    '50 categories',
    { c: { values: Array.from({ length: 50 }, (_, i) => `c${i}`) }, lr: REAL },
    (space) => designOf(space, 30),
    Math.cos,
  ],
  [
    'categories that the space does not know',
    MIXED,
    (space) => designOf(space, 20).map((point, i) => (i % 2 ? Float64Array.of(point[0]!, -1, point[2]!) : point)),
    Math.sin,
  ],
  ['more runs than are looked at', MIXED, (space) => designOf(space, 700), (index) => Math.sin(index)],
]

function standard(values: number[]): number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)
  return values.map((value) => (value - mean) / deviation)
}

function correlation(a: number[], b: number[]): number {
  const [x, y] = [standard(a), standard(b)]
  return x.reduce((sum, value, index) => sum + value * y[index]!, 0) / x.length
}
