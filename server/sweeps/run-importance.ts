/**
 * What the settings of any runs say about a value of theirs: the space is what the runs themselves show. Pure. A setting
 * that few runs have is left out: they are too few to learn from.
 */

import { isInSpace } from '~/server/domain/in-space'
import type { JsonObject } from '~/server/domain/json'
import { proposeSpace } from '~/server/domain/space-proposal/propose-space'
import { type Distribution, type SweepConfig, valueAt } from '~/server/domain/sweep-config'
import type { Trial } from '~/server/domain/trial'

export type ValuedRun = { id: string; config: JsonObject; value: number }

/** Share of the runs that must have a setting. */
const SETTING_SHARE_MIN = 0.2
/** More settings than this take the forest long, and say nothing at the number of runs that people have. */
const SETTINGS_MAX = 64

/** The goal is of no matter to what explains a value, and its sign is as the value has it. */
const METRIC = { name: 'value', goal: 'minimize', impute: 'worst', impute_while_running: 'false' } as const

export type ImportanceQuestion = { config: SweepConfig; trials: Trial[] }

export function importanceQuestion(runs: readonly ValuedRun[]): ImportanceQuestion {
  const settings = proposeSpace(runs, null)
    .flatMap(({ path, name, runCount, proposed }) =>
      proposed === null || proposed.distribution === 'constant' || runCount < SETTING_SHARE_MIN * runs.length
        ? []
        : [{ path, name, distribution: proposed }],
    )
    .slice(0, SETTINGS_MAX)
  const parameters = Object.fromEntries(settings.map(({ name, distribution }) => [name, distribution]))
  const trials = runs.flatMap((run, number): Trial[] => {
    const config = flatSettings(run.config, settings)
    if (config === null) return []
    const { id, value } = run
    return [{ id, number, state: 'finished', config, best: value, worst: value, latest: value }]
  })
  return { config: { method: 'bayes', metric: METRIC, parameters }, trials }
}

type Setting = { path: string[]; name: string; distribution: Distribution }

/** By flat name, as the parameters are; null for a run with a value that the others do not show. */
function flatSettings(config: JsonObject, settings: readonly Setting[]): JsonObject | null {
  const flat: JsonObject = {}
  for (const { path, name, distribution } of settings) {
    const value = valueAt(config, path)
    if (value === undefined || value === null) continue
    if (!isInSpace(distribution, value)) return null
    flat[name] = value
  }
  return flat
}
