/** Which sweeps are compared when the address names none. Pure. */
import type { SweepSummary } from '~/server/domain/sweep'

const COUNT_MAX = 6

export function hasSameObjective(a: SweepSummary, b: SweepSummary): boolean {
  return a.objective !== null && a.objective.name === b.objective?.name && a.objective.goal === b.objective.goal
}

/** The latest sweeps with values that share the objective of the very latest of them. */
export function defaultChoice(sweeps: readonly SweepSummary[]): string[] {
  const withValue = sweeps
    .filter((sweep) => sweep.best !== null && sweep.objective !== null)
    .sort((a, b) => b.createdAt.localeCompare(a.createdAt))
  const [latest] = withValue
  if (latest === undefined) return []
  const alike = withValue.filter((sweep) => hasSameObjective(latest, sweep)).slice(0, COUNT_MAX)
  return alike.reverse().map((sweep) => sweep.id)
}
