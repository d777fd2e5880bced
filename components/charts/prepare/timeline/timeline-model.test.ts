import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AgentTimeline } from '~/server/domain/agent'
import {
  firstBarAfter,
  gapText,
  hitAt,
  rowFacts,
  timelineModel,
  timelineSummary,
  viewOf,
  waitBefore,
  waitText,
} from './timeline-model'

const S = 1000
type Bar = { agent: number; from: number; to: number | null; waited?: number; waitedFor?: string; state?: 'failed' }

function aTimeline(names: string[], bars: Bar[], over: Partial<AgentTimeline['agents'][number]> = {}): AgentTimeline {
  return {
    agents: names.map((name, index) => ({
      id: `00000000-0000-4000-8000-00000000000${index}`,
      name,
      host: 'gpu-1',
      state: 'active',
      createdAtMs: 0,
      heardAtMs: 0,
      waitingSinceMs: null,
      waitingFor: null,
      ...over,
    })),
    agent: bars.map(({ agent }) => agent),
    runId: bars.map((_, index) => `run${index}`),
    name: bars.map((_, index) => `run ${index}`),
    state: bars.map(({ to, state }) => state ?? (to === null ? 'running' : 'finished')),
    startedAtMs: bars.map(({ from }) => from * S),
    endedAtMs: bars.map(({ to }) => (to === null ? null : to * S)),
    waitedMs: bars.map(({ waited }) => (waited === undefined ? null : waited * S)),
    waitedFor: bars.map(({ waitedFor }) => waitedFor ?? null),
  }
}

const model = timelineModel(
  aTimeline(
    ['one', 'two', 'idle'],
    [
      { agent: 0, from: 1, to: 10 },
      { agent: 0, from: 14, to: 20, waited: 3, waitedFor: 'a suggestion' },
      { agent: 0, from: 20, to: null },
      { agent: 1, from: 5, to: 30, state: 'failed', waited: 2, waitedFor: 'the sweep is paused' },
    ],
  ),
)
const [one, two] = [model.rows[0]!, model.rows[1]!]

describe('the rows of a timeline', () => {
  it('are the agents that ran something', () => {
    expect(model.rows.map(({ agent, first, end }) => [agent.name, first, end])).toEqual([
      ['one', 0, 3],
      ['two', 3, 4],
    ])
  })

  it('include one that waits for its first run', () => {
    const waiting = timelineModel(aTimeline(['here'], [], { waitingSinceMs: 5 * S, waitingFor: 'the sweep is paused' }))
    expect(waiting.rows).toHaveLength(1)
    expect(waiting.span).toBeNull()
    expect(gapText(waiting, waiting.rows[0]!, { kind: 'gap', before: -1, after: -1 }, 12 * S)).toBe(
      'waits for 7\u202fs: the sweep is paused',
    )
  })

  it('span all that ran, up to now while something runs', () => {
    expect(model.span).toEqual([1 * S, 30 * S])
    expect(viewOf(model, null, 50 * S)).toEqual([1 * S, 50 * S])
    expect(viewOf({ ...model, isLive: false }, null, 50 * S)).toEqual([1 * S, 30 * S])
    expect(viewOf(model, [4 * S, 8 * S], 50 * S)).toEqual([4 * S, 8 * S])
    expect(viewOf(model, [4 * S, 4 * S + 1], 50 * S)).toEqual([1 * S, 50 * S])
  })
})

describe('what is under the pointer', () => {
  const at = (row: typeof one, seconds: number, slackMs = 0) => hitAt(model, row, { ms: seconds * S, slackMs })

  it('is a run, or the gap between two', () => {
    expect(at(one, 5)).toEqual({ kind: 'run', bar: 0 })
    expect(at(one, 12)).toEqual({ kind: 'gap', before: 0, after: 1 })
    expect(at(one, 0)).toEqual({ kind: 'gap', before: -1, after: 0 })
    expect(at(one, 400)).toEqual({ kind: 'run', bar: 2 })
    expect(at(two, 31)).toEqual({ kind: 'gap', before: 3, after: -1 })
    expect(at(one, 10.4, 500)).toEqual({ kind: 'run', bar: 0 })
  })

  it('a gap says how long the agent waited and for what, and what was its own', () => {
    expect(gapText(model, one, { kind: 'gap', before: 0, after: 1 }, 50 * S)).toBe(
      '4\u202fs between two runs: waited 3\u202fs for a suggestion, 1\u202fs of its own',
    )
    expect(gapText(model, two, { kind: 'gap', before: -1, after: 3 }, 50 * S)).toBe(
      '5\u202fs before its first run: waited 2\u202fs: the sweep is paused, 3\u202fs of its own',
    )
    expect(gapText(model, two, { kind: 'gap', before: 3, after: -1 }, 50 * S)).toBe('nothing in hand')
    expect(waitText(1500, 'all suggestions are given out')).toBe('waited 2\u202fs: all suggestions are given out')
  })

  it('a wait is drawn at the end of its gap and never over the run before', () => {
    expect(waitBefore(model, one, 1)).toEqual({ fromMs: 11 * S, toMs: 14 * S })
    expect(waitBefore(model, one, 2)).toBeNull()
    const long = timelineModel(
      aTimeline(
        ['one'],
        [
          { agent: 0, from: 1, to: 10 },
          { agent: 0, from: 12, to: 13, waited: 60 },
        ],
      ),
    )
    expect(waitBefore(long, long.rows[0]!, 1)).toEqual({ fromMs: 10 * S, toMs: 12 * S })
  })
})

it('the table sums what each agent ran and waited', () => {
  expect(rowFacts(model, one, 30 * S)).toEqual({
    runs: 3,
    bad: 0,
    busyMs: 25 * S,
    waitedMs: 3 * S,
    longestWaitMs: 3 * S,
    longestWaitFor: 'a suggestion',
  })
  expect(rowFacts(model, two, 30 * S)).toMatchObject({ runs: 1, bad: 1, busyMs: 25 * S })
  expect(timelineSummary(model, 30 * S)).toBe(
    '4 runs by 2 agents: 50\u202fs of running, 5\u202fs of waiting for a run.',
  )
})

it('the first bar in view is found whatever the bars are', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(50), fc.nat(50)), { maxLength: 40 }), fc.nat(4000), (steps, at) => {
      let now = 0
      const bars = steps.map(([gap, length]): Bar => {
        const from = now + gap
        now = from + length
        return { agent: 0, from, to: now }
      })
      const made = timelineModel(aTimeline(['one'], bars, { waitingSinceMs: 1 }))
      const row = made.rows[0]!
      const slow = bars.findIndex(({ to }) => (to ?? 0) * S > at * S)
      expect(firstBarAfter(made, row, at * S)).toBe(slow === -1 ? bars.length : slow)
    }),
  )
})

it('a million runs of 200 agents are laid out', () => {
  const count = 1_000_000
  const data = aTimeline(
    Array.from({ length: 200 }, (_, index) => `agent ${index}`),
    [],
  )
  const column = <T>(valueAt: (index: number) => T) => Array.from({ length: count }, (_, index) => valueAt(index))
  const startedAtMs = column((index) => (index % 5000) * 10_000)
  const made = timelineModel({
    ...data,
    agent: column((index) => Math.floor(index / 5000)),
    runId: column(() => 'r'),
    name: column(() => 'r'),
    state: column(() => 'finished' as const),
    startedAtMs,
    endedAtMs: startedAtMs.map((start) => start + 9000),
    waitedMs: column(() => 0),
    waitedFor: column(() => null),
  })
  expect(made.rows).toHaveLength(200)
  expect(firstBarAfter(made, made.rows[199]!, 25_000_000)).toBe(995_000 + 2500)
})
