/** Which of the sweeps that an address names are compared, and why the others are not. Pure. */
import { COMPARED_SWEEPS_MAX } from '~/server/domain/comparison'
import type { Objective } from '~/server/domain/objective'
import type { SweepSummary } from '~/server/domain/sweep'
import { listOf } from '../../charts/prepare/compare/words'
import { defaultChoice, hasSameObjective } from './default-choice'

export type ChosenSweeps = { chosen: SweepSummary[]; leftOut: string[] }

/** The first one's objective is everybody's. `named` null: those with most to compare. */
export function chosenSweeps(all: readonly SweepSummary[], named: readonly string[] | null): ChosenSweeps {
  const byId = new Map(all.map((sweep) => [sweep.id, sweep]))
  const wanted = [...new Set(named ?? defaultChoice(all))]
  const known = wanted.flatMap((id) => byId.get(id) ?? [])
  const first = known.find(({ objective }) => objective !== null)
  const fitting = known.filter((sweep) => first !== undefined && hasSameObjective(first, sweep))
  const missing = wanted.filter((id) => !byId.has(id))
  const others = known.filter((sweep) => !fitting.includes(sweep))
  return {
    chosen: fitting.slice(0, COMPARED_SWEEPS_MAX),
    leftOut: [
      ...(missing.length === 0 ? [] : [`Not in this project, so left out: ${listOf(missing)}.`]),
      ...others.map((sweep) => `${sweep.name} is left out: ${whyOther(sweep.objective, first?.objective ?? null)}.`),
      ...(fitting.length <= COMPARED_SWEEPS_MAX
        ? []
        : [
            `${fitting.length - COMPARED_SWEEPS_MAX} more are left out: ${COMPARED_SWEEPS_MAX} can be compared at a time.`,
          ]),
    ],
  }
}

/** Why a sweep cannot stand beside those with the objective `ours`. */
export function whyOther(theirs: Objective | null, ours: Objective | null): string {
  if (theirs === null) return 'its config names no metric'
  if (ours === null) return ''
  if (theirs.name !== ours.name) return `it is about ${theirs.name}, not ${ours.name}`
  return `it wants to ${theirs.goal} ${theirs.name}`
}
