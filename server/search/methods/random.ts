/** Each parameter from its own distribution. Suggestion k depends on (seed, k) alone, whatever the runs did. */

import { type MethodInput, type MethodOutput, type SearchMethod, suggested } from '../method'
import { rngFor } from '../numeric/rng'
import { decode, randomPoint, searchSpaceOf } from '../space/search-space'

export const random: SearchMethod = { suggest: suggestRandom }

function suggestRandom({ config, seed, numbers }: MethodInput): MethodOutput {
  const space = searchSpaceOf(config)
  const suggestions = numbers.map((number) =>
    suggested(number, decode(space, randomPoint(space, rngFor(seed, number, 'random'))), { method: 'random' }),
  )
  return { suggestions, exhausted: false }
}
