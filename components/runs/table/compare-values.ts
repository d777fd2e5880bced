/** How a number of a run stands beside that of the baseline. Pure. */
import { formatDifference, formatNumber } from '~/components/lib/format'
import { fromMetricValue, type Json } from '~/server/domain/json'
import { type Goal, isBetter } from '~/server/domain/objective'

export type Comparison = {
  difference: number
  /** Null where the baseline is zero. */
  share: number | null
  /** Null where nobody knows what is good. */
  isBetter: boolean | null
}

/** Null when one of the two is no finite number, or both are the same. */
export function compareToBaseline(
  value: Json | undefined,
  baseline: Json | undefined,
  goal: Goal | null,
): Comparison | null {
  const mine = fromMetricValue(value)
  const theirs = fromMetricValue(baseline)
  if (mine === null || theirs === null || !Number.isFinite(mine) || !Number.isFinite(theirs)) return null
  const difference = mine - theirs
  if (difference === 0) return null
  return {
    difference,
    share: theirs === 0 ? null : difference / Math.abs(theirs),
    isBetter: goal === null ? null : isBetter(goal, mine, theirs),
  }
}

/** Full when it is better, hollow when it is worse, an arrow when nobody knows: no colour is needed to tell. */
export function comparisonSign({ difference, isBetter: better }: Comparison): string {
  const isUp = difference > 0
  if (better === null) return isUp ? '↑' : '↓'
  if (better) return isUp ? '▲' : '▼'
  return isUp ? '△' : '▽'
}

/** "+1.4 %", or the difference itself where there is no share to name. */
export function comparisonText({ difference, share }: Comparison): string {
  if (share === null || Math.abs(share) >= 10) return formatDifference(difference)
  const percent = Math.abs(share) * 100
  const digits = percent < 0.1 ? '<0.1' : percent < 10 ? percent.toFixed(1) : percent.toFixed(0)
  return `${difference > 0 ? '+' : '\u2212'}${digits}\u202f%`
}

export function comparisonSentence(comparison: Comparison): string {
  const { difference, isBetter: better } = comparison
  const judged = better === null ? (difference > 0 ? 'more' : 'less') : better ? 'better' : 'worse'
  return `${formatNumber(Math.abs(difference))} ${difference > 0 ? 'above' : 'below'} the baseline (${comparisonText(comparison)}), ${judged}`
}
