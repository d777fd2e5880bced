/** The order of the compared sweeps in their table. Pure. What a sweep does not have comes last, whichever way. */
import type { ComparedSweep, Comparison } from '~/server/domain/comparison'

export const SORT_KEYS = ['name', 'method', 'runs', 'best', 'toBest', 'toLevel', 'time', 'tenth'] as const
export type SortKey = (typeof SORT_KEYS)[number]
export type SweepSort = { key: SortKey; isDescending: boolean } | null

/** `-best` is descending; empty is the order in which they were chosen. */
export function readSort(text: string): SweepSort {
  const key = SORT_KEYS.find((each) => each === text.replace(/^-/, ''))
  return key === undefined ? null : { key, isDescending: text.startsWith('-') }
}

export function writeSort(sort: SweepSort): string {
  return sort === null ? '' : `${sort.isDescending ? '-' : ''}${sort.key}`
}

/** Good first, then the other way, then as chosen. */
export function nextSort(sort: SweepSort, key: SortKey, { objective }: Pick<Comparison, 'objective'>): SweepSort {
  const goodIsLarge = (key === 'best' || key === 'tenth') && objective.goal === 'maximize'
  if (sort?.key !== key) return { key, isDescending: goodIsLarge }
  return sort.isDescending === goodIsLarge ? { key, isDescending: !goodIsLarge } : null
}

export function sortedSweeps({ sweeps, axis }: Comparison, sort: SweepSort): ComparedSweep[] {
  if (sort === null) return sweeps
  const sign = sort.isDescending ? -1 : 1
  return sweeps.toSorted((one, other) => {
    const [a, b] = [cellOf(one, sort.key, axis), cellOf(other, sort.key, axis)]
    if (a === null || b === null) return Number(a === null) - Number(b === null)
    return a < b ? -sign : a > b ? sign : 0
  })
}

function cellOf(sweep: ComparedSweep, key: SortKey, axis: Comparison['axis']): string | number | null {
  switch (key) {
    case 'name':
      return sweep.name
    case 'method':
      return sweep.method
    case 'runs':
      return sweep.runCount
    case 'best':
      return sweep.best
    case 'toBest':
      return sweep.runsToBest
    case 'toLevel':
      return axis === 'runs' ? sweep.runsToLevel : sweep.secondsToLevel
    case 'time':
      return sweep.computeSeconds
    case 'tenth':
      return sweep.bestTenth?.mean ?? null
  }
}
