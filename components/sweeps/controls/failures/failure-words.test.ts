import { describe, expect, it } from 'vitest'
import type { FailureCause } from '~/server/domain/failures/sweep-failures'
import {
  causeDetail,
  causeTitle,
  cutNote,
  failureCountText,
  noCauseText,
  retriedText,
  retryEffect,
} from './failure-words'

const cause: FailureCause = {
  name: 'batch_size',
  path: ['batch_size'],
  region: { kind: 'values', values: [512] },
  inside: 12,
  badInside: 12,
  bad: 12,
  total: 60,
  p: 2e-9,
  holdsBest: false,
  cuts: [],
  whyNot: null,
}

describe('a cause in words', () => {
  it('says how many of the failures it explains, and how many runs there failed', () => {
    expect(causeTitle(cause, true)).toBe('All 12 failures have batch_size 512')
    expect(causeDetail(cause)).toBe(
      'All 12 runs there failed, 0 of 48 elsewhere. By chance a setting would look this guilty in fewer than 1 in a million sweeps.',
    )
  })

  it('does not say all where it is some', () => {
    const some = { ...cause, badInside: 9, inside: 11, p: 0.004 }
    expect(causeTitle(some, false)).toBe('9 of 12 failures left have batch_size 512')
    expect(causeDetail(some)).toContain('9 of 11 runs there failed, 3 of 49 elsewhere. By chance')
    expect(causeDetail(some)).toContain('about 1 in 250 sweeps')
  })

  it('says a range by the end that is open', () => {
    const region = { kind: 'range' as const, min: 0.0312, max: 0.9, below: 0.02, above: null }
    expect(causeTitle({ ...cause, name: 'lr', region }, true)).toBe('All 12 failures have lr of 0.0312 or more')
    expect(cutNote({ ...cause, name: 'lr', region }, 'at most 0.025')).toBe(
      'lr at most 0.025: 12 of 12 runs with lr of 0.0312 or more failed',
    )
  })
})

describe('without a cause', () => {
  const failures = {
    badCount: 9,
    goodCount: 30,
    repeatedCount: 0,
    outsideCount: 0,
    causes: [],
    reasons: [],
    places: [],
    retryable: { failed: 0, crashed: 0, killed: 0, outside: 0 },
    open: [],
  }

  it('the page says why there is none', () => {
    expect(noCauseText(failures)).toContain('better than chance')
    expect(noCauseText({ ...failures, badCount: 2 })).toContain('Too few')
    expect(noCauseText({ ...failures, goodCount: 0 })).toContain('Every run failed')
    expect(noCauseText({ ...failures, badCount: 0 })).toBeNull()
    expect(noCauseText({ ...failures, outsideCount: 7 })).toContain('Too few')
    expect(noCauseText({ ...failures, repeatedCount: 4, outsideCount: 5 })).toBeNull()
  })

  it('it still says how many failed, and what has become of them', () => {
    expect(failureCountText(failures)).toBe('9 runs failed or crashed, 30 ended well.')
    expect(failureCountText({ ...failures, repeatedCount: 1, outsideCount: 6 })).toBe(
      '9 runs failed or crashed, 30 ended well. 1 of them was run again since. 6 have settings that were cut out of the space since.',
    )
    expect(failureCountText({ ...failures, badCount: 0 })).toBe('No run failed or crashed.')
  })
})

it('running again says beforehand that it opens a sweep that is over', () => {
  expect(retryEffect(3, { state: 'running', endReason: null })).toBe(
    'Puts 3 runs with the same settings first in the queue, under new numbers.',
  )
  expect(retryEffect(1, { state: 'finished', endReason: 'grid used up' })).toContain(
    'over (grid used up) and is opened again',
  )
  expect(retryEffect(3, { state: 'running', endReason: null }, 12)).toContain('12 whose settings were cut out are left')
  expect(retriedText({ queued: 3, skipped: 12, opened: false })).toBe(
    '3 runs in the queue again, 12 left alone (asked for again already, or cut out of the space).',
  )
})
