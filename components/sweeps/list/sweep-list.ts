/** Which sweeps of a project are listed, and in what order. Pure. */
import { isBetter } from '~/server/domain/objective'
import type { SweepState, SweepSummary } from '~/server/domain/sweep'
import type { Method } from '~/server/domain/sweep-config'

export const SWEEP_SORTS = ['name', 'state', 'method', 'runs', 'best', 'compute', 'created', 'changed'] as const
export type SweepSort = (typeof SWEEP_SORTS)[number]
export type SweepOrder = { key: SweepSort; isDescending: boolean }

/** Newest first: what comes later then joins at the top and moves nothing else. */
const DEFAULT_ORDER: SweepOrder = { key: 'created', isDescending: true }

/** `-runs` in the address is descending; what is no order is the usual one. */
export function readSweepOrder(text: string): SweepOrder {
  const key = SWEEP_SORTS.find((sort) => sort === text.replace(/^-/, ''))
  return key === undefined ? DEFAULT_ORDER : { key, isDescending: text.startsWith('-') }
}

export function writeSweepOrder({ key, isDescending }: SweepOrder): string {
  return isDescending ? `-${key}` : key
}

/** Words come from a to z first, numbers and times from the largest; best is the better first. */
const FIRST_DESCENDING: Record<SweepSort, boolean> = {
  name: false,
  state: false,
  method: false,
  runs: true,
  best: false,
  compute: true,
  created: true,
  changed: true,
}

export function nextSweepOrder(current: SweepOrder, key: SweepSort): SweepOrder {
  return { key, isDescending: current.key === key ? !current.isDescending : FIRST_DESCENDING[key] }
}

export type SweepChoice = { search: string; states: readonly SweepState[]; methods: readonly Method[] }

/** Empty lists let everything pass. The search looks at names, ids and metrics, each of its words somewhere. */
export function chosenSweeps(
  sweeps: readonly SweepSummary[],
  { search, states, methods }: SweepChoice,
): SweepSummary[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  return sweeps.filter((sweep) => {
    if (states.length > 0 && !states.includes(sweep.state)) return false
    if (methods.length > 0 && !methods.includes(sweep.method)) return false
    const text = `${sweep.name} ${sweep.id} ${sweep.objective?.name ?? ''}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

/** What has no such value comes last in either direction. */
export function sortedSweeps(sweeps: readonly SweepSummary[], { key, isDescending }: SweepOrder): SweepSummary[] {
  const sign = isDescending ? -1 : 1
  const compare = COMPARE[key]
  return [...sweeps].sort((a, b) => {
    if (key === 'best' && (a.best === null || b.best === null)) {
      return Number(a.best === null) - Number(b.best === null) || byCreation(b, a)
    }
    return compare(a, b) * sign || byCreation(b, a)
  })
}

type Compare = (a: SweepSummary, b: SweepSummary) => number

const byCreation: Compare = (a, b) => a.createdAt.localeCompare(b.createdAt)
const STATE_ORDER: readonly SweepState[] = ['running', 'paused', 'pending', 'finished', 'canceled']

const COMPARE: Record<SweepSort, Compare> = {
  name: (a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }),
  state: (a, b) => STATE_ORDER.indexOf(a.state) - STATE_ORDER.indexOf(b.state),
  method: (a, b) => a.method.localeCompare(b.method),
  runs: (a, b) => a.runs.total - a.runs.pending - (b.runs.total - b.runs.pending),
  best: byBest,
  compute: (a, b) => a.computeSeconds - b.computeSeconds,
  created: byCreation,
  changed: (a, b) => a.updatedAt.localeCompare(b.updatedAt),
}

/** Values are compared within a metric alone; sweeps of one metric stand together. */
function byBest(a: SweepSummary, b: SweepSummary): number {
  const metrics = (a.objective?.name ?? '').localeCompare(b.objective?.name ?? '')
  if (metrics !== 0 || a.best === null || b.best === null || a.objective === null) return metrics
  if (a.best.value === b.best.value) return 0
  return isBetter(a.objective.goal, a.best.value, b.best.value) ? -1 : 1
}

/** How many sweeps there are of each, for the buttons that filter; those that are none are left out. */
export function countsBy<K extends string>(sweeps: readonly SweepSummary[], keyOf: (sweep: SweepSummary) => K) {
  const counts = new Map<K, number>()
  for (const sweep of sweeps) counts.set(keyOf(sweep), (counts.get(keyOf(sweep)) ?? 0) + 1)
  return counts
}
