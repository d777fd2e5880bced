import { describe, expect, it } from 'vitest'
import {
  type CapFacts,
  capEffect,
  endEffect,
  fromLocalField,
  limitsOutcome,
  priorityEffect,
  toLocalField,
} from './limit-words'

const sweep: CapFacts = {
  given: 12,
  runs: { pending: 0, running: 2, finished: 10, bad: 0, killed: 0, total: 12 },
  standing: { waiting: { search: 3, asked: 0 }, dropped: 0, resume: { kind: 'possible', returning: 0 } },
}

describe('a run cap says beforehand', () => {
  it('how many more runs there will be', () => {
    expect(capEffect(sweep, 20)).toBe('8 more runs at most, then the sweep ends.')
    expect(capEffect(sweep, null)).toContain('No cap')
  })

  it('that a cap below what was made ends the sweep with the running ones, and what becomes of the waiting', () => {
    expect(capEffect(sweep, 5)).toBe(
      '12 runs made already: no new ones, and the sweep ends when the 2 running end. 3 waiting suggestions set aside.',
    )
    const idle = { ...sweep, runs: { ...sweep.runs, running: 0 } }
    expect(capEffect(idle, 12)).toContain('the sweep ends at once')
  })
})

describe('an end time', () => {
  it('says what happens then, and refuses the past in words', () => {
    const now = new Date('2026-03-01T12:00:00Z')
    expect(endEffect(sweep, new Date('2026-03-01T13:00:00Z'), now)).toContain('what runs then (2 now) goes on')
    expect(endEffect(sweep, new Date('2026-03-01T11:00:00Z'), now)).toContain('has passed')
    expect(endEffect(sweep, null, now)).toBe('No end time.')
  })

  it('is the same time after a field wrote and read it', () => {
    const time = new Date(2026, 2, 1, 8, 5)
    expect(fromLocalField(toLocalField(time))).toEqual(time)
    expect(toLocalField(time)).toBe('2026-03-01T08:05')
    expect(fromLocalField('')).toBeNull()
    expect(fromLocalField('soon')).toBeNull()
  })
})

it('a priority says against what it counts', () => {
  expect(priorityEffect(3, 2)).toContain('before sweeps of priority 0')
  expect(priorityEffect(-1, 2)).toContain('after sweeps of priority 0')
  expect(priorityEffect(0, 0)).toContain('The only open sweep')
})

it('what was done is told from the server alone', () => {
  const limits = {
    priority: 0,
    runCap: 3,
    endsAt: null,
    version: 2,
    state: 'running' as const,
    endReason: null,
    droppedSuggestions: 2,
    returnedSuggestions: 0,
  }
  expect(limitsOutcome(limits)).toBe('Set. The sweep is running: 2 waiting suggestions set aside.')
  const ended = { ...limits, state: 'finished' as const, endReason: 'run cap of 3 reached', droppedSuggestions: 0 }
  expect(limitsOutcome(ended)).toBe('Set. The sweep is finished (run cap of 3 reached).')
})
