/**
 * One search from its first suggestion to the end of its budget, by as many agents as are told to be busy at once. With several, a
 * random one of those under way finishes first, as trainings of different lengths do.
 */
import type { JsonObject } from '~/server/domain/json'
import { rngFor } from '~/server/search/numeric/rng'
import type { Chance, Objective } from './objective'
import type { Asked, Searcher } from './searcher'

export type Outcome = {
  /** Regret of the best so far after each finished evaluation. */
  regret: number[]
  tookMs: number[]
}

export async function simulate(
  searcher: Searcher,
  objective: Objective,
  options: { seed: number; budget: number; parallel: number },
): Promise<Outcome> {
  const session = await searcher.start(objective, options.seed)
  const order = rngFor(options.seed, 0, 'who finishes first')
  const underWay: Asked[] = []
  const outcome: Outcome = { regret: [], tookMs: [] }
  const best = { observed: Number.POSITIVE_INFINITY, regret: Number.POSITIVE_INFINITY }
  try {
    let isUsedUp = false
    while (outcome.regret.length < options.budget) {
      while (!isUsedUp && underWay.length < options.parallel) {
        const asked = await session.ask()
        isUsedUp = asked === null
        if (asked === null) break
        underWay.push(asked)
        outcome.tookMs.push(asked.tookMs)
      }
      const [done] = underWay.splice(order.integer(underWay.length), 1)
      if (done === undefined) break
      const value = objective.evaluate(done.params, chanceOf(options.seed, done.id))
      await session.tell(done.id, Number.isFinite(value) ? value : null)
      keepBest(best, objective, { value, params: done.params })
      outcome.regret.push(best.regret)
    }
  } finally {
    await session.close()
  }
  // A space that is used up keeps its best.
  while (outcome.regret.length < options.budget) outcome.regret.push(best.regret)
  return outcome
}

type Best = { observed: number; regret: number }

/** Under noise the run that looked best counts, with what it is really worth. */
function keepBest(best: Best, objective: Objective, { value, params }: { value: number; params: JsonObject }): void {
  const sign = objective.goal === 'minimize' ? 1 : -1
  if (!Number.isFinite(value) || sign * value >= best.observed) return
  best.observed = sign * value
  best.regret = sign * ((objective.exact?.(params) ?? value) - objective.optimum)
}

function chanceOf(seed: number, id: number): Chance {
  const rng = rngFor(seed, id, 'chance')
  return {
    uniform: rng.uniform,
    normal: () => Math.sqrt(-2 * Math.log(1 - rng.uniform())) * Math.cos(2 * Math.PI * rng.uniform()),
  }
}
