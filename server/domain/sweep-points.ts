/**
 * The runs of a sweep on their way to its charts. They travel as columns, not as rows: ten thousand runs are then a few
 * long arrays, which every step on the way (database, JSON, compression, browser) handles several times faster than a
 * hundred thousand named fields. Charts take rows: `sweepPointsOf` makes them where they are drawn.
 */
import { z } from 'zod'
import { sweepIdSchema } from './ids'
import type { Json } from './json'
import { objectiveSchema } from './objective'
import type { RunState } from './run-state'
import { type SweepPoint, type SweepPoints, sweepParameterSchema, sweepWholeSchema } from './sweep'

/** The fields of SweepPoint, one place for each run in each; by suggestion, then attempt. */
export type PointColumns = {
  runId: string[]
  storageId: string[]
  serial: number[]
  name: string[]
  state: RunState[]
  number: number[]
  attempt: number[]
  value: (number | null)[]
  startedAtMs: (number | null)[]
  finishedAtMs: (number | null)[]
  durationSeconds: (number | null)[]
  /** One column a parameter, in the order of the parameters; null also where the run does not have it. */
  params: Json[][]
}

/** Says only that it is there: the server's own statement writes the columns, and looking at 100,000 cells takes time. */
export const pointColumnsSchema = z.custom<PointColumns>((value) => typeof value === 'object' && value !== null)

/** More runs than these are not drawn one by one. */
export const POINTS_DRAWN_MAX = 10_000

/** `since`: the cursor of an answer before; then only what changed after it comes, where that is possible. */
export const readPointsInputSchema = z.object({ sweep: sweepIdSchema, since: z.string().max(100).nullish() })

export type ReadPoints = z.infer<typeof readPointsInputSchema>

export const sweepColumnsSchema = z.object({
  objective: objectiveSchema.nullable(),
  parameters: z.array(sweepParameterSchema),
  columns: pointColumnsSchema,
  /** All runs; of a sweep of more than `POINTS_DRAWN_MAX` a sample; or those that changed, to be put over what is known. */
  part: z.enum(['all', 'sample', 'changes']),
  /** Runs that there are. Who has another number after putting changes over what is known asks for all again. */
  runCount: z.int(),
  /** Names this moment; null where changes cannot be told. */
  cursor: z.string().nullable(),
  /** Of a sample: what all runs together say, and where each of the columns stands among them. */
  whole: sweepWholeSchema.nullable(),
})
export type SweepColumns = z.infer<typeof sweepColumnsSchema>

/** Runs that changed in the place of what they were, new ones behind. Null when the two are not of one sweep as it is. */
export function withChanges(known: SweepColumns, changes: SweepColumns): SweepColumns | null {
  if (known.part !== 'all' || known.columns.params.length !== changes.columns.params.length) return null
  const places = new Map(known.columns.storageId.map((id, index) => [id, index]))
  let end = known.columns.storageId.length
  const targets = changes.columns.storageId.map((id) => places.get(id) ?? end++)
  if (end !== changes.runCount) return null
  const put = <T>(column: readonly T[], changed: readonly T[]): T[] => {
    const next = [...column]
    for (const [index, target] of targets.entries()) next[target] = changed[index] as T
    return next
  }
  const { params, ...fields } = known.columns
  const { params: changedParams, ...changedFields } = changes.columns
  return {
    ...changes,
    part: 'all',
    columns: {
      runId: put(fields.runId, changedFields.runId),
      storageId: put(fields.storageId, changedFields.storageId),
      serial: put(fields.serial, changedFields.serial),
      name: put(fields.name, changedFields.name),
      state: put(fields.state, changedFields.state),
      number: put(fields.number, changedFields.number),
      attempt: put(fields.attempt, changedFields.attempt),
      value: put(fields.value, changedFields.value),
      startedAtMs: put(fields.startedAtMs, changedFields.startedAtMs),
      finishedAtMs: put(fields.finishedAtMs, changedFields.finishedAtMs),
      durationSeconds: put(fields.durationSeconds, changedFields.durationSeconds),
      params: params.map((column, place) => put(column, changedParams[place] ?? [])),
    },
  }
}

export function sweepPointsOf({ objective, parameters, columns, whole }: SweepColumns): SweepPoints {
  const points = columns.runId.map((runId, index) => ({
    runId,
    storageId: columns.storageId[index] ?? '',
    serial: columns.serial[index] ?? 0,
    name: columns.name[index] ?? '',
    state: columns.state[index] ?? 'pending',
    number: columns.number[index] ?? -1,
    attempt: columns.attempt[index] ?? 1,
    params: paramsAt(index, parameters, columns),
    value: columns.value[index] ?? null,
    startedAtMs: columns.startedAtMs[index] ?? null,
    finishedAtMs: columns.finishedAtMs[index] ?? null,
    durationSeconds: columns.durationSeconds[index] ?? null,
  }))
  return { objective, parameters, points, whole }
}

function paramsAt(index: number, parameters: SweepColumns['parameters'], columns: PointColumns): SweepPoint['params'] {
  const params: SweepPoint['params'] = {}
  for (const [place, { name, values }] of parameters.entries()) {
    const value = columns.params[place]?.[index] ?? null
    // Null is a value only where the config lists it.
    if (value !== null || values?.includes(null)) params[name] = value
  }
  return params
}
