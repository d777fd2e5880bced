/**
 * The runs of a sweep by agent, ready to be drawn: a row an agent, a bar a run, and what lies between two bars. Pure.
 * Bars lie in typed arrays, by row and then by start, so that what is in view is found by halving and half a million of
 * them cost nothing while they are out of sight.
 */
import { countOf, formatDuration } from '~/components/lib/format'
import type { AgentTimeline } from '~/server/domain/agent'
import type { RunState } from '~/server/domain/run-state'

export type TimelineRow = {
  agent: AgentTimeline['agents'][number]
  /** Bars of the row: from `first` up to but without `end`. */
  first: number
  end: number
}

export type TimelineModel = {
  rows: TimelineRow[]
  start: Float64Array
  /** Infinity while the run goes on. */
  stop: Float64Array
  state: readonly RunState[]
  runId: readonly string[]
  name: readonly string[]
  waitedMs: readonly (number | null)[]
  waitedFor: readonly (string | null)[]
  /** From the first start to the last end; null while nothing ran. The end of what goes on is now. */
  span: [number, number] | null
  isLive: boolean
}

/** Agents without a run are left out, unless they are here and wait for one. */
export function timelineModel(data: AgentTimeline): TimelineModel {
  const rows: TimelineRow[] = []
  let next = 0
  for (const [place, agent] of data.agents.entries()) {
    const first = next
    while (next < data.agent.length && data.agent[next] === place) next++
    if (next > first || agent.waitingSinceMs !== null) rows.push({ agent, first, end: next })
  }
  const start = Float64Array.from(data.startedAtMs)
  const stop = Float64Array.from(data.endedAtMs, (end) => end ?? Number.POSITIVE_INFINITY)
  const { runId, name, state, waitedMs, waitedFor } = data
  return { rows, start, stop, state, runId, name, waitedMs, waitedFor, ...spanOf(data, start, stop) }
}

function spanOf(data: AgentTimeline, start: Float64Array, stop: Float64Array): Pick<TimelineModel, 'span' | 'isLive'> {
  let [low, high, isLive] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, false]
  for (let bar = 0; bar < start.length; bar++) {
    low = Math.min(low, start[bar] ?? low)
    const end = stop[bar] ?? high
    if (Number.isFinite(end)) high = Math.max(high, end)
    else isLive = true
  }
  const waits = data.agents.flatMap(({ waitingSinceMs }) => waitingSinceMs ?? [])
  isLive ||= waits.length > 0 && start.length > 0
  return { span: start.length === 0 ? null : [low, Math.max(high, low)], isLive }
}

/** What is shown: the whole, or the stretch that was chosen; never less than a second. */
export function viewOf(
  { span, isLive }: TimelineModel,
  chosen: [number, number] | null,
  nowMs: number,
): [number, number] {
  if (chosen !== null && chosen[1] - chosen[0] >= 1000) return chosen
  const [low, high] = span ?? [nowMs - 60_000, nowMs]
  const end = isLive ? Math.max(high, nowMs) : high
  return [low, Math.max(end, low + 1000)]
}

/** The first bar of the row that ends after `ms`; `end` when there is none. */
export function firstBarAfter({ stop }: TimelineModel, { first, end }: TimelineRow, ms: number): number {
  let [low, high] = [first, end]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((stop[middle] ?? Number.POSITIVE_INFINITY) > ms) high = middle
    else low = middle + 1
  }
  return low
}

/** A run, or what lies between two; `before` is -1 before the first and `after` -1 after the last. */
export type TimelineHit = { kind: 'run'; bar: number } | { kind: 'gap'; before: number; after: number }

/** What is in a row at a time; a bar that is thinner than `slackMs` is met beside it too. */
export function hitAt(
  model: TimelineModel,
  row: TimelineRow,
  { ms, slackMs }: { ms: number; slackMs: number },
): TimelineHit | null {
  if (row.end === row.first) return null
  const after = firstBarAfter(model, row, ms)
  const before = after - 1
  const startOf = (bar: number) =>
    bar >= row.first && bar < row.end ? (model.start[bar] ?? 0) : Number.POSITIVE_INFINITY
  if (startOf(after) <= ms) return { kind: 'run', bar: after }
  if (before >= row.first && ms - (model.stop[before] ?? 0) <= slackMs) return { kind: 'run', bar: before }
  if (startOf(after) - ms <= slackMs) return { kind: 'run', bar: after }
  return { kind: 'gap', before: before >= row.first ? before : -1, after: after < row.end ? after : -1 }
}

/** The part of a gap, at its end, in which the agent asked and got nothing. */
export function waitBefore(
  model: TimelineModel,
  row: TimelineRow,
  bar: number,
): { fromMs: number; toMs: number } | null {
  const waited = model.waitedMs[bar] ?? 0
  if (waited <= 0) return null
  const toMs = model.start[bar] ?? 0
  const earliest = bar > row.first ? (model.stop[bar - 1] ?? toMs) : row.agent.createdAtMs
  return { fromMs: Math.max(toMs - waited, Math.min(earliest, toMs)), toMs }
}

/** "waited 3 s for a suggestion"; for anything else the reason as the server gave it. */
export function waitText(waitedMs: number, waitedFor: string | null): string {
  const time = formatDuration(waitedMs / 1000)
  if (waitedFor === null || waitedFor === 'a suggestion') return `waited ${time} for a suggestion`
  return `waited ${time}: ${waitedFor}`
}

/** What a gap was: how long, how much of it the agent waited and for what, and how much was its own. */
export function gapText(
  model: TimelineModel,
  row: TimelineRow,
  { before, after }: Extract<TimelineHit, { kind: 'gap' }>,
  nowMs: number,
): string {
  const { agent } = row
  if (after === -1) {
    if (agent.waitingSinceMs !== null) return waitingNow(agent.waitingSinceMs, agent.waitingFor, nowMs)
    return agent.state === 'active'
      ? 'nothing in hand'
      : `the agent is ${agent.state === 'set_aside' ? 'set aside' : agent.state}`
  }
  const fromMs = before === -1 ? agent.createdAtMs : (model.stop[before] ?? 0)
  const wholeMs = Math.max(0, (model.start[after] ?? 0) - fromMs)
  const waitedMs = Math.min(model.waitedMs[after] ?? 0, wholeMs)
  const ownMs = wholeMs - waitedMs
  const own = ownMs < 50 ? '' : `${formatDuration(ownMs / 1000)} of its own`
  const waited = waitedMs <= 0 ? '' : waitText(waitedMs, model.waitedFor[after] ?? null)
  const where = before === -1 ? 'before its first run' : 'between two runs'
  return `${formatDuration(wholeMs / 1000)} ${where}: ${[waited, own].filter((part) => part !== '').join(', ') || 'no wait'}`
}

export function waitingNow(sinceMs: number, waitingFor: string | null, nowMs: number): string {
  const time = formatDuration(Math.max(0, nowMs - sinceMs) / 1000)
  return `waits for ${time}${waitingFor === null ? '' : `: ${waitingFor}`}`
}

export type RowFacts = {
  runs: number
  bad: number
  busyMs: number
  waitedMs: number
  longestWaitMs: number
  longestWaitFor: string | null
}

/** What the table says of an agent. Waiting for the next run at this moment counts too. */
export function rowFacts(model: TimelineModel, row: TimelineRow, nowMs: number): RowFacts {
  const facts: RowFacts = {
    runs: row.end - row.first,
    bad: 0,
    busyMs: 0,
    waitedMs: 0,
    longestWaitMs: 0,
    longestWaitFor: null,
  }
  const take = (waitedMs: number, waitedFor: string | null) => {
    facts.waitedMs += waitedMs
    if (waitedMs <= facts.longestWaitMs) return
    facts.longestWaitMs = waitedMs
    facts.longestWaitFor = waitedFor
  }
  for (let bar = row.first; bar < row.end; bar++) {
    const state = model.state[bar]
    if (state === 'failed' || state === 'crashed') facts.bad++
    facts.busyMs += Math.max(0, Math.min(model.stop[bar] ?? nowMs, nowMs) - (model.start[bar] ?? nowMs))
    take(model.waitedMs[bar] ?? 0, model.waitedFor[bar] ?? null)
  }
  const { waitingSinceMs, waitingFor } = row.agent
  if (waitingSinceMs !== null) take(Math.max(0, nowMs - waitingSinceMs), waitingFor)
  return facts
}

/** For those who do not see the chart. */
export function timelineSummary(model: TimelineModel, nowMs: number): string {
  const facts = model.rows.map((row) => rowFacts(model, row, nowMs))
  const sum = (key: 'runs' | 'busyMs' | 'waitedMs') => facts.reduce((total, each) => total + each[key], 0)
  const busy = `${formatDuration(sum('busyMs') / 1000)} of running`
  return `${countOf(sum('runs'), 'run')} by ${countOf(model.rows.length, 'agent')}: ${busy}, ${formatDuration(sum('waitedMs') / 1000)} of waiting for a run.`
}
