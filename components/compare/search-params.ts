/** The address of a comparison: everything that a shared link must show again. Reports keep it as text. */
import {
  createLoader,
  createParser,
  type inferParserType,
  parseAsArrayOf,
  parseAsFloat,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server'
import type { CompareInput } from '~/server/domain/comparison'
import { CURVE_BANDS } from '../charts/prepare/compare/curves'

export const X_KINDS = ['runs', 'hours'] as const

/** `common`, `best`, or a value of the metric. */
const levelParser = createParser<CompareInput['level']>({
  parse: (text) => {
    if (text === 'common' || text === 'best') return text
    const value = Number(text)
    return text.trim() === '' || !Number.isFinite(value) ? null : value
  },
  serialize: String,
})

/** `0-2`: numbers of two contenders. */
const pairParser = createParser<[number, number]>({
  parse: (text) => {
    const [a, b] = text.split('-').map(Number)
    return a === undefined || b === undefined || !Number.isInteger(a) || !Number.isInteger(b) || a === b ? null : [a, b]
  },
  serialize: ([a, b]) => `${a}-${b}`,
  eq: (one, other) => one[0] === other[0] && one[1] === other[1],
})

export const WITHIN = [0, 1, 5] as const

export const compareParams = {
  /** Null: those with most to compare. */
  sweeps: parseAsArrayOf(parseAsString),
  x: parseAsStringLiteral(X_KINDS).withDefault('runs'),
  /** Null: log where everything would else be at the left edge. */
  scale: parseAsStringLiteral(['linear', 'log'] as const),
  reach: levelParser.withDefault('common'),
  /** In percent of the way from the median run to the best. */
  within: parseAsInteger.withDefault(0),
  replicates: parseAsStringLiteral(['together', 'apart'] as const).withDefault('together'),
  /** Runs, or seconds of computing. */
  budget: parseAsFloat,
  pair: pairParser,
  /** Null: the objective and its relatives. */
  metrics: parseAsArrayOf(parseAsString),
  band: parseAsStringLiteral(CURVE_BANDS).withDefault('std'),
  sort: parseAsString.withDefault(''),
}

export type CompareState = inferParserType<typeof compareParams>
export type SetCompareState = (change: Partial<CompareState>) => void

export const loadCompareState = createLoader(compareParams)

/** Of the part of an address behind its `?`. */
export function readCompareState(search: string): CompareState {
  return loadCompareState(new URLSearchParams(search))
}

export function toCompareInput(state: CompareState): Pick<CompareInput, 'axis' | 'level' | 'tolerance' | 'replicates'> {
  return {
    axis: state.x === 'hours' ? 'time' : 'runs',
    level: state.reach,
    tolerance: toleranceOf(state),
    replicates: state.replicates,
  }
}

export function toleranceOf({ within }: Pick<CompareState, 'within'>): number {
  return Math.min(50, Math.max(0, within)) / 100
}
