import { describe, expect, it } from 'vitest'
import type { ComparedSweep, Comparison } from '~/server/domain/sweep'
import { compareFigure, conclusion } from './compare'
import { curvePanel } from './compare-curves'

function sweep(
  name: string,
  method: ComparedSweep['method'],
  values: (number | null)[],
  over: Partial<ComparedSweep> = {},
) {
  let best: number | null = null
  const bestSoFar = values.map((value) => {
    if (value !== null && (best === null || value > best)) best = value
    return best
  })
  const at = bestSoFar.findIndex((value) => value !== null && value >= 0.8)
  return {
    sweep: name.padEnd(8, '0'),
    name,
    method,
    state: 'finished',
    runCount: values.length,
    values,
    bestSoFar,
    best,
    bestRunId: null,
    runsToBest: null,
    runsToCommonBest: at < 0 ? null : at + 1,
    computeSeconds: 10,
    ...over,
  } satisfies ComparedSweep
}

function comparison(sweeps: ComparedSweep[], commonBest: number | null = 0.8): Comparison {
  return { objective: { name: 'val_accuracy', goal: 'maximize' }, commonBest, sweeps, curves: [] }
}

describe('the figure of a comparison', () => {
  const figure = compareFigure(
    comparison([sweep('grid', 'grid', [0.5, 0.6, 0.8, 0.7]), sweep('bayes', 'bayes', [0.7, 0.85])]),
  )

  it('has a row for each number of runs and ends each line where its sweep ended', () => {
    expect(figure.rows.map((row) => row.runs)).toEqual([1, 2, 3, 4])
    expect(figure.rows.map((row) => row.best['bayes000'])).toEqual([0.7, 0.85, null, null])
    expect(figure.rows.map((row) => row.best['grid0000'])).toEqual([0.5, 0.6, 0.8, 0.8])
  })

  it('marks where each reached the best that all reached', () => {
    expect(figure.lines.map((line) => line.commonBestAt)).toEqual([
      { runs: 3, value: 0.8 },
      { runs: 2, value: 0.85 },
    ])
  })

  it('draws the reference from all values together', () => {
    expect(figure.unionCount).toBe(6)
    expect(figure.rows[0]!.reference).toBeCloseTo((0.5 + 0.6 + 0.8 + 0.7 + 0.7 + 0.85) / 6, 12)
  })

  it('keeps every step of long sweeps though it thins the rest', () => {
    const values = Array.from({ length: 5000 }, (_, i) => (i === 3333 ? 0.9 : 0.1))
    const long = compareFigure(comparison([sweep('long', 'random', values)]))
    expect(long.rows.length).toBeLessThan(700)
    expect(long.rows.some((row) => row.runs === 3334)).toBe(true)
    expect(long.rows.at(-1)!.runs).toBe(5000)
  })

  it('tells sweeps of one method apart', () => {
    const twins = compareFigure(comparison([sweep('a', 'bayes', [0.9]), sweep('b', 'bayes', [0.8])]))
    expect(twins.lines.map((line) => line.ordinal)).toEqual([0, 1])
  })
})

describe('what can be concluded', () => {
  it('names who was first to the common best, and what one sweep each cannot show', () => {
    const text = conclusion(comparison([sweep('grid', 'grid', [0.5, 0.6, 0.8]), sweep('bayes', 'bayes', [0.7, 0.85])]))
    expect(text).toContain('bayes took 2 runs, grid 3')
    expect(text).toContain('one sweep of a method')
    expect(text).not.toContain('may still go on')
  })

  it('says that a sweep under way may change it', () => {
    const text = conclusion(
      comparison([sweep('grid', 'grid', [0.8]), sweep('bayes', 'bayes', [0.85], { state: 'running' })]),
    )
    expect(text).toContain('bayes may still go on')
  })

  it('does not compare methods when there is one', () => {
    expect(conclusion(comparison([sweep('a', 'bayes', [0.9]), sweep('b', 'bayes', [0.8])]))).toContain('one method')
  })

  it('has an answer for nothing and for one', () => {
    expect(conclusion(comparison([sweep('a', 'grid', [])], null))).toContain('nothing to compare')
    expect(conclusion(comparison([sweep('a', 'grid', [0.8])]))).toContain('choose another')
    expect(conclusion(comparison([sweep('a', 'grid', [0.8]), sweep('b', 'bayes', [null])], null))).toContain(
      'b has no value yet',
    )
  })
})

describe('mean curves by method', () => {
  const curve = {
    metric: 'loss',
    runCount: 3,
    step: [0, 1, 2],
    mean: [2, 1, 0.5],
    deviation: [0.5, 0.2, 0],
    count: [3, 2, 1],
  }

  it('has a band where there is more than one run', () => {
    const panel = curvePanel('loss', [{ ...curve, method: 'bayes' }])!
    expect(panel.rows.map((row) => row.bayes?.band)).toEqual([[1.5, 2.5], [0.8, 1.2], null])
    expect(panel.domain[0]).toBeLessThanOrEqual(0.5)
    expect(panel.domain[1]).toBeGreaterThanOrEqual(2.5)
  })

  it('keeps methods in their usual order and leaves gaps where one has no value', () => {
    const panel = curvePanel('loss', [
      { ...curve, method: 'bayes' },
      { ...curve, method: 'grid', step: [0], mean: [1], deviation: [0], count: [1] },
    ])!
    expect(panel.methods.map((method) => method.method)).toEqual(['grid', 'bayes'])
    expect(panel.rows[1]!.grid).toBeUndefined()
  })

  it('is nothing when no run logged the metric', () => {
    expect(curvePanel('accuracy', [{ ...curve, method: 'bayes' }])).toBeNull()
  })
})
