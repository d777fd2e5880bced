/** Explains the failures of a sweep: by the parameters, by what the runs said, by where they ran. */
import type { Ctx } from '~/server/context'
import { cutsOf } from '~/server/domain/failures/cut-region'
import { type Cause, explainFailures, isInRegion } from '~/server/domain/failures/explain-failures'
import { firstLine, groupPlaces, groupReasons } from '~/server/domain/failures/failure-groups'
import type { FailureCause, SweepFailures } from '~/server/domain/failures/sweep-failures'
import { cutOutOf } from '~/server/domain/in-space'
import { isBad } from '~/server/domain/run-state'
import { flattenParameters, type SweepConfig, valueAt } from '~/server/domain/sweep-config'
import { findAchievements } from '../outcome.service'
import { Remembered } from '../remembered'
import { requireSweep } from '../require-sweep.service'
import { countAsked } from '../suggestion.store'
import { findTotals } from '../sweep.store'
import { type EndedRun, listEndedRuns } from './failure.store'

const REASONS_MAX = 8
const PLACES_MAX = 8
const OPEN_MAX = 100
const ANSWERS_MAX = 200
/** Looking at thousands of runs takes a moment, and many pages may look at one sweep. */
const answers = new Remembered<SweepFailures>(ANSWERS_MAX)

export async function findFailures(ctx: Ctx, id: string): Promise<SweepFailures> {
  const sweep = await requireSweep(ctx, id, 'viewer')
  const { storageId, config } = sweep
  const totals = await findTotals(ctx.db, [storageId], ctx.now())
  const { finished, bad, killed } = totals.get(storageId)?.counts ?? { finished: 0, bad: 0, killed: 0 }
  const stamp = [sweep.version, sweep.state, finished, bad, killed, await countAsked(ctx.db, storageId)].join(' ')
  const known = answers.find(storageId, stamp)
  if (known !== undefined) return known
  const best = (await findAchievements(ctx, totals)).get(storageId)?.best
  const answer = failuresOf(config, await listEndedRuns(ctx.db, storageId), best?.runId ?? null)
  answers.keep(storageId, { stamp, answer })
  return answer
}

function failuresOf(config: SweepConfig, ended: readonly EndedRun[], bestRunId: string | null): SweepFailures {
  const isCutOut = cutOutOf(config)
  const bad = ended.filter(({ state }) => isBad(state))
  // Who was stopped by a person or a rule says nothing about whether its settings work.
  const judged = ended.filter(({ state }) => state !== 'killed')
  const lasting = judged.filter(({ isLast, isRetried }) => isLast && !isRetried)
  const inside = lasting.filter((run) => !isCutOut(run.config))
  const leaves = flattenParameters(config.parameters)
  const causes = explainFailures(
    leaves,
    inside.map((run) => ({ config: run.config, isBad: isBad(run.state) })),
  )
  const best = ended.find(({ runId }) => runId === bestRunId)
  return {
    badCount: bad.length,
    goodCount: judged.length - bad.length,
    repeatedCount: bad.length - lasting.filter(({ state }) => isBad(state)).length,
    outsideCount: lasting.filter((run) => isBad(run.state) && isCutOut(run.config)).length,
    causes: causes.map((cause) => withCuts(cause, leaves, best)),
    reasons: groupReasons(bad).slice(0, REASONS_MAX),
    places: groupPlaces(judged.map(({ host, agent, state }) => ({ host, agent, isBad: isBad(state) }))).slice(
      0,
      PLACES_MAX,
    ),
    ...retryableOf(ended, isCutOut),
  }
}

function withCuts(
  cause: Cause,
  leaves: ReturnType<typeof flattenParameters>,
  best: EndedRun | undefined,
): FailureCause {
  const leaf = leaves.find(({ path }) => path === cause.path)
  const cuts = leaf === undefined ? null : cutsOf(leaf.distribution, cause.region)
  return {
    ...cause,
    holdsBest: best !== undefined && isInRegion(cause.region, valueAt(best.config, cause.path)),
    cuts: cuts?.kind === 'possible' ? cuts.cuts : [],
    whyNot: cuts?.kind === 'impossible' ? cuts.reason : null,
  }
}

type Retryable = Pick<SweepFailures, 'retryable' | 'open'>

/** What may be run again: those whose settings are still searched, and a list in which the others are marked. */
function retryableOf(ended: readonly EndedRun[], isCutOut: (config: EndedRun['config']) => boolean): Retryable {
  const repeatable = ended
    .filter(({ isLast, isRetried, number }) => isLast && !isRetried && number !== null)
    .map((run) => ({ ...run, isOutside: isCutOut(run.config) }))
  const count = (state: EndedRun['state']) => repeatable.filter((run) => run.state === state && !run.isOutside).length
  const open = repeatable.filter(({ state }) => isBad(state)).reverse()
  return {
    retryable: {
      failed: count('failed'),
      crashed: count('crashed'),
      killed: count('killed'),
      outside: open.filter(({ isOutside }) => isOutside).length,
    },
    open: open.slice(0, OPEN_MAX).map(({ storageId, runId, runName, reason, host, isOutside }) => {
      return { storageId, runId, runName, reason: firstLine(reason), host, isOutside }
    }),
  }
}
