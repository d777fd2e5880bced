/**
 * A filter over runs as a tree. Text (parse.ts, print.ts) is one way to write it, the builder of the run table another;
 * services take the tree. A run without a value meets `missing` and `!=` alone, and `not` is the plain opposite.
 */

export const COMPARISONS = ['=', '!=', '<', '<=', '>', '>='] as const
export type Comparison = (typeof COMPARISONS)[number]

/**
 * `time` is a date or an instant as written, in UTC unless it says otherwise; `duration` such as 2h or -7d: against a time it
 * is counted from now, against a number it is in seconds.
 */
export type FilterValue = string | number | boolean | null | { time: string } | { duration: string }

export type FilterCondition =
  | { op: Comparison; column: string; value: FilterValue }
  | { op: 'in'; column: string; values: FilterValue[] }
  /** Regular expression, anywhere in the text. */
  | { op: '~'; column: string; pattern: string; isCaseless: boolean }
  /** Anywhere in the text, whatever the case. */
  | { op: 'contains'; column: string; text: string }
  | { op: 'exists' | 'missing'; column: string }

export type FilterTree = { op: 'and' | 'or'; of: FilterTree[] } | { op: 'not'; of: FilterTree } | FilterCondition

export const FILTER_CHARS_MAX = 4000

/** All of them; null lets every run through. */
export function allOf(trees: readonly (FilterTree | null)[]): FilterTree | null {
  const given = trees.filter((tree) => tree !== null)
  return given.length <= 1 ? (given[0] ?? null) : { op: 'and', of: given }
}

/** Every condition in the tree, in the order of its text. */
export function conditionsOf(tree: FilterTree | null): FilterCondition[] {
  if (tree === null) return []
  if (!('of' in tree)) return [tree]
  return tree.op === 'not' ? conditionsOf(tree.of) : tree.of.flatMap(conditionsOf)
}
