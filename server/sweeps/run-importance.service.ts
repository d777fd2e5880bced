/** How much the settings of runs explain a value of theirs, whatever runs they are. */
import type { Ctx } from '~/server/context'
import { numberIn } from '~/server/domain/column-number'
import { IMPORTANCE_RUNS_MAX, type RunImportance, type RunImportanceInput } from '~/server/domain/run-values'
import { readValues } from '~/server/runs/table/run-values.service'
import { Remembered } from './remembered'
import { importanceQuestion, type ValuedRun } from './run-importance'
import { runImportance } from './run-search'
import { listPriorTrials } from './trial.store'

const ANSWERS_MAX = 100
const answers = new Remembered<Promise<RunImportance>>(ANSWERS_MAX)

/** Of the newest runs that the question lets through; computed again only when a value changed. */
export async function importanceOfRuns(ctx: Ctx, input: RunImportanceInput): Promise<RunImportance> {
  const { total, storageId, columns } = await readValues(ctx, {
    ...input,
    columns: [input.column],
    sort: [{ column: 'createdAt', direction: 'desc' }],
    limit: IMPORTANCE_RUNS_MAX,
  })
  const valued = storageId.flatMap((id, index) => {
    const value = numberIn(columns[0]?.[index] ?? null, input.column)
    return value === null ? [] : [[id, value] as const]
  })
  const key = JSON.stringify(input)
  const stamp = JSON.stringify([total, valued])
  const known = answers.find(key, stamp)
  if (known !== undefined) return known
  const answer = compute(ctx, new Map(valued), total)
  answers.keep(key, { stamp, answer })
  answer.catch(() => answers.find(key, stamp) === answer && answers.forget(key))
  return answer
}

async function compute(ctx: Ctx, values: ReadonlyMap<string, number>, total: number): Promise<RunImportance> {
  const trials = await listPriorTrials(ctx.db, { storageIds: [...values.keys()] }, null)
  const runs = trials.flatMap(({ id, config }): ValuedRun[] => {
    const value = values.get(id)
    return value === undefined ? [] : [{ id, config, value }]
  })
  return { ...(await runImportance(importanceQuestion(runs))), total, valueCount: values.size }
}
