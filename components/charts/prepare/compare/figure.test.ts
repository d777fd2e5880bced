import { describe, expect, it } from 'vitest'
import { compareFigure, isEmptyFigure } from './figure'
import { aComparison, aContender, comparedSweep } from './testing'

const grid = comparedSweep('grid', { method: 'grid', line: [0.5, 0.6, 0.8, 0.8], runsToLevel: 3, secondsToLevel: 30 })
const bayes = comparedSweep('bayes', { line: [0.7, 0.85], runsToLevel: 2, secondsToLevel: 20 })

describe('the figure of a comparison', () => {
  const figure = compareFigure(aComparison([grid, bayes]))

  it('has a row for each place and ends each line where its sweep ended', () => {
    expect(figure.rows.map((row) => row.x)).toEqual([1, 2, 3, 4])
    expect(figure.rows.map((row) => row.best[1])).toEqual([0.7, 0.85, null, null])
    expect(figure.rows.map((row) => row.best[0])).toEqual([0.5, 0.6, 0.8, 0.8])
    expect(figure.rows[0]!.referenceBand).toEqual([0.5, 0.7])
  })

  it('marks where each reached the level, with its number of runs', () => {
    expect(figure.lines.map((line) => line.levelAt)).toEqual([
      { x: 3, value: 0.8, text: '3' },
      { x: 2, value: 0.85, text: '2' },
    ])
    const never = compareFigure(aComparison([comparedSweep('a', { runsToLevel: null, secondsToLevel: null })]))
    expect(never.lines[0]!.levelAt).toBeNull()
  })

  it('runs along compute time in the unit that fits', () => {
    const timed = compareFigure(aComparison([bayes], { axis: 'time', x: [20, 7200 * 3] }), false)
    expect(timed.unit).toBe('hours')
    expect(timed.xDomain).toEqual([0, 6])
    expect(timed.lines[0]!.levelAt).toMatchObject({ x: 20 / 3600, text: '' })
  })

  it('goes over to a log axis where everything would be at the left edge, unless told otherwise', () => {
    const long = aComparison([comparedSweep('a', { line: [0.1, 0.2, 0.9] })], { x: [1, 40, 5000] })
    expect(compareFigure(long)).toMatchObject({ isLog: true, xDomain: [1, 5000], xTicks: [1, 10, 100, 1000] })
    expect(compareFigure(long, false)).toMatchObject({ isLog: false, xDomain: [0, 5000] })
    expect(figure.isLog).toBe(false)
    expect(compareFigure(aComparison([grid]), true)).toMatchObject({ isLog: true, xDomain: [1, 4], xTicks: [1, 2] })
    // A single run has no decade.
    expect(compareFigure(aComparison([comparedSweep('a', { line: [0.5] })]), true).isLog).toBe(false)
  })

  it('draws replicates thin and their middle bold', () => {
    const two = [comparedSweep('a', { contender: 0 }), comparedSweep('b', { contender: 0, line: [0.1, 0.2] })]
    const band = { basis: 'replicates' as const, low: [0.2, 0.3], mid: [0.3, 0.5], high: [0.4, 0.7] }
    const replicated = compareFigure(aComparison(two, { contenders: [aContender('bayes', { sweeps: [0, 1], band })] }))
    expect(replicated.lines.map((line) => line.isReplicate)).toEqual([true, true])
    expect(replicated.rows.map((row) => row.mid[0])).toEqual([0.3, 0.5])
    expect(replicated.rows[1]!.band[0]).toEqual([0.3, 0.7])
  })

  it('knows when there is nothing to draw', () => {
    expect(isEmptyFigure(figure)).toBe(false)
    expect(isEmptyFigure(compareFigure(aComparison([])))).toBe(true)
    expect(isEmptyFigure(compareFigure(aComparison([comparedSweep('a', { line: [null, null], best: null })])))).toBe(
      true,
    )
  })
})
