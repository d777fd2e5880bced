/**
 * Quasi-random search: each run where the runs before left the most room, by a scrambled Sobol sequence taken through
 * each parameter's own distribution. In a space without end suggestion k depends on (seed, k) alone; a finite one gives
 * each config at most once, and ends when all are used.
 */
import { membershipOf } from '~/server/domain/in-space'
import { type MethodInput, type MethodOutput, type SearchMethod, suggested } from '../method'
import { hash32 } from '../numeric/rng'
import { sobolPoint } from '../numeric/sobol'
import { decode, encode, pointFromUnit, pointKey, type SearchSpace, searchSpaceOf } from '../space/search-space'
import { firstUnseen, untriedSobolPoint } from '../space/unseen'

export const sobol: SearchMethod = { suggest: suggestSobol }

function suggestSobol(input: MethodInput): MethodOutput {
  const space = searchSpaceOf(input.config)
  const seed = hash32(input.seed, 0, 'sobol')
  const seen = Number.isFinite(space.size) ? keysOfTried(space, input) : null
  const suggestions: MethodOutput['suggestions'] = []
  for (const number of input.numbers) {
    const point =
      seen === null
        ? pointFromUnit(space, sobolPoint(space.dimensions.length, number, seed))
        : (untriedSobolPoint(space, seen, { number, seed }) ??
          firstUnseen(space, seen, hash32(input.seed, number, 'unseen')))
    if (point === null) break
    seen?.add(pointKey(space, point))
    suggestions.push(suggested(number, decode(space, point), { method: 'sobol' }))
  }
  return { suggestions, exhausted: suggestions.length < input.numbers.length }
}

function keysOfTried(space: SearchSpace, { config, trials, withdrawn }: MethodInput): Set<string> {
  const isInside = membershipOf(config)
  const tried = [...trials.map((trial) => trial.config), ...withdrawn].filter(isInside)
  return new Set(
    tried.flatMap((each) => {
      const point = encode(space, each)
      return point === null ? [] : [pointKey(space, point)]
    }),
  )
}
