/**
 * What the search is measured on. A module for `--objectives` exports a list of these; any function of a run's config
 * will do. `parameters` are written as in a sweep config.
 */
import type { JsonObject } from '~/server/domain/json'

/** Chance for an objective that has noise or fails at random; the same for every method at the same evaluation. */
export type Chance = { uniform(): number; normal(): number }

export type Objective = {
  name: string
  parameters: JsonObject
  goal: 'minimize' | 'maximize'
  /** The best value there is. */
  optimum: number
  /** Regret below it counts as none; 1e-8 where it is absent. A table has nothing between its best row and the next. */
  regretMin?: number
  /** NaN is a run that failed. */
  evaluate(params: JsonObject, chance: Chance): number
  /** The value without noise, which regret is taken of; absent where `evaluate` has none. */
  exact?(params: JsonObject): number
}
