/**
 * A search space from the configs of runs: what they varied becomes parameters, what they shared stays constant, and
 * what cannot be a parameter is left out with the reason. The start of a sweep that a person then changes.
 */
import { z } from 'zod'
import { isParameterName } from '../check-parameters'
import type { Objective } from '../objective'
import { distributionSchema } from '../sweep-config'
import { bestTenth, histogramOf, histogramSchema } from './histogram'
import { observeSettings, type SeenRun, type SeenSetting } from './observe-settings'
import { proposeParameter } from './propose-parameter'

export const observedSettingSchema = z.object({
  path: z.array(z.string()),
  /** The path joined with dots. */
  name: z.string(),
  /** Runs that have it. */
  runCount: z.int(),
  histogram: histogramSchema,
  /** Null where it is left out of the space; `reason` says why. */
  proposed: distributionSchema.nullable(),
  reason: z.string().nullable(),
})
export type ObservedSetting = z.infer<typeof observedSettingSchema>

/** More are no settings that a person reads through. */
const PROPOSED_MAX = 500

/** What varied comes first, then constants, then what is left out; each by name. */
export function proposeSpace(runs: readonly SeenRun[], objective: Objective | null): ObservedSetting[] {
  const best: ReadonlySet<SeenRun> = objective === null ? new Set() : bestTenth(runs, objective.goal)
  const settings = observeSettings(runs).map((setting) => ({
    path: setting.path,
    name: setting.name,
    runCount: setting.seen.length,
    histogram: histogramOf(setting.seen, best),
    ...proposalFor(setting),
  }))
  const sorted = [...settings].sort((a, b) => rankOf(a) - rankOf(b))
  return sorted.map((setting, index) =>
    setting.proposed === null || index < PROPOSED_MAX
      ? setting
      : { ...setting, proposed: null, reason: `more than ${PROPOSED_MAX} settings` },
  )
}

function proposalFor({ path, name, seen }: SeenSetting): Pick<ObservedSetting, 'proposed' | 'reason'> {
  const wrong = path.find((key) => !isParameterName(key))
  if (wrong !== undefined) {
    const reason = `a name in a sweep starts with a letter or _ and goes on with letters, digits, _ . and -; this is ${JSON.stringify(wrong)}`
    return { proposed: null, reason }
  }
  const proposal = proposeParameter(
    name,
    seen.map(({ value }) => value),
  )
  return proposal.kind === 'proposed'
    ? { proposed: proposal.distribution, reason: null }
    : { proposed: null, reason: proposal.reason }
}

function rankOf({ proposed }: Pick<ObservedSetting, 'proposed'>): number {
  if (proposed === null) return 2
  return proposed.distribution === 'constant' ? 1 : 0
}
