/** What is good in a column: what the project's sweeps aim at, or else what the name of a metric commonly means. Pure. */
import { guessGoal } from '~/server/domain/metric-guess'
import type { Goal } from '~/server/domain/objective'
import { readColumn } from '~/server/domain/run-column'

export function columnGoal(id: string, goals: ReadonlyMap<string, Goal>): Goal | null {
  const column = readColumn(id)
  if (column === null || column.place === 'own' || column.place === 'config') return null
  return goals.get(column.key) ?? guessGoal(column.key)?.goal ?? null
}
