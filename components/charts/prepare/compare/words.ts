/** How a comparison is said: places on the axis, lists, and why a sweep's order is the only one it could have. */
import { countOf, formatDuration, formatNumber, formatShare } from '~/components/lib/format'
import type { CompareAxis, Comparison, RunOrder } from '~/server/domain/comparison'
import type { SweepState } from '~/server/domain/sweep'

/** "20 runs", "2 h 10 min". */
export function sayPlace(axis: CompareAxis, place: number): string {
  return axis === 'runs' ? countOf(Math.round(place), 'run') : formatDuration(place)
}

export function listOf(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}

export function mayGoOn(state: SweepState): boolean {
  return state === 'running' || state === 'paused' || state === 'pending'
}

/** Never "100 %" of what was counted in a few runs, nor "0 %". */
export function sayChance(chance: number): string {
  if (chance > 0.99 && chance < 1) return `>${formatShare(0.99)}`
  return formatShare(chance)
}

export function sayRange(low: number, high: number): string {
  return `${Math.round(low * 100)} to ${formatShare(high)}`
}

/** Continues "its runs cannot be shuffled: …". */
export const WHY_FIXED: Record<Exclude<RunOrder, 'drawn' | 'shuffled'>, string> = {
  adaptive: 'it chose each run by looking at those before it',
  listed: 'its config lists the order, and no chance was in it',
  spread: 'each run was put where those before it left room',
  edited: 'its space was changed while it ran',
  'by-hand': 'a person chose some of its runs',
  target: 'it ended because its last run reached the target',
}

export function whyFixed(order: RunOrder): string {
  return order === 'drawn' || order === 'shuffled' ? 'it is one draw' : WHY_FIXED[order]
}

/** "val_loss 0.2622"; "the level" while there is none. */
export function levelText(comparison: Pick<Comparison, 'sweeps' | 'level' | 'objective'>): string {
  const { level, objective } = comparison
  return level.threshold === null ? 'the level' : `${objective.name} ${valueSayer(comparison)(level.threshold)}`
}

const DIGITS_MIN = 4
const DIGITS_MAX = 8

/** Says values of the metric with as many digits as tell the compared bests apart: 0.99998 is not 1. */
export function valueSayer({ sweeps, level }: Pick<Comparison, 'sweeps' | 'level'>): (value: number) => string {
  const told = new Set([...sweeps.map(({ best }) => best), level.threshold].filter((value) => value !== null))
  let digits = DIGITS_MIN
  while (digits < DIGITS_MAX && !areApart([...told], digits)) digits++
  return (value) => formatNumber(value, digits)
}

function areApart(values: readonly number[], digits: number): boolean {
  const texts = values.map((value) => formatNumber(value, digits))
  const isRounded = values.some((value, index) => !Number.isInteger(value) && /^\d+$/.test(texts[index] ?? ''))
  return new Set(texts).size === values.length && !isRounded
}
