/**
 * More sweeps of the same config under seeds of their own: which, how called, and what they will cost by what such
 * sweeps have cost so far. Pure.
 */
import type { ComparedSweep, Comparison, Contender } from '~/server/domain/comparison'
import type { SweepDetail } from '~/server/domain/sweep'
import type { SweepConfig } from '~/server/domain/sweep-config'

export type ReplicateEstimate = {
  contender: number
  label: string
  /** Of one more sweep, by the mean of those there are. */
  runCount: number
  seconds: number
  /** A grid in its listed order tries the same in the same order again: only the trainings' own luck differs. */
  isRepeat: boolean
}

export function estimatesOf({ contenders, sweeps }: Comparison): ReplicateEstimate[] {
  return contenders.map(({ label, sweeps: mine }, contender) => {
    const members = mine.flatMap((index) => sweeps[index] ?? [])
    return {
      contender,
      label,
      runCount: Math.round(meanOf(members, ({ runCount }) => runCount)),
      seconds: meanOf(members, ({ computeSeconds }) => computeSeconds),
      isRepeat: members.some(({ order }) => order === 'listed'),
    }
  })
}

function meanOf(sweeps: readonly ComparedSweep[], pick: (sweep: ComparedSweep) => number): number {
  return sweeps.reduce((sum, sweep) => sum + pick(sweep), 0) / Math.max(1, sweeps.length)
}

/** Four more is what the smallest test of a difference takes; as many as are said to be needed, if that is not many. */
export function suggestedCount({ contenders, pairs, budgets }: Comparison): number {
  const have = Math.min(...contenders.map(({ sweeps }) => sweeps.length))
  const needed = pairs.flatMap(({ needed: each }) => each[budgets.length - 1] ?? [])
  const most = needed.length === 0 ? 0 : Math.max(...needed)
  return Math.min(COUNT_MAX, Math.max(4, most > 12 ? 4 : most - have))
}

export const COUNT_MAX = 20

export type Replicate = {
  config: SweepConfig
  name: string
  seed: number
  /** The sweep whose earlier runs it learns from, too; null when there are none. */
  priorOf: string | null
}

const SEED_MAX = 2 ** 31
const SEED_SUFFIX = / \(seed \d+\)$/

/** `members` are the sweeps of one contender. Seeds go on after the largest, so that nobody gets one twice. */
export function replicatesOf(members: readonly SweepDetail[], runCount: number, count: number): Replicate[] {
  const [first] = members
  if (first === undefined) return []
  const last = Math.max(...members.map(({ seed }) => seed))
  const base = first.name.replace(SEED_SUFFIX, '')
  return Array.from({ length: count }, (_, index) => {
    const seed = (last + 1 + index) % SEED_MAX
    const name = `${base} (seed ${seed})`
    const priorOf = first.priorRunCount > 0 ? first.id : null
    return { name, seed, priorOf, config: { ...withEnd(first.config, runCount), name, seed } }
  })
}

/** A search without an end of its own would never be over; it gets as many runs as the ones before it made. */
function withEnd(config: SweepConfig, runCount: number): SweepConfig {
  const isEndless = config.method !== 'grid' && config.run_cap === undefined
  return isEndless ? { ...config, run_cap: Math.max(1, runCount) } : config
}

export function membersOf({ sweeps }: Comparison, contender: Contender | undefined): string[] {
  return (contender?.sweeps ?? []).flatMap((index) => sweeps[index]?.sweep ?? [])
}
