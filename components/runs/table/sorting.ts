/** How clicks on column names change an order. Pure. */
import type { RunSort } from '~/server/domain/run-list'

const SORTS_MAX = 4

/** Sorted by a column in a direction, alone or after the others. */
export function withSort(
  sort: readonly RunSort[],
  column: string,
  direction: RunSort['direction'],
  isAdded: boolean,
): RunSort[] {
  const others = isAdded ? sort.filter((each) => each.column !== column).slice(0, SORTS_MAX - 1) : []
  return [...others, { column, direction }]
}

const NEWEST_FIRST: RunSort = { column: 'createdAt', direction: 'desc' }

/**
 * The first click sorts in the direction one means, the second in the other, the third no more. `isAdded` keeps the other
 * columns and comes after them.
 */
export function nextSort(sort: readonly RunSort[], wanted: RunSort, isAdded: boolean): RunSort[] {
  const known = sort.find(({ column }) => column === wanted.column)
  const others = isAdded ? sort.filter(({ column }) => column !== wanted.column) : []
  if (known === undefined) return [...others.slice(0, SORTS_MAX - 1), wanted]
  if (known.direction !== wanted.direction) return others.length > 0 ? others : [NEWEST_FIRST]
  const turned: RunSort = { column: wanted.column, direction: wanted.direction === 'asc' ? 'desc' : 'asc' }
  return isAdded ? sort.map((each) => (each === known ? turned : each)) : [turned]
}
