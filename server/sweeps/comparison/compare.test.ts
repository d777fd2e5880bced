import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RunOrder } from '~/server/domain/comparison'
import { compareRuns } from './compare'
import type { ComparisonTask } from './task'

type Given = {
  values: (number | null)[]
  seconds?: number[]
  order?: RunOrder
  isWholeGrid?: boolean
  contender?: number
}

function taskOf(sweeps: Given[], over: Partial<Omit<ComparisonTask, 'sweeps'>> = {}): ComparisonTask {
  return {
    goal: 'maximize',
    axis: 'runs',
    level: 'common',
    tolerance: 0,
    ...over,
    sweeps: sweeps.map(({ values, seconds, order = 'drawn', isWholeGrid = false, contender }, index) => ({
      runs: {
        values: Float64Array.from(values, (value) => value ?? Number.NaN),
        seconds: Float64Array.from(seconds ?? values.map(() => 10)),
      },
      order,
      isWholeGrid,
      contender: contender ?? index,
    })),
  }
}

const GRID: Given = { values: [0.5, 0.6, null, 0.8, 0.7], order: 'listed' }
const RANDOM: Given = { values: [0.4, 0.75, 0.6, 0.9], order: 'drawn' }
const BAYES: Given = { values: [0.7, 0.85, 0.95], order: 'adaptive' }

describe('the lines of a comparison', () => {
  test('follow the goal, end where their sweep ended, and a run without a value is a run', () => {
    const { x, sweeps } = compareRuns(taskOf([GRID, BAYES]))
    expect(x).toEqual([1, 2, 3, 4, 5])
    expect(sweeps.map(({ line }) => line)).toEqual([
      [0.5, 0.6, 0.6, 0.8, 0.8],
      [0.7, 0.85, 0.95, null, null],
    ])
    const least = compareRuns(taskOf([{ values: [null, 3, 5, 1] }], { goal: 'minimize' }))
    expect(least.sweeps[0]).toMatchObject({ line: [null, 3, 3, 1], best: 1, runsToBest: 4, withoutValueCount: 1 })
  })

  test('say the mean of the best tenth, of one value at least', () => {
    const values = Array.from({ length: 30 }, (_, index) => index)
    const { sweeps } = compareRuns(taskOf([{ values }, { values: [2, 1] }]))
    expect(sweeps.map(({ bestTenth }) => bestTenth)).toEqual([
      { mean: 28, count: 3 },
      { mean: 2, count: 1 },
    ])
  })

  test('run along compute time, in which runs without a value take theirs', () => {
    const { x, sweeps } = compareRuns(
      taskOf(
        [
          { values: [0.5, null, 0.9], seconds: [10, 20, 30] },
          { values: [0.8], seconds: [15] },
        ],
        { axis: 'time' },
      ),
    )
    const at = (seconds: number) => x.indexOf(seconds)
    expect(x.at(-1)).toBe(60)
    expect(sweeps[0]!.line[at(10)]).toBe(0.5)
    expect(sweeps[0]!.line[at(60)]).toBe(0.9)
    expect(sweeps[0]!.line[at(60) - 1]).toBe(0.5)
    expect(sweeps[0]!.line[at(10) - 1]).toBeNull()
    expect(sweeps[1]!.line[at(60)]).toBeNull()
    expect(sweeps[0]).toMatchObject({ computeSeconds: 60, secondsToBest: 60, secondsToLevel: 60 })
  })

  test('keep every step and end of long sweeps while the places are few', () => {
    const values = Array.from({ length: 5000 }, (_, index) => (index === 3333 ? 0.9 : 0.1))
    const { x, sweeps } = compareRuns(taskOf([{ values }, { values: [0.1] }]))
    expect(x.length).toBeLessThan(300)
    expect(x.filter((place) => place <= 100).length).toBeGreaterThan(20)
    expect(x.at(-1)).toBe(5000)
    expect(sweeps[0]!.line[x.indexOf(3334)]).toBe(0.9)
    const rising = Array.from({ length: 5000 }, (_, index) => index)
    expect(compareRuns(taskOf([{ values: rising }])).x.length).toBeLessThanOrEqual(600)
  })
})

describe('what is to be reached', () => {
  test('is the best that every sweep reached, however a sweep without any value fares', () => {
    const found = compareRuns(taskOf([GRID, RANDOM, BAYES, { values: [null, null] }]))
    expect(found.level).toMatchObject({ kind: 'common', value: 0.8, threshold: 0.8 })
    expect(found.sweeps.map(({ runsToLevel }) => runsToLevel)).toEqual([4, 4, 2, null])
    expect(found.sweeps.map(({ secondsToLevel }) => secondsToLevel)).toEqual([40, 40, 20, null])
  })

  test('or the best of all, or a value; who never got there is not hidden', () => {
    expect(compareRuns(taskOf([GRID, BAYES], { level: 'best' })).sweeps.map(({ runsToLevel }) => runsToLevel)).toEqual([
      null,
      3,
    ])
    expect(compareRuns(taskOf([GRID, BAYES], { level: 0.6 })).sweeps.map(({ runsToLevel }) => runsToLevel)).toEqual([
      2, 1,
    ])
  })

  test('may be missed by a share of the way from the median run to the best', () => {
    const values = [0, 100, 50, 99.5]
    const near = (tolerance: number) => compareRuns(taskOf([{ values }], { tolerance }))
    expect(near(0).sweeps[0]!.runsToLevel).toBe(2)
    expect(near(0.5).level).toMatchObject({ median: 74.75, best: 100, threshold: 100 - 0.5 * 25.25 })
    const wild = compareRuns(taskOf([{ values: [1e9, 3, 2, 2.5, 1] }], { goal: 'minimize', tolerance: 0.01 }))
    // One run that diverged does not make everything near.
    expect(wild.sweeps[0]!.runsToLevel).toBe(5)
  })

  test('takes how many runs, over the orders of one sweep or over several, with those that never got there', () => {
    const { contenders } = compareRuns(
      taskOf(
        [
          { values: [1, 2, 3, 4], contender: 0 },
          { values: [4, 1, 1], order: 'adaptive', contender: 1 },
          { values: [1, 4, 1], order: 'adaptive', contender: 1 },
          { values: [1, 1, 1], order: 'adaptive', contender: 1 },
          { values: [4], order: 'adaptive', contender: 2 },
        ],
        { level: 4 },
      ),
    )
    expect(contenders.map(({ reach }) => reach)).toEqual([
      { basis: 'orders', low: 1, mid: 2, high: 3 },
      { basis: 'replicates', low: 1, mid: 2, high: null },
      null,
    ])
  })
})

describe('bands', () => {
  test('are over orders where chance made the order, over sweeps where there are several, else there is none', () => {
    const { contenders } = compareRuns(
      taskOf([
        { ...RANDOM, contender: 0 },
        { ...BAYES, contender: 1 },
        { values: [1, 1], order: 'adaptive', contender: 2 },
        { values: [0, 3, 9], order: 'adaptive', contender: 2 },
      ]),
    )
    expect(contenders.map(({ band }) => band?.basis ?? null)).toEqual(['orders', null, 'replicates'])
    expect(contenders[0]!.band!.low[0]).toBe(0.6)
    expect(contenders[0]!.band!.high[3]).toBe(0.9)
    // As far as all replicates went.
    expect(contenders[2]!.band).toMatchObject({ low: [0.25, 1.5, null, null], mid: [0.5, 2, null, null] })
  })

  test('hold the line between their ends, in either sense', () => {
    const sweeps = fc.array(
      fc.array(fc.option(fc.integer({ min: -9, max: 9 }), { freq: 5 }), { minLength: 1, maxLength: 12 }),
      {
        minLength: 1,
        maxLength: 4,
      },
    )
    fc.assert(
      fc.property(sweeps, fc.constantFrom('minimize' as const, 'maximize' as const), (given, goal) => {
        const found = compareRuns(
          taskOf(
            given.map((values) => ({ values, contender: 0 })),
            { goal },
          ),
        )
        for (const { band } of found.contenders) {
          for (const [index, mid] of band!.mid.entries()) {
            const [low, high] = [band!.low[index] ?? null, band!.high[index] ?? null]
            if (mid !== null && low !== null) expect(low).toBeLessThanOrEqual(mid)
            if (mid !== null && high !== null) expect(high).toBeGreaterThanOrEqual(mid)
          }
        }
        for (const [index, mean] of found.reference.mean.entries()) {
          const [low, high] = [found.reference.low[index] ?? null, found.reference.high[index] ?? null]
          if (mean !== null && low !== null) expect(low).toBeLessThanOrEqual(mean + 1e-9)
          if (mean !== null && high !== null) expect(high).toBeGreaterThanOrEqual(mean - 1e-9)
        }
      }),
    )
  })

  test('the reference draws from all runs, and begins where nine of ten draws have a value', () => {
    const { reference } = compareRuns(taskOf([GRID, BAYES]))
    expect(reference).toMatchObject({ runCount: 8, valueCount: 7 })
    // One run in eight has no value: one draw is too few.
    expect([reference.mean[0], reference.low[0], reference.high[0]]).toEqual([null, null, null])
    expect(reference.mean[1]).toBeGreaterThan(0.7)
    expect(reference.high.at(-1)).toBe(0.95)
    const whole = compareRuns(taskOf([BAYES, RANDOM])).reference
    expect(whole.mean[0]).toBeCloseTo((0.7 + 0.85 + 0.95 + 0.4 + 0.75 + 0.6 + 0.9) / 7, 12)
  })
})

describe('one against another at a budget', () => {
  test('is told by orders where chance made them, by replicates where there are several, and else refused', () => {
    const found = compareRuns(
      taskOf([
        { values: [3, 1, 2, 5, 4, 0], contender: 0 },
        { values: [9, 8, 7], contender: 1 },
        { values: [1, 2, 6], order: 'adaptive', contender: 2 },
        { values: [1, 7], order: 'adaptive', contender: 3 },
        { values: [2, 4], order: 'adaptive', contender: 3 },
      ]),
    )
    expect(found.budgets).toEqual([1, 2, 3])
    expect(found.contenders.map(({ basis }) => basis)).toEqual([
      ['orders', 'orders', 'orders'],
      ['orders', 'orders', 'orders'],
      ['single', 'single', 'single'],
      ['replicates', 'replicates', 'short'],
    ])
    expect(found.contenders[0]!.separate).toEqual([6, 3, 2])
    const pair = (a: number, b: number) => found.pairs.find((each) => each.a === a && each.b === b)!
    expect(pair(0, 1)).toMatchObject({ win: [0, 0, 0], tie: [0, 0, 0], low: [0, null, null] })
    expect(pair(0, 2).win).toEqual([null, null, null])
    // The best of two of 0..5 against 7 and 4: it wins against 4 alone, when the 5 is among them.
    expect(pair(0, 3).win[1]).toBeCloseTo(0.5 * (1 / 3), 4)
    expect(pair(0, 3).tie[1]).toBeCloseTo(0.5 * (4 / 15), 4)
    expect(pair(0, 3).win[2]).toBeNull()
  })

  test('a single sweep in its only order is held against luck instead', () => {
    const random = { values: Array.from({ length: 100 }, (_, index) => index), contender: 0 }
    const { contenders, bar } = compareRuns(taskOf([random, { values: [50, 97.5], order: 'adaptive', contender: 1 }]))
    expect(bar).toEqual({ kind: 'random', sweeps: [0], runCount: 100 })
    expect(contenders[0]!.bar).toBeNull()
    expect(contenders[1]!.bar).toMatchObject({ best: [50, 97.5] })
    expect(contenders[1]!.bar!.chance[0]).toBe(0.5)
    expect(contenders[1]!.bar!.chance[1]).toBeCloseTo(1 - 0.98 ** 2, 4)
    expect(contenders[1]!.bar!.low[1]!).toBeLessThan(0.04)
    expect(contenders[1]!.bar!.high[1]!).toBeGreaterThan(0.04)
  })

  test('without runs drawn by chance luck draws from all of them', () => {
    expect(compareRuns(taskOf([GRID, BAYES])).bar).toEqual({ kind: 'all', sweeps: [0, 1], runCount: 8 })
  })

  test('a whole grid stands for its space in whatever order it came, part of one does not', () => {
    const { bar } = compareRuns(taskOf([{ ...GRID, isWholeGrid: true }, GRID, BAYES]))
    expect(bar).toEqual({ kind: 'random', sweeps: [0], runCount: 5 })
  })

  test('hours are told over drawn orders, the same for everybody', () => {
    const slow = { values: [3, 1, 2, 5], seconds: [100, 100, 100, 100] }
    const fast = { values: [3, 1, 2, 5], seconds: [10, 10, 10, 10] }
    const once = () => compareRuns(taskOf([slow, fast], { axis: 'time' }))
    const found = once()
    expect(found.orderCount).toBe(2000)
    expect(once()).toEqual(found)
    // At 40 s one has tried everything and the other nothing.
    expect(found.budgets.at(-1)).toBe(40)
    expect(found.pairs[0]!.win.at(-1)).toBe(0)
    expect(found.pairs[0]!.tie.at(-1)).toBe(0)
  })

  test('more pairs have fewer budgets, and probabilities stay such', () => {
    const sweeps = Array.from({ length: 20 }, (_, number) => ({
      values: Array.from({ length: 300 }, (_, index) => ((index * 37 + number * 11) % 101) / 101),
    }))
    const found = compareRuns(taskOf(sweeps))
    expect(found.pairs).toHaveLength(190)
    expect(found.budgets.length).toBeLessThanOrEqual(31)
    for (const { win, tie } of found.pairs) {
      for (const [index, chance] of win.entries()) expect(chance! + tie[index]!).toBeLessThanOrEqual(1.0001)
    }
  })
})

describe('hostile runs', () => {
  test.each([
    ['no run at all', []],
    ['one run', [1]],
    ['one run without a value', [null]],
    ['all failed', [null, null, null]],
    ['all equal', [2, 2, 2, 2]],
    ['huge and tiny', [1e308, -1e308, 5e-324]],
  ])('%s is an answer on both axes', (_, values) => {
    for (const axis of ['runs', 'time'] as const) {
      for (const order of ['drawn', 'adaptive'] as const) {
        const found = compareRuns(taskOf([{ values, order }, RANDOM, { values: [], order: 'adaptive' }], { axis }))
        expect(found.sweeps[0]!.runCount).toBe(values.length)
        expect(JSON.stringify(found)).not.toContain('Infinity')
        expect(found.contenders).toHaveLength(3)
      }
    }
  })

  test('runs that took no time have no place on the time axis, and are not lost', () => {
    const found = compareRuns(taskOf([{ values: [1, 2], seconds: [0, 0] }], { axis: 'time' }))
    expect(found.x).toEqual([])
    expect(found.sweeps[0]).toMatchObject({ runCount: 2, best: 2, computeSeconds: 0 })
  })

  test('20 sweeps of 5,000 runs stay compact', () => {
    const sweeps = Array.from({ length: 20 }, (_, number) => ({
      values: Array.from({ length: 5000 }, (_, index) => (Math.sin(index * 12.9898 + number) * 43758.5453) % 1),
    }))
    expect(JSON.stringify(compareRuns(taskOf(sweeps))).length).toBeLessThan(1_500_000)
  })
})
