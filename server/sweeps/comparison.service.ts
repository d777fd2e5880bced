/** Sweeps side by side: which method found the best model, in how few runs, and how the runs of each method went. */
import type { Ctx } from '~/server/context'
import { DomainError, invalid, notFound } from '~/server/domain/errors'
import type { Objective } from '~/server/domain/objective'
import type { ComparedSweep, CompareInput, Comparison, MethodCurve } from '~/server/domain/sweep'
import { METHODS } from '~/server/domain/sweep-config'
import { findProjectRef } from '~/server/projects/project.service'
import { commonBestOf, MeanCurve, type Progress, progressOf, runsToReach } from './comparison'
import { eachCurve, listRunsWithMetric } from './curve.store'
import { listSweepsByIds, type StoredSweep } from './sweep.store'
import { objectiveOf } from './sweep-end'
import { type EndedTrial, listEndedRuns } from './trial.store'

/** A mean over more runs looks the same; past it runs are taken at even distances. */
const CURVE_RUNS_MAX = 1000

/** The sweeps must have the same objective: values of different ones cannot be compared. */
export async function compareSweeps(ctx: Ctx, input: CompareInput): Promise<Comparison> {
  const project = await findProjectRef(ctx, input)
  const sweeps = await findInOrder(ctx, project.id, [...new Set(input.sweeps)])
  const objective = commonObjective(sweeps)
  const ended = await listEndedRuns(
    ctx.db,
    sweeps.map(({ storageId }) => storageId),
    objective,
  )
  const progressed = sweeps.map((sweep) => {
    const trials = ended.filter(({ sweepId }) => sweepId === sweep.storageId)
    return {
      sweep,
      trials,
      progress: progressOf(
        objective.goal,
        trials.map(({ value }) => value),
      ),
    }
  })
  const commonBest = commonBestOf(
    objective.goal,
    progressed.map(({ progress }) => progress.best),
  )
  const curves: MethodCurve[] = []
  for (const metric of new Set(input.metrics)) curves.push(...(await methodCurves(ctx, sweeps, metric)))
  return {
    objective,
    commonBest,
    sweeps: progressed.map((each) =>
      toCompared(each, runsToReach(objective.goal, each.progress.bestSoFar, commonBest)),
    ),
    curves,
  }
}

async function findInOrder(ctx: Ctx, projectId: string, ids: string[]): Promise<StoredSweep[]> {
  const found = new Map((await listSweepsByIds(ctx.db, projectId, ids)).map((sweep) => [sweep.id, sweep]))
  return ids.map((id) => {
    const sweep = found.get(id)
    if (sweep === undefined) throw notFound('sweep', id)
    return sweep
  })
}

function commonObjective(sweeps: StoredSweep[]): Objective {
  const [first] = sweeps
  const objective = first === undefined ? null : objectiveOf(first.config)
  if (first === undefined || objective === null) {
    throw invalid([
      {
        path: 'sweeps.0',
        line: null,
        found: `the sweep ${first?.id ?? ''}, which has no metric in its config`,
        allowed: 'sweeps with a metric, so that there is something to compare',
      },
    ])
  }
  for (const sweep of sweeps) {
    const other = objectiveOf(sweep.config)
    if (other?.name === objective.name && other.goal === objective.goal) continue
    const theirs = other === null ? 'no metric' : `${other.goal} ${other.name}`
    throw new DomainError(
      'CONFLICT',
      `Sweep ${sweep.id} has another objective (${theirs}) than ${first.id} (${objective.goal} ${objective.name}). Choose sweeps with the same one.`,
    )
  }
  return objective
}

type Progressed = { sweep: StoredSweep; trials: EndedTrial[]; progress: Progress }

function toCompared({ sweep, trials, progress }: Progressed, runsToCommonBest: number | null): ComparedSweep {
  return {
    sweep: sweep.id,
    name: sweep.name,
    method: sweep.method,
    state: sweep.state,
    runCount: trials.length,
    values: trials.map(({ value }) => value),
    ...progress,
    bestRunId: progress.runsToBest === null ? null : (trials[progress.runsToBest - 1]?.runId ?? null),
    runsToCommonBest,
    computeSeconds: trials.reduce((sum, { seconds }) => sum + seconds, 0),
  }
}

/** One curve a method that has runs with the metric, over all its sweeps. */
async function methodCurves(ctx: Ctx, sweeps: StoredSweep[], metric: string): Promise<MethodCurve[]> {
  const curves: MethodCurve[] = []
  for (const method of METHODS) {
    const ids = sweeps.filter((sweep) => sweep.method === method).map(({ storageId }) => storageId)
    if (ids.length === 0) continue
    const runs = evenly(await listRunsWithMetric(ctx.db, ids, metric), CURVE_RUNS_MAX)
    const mean = new MeanCurve()
    await eachCurve(ctx.db, { runIds: runs.map(({ id }) => id), metric }, (_, points) => {
      mean.add(points.steps, points.values)
    })
    if (mean.runCount > 0) curves.push({ method, metric, ...mean.result() })
  }
  return curves
}

function evenly<T>(all: T[], countMax: number): T[] {
  if (all.length <= countMax) return all
  const stride = all.length / countMax
  return Array.from({ length: countMax }, (_, index) => all[Math.floor(index * stride)] as T)
}
