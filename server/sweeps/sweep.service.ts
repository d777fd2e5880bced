/**
 * Sweeps as people use them: made from a config, looked at, paused, resumed, stopped and canceled. Handing runs to
 * agents is the agents' business; deciding what to try next is suggest.service's.
 */
import { randomBytes, randomInt, randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { Ctx } from '~/server/context'
import { transaction } from '~/server/db/transaction'
import { invalid } from '~/server/domain/errors'
import { gridSize } from '~/server/domain/grid-axis'
import { type ProjectPath, shortId } from '~/server/domain/ids'
import { parseSweepConfig } from '~/server/domain/parse-sweep-config'
import type {
  CreatedSweep,
  CreateSweepInput,
  checkConfigOutputSchema,
  SweepDetail,
  SweepSummary,
} from '~/server/domain/sweep'
import { publish } from '~/server/live/publish'
import { findProjectRef, openProject } from '~/server/projects/project.service'
import { type Achievement, findAchievements } from './outcome.service'
import { countingOf, readPriorTrials, requirePriorRuns } from './prior.service'
import { insertPriorRuns } from './prior.store'
import { findExpectedCounts } from './remaining.service'
import { requireSweep } from './require-sweep.service'
import { runSuggest } from './run-search'
import { findStanding } from './standing.service'
import type { StoredSweep, SweepTotals } from './sweep.store'
import * as store from './sweep.store'
import { objectiveOf } from './sweep-end'

export { changeSweep } from './change-sweep.service'

type CheckedConfig = z.infer<typeof checkConfigOutputSchema>

const PREVIEW_COUNT = 20
const SEED_MAX = 2 ** 31

export async function createSweep(ctx: Ctx, input: CreateSweepInput): Promise<CreatedSweep> {
  const parsed = parseSweepConfig(input.config, { yaml: input.yaml })
  if (parsed.kind === 'refused') throw invalid(parsed.problems)
  const { config, warnings } = parsed
  const priorRuns = await requirePriorRuns(ctx, input.priorRuns)
  const project = await openProject(ctx, {
    entity: input.entity ?? config.entity,
    project: input.project ?? config.project ?? 'uncategorized',
  })
  const seed = config.seed ?? randomInt(SEED_MAX)
  const storageId = randomUUID()
  for (;;) {
    const id = shortId(randomBytes)
    const made = { storageId, id, projectId: project.id, name: config.name ?? id, config, yaml: input.config, seed }
    const sweep = { ...made, madeBy: ctx.actor.username }
    const isMade = await transaction(ctx.db, async (tx) => {
      if (!(await store.insertSweep(tx, { ...sweep, now: ctx.now() }))) return false
      await insertPriorRuns(tx, storageId, priorRuns)
      return true
    })
    if (!isMade) continue
    publish({ kind: 'sweep', projectId: project.id, id: storageId, sweepId: storageId })
    return {
      sweep: id,
      storageId,
      entity: project.entity,
      project: project.name,
      url: sweepUrl(ctx, { entity: project.entity, project: project.name, id }),
      warnings,
    }
  }
}

export function sweepUrl(ctx: Pick<Ctx, 'baseUrl'>, sweep: { entity: string; project: string; id: string }): string {
  const path = [sweep.entity, sweep.project, 'sweeps', sweep.id].map(encodeURIComponent).join('/')
  return `${ctx.baseUrl}/${path}`
}

/** Every problem at once; without problems, what would be suggested first. */
export async function checkConfig(ctx: Ctx, input: CreateSweepInput): Promise<CheckedConfig> {
  const parsed = parseSweepConfig(input.config, { yaml: input.yaml })
  if (parsed.kind === 'refused')
    return { problems: parsed.problems, warnings: [], preview: [], gridSize: null, priorCount: 0 }
  const { config, warnings } = parsed
  const prior = await readPriorTrials(ctx, input.priorRuns, config)
  const { output } = await runSuggest({
    config,
    seed: config.seed ?? 0,
    trials: [],
    prior,
    nextNumber: 0,
    count: PREVIEW_COUNT,
  })
  return {
    problems: [],
    warnings,
    preview: output.suggestions.map((suggested) => suggested.config),
    gridSize: config.method === 'grid' ? finiteSize(gridSize(config)) : null,
    priorCount: countingOf(config, prior).length,
  }
}

/** A grid past what an integer holds has no number that anybody could use. */
function finiteSize(size: number | null): number | null {
  return size === null ? null : Math.min(size, Number.MAX_SAFE_INTEGER)
}

export async function listSweeps(ctx: Ctx, path: ProjectPath): Promise<SweepSummary[]> {
  const project = await findProjectRef(ctx, path)
  const sweeps = await store.listSweepsOfProject(ctx.db, project.id)
  const ids = sweeps.map(({ storageId }) => storageId)
  const totals = await store.findTotals(ctx.db, ids, ctx.now())
  const achievements = await findAchievements(ctx, totals)
  const expected = await findExpectedCounts(ctx.db, sweeps)
  return sweeps.map((sweep) => {
    const { storageId } = sweep
    const achievement = achievements.get(storageId)
    return toSummary(sweep, { totals: totals.get(storageId), achievement, expected: expected.get(storageId) })
  })
}

export async function findSweep(ctx: Ctx, id: string): Promise<SweepDetail> {
  const sweep = await requireSweep(ctx, id, 'viewer')
  const totals = await store.findTotals(ctx.db, [sweep.storageId], ctx.now())
  const achievements = await findAchievements(ctx, totals)
  const { storageId } = sweep
  const expected = (await findExpectedCounts(ctx.db, [sweep])).get(storageId)
  const facts = { totals: totals.get(storageId), achievement: achievements.get(storageId), expected }
  return {
    ...toSummary(sweep, facts),
    standing: await findStanding(ctx, sweep),
    priorRunCount: sweep.priorRunCount,
    description: sweep.description,
    config: sweep.config,
    yaml: sweep.yaml,
    seed: sweep.seed,
  }
}

type Facts = {
  totals: SweepTotals | undefined
  achievement: Achievement | undefined
  expected: number | null | undefined
}

function toSummary(sweep: StoredSweep, { totals, achievement, expected }: Facts): SweepSummary {
  const best = achievement?.best ?? null
  return {
    id: sweep.id,
    storageId: sweep.storageId,
    projectId: sweep.projectId,
    entity: sweep.entity,
    project: sweep.project,
    name: sweep.name,
    state: sweep.state,
    endReason: sweep.endReason,
    version: sweep.version,
    priority: sweep.priority,
    endsAt: sweep.endsAt?.toISOString() ?? null,
    method: sweep.method,
    objective: objectiveOf(sweep.config),
    runs: totals?.counts ?? { pending: 0, running: 0, finished: 0, bad: 0, killed: 0, total: 0 },
    expectedCount: finiteSize(expected ?? null),
    agentCount: totals?.agentCount ?? 0,
    best: best === null ? null : { runId: best.runId, runName: best.runName, value: best.value },
    progress: achievement?.progress ?? { place: [], value: [] },
    computeSeconds: totals?.computeSeconds ?? 0,
    createdAt: sweep.createdAt.toISOString(),
    startedAt: sweep.startedAt?.toISOString() ?? null,
    endedAt: sweep.endedAt?.toISOString() ?? null,
    updatedAt: new Date(Math.max(sweep.updatedAt.getTime(), totals?.lastSignAt?.getTime() ?? 0)).toISOString(),
  }
}
