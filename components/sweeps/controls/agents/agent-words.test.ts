import { describe, expect, it } from 'vitest'
import type { Agent } from '~/server/domain/agent'
import { isStoppable, standingOf, stopEffect } from './agent-words'

const agent: Agent = {
  id: '00000000-0000-4000-8000-000000000000',
  host: 'gpu-1',
  name: 'one',
  state: 'active',
  stateReason: null,
  worksForProject: false,
  sweep: 'abcd1234',
  sweepName: 'bayes-1',
  runId: null,
  runName: null,
  runStorageId: null,
  runStartedAt: null,
  runStopRequestedAt: null,
  stopRequestedAt: null,
  waitingSince: null,
  waitingFor: null,
  finishedCount: 0,
  failedCount: 0,
  consecutiveFailures: 0,
  createdAt: '2026-01-01T00:00:00Z',
  heartbeatAt: '2026-01-01T00:00:00Z',
}
const now = Date.parse('2026-01-01T00:01:00Z')

describe('how an agent stands', () => {
  it('is said by what it waits for and since when', () => {
    const waiting = { ...agent, waitingSince: '2026-01-01T00:00:30Z', waitingFor: 'the sweep is paused' }
    expect(standingOf(waiting, now)).toEqual({ isStopping: false, says: 'waits for 30\u202fs: the sweep is paused' })
    expect(standingOf(agent, now)).toEqual({ isStopping: false, says: null })
  })

  it('is said by the reason of its state', () => {
    const reason = '3 runs failed in a row'
    expect(standingOf({ ...agent, state: 'set_aside', stateReason: reason }, now).says).toBe(reason)
  })

  it('is stopping until it is gone, never gone by hope', () => {
    const asked = { ...agent, stopRequestedAt: '2026-01-01T00:00:50Z', stateReason: 'stopped by ada' }
    expect(standingOf(asked, now)).toEqual({ isStopping: true, says: 'stopped by ada; it ends when it asks next' })
    expect(standingOf({ ...asked, runId: 'r' }, now).says).toContain('when its run is over')
    expect(standingOf({ ...asked, state: 'gone' }, now)).toEqual({ isStopping: false, says: 'stopped by ada' })
    expect(isStoppable(asked)).toBe(false)
  })
})

it('stopping says beforehand what becomes of its run and who else loses it', () => {
  expect(stopEffect(agent)).toContain('no run in hand')
  expect(stopEffect({ ...agent, runId: 'r', runName: 'wild-fox-3', worksForProject: true })).toContain(
    'Its run wild-fox-3 is stopped and counts as killed; what it logged is kept, and it can be run again. It works for the whole project',
  )
})
