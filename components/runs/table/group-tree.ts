/** Which groups are open, and what of them is to be read. Pure. */
import { parseFilter } from '~/server/domain/filter/parse'
import { printFilter } from '~/server/domain/filter/print'
import { allOf } from '~/server/domain/filter/tree'
import type { Json } from '~/server/domain/json'
import { groupKey } from '~/server/domain/run-group'

export type OpenGroup = {
  values: Json[]
  /** Conditions of it and of the groups that it is in. */
  filters: string[]
  count: number
}

/** By key. */
export type OpenGroups = ReadonlyMap<string, OpenGroup>

/** Open groups all of whose outer groups are open, from the outside in. */
export function visibleGroups(open: OpenGroups): OpenGroup[] {
  return [...open.values()]
    .filter(({ values }) => values.every((_, level) => open.has(groupKey(values.slice(0, level + 1)))))
    .toSorted((a, b) => a.values.length - b.values.length)
}

/** Lets through what the table's filter and all of the conditions do. */
export function joinedFilter(filters: readonly string[]): string {
  const trees = filters.map((filter) => {
    const parsed = parseFilter(filter)
    return parsed.kind === 'filter' ? parsed.tree : null
  })
  return printFilter(allOf(trees))
}

export function withGroup(open: OpenGroups, group: OpenGroup): OpenGroups {
  const key = groupKey(group.values)
  const next = new Map(open)
  if (!next.delete(key)) next.set(key, group)
  return next
}
