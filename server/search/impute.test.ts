import { describe, expect, test } from 'vitest'
import type { Trial } from '~/server/domain/trial'
import { observe, withoutRepeated } from './impute'
import { searchSpaceOf } from './space/search-space'
import { aConfig, aTrial } from './testing'

function losses(trials: Trial[], metric: Record<string, unknown> = {}) {
  const config = aConfig({
    method: 'bayes',
    metric: { name: 'loss', ...metric },
    parameters: { x: { min: 0, max: 1.5 } },
  })
  return observe(config, searchSpaceOf(config), trials)
}

const at = { x: 0.5 }
const nothing = { best: null, worst: null, latest: null }
/** History 9, 3, 5, summary 5. */
const good = aTrial(0, at, { best: 3, worst: 9, latest: 5 })
const failed = aTrial(1, at, { state: 'failed', best: 99, worst: 99, latest: null })
const silent = aTrial(2, at, nothing)

describe('what a run counts as', () => {
  test('a finished run counts with its best value', () => {
    expect(losses([good]).losses).toEqual([3])
  })

  test('for maximize the sign is turned', () => {
    expect(losses([aTrial(0, at, { best: 9, worst: 3, latest: 5 })], { goal: 'maximize' }).losses).toEqual([-9])
  })

  test('worst: failed and valueless runs count as the worst that any ended run logged', () => {
    expect(losses([good, failed, silent]).losses).toEqual([3, 99, 99])
  })

  test('best: a failed run counts with its own best', () => {
    expect(losses([good, failed], { impute: 'best' }).losses).toEqual([3, 99])
  })

  test('latest: a failed run counts with its own last, and with the worst of all where it has none: never with 0', () => {
    const late = { ...failed, latest: 50 }
    expect(losses([good, late], { impute: 'latest' }).losses).toEqual([3, 50])
    expect(losses([good, failed], { impute: 'latest' }).losses).toEqual([3, 99])
  })

  test('when nobody logged a value there is nothing to learn', () => {
    expect(losses([aTrial(0, at, { ...nothing, state: 'crashed' }), silent])).toMatchObject({
      losses: [],
      resultCount: 2,
    })
  })

  test('a killed run keeps what it showed', () => {
    expect(losses([good, aTrial(1, at, { state: 'killed', best: 4, worst: 8, latest: 4 })]).losses).toEqual([3, 4])
  })

  test.each(['running', 'pending', 'preempting', 'preempted'] as const)('a %s run is pending', (state) => {
    const seen = losses([aTrial(0, at, { state, best: 1, worst: 1, latest: 1 })])
    expect(seen.losses).toEqual([])
    expect(seen.pending).toHaveLength(1)
  })

  test('a running run counts with its best so far when the config says so', () => {
    const running = aTrial(0, at, { state: 'running', best: 1, worst: 2, latest: 2 })
    expect(losses([running], { impute_while_running: 'best' }).losses).toEqual([1])
    expect(losses([{ ...running, best: null }], { impute_while_running: 'best' }).pending).toHaveLength(1)
  })

  test('what is not finite is not a value', () => {
    const odd = aTrial(1, at, { best: Number.NaN, worst: Number.POSITIVE_INFINITY, latest: Number.NaN })
    expect(losses([good, odd]).losses).toEqual([3, 9])
  })

  test('a run without the parameters is a result that says nothing', () => {
    expect(losses([aTrial(0, {}, 3)])).toMatchObject({ losses: [], points: [], resultCount: 1 })
  })

  test('a run outside of the space is a result that says nothing, not even what the worst is', () => {
    const outside = aTrial(1, { a: 7 }, { best: 500, worst: 500, latest: 500 })
    expect(losses([good, outside, failed])).toMatchObject({ losses: [3, 99], resultCount: 3 })
    expect(losses([aTrial(0, { a: 7 }, { state: 'running' })]).pending).toEqual([])
  })

  test('a failed run that was asked for again leaves the word to its repetition', () => {
    const again = aTrial(2, at, { best: 4, worst: 4, latest: 4, retryOf: 1 })
    expect(withoutRepeated([good, failed, again])).toEqual([good, again])
    const waiting = aTrial(2, at, { state: 'pending', retryOf: 1 })
    expect(withoutRepeated([good, failed, waiting])).toEqual([good, waiting])
  })

  test('imputed values are marked', () => {
    expect(losses([good, failed, silent]).failed).toEqual([false, true, true])
  })
})
