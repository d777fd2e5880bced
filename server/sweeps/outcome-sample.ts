/**
 * Which of very many runs are drawn, and what all of them say together. Pure. Drawn are the best, those that were the best
 * of their time, those under way, and of the rest an even sample over the whole sweep: so every record, the shape of the
 * cloud and its change with time are seen, and the numbers beside the charts are those of all runs.
 */
import { drawnBestLine } from '~/server/domain/expected-best'
import { type Goal, isBetter } from '~/server/domain/objective'
import type { SweepWhole } from '~/server/domain/sweep'
import type { RunOutcomes } from './outcome.store'

/** Of the drawn runs this share is kept for the best, and as much at most for those under way. */
const KEPT_SHARE = 0.1

/** Places of the runs that are drawn, ascending from 0, in the order of `outcomes`. All of them when they are few enough. */
export function drawnPlaces(
  { value, stage }: Pick<RunOutcomes, 'value' | 'stage'>,
  goal: Goal,
  drawnMax: number,
): number[] {
  const count = value.length
  if (count <= drawnMax) return Array.from({ length: count }, (_, place) => place)
  const drawn = new Uint8Array(count)
  const kept = Math.floor(drawnMax * KEPT_SHARE)
  for (const place of bestPlaces(value, goal, kept)) drawn[place] = 1
  markRecords(value, goal, drawn)
  for (let place = count - 1, left = kept; place >= 0 && left > 0 && stage[place] !== 0; place--, left--)
    drawn[place] = 1
  const rest = Array.from({ length: count }, (_, place) => place).filter((place) => drawn[place] === 0)
  const room = Math.max(0, drawnMax - (count - rest.length))
  for (let index = 0; index < room; index++) drawn[rest[Math.floor((index * rest.length) / room)] ?? 0] = 1
  return Array.from({ length: count }, (_, place) => place).filter((place) => drawn[place] === 1)
}

/** Of equal values at the bar the earlier ones are taken, so there are never more than asked for. */
function bestPlaces(value: Float64Array, goal: Goal, wanted: number): number[] {
  const sorted = value.filter((each) => !Number.isNaN(each)).sort()
  const bar =
    goal === 'maximize' ? sorted[Math.max(0, sorted.length - wanted)] : sorted[Math.min(wanted, sorted.length) - 1]
  if (bar === undefined) return []
  const better: number[] = []
  const equal: number[] = []
  for (const [place, each] of value.entries()) {
    if (isBetter(goal, each, bar)) better.push(place)
    else if (each === bar) equal.push(place)
  }
  return [...better, ...equal.slice(0, Math.max(0, wanted - better.length))]
}

function markRecords(value: Float64Array, goal: Goal, drawn: Uint8Array): void {
  let best: number | null = null
  for (const [place, each] of value.entries()) {
    if (Number.isNaN(each) || (best !== null && !isBetter(goal, each, best))) continue
    best = each
    drawn[place] = 1
  }
}

/** `places`: of the runs that are drawn, as they travel. */
export function wholeOf(outcomes: RunOutcomes, goal: Goal, places: readonly number[]): SweepWhole {
  const { value, startedAtMs, lastAtMs, stage } = outcomes
  const startedCount = stage.reduce((sum, each) => sum + (each === 2 ? 0 : 1), 0)
  const values = [...value.subarray(0, startedCount)].filter((each) => !Number.isNaN(each))
  const sorted = Float64Array.from(values).sort()
  const originMs = leastOf(startedAtMs)
  const secondsAt = (place: number) => Math.max(0, ((lastAtMs[place - 1] ?? Number.NaN) - originMs) / 1000 || 0)
  const line = drawnBestLine(values, goal)
  const placeOf = line.map(({ count }) => Math.max(1, Math.round((count / values.length) * startedCount)))
  return {
    runCount: value.length,
    startedCount,
    valueCount: values.length,
    withoutValueCount: stage.reduce((sum, each, place) => sum + (each === 0 && Number.isNaN(value[place]) ? 1 : 0), 0),
    median: medianOf(sorted),
    originMs,
    spanSeconds: lastAtMs.reduce((most, each) => Math.max(most, (each - originMs) / 1000 || 0), 0),
    chance: {
      place: placeOf,
      seconds: placeOf.map(secondsAt),
      mean: line.map(({ mean }) => mean),
      worse: line.map(({ worse }) => worse),
      better: line.map(({ better }) => better),
    },
    places: [...places],
  }
}

/** 0 where there is none; NaN is none. */
function leastOf(times: Float64Array): number {
  let least = Number.POSITIVE_INFINITY
  for (const time of times) if (time < least) least = time
  return Number.isFinite(least) ? least : 0
}

function medianOf(sorted: Float64Array): number | null {
  if (sorted.length === 0) return null
  const middle = (sorted.length - 1) / 2
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2
}
