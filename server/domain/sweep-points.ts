/**
 * The runs of a sweep on their way to its charts. They travel as columns, not as rows: ten thousand runs are then a few
 * long arrays, which every step on the way (database, JSON, compression, browser) handles several times faster than a
 * hundred thousand named fields. Charts take rows: `sweepPointsOf` makes them where they are drawn.
 */
import { z } from 'zod'
import type { Json } from './json'
import { objectiveSchema } from './objective'
import type { RunState } from './run-state'
import { type SweepPoint, type SweepPoints, sweepParameterSchema } from './sweep'

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

export const sweepColumnsSchema = z.object({
  objective: objectiveSchema.nullable(),
  parameters: z.array(sweepParameterSchema),
  columns: pointColumnsSchema,
})
export type SweepColumns = z.infer<typeof sweepColumnsSchema>

export function sweepPointsOf({ objective, parameters, columns }: SweepColumns): SweepPoints {
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
  return { objective, parameters, points }
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
