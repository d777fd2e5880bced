/** Explains the failures of a sweep: by the parameters, by what the runs said, by where they ran. */
import type { Ctx } from '~/server/context'
import { cutsOf } from '~/server/domain/failures/cut-region'
import { type Cause, explainFailures, isInRegion } from '~/server/domain/failures/explain-failures'
import { groupPlaces, groupReasons } from '~/server/domain/failures/failure-groups'
import type { FailureCause, SweepFailures } from '~/server/domain/failures/sweep-failures'
import { membershipOf } from '~/server/domain/in-space'
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
const ANSWERS_MAX = 200
/** Looking at thousands of runs takes a moment, and many pages may look at one sweep. */
const answers = new Remembered<SweepFailures>(ANSWERS_MAX)

export async function findFailures(ctx: Ctx, id: string): Promise<SweepFailures> {
  const sweep = await requireSweep(ctx, id, 'viewer')
  const { storageId, config } = sweep
  const totals = await findTotals(ctx.db, [storageId], ctx.now())
  const { finished, bad, killed } = totals.get(storageId)?.counts ?? { finished: 0, bad: 0, killed: 0 }
  const stamp = [sweep.version, finished, bad, killed, await countAsked(ctx.db, storageId)].join(' ')
  const known = answers.find(storageId, stamp)
  if (known !== undefined) return known
  const best = (await findAchievements(ctx, totals)).get(storageId)?.best
  const answer = failuresOf(config, await listEndedRuns(ctx.db, storageId), best?.runId ?? null)
  answers.keep(storageId, { stamp, answer })
  return answer
}

function failuresOf(config: SweepConfig, ended: readonly EndedRun[], bestRunId: string | null): SweepFailures {
  const isInside = membershipOf(config)
  const bad = ended.filter(({ state }) => isBad(state))
  // Who was stopped by a person or a rule says nothing about whether its settings work.
  const judged = ended.filter(({ state }) => state !== 'killed')
  const lasting = judged.filter(({ isLast, isRetried }) => isLast && !isRetried)
  const inside = lasting.filter((run) => isInside(run.config))
  const leaves = flattenParameters(config.parameters)
  const causes = explainFailures(
    leaves,
    inside.map((run) => ({ config: run.config, isBad: isBad(run.state) })),
  )
  const best = ended.find(({ runId }) => runId === bestRunId)
  return {
    badCount: bad.length,
    goodCount: judged.length - bad.length,
    outsideCount: lasting.filter((run) => isBad(run.state) && !isInside(run.config)).length,
    causes: causes.map((cause) => withCuts(cause, leaves, best)),
    reasons: groupReasons(bad).slice(0, REASONS_MAX),
    places: groupPlaces(judged.map(({ host, agent, state }) => ({ host, agent, isBad: isBad(state) }))).slice(
      0,
      PLACES_MAX,
    ),
    retryable: countRetryable(ended),
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

function countRetryable(ended: readonly EndedRun[]): SweepFailures['retryable'] {
  const open = ended.filter(({ isLast, isRetried, number }) => isLast && !isRetried && number !== null)
  const count = (state: EndedRun['state']) => open.filter((run) => run.state === state).length
  return { failed: count('failed'), crashed: count('crashed'), killed: count('killed') }
}
