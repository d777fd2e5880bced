/**
 * What a search method is. A method keeps no state: it is asked with all trials each time, so that a restart, a second
 * server or a replay changes nothing. To add one: a file in `methods/`, its name in `METHODS` of the domain, a line in
 * `registry.ts` (which does not compile without it), and the contract suite runs on it.
 */
import type { JsonObject } from '~/server/domain/json'
import type { SweepConfig } from '~/server/domain/sweep-config'
import type { PriorTrial, Suggested, Trial } from '~/server/domain/trial'

export type MethodInput = {
  config: SweepConfig
  seed: number
  /** One per suggestion, by number; of several attempts the one that says most. */
  trials: Trial[]
  /** Ended runs from before the sweep that lie in its space, with their settings as the space nests them. */
  prior: PriorTrial[]
  /** Configs that are not to be suggested though nobody tried them. */
  withdrawn: readonly JsonObject[]
  /** Numbers of the suggestions to make, ascending. */
  numbers: number[]
}

export type MethodOutput = {
  suggestions: Suggested[]
  /** Fewer than asked for, because there is nothing left to suggest, now or ever. */
  exhausted: boolean
}

export interface SearchMethod {
  suggest(input: MethodInput): MethodOutput
}

export function suggested(number: number, config: JsonObject, info: JsonObject): Suggested {
  return { number, config, info }
}
