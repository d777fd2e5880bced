import { describe, expect, it } from 'vitest'
import type { SweepSummary } from '~/server/domain/sweep'
import { chosenSweeps, countsBy, nextSweepOrder, readSweepOrder, sortedSweeps, writeSweepOrder } from './sweep-list'

function aSweep(id: string, over: Partial<SweepSummary> = {}): SweepSummary {
  return {
    id,
    storageId: id,
    projectId: id,
    entity: 'ada',
    project: 'mnist',
    name: id,
    state: 'finished',
    endReason: null,
    version: 1,
    priority: 0,
    endsAt: null,
    method: 'grid',
    objective: { name: 'val_accuracy', goal: 'maximize' },
    runs: { pending: 0, running: 0, finished: 3, bad: 0, killed: 0, total: 3 },
    expectedCount: 3,
    agentCount: 0,
    best: null,
    progress: { place: [], value: [] },
    computeSeconds: 0,
    createdAt: '2026-01-01T00:00:00Z',
    startedAt: null,
    endedAt: null,
    updatedAt: '2026-01-01T00:00:00Z',
    ...over,
  }
}

const best = (value: number) => ({ runId: 'r', runName: 'r', value })
const ids = (sweeps: SweepSummary[]) => sweeps.map(({ id }) => id)
const all = { search: '', states: [], methods: [] }

describe('the sweeps that are listed', () => {
  const sweeps = [
    aSweep('a', { name: 'wide nets', state: 'running', method: 'bayes' }),
    aSweep('b', { name: 'deep nets' }),
    aSweep('c', { name: 'wide again', objective: { name: 'loss', goal: 'minimize' } }),
  ]

  it('are all of them until something is asked', () => {
    expect(ids(chosenSweeps(sweeps, all))).toEqual(['a', 'b', 'c'])
  })

  it('hold every word of the search, in name, id or metric', () => {
    expect(ids(chosenSweeps(sweeps, { ...all, search: 'WIDE nets' }))).toEqual(['a'])
    expect(ids(chosenSweeps(sweeps, { ...all, search: 'loss' }))).toEqual(['c'])
  })

  it('are of one of the chosen states and of one of the chosen methods', () => {
    expect(ids(chosenSweeps(sweeps, { ...all, states: ['running', 'paused'] }))).toEqual(['a'])
    expect(ids(chosenSweeps(sweeps, { ...all, states: ['finished'], methods: ['bayes'] }))).toEqual([])
  })

  it('are counted by what can be filtered', () => {
    expect([...countsBy(sweeps, (sweep) => sweep.method)]).toEqual([
      ['bayes', 1],
      ['grid', 2],
    ])
  })
})

describe('their order', () => {
  it('is newest first, also for an address that makes no sense', () => {
    const sweeps = [aSweep('old'), aSweep('new', { createdAt: '2026-02-01T00:00:00Z' })]
    expect(ids(sortedSweeps(sweeps, readSweepOrder('')))).toEqual(['new', 'old'])
    expect(readSweepOrder('-nonsense')).toEqual(readSweepOrder(''))
  })

  it('puts the better value first in the sense of each goal, metric by metric, and no value last', () => {
    const loss = { name: 'loss', goal: 'minimize' } as const
    const sweeps = [
      aSweep('none'),
      aSweep('low', { best: best(0.5) }),
      aSweep('high', { best: best(0.9) }),
      aSweep('bad loss', { objective: loss, best: best(3) }),
      aSweep('good loss', { objective: loss, best: best(1) }),
    ]
    const order = readSweepOrder('best')
    expect(ids(sortedSweeps(sweeps, order))).toEqual(['good loss', 'bad loss', 'high', 'low', 'none'])
    expect(ids(sortedSweeps(sweeps, { ...order, isDescending: true })).at(-1)).toBe('none')
  })

  it('takes numbers in names as numbers, and running before finished', () => {
    const named = [aSweep('x', { name: 'sweep 10' }), aSweep('y', { name: 'sweep 9' })]
    expect(ids(sortedSweeps(named, readSweepOrder('name')))).toEqual(['y', 'x'])
    const states = [aSweep('x'), aSweep('y', { state: 'running' })]
    expect(ids(sortedSweeps(states, readSweepOrder('state')))).toEqual(['y', 'x'])
  })

  it('starts in the useful direction, turns round on a second click, and is read back as written', () => {
    const first = nextSweepOrder(readSweepOrder(''), 'runs')
    expect(first).toEqual({ key: 'runs', isDescending: true })
    const second = nextSweepOrder(first, 'runs')
    expect(second.isDescending).toBe(false)
    expect(readSweepOrder(writeSweepOrder(second))).toEqual(second)
  })
})
