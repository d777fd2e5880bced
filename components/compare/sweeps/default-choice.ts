/** Which sweeps are compared when the address names none. Pure. */
import type { SweepSummary } from '~/server/domain/sweep'

const COUNT_MAX = 12

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
  return byTurns(widest)
    .slice(0, COUNT_MAX)
    .sort((a, b) => a.createdAt.localeCompare(b.createdAt))
    .map((sweep) => sweep.id)
}

/** The latest of each method, then the second latest of each: many of one must not crowd out the others. */
function byTurns(latestFirst: readonly SweepSummary[]): SweepSummary[] {
  const turnOf = (sweep: SweepSummary) => {
    const before = latestFirst.slice(0, latestFirst.indexOf(sweep))
    return before.filter((other) => other.method === sweep.method).length
  }
  return latestFirst
    .map((sweep) => ({ sweep, turn: turnOf(sweep) }))
    .sort((a, b) => a.turn - b.turn)
    .map(({ sweep }) => sweep)
}
