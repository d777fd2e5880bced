/**
 * Who is asked how much a point is worth: the acquisition, by what the surrogate expects; the acquisition, by one
 * function that is drawn from the surrogate; or the surrogate itself.
 */
import type { Rng } from '../numeric/rng'
import type { Guess, Surrogate } from '../surrogate/surrogate'
import type { Acquisition } from './acquisition'

export type Judge = { surrogate: Guess; acquisition: Acquisition }

export function judgeOf(surrogate: Surrogate, acquisition: Acquisition, rng: () => Rng): Judge {
  const { worth } = surrogate
  if (worth !== undefined)
    return { surrogate: { predict: (point) => ({ mean: -worth(point), deviation: 0 }) }, acquisition: ownWorth }
  if (acquisition.isOfDraw !== true) return { surrogate, acquisition }
  const drawn = surrogate.draw?.(rng())
  if (drawn === undefined) throw new TypeError('a surrogate without draws')
  return { surrogate: drawn, acquisition }
}

/** The name under which a suggestion records how it was chosen. */
export function acquisitionName(surrogate: Surrogate, acquisition: Acquisition): string {
  return surrogate.worth === undefined ? acquisition.name : ownWorth.name
}

/** Good against bad density; it orders points as expected improvement and its probability do (Bergstra et al. 2011). */
const ownWorth: Acquisition = {
  name: 'log_density_ratio',
  score: ({ mean }) => -mean,
  slopes: () => ({ byMean: -1, byDeviation: 0 }),
}
