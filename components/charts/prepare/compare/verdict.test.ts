import { describe, expect, it } from 'vitest'
import type { Comparison, Pair } from '~/server/domain/comparison'
import { budgetIndex, chanceLine, chanceOf } from './chances'
import { aComparison, aContender, comparedSweep } from './testing'
import { verdictOf } from './verdict'

function compared(pair: Partial<Pair>, over: Partial<Comparison> = {}): Comparison {
  return aComparison([comparedSweep('random', { method: 'random', order: 'drawn' }), comparedSweep('bayes')], {
    budgets: [10, 20],
    pairs: [
      { a: 0, b: 1, win: [0.2, 0.1], tie: [0.1, 0], low: [0.1, 0.02], high: [0.6, 0.35], needed: [44, 9], ...pair },
    ],
    contenders: [
      aContender('random', { method: 'random', sweeps: [0], basis: ['orders', 'orders'], separate: [6, 3] }),
      aContender('bayes', { sweeps: [1], basis: ['replicates', 'replicates'], separate: [5, 5] }),
    ],
    ...over,
  })
}

const said = (comparison: Comparison, at: number) =>
  verdictOf(comparison, [0, 1], at).sentences.join(' ').replaceAll('\u202f', ' ')

describe('chances of a pair', () => {
  it('are told in whichever direction is asked', () => {
    const comparison = compared({})
    expect(chanceOf(comparison, [0, 1], 0)).toMatchObject({ win: 0.2, tie: 0.1, interval: [0.1, 0.6] })
    const back = chanceOf(comparison, [1, 0], 0)!
    expect(back.win).toBeCloseTo(0.7, 12)
    expect(back.theta).toBeCloseTo(0.75, 12)
    expect(back.interval).toEqual([0.4, 0.9])
    expect([back.separateA, back.separateB]).toEqual([5, 6])
    expect(chanceLine(comparison, [1, 0]).rows.map(({ theta }) => theta)).toEqual([expect.closeTo(0.75, 12), 0.9])
  })

  it('are not known where one side has no law', () => {
    expect(chanceOf(compared({ win: [null, 0.1] }), [0, 1], 0)).toBeNull()
    expect(chanceOf(compared({}), [0, 7], 0)).toBeNull()
  })

  it('stand at the budget that was asked for, or where most can be said', () => {
    const comparison = compared({})
    expect(budgetIndex(comparison, 20)).toBe(1)
    expect(budgetIndex(comparison, 19)).toBe(0)
    expect(budgetIndex(comparison, 1)).toBe(0)
    expect(budgetIndex(comparison, 1e9)).toBe(1)
    expect(budgetIndex(comparison, null)).toBe(1)
    expect(budgetIndex(compared({ low: [0.1, null] }), null)).toBe(0)
    expect(budgetIndex(compared({ win: [0.2, null], low: [null, null] }), null)).toBe(0)
    expect(budgetIndex(compared({ win: [null, null], low: [null, null] }), null)).toBe(1)
  })
})

describe('a verdict', () => {
  it('says that even odds are left out, or that they are not and how many would tell', () => {
    const open = said(compared({}), 0)
    expect(verdictOf(compared({}), [0, 1], 0).kind).toBe('open')
    expect(open).toContain(
      'With 10 runs each, bayes ends ahead of random in 70 % of the pairs of sweeps and orders; 10 % are ties.',
    )
    expect(open).toContain(
      '40 to 90 % (95 % range), which holds even odds: this does not tell which of the two is better.',
    )
    expect(open).toContain('about 44 separate sweeps of each would show it four times out of five; there are 5 and 6.')
    const told = said(compared({}), 1)
    expect(verdictOf(compared({}), [0, 1], 1).kind).toBe('told')
    expect(told).toContain('65 to 98 % (95 % range), which leaves out even odds')
    expect(told).not.toContain('would show it')
  })

  it('is the same whichever way the pair is asked for', () => {
    expect(verdictOf(compared({}), [1, 0], 0)).toEqual(verdictOf(compared({}), [0, 1], 0))
  })

  it('gives no range where a side holds only one sweep of the budget', () => {
    const comparison = compared({ low: [null, null], high: [null, null] })
    comparison.contenders[0]!.separate = [1, 1]
    expect(verdictOf(comparison, [0, 1], 0).kind).toBe('loose')
    expect(said(comparison, 0)).toContain(
      'No range can be given: random holds only one separate sweep of 10 runs, so this says what happened with these runs',
    )
  })

  it('refuses a probability from one sweep that cannot be shuffled, and holds it against luck', () => {
    const bar = { best: [0.85, 0.87], chance: [0.31, 0], low: [0.12, 0], high: [0.58, 0.6] }
    const comparison = compared({ win: [null, null], tie: [null, null] })
    comparison.contenders[1] = aContender('bayes', { sweeps: [1], basis: ['single', 'single'], separate: [1, 1], bar })
    comparison.bar = { kind: 'random', sweeps: [0], runCount: 80 }
    expect(verdictOf(comparison, [0, 1], 0).kind).toBe('none')
    expect(said(comparison, 0)).toContain('bayes: no probability from one sweep')
    expect(said(comparison, 0)).toContain('it chose each run by looking at those before it')
    expect(said(comparison, 0)).toContain(
      '10 random runs would have reached its best after 10 runs (val_accuracy 0.85) with probability 31 % (95 % range 12 to 58 %), judged by the 80 runs of random.',
    )
    expect(said(comparison, 1)).toContain('Not one of the 80 runs of random reached its best after 20 runs')
    expect(said(comparison, 1)).toContain('with a probability of 60 % at most')
  })

  it('names who has not run so long', () => {
    const comparison = compared({ win: [null, null], tie: [null, null] })
    comparison.contenders[0]!.basis = ['short', 'short']
    expect(said(comparison, 1)).toBe('random has not run for 20 runs.')
  })

  it('does not say certain of what was counted in a few', () => {
    expect(said(compared({ win: [0.001, 0.1], tie: [0, 0] }), 0)).toContain('ahead of random in >99 %')
  })

  it('says that early termination makes it approximate', () => {
    expect(said(compared({}, { notes: [{ kind: 'early-termination', sweeps: [0] }] }), 0)).toContain('approximate')
    expect(said(compared({}, { notes: [{ kind: 'early-termination', sweeps: [1] }] }), 0)).not.toContain('approximate')
  })
})
