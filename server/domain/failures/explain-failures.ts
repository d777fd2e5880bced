/**
 * What the failed runs of a sweep have in common: the value or the stretch of one parameter that tells them best from
 * those that went well. Many regions are looked at, and some always look guilty by chance; so a region is named only
 * when chance would hardly ever bring one so guilty among as many (Fisher's exact test, times the number of regions).
 * When one is found its runs are set aside, and what is left is asked again.
 */

import { rangeOf } from '../distribution-range'
import type { Json, JsonObject } from '../json'
import { type FlatParameter, valueAt } from '../sweep-config'
import { valueKey } from '../value-key'
import { logLikelihoodRatio, type Table, upperTail } from './hypergeometric'

export type Outcome = { config: JsonObject; isBad: boolean }

export type Region =
  | { kind: 'values'; values: Json[] }
  /**
   * From the least failed value to the greatest. `below` and `above` are the nearest values of runs outside; null when
   * the region reaches to that end of what was tried.
   */
  | { kind: 'range'; min: number; max: number; below: number | null; above: number | null }

export type Cause = Table & {
  path: string[]
  name: string
  region: Region
  /** Chance of a region so guilty among as many as were looked at, if the parameters had nothing to do with it. */
  p: number
}

export const FAILURES_MIN = 3
const CAUSES_MAX = 3
const P_MAX = 0.01
/** Ends of ranges that are tried; more values are taken together. */
const ENDS_MAX = 96

/** Most guilty first; of the second and third the numbers are those of the runs that the ones before leave. */
export function explainFailures(leaves: readonly FlatParameter[], outcomes: readonly Outcome[]): Cause[] {
  const causes: Cause[] = []
  let left = [...outcomes]
  while (causes.length < CAUSES_MAX) {
    const cause = mainCause(leaves, left)
    if (cause === null) break
    causes.push(cause)
    left = left.filter(({ config }) => !isInRegion(cause.region, valueAt(config, cause.path)))
  }
  return causes
}

export function isInRegion(region: Region, value: Json | undefined): boolean {
  if (value === undefined) return false
  if (region.kind === 'range') return typeof value === 'number' && value >= region.min && value <= region.max
  const key = valueKey(value)
  return region.values.some((each) => valueKey(each) === key)
}

type Candidate = { region: Region; table: Table }

function mainCause(leaves: readonly FlatParameter[], outcomes: readonly Outcome[]): Cause | null {
  const total = outcomes.length
  const bad = outcomes.filter(({ isBad }) => isBad).length
  if (bad < FAILURES_MIN || bad === total) return null
  let tried = 0
  let best: { leaf: FlatParameter; candidate: Candidate; score: number } | null = null
  for (const leaf of leaves) {
    for (const candidate of candidatesOf(leaf, outcomes, { total, bad })) {
      tried++
      if (!isGuilty(candidate.table)) continue
      const score = logLikelihoodRatio(candidate.table)
      if (best === null || score > best.score) best = { leaf, candidate, score }
    }
  }
  if (best === null) return null
  const { leaf, candidate } = best
  const p = Math.min(1, tried * upperTail(candidate.table))
  return p > P_MAX ? null : { ...candidate.table, path: leaf.path, name: leaf.name, region: candidate.region, p }
}

function isGuilty({ inside, badInside, total, bad }: Table): boolean {
  return badInside >= FAILURES_MIN && inside < total && badInside * (total - inside) > (bad - badInside) * inside
}

type Whole = Pick<Table, 'total' | 'bad'>
type Level = { value: Json; count: number; bad: number }

function candidatesOf(leaf: FlatParameter, outcomes: readonly Outcome[], whole: Whole): Candidate[] {
  const levels = levelsOf(leaf, outcomes)
  if (levels.length < 2) return []
  const isListed = rangeOf(leaf.distribution) === null
  const singles = isListed ? levels.map((level) => valuesCandidate([level], whole)) : []
  const isOrdered = levels.every(({ value }) => typeof value === 'number') && (!isListed || levels.length > 2)
  return isOrdered ? [...singles, ...rangeCandidates(levels, isListed, whole)] : singles
}

/** Different values with how many runs had each and how many of those failed; numbers in their order. */
function levelsOf({ path }: FlatParameter, outcomes: readonly Outcome[]): Level[] {
  const levels = new Map<string, Level>()
  for (const { config, isBad } of outcomes) {
    const value = valueAt(config, path)
    if (value === undefined) continue
    const key = valueKey(value)
    const level = levels.get(key) ?? { value, count: 0, bad: 0 }
    levels.set(key, { value, count: level.count + 1, bad: level.bad + (isBad ? 1 : 0) })
  }
  return [...levels.values()].sort((a, b) => Number(a.value) - Number(b.value))
}

function valuesCandidate(levels: readonly Level[], whole: Whole): Candidate {
  const region: Region = { kind: 'values', values: levels.map(({ value }) => value) }
  return { region, table: { ...whole, inside: sum(levels, 'count'), badInside: sum(levels, 'bad') } }
}

/** Every stretch that begins and ends at a failure: a longer one would only take in runs that went well. */
function rangeCandidates(levels: readonly Level[], isListed: boolean, whole: Whole): Candidate[] {
  const ends = thinned([...levels.keys()].filter((index) => (levels[index]?.bad ?? 0) > 0))
  const counts = runningSums(levels, 'count')
  const bads = runningSums(levels, 'bad')
  const between = (sums: number[], first: number, last: number) => (sums[last + 1] ?? 0) - (sums[first] ?? 0)
  return ends.flatMap((first, place) =>
    ends.slice(place).flatMap((last): Candidate[] => {
      // A single value of a list was looked at already.
      if (isListed && first === last) return []
      const table = { ...whole, inside: between(counts, first, last), badInside: between(bads, first, last) }
      return [{ region: regionOf(levels, { first, last, isListed }), table }]
    }),
  )
}

type Stretch = { first: number; last: number; isListed: boolean }

function regionOf(levels: readonly Level[], { first, last, isListed }: Stretch): Region {
  if (isListed) return { kind: 'values', values: levels.slice(first, last + 1).map(({ value }) => value) }
  const numberAt = (index: number) => {
    const level = levels[index]
    return level === undefined ? null : Number(level.value)
  }
  return {
    kind: 'range',
    min: numberAt(first) ?? 0,
    max: numberAt(last) ?? 0,
    below: numberAt(first - 1),
    above: numberAt(last + 1),
  }
}

function thinned(ends: readonly number[]): number[] {
  if (ends.length <= ENDS_MAX) return [...ends]
  const at = (place: number) => ends[Math.round((place * (ends.length - 1)) / (ENDS_MAX - 1))] ?? 0
  return Array.from({ length: ENDS_MAX }, (_, place) => at(place))
}

function sum(levels: readonly Level[], key: 'count' | 'bad'): number {
  return levels.reduce((total, level) => total + level[key], 0)
}

function runningSums(levels: readonly Level[], key: 'count' | 'bad'): number[] {
  const sums = [0]
  for (const level of levels) sums.push((sums.at(-1) ?? 0) + level[key])
  return sums
}
