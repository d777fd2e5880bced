import { describe, expect, it } from 'vitest'
import { aSweepSummary as sweep } from '../testing'
import { defaultChoice } from './default-choice'

describe('what is compared at first', () => {
  it('takes the objective with most to compare, oldest sweep first', () => {
    const other = sweep('other', 9, { objective: { name: 'loss', goal: 'minimize' } })
    expect(defaultChoice([sweep('b', 3), sweep('a', 1), other])).toEqual(['a', 'b'])
  })

  it('lets every method take part, however many sweeps one of them has', () => {
    const many = Array.from({ length: 15 }, (_, index) => sweep(`bayes${index}`, 5, { method: 'bayes' }))
    const chosen = defaultChoice([...many, sweep('grid', 1), sweep('random', 1, { method: 'random' })])
    expect(chosen).toHaveLength(12)
    expect(chosen.slice(0, 2)).toEqual(['grid', 'random'])
  })

  it('leaves out sweeps without a value, and is empty when there are none', () => {
    expect(defaultChoice([sweep('a', 1, { best: null })])).toEqual([])
    expect(defaultChoice([])).toEqual([])
  })
})
