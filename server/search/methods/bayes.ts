/**
 * Model-based search: a Sobol start design, then the point of largest expected improvement under a surrogate that has
 * the pending runs taken in. Suggestion k is a function of (config, seed, k, results, pending, runs from before)
 * alone. A finite space gives each config at most once, and ends when all are used.
 */

import { membershipOf } from '~/server/domain/in-space'
import type { JsonObject } from '~/server/domain/json'
import type { Acquisition } from '../acquisition/acquisition'
import { type ChanceToSucceed, failuresOf } from '../acquisition/crashes'
import { openPlaces } from '../acquisition/crowding'
import { expectedGain } from '../acquisition/expected-improvement'
import { acquisitionName, judgeOf } from '../acquisition/judge'
import { rankedCandidates, type Scored, scoreAll, type Task } from '../acquisition/optimise'
import { ACQUISITION_BY_NAME } from '../acquisition/registry'
import { type Observations, observe } from '../impute'
import { type MethodInput, type MethodOutput, type SearchMethod, suggested } from '../method'
import { hash32, rngFor } from '../numeric/rng'
import { type Outcome, standardise } from '../outcome'
import {
  decode,
  encode,
  type Point,
  pointKey,
  randomPoint,
  type SearchSpace,
  searchSpaceOf,
} from '../space/search-space'
import { firstUnseen, pointAtIndex, untriedSobolPoint } from '../space/unseen'
import { SURROGATE_BY_NAME } from '../surrogate/registry'
import type { Surrogate, SurrogateFamily } from '../surrogate/surrogate'

export const bayes: SearchMethod = { suggest: suggestBayes }

/** A finite space up to this size is scored whole. */
const EXHAUSTIVE_MAX = 2000
const GOOD_RUNS = 5

type Search = {
  input: MethodInput
  space: SearchSpace
  observations: Observations
  family: SurrogateFamily
  acquisition: Acquisition
  seen: Set<string>
  priorCount: number
}

type Model = {
  surrogate: Surrogate
  /** What it learned from. */
  data: Learned
  outcome: Outcome
  incumbent: number
  good: Point[]
  pending: Point[]
  chance: ChanceToSucceed
}

type Learned = { points: Point[]; losses: number[] }

type Choice = { point: Point; info: JsonObject }

function suggestBayes(input: MethodInput): MethodOutput {
  const space = searchSpaceOf(input.config)
  // A run from before without a value says nothing: its failure may have had reasons that are gone.
  const prior = input.prior.filter(({ best }) => best !== null)
  const known = [...prior, ...input.trials]
  const observations = observe(input.config, space, known)
  const seen = new Set<string>()
  const isInside = membershipOf(input.config)
  for (const config of [...known.map((trial) => trial.config), ...input.withdrawn]) {
    const point = isInside(config) ? encode(space, config) : null
    if (point !== null) seen.add(pointKey(space, point))
  }
  const search: Search = {
    input,
    space,
    observations,
    seen,
    family: SURROGATE_BY_NAME[input.config.bayes?.surrogate ?? 'gp'],
    acquisition: ACQUISITION_BY_NAME[input.config.bayes?.acquisition ?? 'ei'],
    priorCount: prior.length,
  }
  const isDesign = observations.points.length < designSize(search)
  let model = isDesign ? null : modelOf(search)
  const fallback =
    !isDesign && model === null ? 'the surrogate could not be fitted; a point of the start design instead' : null
  const suggestions: MethodOutput['suggestions'] = []
  for (const number of input.numbers) {
    if (seen.size >= space.size) break
    const choice = model === null ? designPoint(search, number) : bestPoint(search, model, number)
    if (choice === null) break
    const info = fallback === null ? choice.info : { ...choice.info, fallback }
    suggestions.push(suggested(number, decode(space, choice.point), info))
    seen.add(pointKey(space, choice.point))
    if (model !== null) model = withPending(model, [choice.point])
  }
  return { suggestions, exhausted: suggestions.length < input.numbers.length }
}

/** Results wanted before the surrogate is believed: few, for it is of use early. */
function designSize({ space, input }: Search): number {
  const wanted = Math.min(10, Math.max(4, space.dimensions.length + 1))
  const capped = input.config.run_cap === undefined ? wanted : Math.min(wanted, Math.ceil(input.config.run_cap / 4))
  return Math.max(2, Math.min(capped, Math.ceil(space.size / 3)))
}

function modelOf(search: Search): Model | null {
  const { input, space, observations, family } = search
  const failures = failuresOf(space, observations)
  const data = failures.isByChance ? withoutFailed(observations) : observations
  const { points } = data
  const outcome = outcomeOf(search, data)
  // All equal: nothing tells one point from another, and a space-filling design looks around best.
  if (outcome.values.every((value) => value === outcome.values[0])) return null
  const rng = rngFor(input.seed, points.length, 'fit')
  const surrogate = family.fit({ space, points, values: outcome.values, rng })
  if (surrogate === null) return null
  const order = [...points.keys()].sort((a, b) => outcome.values[a]! - outcome.values[b]! || a - b)
  const means = order.slice(0, 100).map((index) => surrogate.predict(points[index]!).mean)
  const model: Model = {
    surrogate,
    data,
    chance: failures.chance,
    outcome,
    // The lowest expected value and not the lowest seen: under noise the latter is luck.
    incumbent: means.reduce((least, mean) => Math.min(least, mean), Number.POSITIVE_INFINITY),
    good: order.slice(0, GOOD_RUNS).map((index) => points[index]!),
    pending: [],
  }
  return withPending(model, observations.pending)
}

/** Runs with a value of their own; too few of them, and what stands in for the others' must do. */
function withoutFailed({ points, losses, failed }: Observations): Learned {
  const own = [...points.keys()].filter((index) => !failed[index])
  if (own.length < 3) return { points, losses }
  return { points: own.map((index) => points[index]!), losses: own.map((index) => losses[index]!) }
}

/** From straight to ever more weight on what is near the best. */
const WARP_OFFSETS = [Number.POSITIVE_INFINITY, 1, 0.1, 0.01, 0.001]
/** In nats over all runs: less speaks for the straight one. */
const WARP_EVIDENCE_MIN = 2

/** Losses in the units in which the surrogate foretells best a run that it has not seen. */
function outcomeOf({ input, space, family }: Search, { points, losses }: Learned): Outcome {
  const straight = standardise(losses)
  let best = { outcome: straight, evidence: Number.NEGATIVE_INFINITY }
  for (const offset of WARP_OFFSETS) {
    const outcome = offset === Number.POSITIVE_INFINITY ? straight : standardise(losses, offset)
    const { values } = outcome
    const surrogate = family.sketch?.({ space, points, values, rng: rngFor(input.seed, points.length, 'sketch') })
    if (surrogate == null) continue
    const evidence = logDensity(surrogate, outcome)
    if (evidence > best.evidence + WARP_EVIDENCE_MIN / losses.length) best = { outcome, evidence }
  }
  return best.outcome
}

/** Mean over the runs of ln N(value; what is foretold without it) as a density of losses, up to a constant. */
function logDensity(surrogate: Surrogate, { values, logSlopes }: Outcome): number {
  const { indexes, means, deviations } = surrogate.leaveOneOut()
  const parts = indexes.map((index, i) => {
    const z = (values[index]! - means[i]!) / deviations[i]!
    return logSlopes[index]! - 0.5 * z * z - Math.log(deviations[i]!)
  })
  return parts.reduce((sum, part) => sum + part, 0) / parts.length
}

/** Pending points take the value that is expected of them; one that is expected to win sets the mark. */
function withPending(model: Model, pending: readonly Point[]): Model {
  if (pending.length === 0) return model
  const means = pending.map((point) => model.surrogate.predict(point).mean)
  const incumbent = means.reduce((least, mean) => Math.min(least, mean), model.incumbent)
  return {
    ...model,
    incumbent,
    surrogate: model.surrogate.withPending(pending),
    pending: [...model.pending, ...pending],
  }
}

function designPoint(search: Search, number: number): Choice | null {
  const { space, seen, input } = search
  const d = space.dimensions.length
  const seed = hash32(input.seed, 0, 'start design')
  const info = (): JsonObject => ({
    method: 'bayes',
    source: 'start design',
    trial_count: search.observations.points.length,
    ...priorInfo(search),
  })
  if (d === 0) return { point: new Float64Array(0), info: info() }
  const point = untriedSobolPoint(space, seen, { number, seed }) ?? unseenPoint(search, number)
  return point === null ? null : { point, info: info() }
}

function bestPoint(search: Search, model: Model, number: number): Choice | null {
  const { space, input, acquisition, seen } = search
  const rng = rngFor(input.seed, number, 'acquisition')
  const { surrogate, incumbent, good, pending, chance } = model
  const isOpen = openPlaces(space, { points: model.data.points, values: model.outcome.values, pending })
  const judge = judgeOf(surrogate, acquisition, () => rngFor(input.seed, number, 'draw'))
  const task = { space, ...judge, incumbent, good, isOpen, chance, rng }
  const ranked = rankedPoints(search, task, surrogate.propose?.(rng) ?? [])
  const point =
    ranked.find((candidate) => !seen.has(pointKey(space, candidate.point)))?.point ?? unseenPoint(search, number)
  if (point === null) return null
  return { point, info: infoOf(search, model, point) }
}

/** What the surrogate proposes itself comes first, as long as some of it is new. */
function rankedPoints({ space, seen }: Search, task: Task, proposed: readonly Point[]): Scored[] {
  const fresh = proposed.filter((point) => task.isOpen(point) && !seen.has(pointKey(space, point)))
  if (fresh.length > 0) return scoreAll(task, fresh)
  return space.size <= EXHAUSTIVE_MAX ? scoreAll(task, unseenPoints(space, seen)) : rankedCandidates(task)
}

function unseenPoints(space: SearchSpace, seen: ReadonlySet<string>): Point[] {
  return Array.from({ length: space.size }, (_, index) => pointAtIndex(space, index)).filter(
    (point) => !seen.has(pointKey(space, point)),
  )
}

function unseenPoint({ space, seen, input }: Search, number: number): Point | null {
  if (!Number.isFinite(space.size)) return randomPoint(space, rngFor(input.seed, number, 'unseen'))
  return firstUnseen(space, seen, hash32(input.seed, number, 'unseen'))
}

/** Why this point, in the metric's own units and sign. */
function infoOf(search: Search, model: Model, point: Point): JsonObject {
  const { family, acquisition, input, observations } = search
  const prediction = model.surrogate.predict(point)
  const original = model.outcome.toLoss(prediction)
  const lossAt = (mean: number) => model.outcome.toLoss({ mean, deviation: 0 }).mean
  const sign = input.config.metric?.goal === 'maximize' ? -1 : 1
  return {
    method: 'bayes',
    source: 'surrogate',
    surrogate: family.name,
    acquisition: acquisitionName(model.surrogate, acquisition),
    expected_improvement: expectedGain(prediction, model.incumbent, lossAt),
    predicted_mean: sign * original.mean,
    predicted_deviation: original.deviation,
    trial_count: observations.points.length,
    pending_count: observations.pending.length,
    ...(observations.failed.includes(true) ? { chance_to_succeed: model.chance(point) } : {}),
    ...priorInfo(search),
    ...model.surrogate.describe(),
  }
}

/** How many of the trials are from before the sweep, where any are. */
function priorInfo({ priorCount }: Search): JsonObject {
  return priorCount === 0 ? {} : { prior_count: priorCount }
}
