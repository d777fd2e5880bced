import { expect, it } from 'vitest'
import { reachFigure } from './reach'
import { aComparison, aContender, comparedSweep } from './testing'

const never = { runsToLevel: null, secondsToLevel: null }

it('marks each sweep where it got there, and at the end of what it ran where it never did', () => {
  const figure = reachFigure(
    aComparison([comparedSweep('a', { runsToLevel: 2 }), comparedSweep('b', { ...never, line: [0.1, 0.2, 0.3] })]),
  )!
  expect(figure.rows.map(({ marks }) => marks)).toEqual([
    [{ name: 'a', x: 2, isReached: true, text: '2 runs' }],
    [{ name: 'b', x: 3, isReached: false, text: 'never in 3 runs' }],
  ])
  expect(figure.rows[1]!.text).toBe('never in 3 runs')
})

it('shows the middle half, open to the right where a quarter never got there', () => {
  const figure = reachFigure(
    aComparison([comparedSweep('a', { contender: 0 }), comparedSweep('b', { ...never, contender: 0 })], {
      contenders: [aContender('bayes', { sweeps: [0, 1], reach: { basis: 'replicates', low: 1, mid: 1, high: null } })],
    }),
  )!
  expect(figure.rows[0]!.interval).toEqual({ from: 1, to: 2, mid: 1, isOpen: true, basis: 'replicates' })
  expect(figure.rows[0]!.text).toBe('middle of 2 sweeps: 1 run; 1 of 2 never did')
})

it('says compute time as people say it', () => {
  const figure = reachFigure(
    aComparison([comparedSweep('a', { secondsToLevel: 5400 })], { axis: 'time', x: [100, 10_800] }),
  )!
  expect(figure.unit).toBe('hours')
  expect(figure.rows[0]!.marks[0]).toMatchObject({ x: 1.5, text: '1\u202fh 30\u202fmin' })
})

it('is nothing while there is no level', () => {
  const level = { kind: 'common' as const, value: null, threshold: null, median: null, best: null }
  expect(reachFigure(aComparison([comparedSweep('a')], { level }))).toBeNull()
})
