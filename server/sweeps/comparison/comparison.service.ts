/** Sweeps side by side: which method found the best model, in how few runs or how little time, and what that proves. */
import type { Ctx } from '~/server/context'
import {
  COMPARED_METRICS_LISTED_MAX,
  type ComparedSweep,
  type CompareInput,
  type Comparison,
} from '~/server/domain/comparison'
import { DomainError, invalid, notFound } from '~/server/domain/errors'
import type { Objective } from '~/server/domain/objective'
import { findProjectRef } from '~/server/projects/project.service'
import { once, Remembered } from '../remembered'
import { runComparison } from '../run-search'
import { listSweepsByIds, type StoredSweep } from '../sweep.store'
import { objectiveOf } from '../sweep-end'
import { type EndedColumns, readEndedColumns } from '../trial.store'
import { type ComparedFacts, findComparedFacts, listComparedMetrics } from './comparison.store'
import { type ComparedConfig, contendersOf, isWholeGrid, notesOf, orderOf } from './contenders'
import type { ComparisonNumbers, SweepRuns } from './task'

export type ComparedStored = { sweep: StoredSweep; facts: ComparedFacts; config: ComparedConfig }

/** Runs in all remembered columns together; one takes fifty bytes. */
const COLUMN_RUNS_MAX = 500_000
const columnsKept = new Remembered<EndedColumns>(COLUMN_RUNS_MAX)
/** Numbers of one comparison take a few hundred kilobytes at most. */
const NUMBERS_MAX = 50
const numbersKept = new Remembered<Promise<ComparisonNumbers>>(NUMBERS_MAX)
const metricsKept = new Remembered<Promise<string[]>>(NUMBERS_MAX)

/** The sweeps must have the same objective: values of different ones cannot be compared. */
export async function compareSweeps(ctx: Ctx, input: CompareInput): Promise<Comparison> {
  const project = await findProjectRef(ctx, input)
  const compared = await findCompared(ctx, project.id, input.sweeps)
  const objective = commonObjective(compared.map(({ sweep }) => sweep))
  const contenders = contendersOf(
    compared.map(({ config }) => config),
    input.replicates,
  )
  const columns = await Promise.all(compared.map((each) => columnsOf(ctx, each, objective)))
  const places = compared.map(({ config }, index) => ({
    order: orderOf(config),
    isWholeGrid: isWholeGrid(config),
    contender: contenders.findIndex(({ sweeps }) => sweeps.includes(index)),
  }))
  const { axis, level, tolerance } = input
  const asked = { goal: objective.goal, axis, level, tolerance }
  const numbers = await once(numbersKept, JSON.stringify([asked, places, idsOf(compared)]), {
    stamp: stampOf(compared),
    make: () =>
      runComparison({
        ...asked,
        sweeps: places.map((place, index) => ({ ...place, runs: runsOf(required(columns[index])) })),
      }),
  })
  return {
    objective,
    axis: input.axis,
    ...numbers,
    sweeps: numbers.sweeps.map((found, index): ComparedSweep => {
      const { id, name, method, state } = required(compared[index]).sweep
      const { contender, order } = required(places[index])
      return {
        sweep: id,
        name,
        method,
        state,
        contender,
        order,
        bestRunId: found.runsToBest === null ? null : (columns[index]?.runId[found.runsToBest - 1] ?? null),
        ...found,
      }
    }),
    contenders: numbers.contenders.map((found, index) => ({ ...required(contenders[index]), ...found })),
    notes: notesOf(
      compared.map(({ config }) => config),
      contenders,
    ),
    metrics: await metricsOf(ctx, compared),
  }
}

function required<T>(it: T | undefined): T {
  if (it === undefined) throw new Error('The arithmetic answered about more than it was asked.')
  return it
}

/** In the order asked for, each once. */
export async function findCompared(ctx: Ctx, projectId: string, asked: readonly string[]): Promise<ComparedStored[]> {
  const ids = [...new Set(asked)]
  const found = new Map((await listSweepsByIds(ctx.db, projectId, ids)).map((sweep) => [sweep.id, sweep]))
  const facts = await findComparedFacts(
    ctx.db,
    [...found.values()].map(({ storageId }) => storageId),
  )
  return ids.map((id) => {
    const sweep = found.get(id)
    const fact = sweep && facts.get(sweep.storageId)
    if (sweep === undefined || fact === undefined) throw notFound('sweep', id)
    const { name, config, seed, endReason } = sweep
    const { isEdited, isByHand, priorCount } = fact
    return { sweep, facts: fact, config: { id, name, config, seed, endReason, isEdited, isByHand, priorCount } }
  })
}

function commonObjective(sweeps: readonly StoredSweep[]): Objective {
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

/** Read again only when an ended run changed. */
async function columnsOf(ctx: Ctx, { sweep, facts }: ComparedStored, objective: Objective): Promise<EndedColumns> {
  const key = `${sweep.storageId} ${objective.name}`
  const known = columnsKept.find(key, facts.stamp)
  if (known !== undefined) return known
  const answer = await readEndedColumns(ctx.db, sweep.storageId, objective)
  columnsKept.keep(key, { stamp: facts.stamp, answer, weight: answer.runId.length })
  return answer
}

function runsOf({ value, seconds }: EndedColumns): SweepRuns {
  return { values: Float64Array.from(value, (each) => each ?? Number.NaN), seconds: Float64Array.from(seconds) }
}

function metricsOf(ctx: Ctx, compared: readonly ComparedStored[]): Promise<string[]> {
  const ids = idsOf(compared)
  return once(metricsKept, ids.join(' '), {
    stamp: stampOf(compared),
    make: () => listComparedMetrics(ctx.db, ids, COMPARED_METRICS_LISTED_MAX),
  })
}

export function idsOf(compared: readonly ComparedStored[]): string[] {
  return compared.map(({ sweep }) => sweep.storageId)
}

/** Another one whenever an ended run of any of them is. */
export function stampOf(compared: readonly ComparedStored[]): string {
  return compared.map(({ facts }) => facts.stamp).join('; ')
}
