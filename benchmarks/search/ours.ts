/** Our own search through the interface that the server uses: all trials in, a suggestion out. */
import type { JsonObject } from '~/server/domain/json'
import { parseSweepConfigValue } from '~/server/domain/parse-sweep-config'
import type { SweepConfig } from '~/server/domain/sweep-config'
import type { Trial } from '~/server/domain/trial'
import { nextSuggestions } from '~/server/search/controller'
import type { Objective } from './objective'
import type { Searcher } from './searcher'

/** By the names of the table. */
export const OUR_METHODS: Record<string, JsonObject> = {
  bayes: { method: 'bayes' },
  'bayes-random_forest': { method: 'bayes', bayes: { surrogate: 'random_forest' } },
  'bayes-tpe': { method: 'bayes', bayes: { surrogate: 'tpe' } },
  random: { method: 'random' },
}

export function ours(name: string, method: JsonObject): Searcher {
  return {
    name,
    async start(objective, seed) {
      const config = configOf(objective, method)
      const trials: Trial[] = []
      return {
        async ask() {
          const startMs = performance.now()
          const input = { config, seed, trials, prior: [], nextNumber: trials.length, count: 1 }
          const suggestion = nextSuggestions(input).suggestions[0]
          const tookMs = performance.now() - startMs
          if (suggestion === undefined) return null
          const { number, config: params } = suggestion
          trials.push({
            id: `run-${number}`,
            number,
            state: 'running',
            config: params,
            best: null,
            worst: null,
            latest: null,
          })
          return { id: number, params, tookMs }
        },
        async tell(id, value) {
          const trial = trials[id]
          if (trial === undefined) throw new Error(`There is no trial ${id}.`)
          const state = value === null ? 'failed' : 'finished'
          trials[id] = { ...trial, state, best: value, worst: value, latest: value }
        },
        async close() {},
      }
    },
  }
}

function configOf({ parameters, goal }: Objective, method: JsonObject): SweepConfig {
  const parsed = parseSweepConfigValue({ ...method, metric: { name: 'value', goal }, parameters })
  if (parsed.kind === 'refused') throw new Error(JSON.stringify(parsed.problems))
  return parsed.config
}
