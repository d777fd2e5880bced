import { describe, expect, it } from 'vitest'
import type { SweepSummary } from '~/server/domain/sweep'
import { effectOf, isAvailable, outcomeOf } from './action-effects'

const sweep: SweepSummary = {
  id: 'abcd1234',
  storageId: '00000000-0000-4000-8000-000000000000',
  projectId: '00000000-0000-4000-8000-000000000000',
  entity: 'ada',
  project: 'mnist',
  name: 'bayes-1',
  state: 'running',
  endReason: null,
  method: 'bayes',
  objective: { name: 'val_accuracy', goal: 'maximize' },
  runs: { pending: 1, running: 2, finished: 14, bad: 0, killed: 0, total: 17 },
  expectedCount: 20,
  agentCount: 2,
  best: null,
  progress: { place: [], value: [] },
  computeSeconds: 0,
  createdAt: '2026-01-01T00:00:00Z',
  startedAt: null,
  endedAt: null,
  updatedAt: '2026-01-01T00:00:00Z',
}

describe('what a button will do', () => {
  it('says the counts before anything happens', () => {
    expect(effectOf('cancel', sweep)).toBe('Ends the sweep and stops 2 running trainings now; 14 finished runs stay.')
    expect(effectOf('stop', sweep)).toBe(
      'Ends the sweep but lets runs finish: 2 running go on to their end; 14 finished runs stay.',
    )
    expect(effectOf('pause', sweep)).toContain('2 running go on to their end')
    expect(effectOf('resume', { ...sweep, state: 'paused' })).toContain('2 waiting agents')
  })

  it('says one thing as one thing', () => {
    const one = { ...sweep, runs: { ...sweep.runs, running: 1, finished: 1 } }
    expect(effectOf('cancel', one)).toBe('Ends the sweep and stops 1 running training now; 1 finished run stays.')
    expect(effectOf('pause', one)).toContain('1 running goes on to its end')
  })

  it('is offered where it would do something, and says why not elsewhere', () => {
    expect(isAvailable('pause', { ...sweep, state: 'paused' })).toBe(false)
    expect(isAvailable('resume', sweep)).toBe(false)
    expect(isAvailable('cancel', { ...sweep, state: 'finished' })).toBe(true)
    const over = { ...sweep, state: 'finished' as const, runs: { ...sweep.runs, running: 0 } }
    expect(isAvailable('cancel', over)).toBe(false)
    expect(effectOf('stop', over)).toBe('The sweep is over.')
    expect(effectOf('resume', { ...sweep, state: 'canceled' })).toContain('make a new one')
  })

  it('does not offer to resume what ended by itself, and names the reason', () => {
    const capped = { ...sweep, state: 'finished' as const, endReason: 'run cap of 20 reached' }
    expect(isAvailable('resume', capped)).toBe(false)
    expect(effectOf('resume', capped)).toContain('run cap of 20 reached')
    expect(isAvailable('resume', { ...capped, endReason: 'stopped by ada' })).toBe(true)
  })
})

describe('what a button did', () => {
  const nothing = { stoppedRuns: 0, continuingRuns: 0, droppedSuggestions: 0 }

  it('tells it from the server alone', () => {
    expect(outcomeOf('cancel', { ...nothing, state: 'canceled', stoppedRuns: 2, droppedSuggestions: 3 })).toBe(
      'The sweep is canceled: 2 runs asked to stop, 3 suggestions dropped.',
    )
    expect(outcomeOf('stop', { ...nothing, state: 'finished', continuingRuns: 1 })).toBe(
      'The sweep is finished: 1 run goes on.',
    )
    expect(outcomeOf('pause', { ...nothing, state: 'paused' })).toBe('The sweep is paused: nothing was running.')
    expect(outcomeOf('resume', { ...nothing, state: 'running' })).toBe('The sweep is running.')
  })
})
