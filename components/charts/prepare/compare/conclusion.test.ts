import { describe, expect, it } from 'vitest'
import { conclusion, noteSentence } from './conclusion'
import { aComparison, aContender, comparedSweep } from './testing'

const grid = comparedSweep('grid', { method: 'grid', line: [0.5, 0.6, 0.8], runsToLevel: 3 })
const bayes = comparedSweep('bayes', { line: [0.7, 0.85], runsToLevel: 2 })

describe('what can be concluded', () => {
  it('names who was first to the level, and what one sweep each cannot show', () => {
    const text = conclusion(aComparison([grid, bayes])).join(' ')
    expect(text).toContain(
      'To reach val_accuracy 0.8 (the best that every sweep reached): bayes took 2 runs and grid took 3 runs.',
    )
    expect(text).toContain('With one sweep of a method')
    expect(text).not.toContain('may still go on')
  })

  it('says never where it was never reached, and not yet while it may come', () => {
    const never = { line: [0.1, 0.2], runsToLevel: null, secondsToLevel: null }
    const text = conclusion(
      aComparison([grid, comparedSweep('slow', never), comparedSweep('young', { ...never, state: 'running' })]),
    ).join(' ')
    expect(text).toContain('slow never did in 2 runs')
    expect(text).toContain('young has not yet done so in 2 runs')
    expect(text).toContain('young may still go on.')
  })

  it('speaks of the middle of several sweeps, also when most never got there', () => {
    const sweeps = ['a', 'b', 'c'].map((name) => comparedSweep(name, { contender: 0 }))
    const reach = { basis: 'replicates' as const, low: 2, mid: 4, high: null }
    const told = (mid: number | null) =>
      conclusion(
        aComparison([...sweeps, { ...grid, contender: 1 }], {
          contenders: [
            aContender('bayes', { sweeps: [0, 1, 2], reach: { ...reach, mid } }),
            aContender('grid', { sweeps: [3] }),
          ],
        }),
      ).join(' ')
    expect(told(4)).toContain('bayes took 4 runs in the middle of its 3 sweeps')
    expect(told(null)).toContain('bayes never did in the middle of its 3 sweeps')
  })

  it('says how near counts, and what a level is that is not the common best', () => {
    const level = { kind: 'best' as const, value: 0.9, threshold: 0.89, median: 0.5, best: 0.9 }
    expect(conclusion(aComparison([grid, bayes], { level }), 0.01)[0]).toContain(
      '0.89 (within 1 % of the best of all)'.replace(' %', '\u202f%'),
    )
    expect(conclusion(aComparison([grid, bayes], { level: { ...level, kind: 'value' } }))[0]).toContain(
      'To reach val_accuracy 0.89:',
    )
  })

  it('tells the first of many, and of the others how far they reach', () => {
    const many = Array.from({ length: 9 }, (_, index) => comparedSweep(`s${index}`, { runsToLevel: 10 * (index + 1) }))
    expect(conclusion(aComparison(many))[0]).toContain(
      's0 took 10 runs, s1 took 20 runs, s2 took 30 runs, s3 took 40 runs and the other 5 took 50 runs to 90 runs.',
    )
    const slow = many.map((sweep, index) => (index > 6 ? { ...sweep, runsToLevel: null } : sweep))
    expect(conclusion(aComparison(slow))[0]).toContain('the other 5 took 50 runs or more, or never did.')
  })

  it('does not compare methods when there is one', () => {
    const twins = aComparison([comparedSweep('a'), comparedSweep('b')], {
      contenders: [aContender('bayes', { sweeps: [0, 1] })],
    })
    expect(conclusion(twins).join(' ')).toContain('All are of one method')
  })

  it('has an answer for nothing and for one', () => {
    expect(conclusion(aComparison([comparedSweep('a', { line: [], best: null })]))).toEqual([
      'No run has a value yet: there is nothing to compare.',
    ])
    expect(conclusion(aComparison([bayes])).join(' ')).toContain('choose another')
  })
})

describe('what a reader must know first', () => {
  const sweeps = [grid, bayes]

  it('is said for each kind', () => {
    expect(noteSentence({ kind: 'space', parameters: ['lr'] }, sweeps)).toContain('(lr differs)')
    expect(noteSentence({ kind: 'program' }, sweeps)).toContain('same program')
    expect(noteSentence({ kind: 'seed', sweeps: [0, 1] }, sweeps)).toContain('grid and bayes share a seed')
    expect(noteSentence({ kind: 'prior', sweeps: [1] }, sweeps)).toContain('bayes learned from runs before it')
    expect(noteSentence({ kind: 'early-termination', sweeps: [1] }, sweeps)).toContain('bayes stops weak runs early')
  })
})
