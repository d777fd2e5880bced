/** The best value of each objective over all sweeps of a project. Pure. */
import { isBetter, type Objective } from '~/server/domain/objective'
import type { SweepSummary } from '~/server/domain/sweep'

export type ObjectiveBest = { objective: Objective; best: NonNullable<SweepSummary['best']>; sweep: string }

/** Objectives in the order of the sweeps; one metric with two goals is two objectives. */
export function bestByObjective(sweeps: Pick<SweepSummary, 'objective' | 'best' | 'name'>[]): ObjectiveBest[] {
  const bests = new Map<string, ObjectiveBest>()
  for (const { objective, best, name } of sweeps) {
    if (objective === null || best === null) continue
    const key = `${objective.goal} ${objective.name}`
    const known = bests.get(key)
    if (known === undefined || isBetter(objective.goal, best.value, known.best.value)) {
      bests.set(key, { objective, best, sweep: name })
    }
  }
  return [...bests.values()]
}
