/**
 * What the importance panel says: the parameters by share, the smallest set that explains most of it, and how far the
 * numbers can be trusted. Below twenty runs a forest mostly fits noise, and the panel says so instead of hiding it.
 */
import { countOf } from '~/components/lib/format'
import type { Importance } from '~/server/domain/trial'

/** Below this nothing is drawn; from `TRIAL_COUNT_TRUSTED` on it is drawn without a caution. */
const TRIAL_COUNT_DRAWN = 8
export const TRIAL_COUNT_TRUSTED = 20
const FIT_TRUSTED = 0.3

export type ImportanceRow = Importance['parameters'][number] & {
  /** Width of the bar and of its whisker on the common scale, 0 to 1. */
  barShare: number
  whiskerFrom: number
  whiskerTo: number
  /** Where the correlation lies with 95 % confidence, from -1 to 1; null where there is none, or too few runs to say. */
  interval: [low: number, high: number] | null
  /** Where some runs lack the setting: how many have it. */
  note: string | null
}

export type ImportanceModel = {
  rows: ImportanceRow[]
  trialCount: number
  fit: number | null
  /** Too few runs, or no model of them: bars would all say nought, which is not what is known. */
  isTooFew: boolean
  /** Null when the numbers can be taken at their word. */
  caution: string | null
}

function cautionOf({ trialCount, fit }: Importance): string | null {
  if (trialCount < TRIAL_COUNT_TRUSTED) {
    return `Only ${trialCount} runs with a value: below ${TRIAL_COUNT_TRUSTED} this is a hint at most.`
  }
  if (fit === null || fit < FIT_TRUSTED) {
    return 'The model explains little of the spread: noise, or settings that only matter together.'
  }
  return null
}

function isTooFew({ trialCount, fit }: Importance, widest: number): boolean {
  return trialCount < TRIAL_COUNT_DRAWN || (trialCount < TRIAL_COUNT_TRUSTED && (fit === null || widest === 0))
}

export function importanceModel(importance: Importance): ImportanceModel {
  const parameters = [...importance.parameters].sort(
    (a, b) => b.importance - a.importance || a.name.localeCompare(b.name),
  )
  const widest = parameters.reduce((max, { importance: share, deviation }) => Math.max(max, share + deviation), 0)
  const rows = parameters.map((parameter) => ({
    ...parameter,
    barShare: widest > 0 ? parameter.importance / widest : 0,
    whiskerFrom: widest > 0 ? Math.max(0, parameter.importance - parameter.deviation) / widest : 0,
    whiskerTo: widest > 0 ? Math.min(1, (parameter.importance + parameter.deviation) / widest) : 0,
    interval: correlationInterval(parameter.correlation, parameter.trialCount),
    note: parameter.trialCount < importance.trialCount ? `set in ${countOf(parameter.trialCount, 'run')}` : null,
  }))
  return {
    rows,
    trialCount: importance.trialCount,
    fit: importance.fit,
    isTooFew: isTooFew(importance, widest),
    caution: cautionOf(importance),
  }
}

const TWO_SIDED_95 = 1.96
/** Of the rank correlation under Fisher's transformation, over n - 3 (Fieller, Hartley and Pearson 1957). */
const RANK_VARIANCE = 1.06

/** Null with fewer than five runs, or without a correlation. */
export function correlationInterval(correlation: number | null, runCount: number): [number, number] | null {
  if (correlation === null || runCount < 5) return null
  // At exactly one the transformation is infinite, and so sure is nobody.
  const centre = Math.atanh(Math.max(-0.999, Math.min(0.999, correlation)))
  const reach = TWO_SIDED_95 * Math.sqrt(RANK_VARIANCE / (runCount - 3))
  return [Math.tanh(centre - reach), Math.tanh(centre + reach)]
}

/** A correlation in a word; one that may as well be none is no trend, whatever its sign. */
export function correlationWord({ correlation, interval }: Pick<ImportanceRow, 'correlation' | 'interval'>): string {
  if (correlation === null) return 'no order'
  if (interval === null || (interval[0] <= 0 && interval[1] >= 0)) return 'no trend'
  return correlation > 0 ? 'rises with it' : 'falls with it'
}
