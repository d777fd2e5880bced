/**
 * Sweeps as people use them: made from a config, looked at, paused, resumed, stopped and canceled. Handing runs to
 * agents is the agents' business; deciding what to try next is suggest.service's.
 */
import { randomBytes, randomInt, randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { Ctx } from '~/server/context'
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
import { findBests } from './outcome.service'
import { requireSweep } from './require-sweep.service'
import { runSuggest } from './run-search'
import type { StoredSweep, SweepTotals } from './sweep.store'
import * as store from './sweep.store'
import { expectedCount, objectiveOf } from './sweep-end'
import type { BestRun } from './trial.store'

export { changeSweep } from './change-sweep.service'

type CheckedConfig = z.infer<typeof checkConfigOutputSchema>

const PREVIEW_COUNT = 5
const SEED_MAX = 2 ** 31

export async function createSweep(ctx: Ctx, input: CreateSweepInput): Promise<CreatedSweep> {
  const parsed = parseSweepConfig(input.config, { yaml: input.yaml })
  if (parsed.kind === 'refused') throw invalid(parsed.problems)
  const { config, warnings } = parsed
  const project = await openProject(ctx, {
    entity: input.entity ?? config.entity,
    project: input.project ?? config.project ?? 'uncategorized',
  })
  const seed = config.seed ?? randomInt(SEED_MAX)
  const storageId = randomUUID()
  for (;;) {
    const id = shortId(randomBytes)
    const sweep = { storageId, id, projectId: project.id, name: config.name ?? id, config, yaml: input.config, seed }
    if (!(await store.insertSweep(ctx.db, { ...sweep, now: ctx.now() }))) continue
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
export async function checkConfig(_ctx: Ctx, input: CreateSweepInput): Promise<CheckedConfig> {
  const parsed = parseSweepConfig(input.config, { yaml: input.yaml })
  if (parsed.kind === 'refused') return { problems: parsed.problems, warnings: [], preview: [], gridSize: null }
  const { config, warnings } = parsed
  const { output } = await runSuggest({
    config,
    seed: config.seed ?? 0,
    trials: [],
    nextNumber: 0,
    count: PREVIEW_COUNT,
  })
  return {
    problems: [],
    warnings,
    preview: output.suggestions.map((suggested) => suggested.config),
    gridSize: config.method === 'grid' ? finiteSize(gridSize(config)) : null,
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
  const bests = await findBests(ctx.db, totals)
  return sweeps.map((sweep) => toSummary(sweep, totals.get(sweep.storageId), bests.get(sweep.storageId)))
}

export async function findSweep(ctx: Ctx, id: string): Promise<SweepDetail> {
  const sweep = await requireSweep(ctx, id, 'viewer')
  const totals = await store.findTotals(ctx.db, [sweep.storageId], ctx.now())
  const bests = await findBests(ctx.db, totals)
  const total = totals.get(sweep.storageId)
  return {
    ...toSummary(sweep, total, bests.get(sweep.storageId)),
    description: sweep.description,
    config: sweep.config,
    yaml: sweep.yaml,
    seed: sweep.seed,
    computeSeconds: total?.computeSeconds ?? 0,
  }
}

function toSummary(
  sweep: StoredSweep,
  totals: SweepTotals | undefined,
  best: BestRun | null | undefined,
): SweepSummary {
  return {
    id: sweep.id,
    storageId: sweep.storageId,
    projectId: sweep.projectId,
    entity: sweep.entity,
    project: sweep.project,
    name: sweep.name,
    state: sweep.state,
    endReason: sweep.endReason,
    method: sweep.method,
    objective: objectiveOf(sweep.config),
    runs: totals?.counts ?? { pending: 0, running: 0, finished: 0, bad: 0, killed: 0, total: 0 },
    expectedCount: finiteSize(expectedCount(sweep.config)),
    agentCount: totals?.agentCount ?? 0,
    best: best == null ? null : { runId: best.runId, runName: best.runName, value: best.value },
    createdAt: sweep.createdAt.toISOString(),
    startedAt: sweep.startedAt?.toISOString() ?? null,
    endedAt: sweep.endedAt?.toISOString() ?? null,
    updatedAt: sweep.updatedAt.toISOString(),
  }
}
