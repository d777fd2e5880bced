'use client'

/**
 * The run that another one is compared with: the one that was chosen, else the best of its sweep, else the best of its
 * project, else the newest other one.
 */
import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '~/components/trpc/provider'
import { printFilter } from '~/server/domain/filter/print'
import { guessGoal, metricRank } from '~/server/domain/metric-guess'
import type { Objective } from '~/server/domain/objective'
import type { RunDetail } from '~/server/domain/run'
import { flatEntries } from '../../value-at'

export type Proposal = { run: string; why: string }

/** Null while it is looked for, and where there is no other run. */
export function useProposal(run: RunDetail, isWanted: boolean): { proposal: Proposal | null; isPending: boolean } {
  const trpc = useTRPC()
  const path = { entity: run.entity, project: run.project }
  const sweeps = useQuery(trpc.sweeps.list.queryOptions(path, { enabled: isWanted }))
  const sweep = sweeps.data?.find(({ id }) => id === run.sweep)
  const objective =
    sweep?.objective ?? sweeps.data?.find((other) => other.objective !== null)?.objective ?? guessed(run)
  const isKnown = sweeps.data !== undefined
  const filter = sweep === undefined ? '' : printFilter({ op: 'in', column: 'sweep', values: [sweep.id] })
  const best = useQuery(
    trpc.runs.table.queryOptions(
      { ...path, filter, sort: [sortBy(objective)], limit: 2 },
      { enabled: isWanted && isKnown },
    ),
  )
  const other = best.data?.runs.find((found) => found !== null && found.id !== run.id)
  const isPending = isWanted && (sweeps.isPending || best.isPending)
  if (other == null) return { proposal: null, isPending }
  const isBest = best.data?.runs[0]?.id === other.id
  return { proposal: { run: other.id, why: whyOf({ objective, isBest, sweep: sweep?.name ?? null }) }, isPending }
}

/** Without a sweep the metric that looks like a result, and the way its name says. */
function guessed(run: RunDetail): Objective | null {
  const metrics = flatEntries(run.summary).flatMap(([key, value]) => (typeof value === 'number' ? [key] : []))
  const [name] = metrics.toSorted((a, b) => metricRank(b) - metricRank(a))
  const goal = name === undefined || metricRank(name) <= 0 ? null : guessGoal(name)
  return name === undefined || goal === null ? null : { name, goal: goal.goal }
}

function sortBy(objective: Objective | null) {
  if (objective === null) return { column: 'createdAt', direction: 'desc' as const }
  return {
    column: `summary.${objective.name}`,
    direction: objective.goal === 'minimize' ? ('asc' as const) : ('desc' as const),
  }
}

type Why = { objective: Objective | null; isBest: boolean; sweep: string | null }

function whyOf({ objective, isBest, sweep }: Why): string {
  if (objective === null) return 'the newest other run'
  const where = sweep === null ? 'of the project' : `of the sweep ${sweep}`
  return isBest
    ? `the best ${objective.name} ${where}`
    : `the next best ${objective.name} ${where}: this run has the best`
}
