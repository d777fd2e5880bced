/** Which sweeps are compared when the address names none. Pure. */
import type { SweepSummary } from '~/server/domain/sweep'

const COUNT_MAX = 6

export function hasSameObjective(a: SweepSummary, b: SweepSummary): boolean {
  return a.objective !== null && a.objective.name === b.objective?.name && a.objective.goal === b.objective.goal
}

/** The latest sweeps of the objective that most methods, then most sweeps, have a value for: there is most to compare. */
export function defaultChoice(sweeps: readonly SweepSummary[]): string[] {
  const latestFirst = sweeps
    .filter((sweep) => sweep.best !== null && sweep.objective !== null)
    .sort((a, b) => b.createdAt.localeCompare(a.createdAt))
  const groups: SweepSummary[][] = []
  for (const sweep of latestFirst) {
    const group = groups.find(([first]) => first !== undefined && hasSameObjective(first, sweep))
    if (group === undefined) groups.push([sweep])
    else group.push(sweep)
  }
  const methodCount = (group: SweepSummary[]) => new Set(group.map((sweep) => sweep.method)).size
  // Sorting keeps the order of equals, so among them the group of the latest sweep wins.
  const [widest = []] = groups.sort((a, b) => methodCount(b) - methodCount(a) || b.length - a.length)
  return widest
    .slice(0, COUNT_MAX)
    .reverse()
    .map((sweep) => sweep.id)
}
