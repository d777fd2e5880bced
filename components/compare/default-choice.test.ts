import { describe, expect, it } from 'vitest'
import type { SweepSummary } from '~/server/domain/sweep'
import { defaultChoice } from './default-choice'

function sweep(id: string, day: number, over: Partial<SweepSummary> = {}): SweepSummary {
  return {
    id,
    storageId: id,
    projectId: id,
    entity: 'ada',
    project: 'mnist',
    name: id,
    state: 'finished',
    endReason: null,
    method: 'grid',
    objective: { name: 'val_accuracy', goal: 'maximize' },
    runs: { pending: 0, running: 0, finished: 3, bad: 0, killed: 0, total: 3 },
    expectedCount: 3,
    agentCount: 0,
    best: { runId: 'r', runName: 'r', value: 1 },
    createdAt: `2026-01-0${day}T00:00:00Z`,
    startedAt: null,
    endedAt: null,
    updatedAt: `2026-01-0${day}T00:00:00Z`,
    ...over,
  }
}

describe('what is compared at first', () => {
  it('takes the objective with most to compare, oldest sweep first', () => {
    const other = sweep('other', 9, { objective: { name: 'loss', goal: 'minimize' } })
    expect(defaultChoice([sweep('b', 3), sweep('a', 1), other])).toEqual(['a', 'b'])
  })

  it('leaves out sweeps without a value, and is empty when there are none', () => {
    expect(defaultChoice([sweep('a', 1, { best: null })])).toEqual([])
    expect(defaultChoice([])).toEqual([])
  })
})
