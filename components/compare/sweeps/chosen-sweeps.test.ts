import { describe, expect, it } from 'vitest'
import type { SweepSummary } from '~/server/domain/sweep'
import { aSweepSummary } from '../testing'
import { chosenSweeps } from './chosen-sweeps'

const loss = { name: 'loss', goal: 'minimize' as const }
const all: SweepSummary[] = [
  aSweepSummary('a', 1),
  aSweepSummary('b', 2),
  aSweepSummary('other', 3, { objective: loss }),
  aSweepSummary('turned', 4, { objective: { name: 'val_accuracy', goal: 'minimize' } }),
  aSweepSummary('bare', 5, { objective: null }),
]

describe('the sweeps that an address names', () => {
  it('are compared in its order, each once, and what does not fit is left out with the reason', () => {
    const { chosen, leftOut } = chosenSweeps(all, ['b', 'a', 'b', 'other', 'turned', 'bare', 'gone'])
    expect(chosen.map(({ id }) => id)).toEqual(['b', 'a'])
    expect(leftOut).toEqual([
      'Not in this project, so left out: gone.',
      'other is left out: it is about loss, not val_accuracy.',
      'turned is left out: it wants to minimize val_accuracy.',
      'bare is left out: its config names no metric.',
    ])
  })

  it('are at most twenty', () => {
    const many = Array.from({ length: 23 }, (_, index) => aSweepSummary(`s${index}`, 1))
    const { chosen, leftOut } = chosenSweeps(
      many,
      many.map(({ id }) => id),
    )
    expect(chosen).toHaveLength(20)
    expect(leftOut).toEqual(['3 more are left out: 20 can be compared at a time.'])
  })

  it('are the suggested ones when it names none, and none when it names nothing', () => {
    expect(chosenSweeps(all, null).chosen.map(({ id }) => id)).toEqual(['a', 'b'])
    expect(chosenSweeps(all, []).chosen).toEqual([])
  })
})
