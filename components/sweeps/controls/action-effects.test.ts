import { describe, expect, it } from 'vitest'
import { type ActionFacts, effectOf, isAvailable, outcomeOf } from './action-effects'

const sweep: ActionFacts = {
  state: 'running',
  endReason: null,
  runs: { pending: 1, running: 2, finished: 14, bad: 0, killed: 0, total: 17 },
  agentCount: 2,
  standing: { waiting: { search: 0, asked: 0 }, dropped: 0, resume: { kind: 'possible', returning: 0 } },
}
const queued = { ...sweep, standing: { ...sweep.standing, waiting: { search: 3, asked: 1 } } }

describe('what a button will do', () => {
  it('says the counts before anything happens', () => {
    expect(effectOf('cancel', sweep)).toBe(
      'Ends the sweep for good and stops 2 running trainings now; 14 finished runs stay.',
    )
    expect(effectOf('stop', sweep)).toBe(
      'Ends the sweep but lets runs finish: 2 running go on to their end; 14 finished runs stay.',
    )
    expect(effectOf('pause', sweep)).toContain('2 running go on to their end')
    expect(effectOf('resume', { ...sweep, state: 'paused' })).toContain('2 waiting agents')
  })

  it('says one thing as one thing', () => {
    const one = { ...sweep, runs: { ...sweep.runs, running: 1, finished: 1 } }
    expect(effectOf('cancel', one)).toBe(
      'Ends the sweep for good and stops 1 running training now; 1 finished run stays.',
    )
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

  it('says what becomes of suggestions that wait', () => {
    expect(effectOf('pause', queued)).toContain('4 waiting suggestions kept in the queue.')
    expect(effectOf('stop', queued)).toContain('4 waiting suggestions set aside until you resume.')
    expect(effectOf('cancel', queued)).toContain('4 waiting suggestions dropped.')
    expect(effectOf('resume', { ...queued, state: 'paused' })).toContain('4 waiting suggestions given out first.')
  })

  it('does not offer to resume what would be over again at once, and says what to do about it', () => {
    const reason = 'There is nothing left to do: run cap of 20 reached. Raise the run cap, or create a new sweep.'
    const standing = { ...sweep.standing, resume: { kind: 'refused' as const, reason } }
    const capped = { ...sweep, state: 'finished' as const, standing }
    expect(isAvailable('resume', capped)).toBe(false)
    expect(effectOf('resume', capped)).toBe(reason)
    const raised = { ...capped, standing: { ...standing, resume: { kind: 'possible' as const, returning: 3 } } }
    expect(isAvailable('resume', raised)).toBe(true)
    expect(effectOf('resume', raised)).toBe(
      'Opens the sweep again and hands out runs. 3 suggestions that had been set aside first.',
    )
  })
})

describe('what a button did', () => {
  const nothing = { stoppedRuns: 0, continuingRuns: 0, droppedSuggestions: 0, returnedSuggestions: 0 }

  it('tells it from the server alone', () => {
    expect(outcomeOf('cancel', { ...nothing, state: 'canceled', stoppedRuns: 2, droppedSuggestions: 3 })).toBe(
      'The sweep is canceled: 2 runs asked to stop, 3 suggestions dropped.',
    )
    expect(outcomeOf('stop', { ...nothing, state: 'finished', continuingRuns: 1 })).toBe(
      'The sweep is finished: 1 run goes on.',
    )
    expect(outcomeOf('pause', { ...nothing, state: 'paused' })).toBe('The sweep is paused: nothing was running.')
    expect(outcomeOf('resume', { ...nothing, state: 'running' })).toBe('The sweep is running.')
    expect(outcomeOf('resume', { ...nothing, state: 'running', returnedSuggestions: 5 })).toBe(
      'The sweep is running: 5 suggestions back in the queue.',
    )
  })
})
