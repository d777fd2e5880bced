/**
 * Rows that do not move under the pointer. Pure: while an order is held, known runs keep their place (with fresh
 * values), runs that come further down are added at the end, and those that would push in above are counted instead.
 */
export type Held<T> = { rows: T[]; waitingCount: number }

export function holdOrder<T extends { id: string }>(heldIds: string[] | null, rows: T[]): Held<T> {
  if (heldIds === null) return { rows, waitingCount: 0 }
  const byId = new Map(rows.map((row) => [row.id, row]))
  const held = new Set(heldIds)
  const lastHeld = rows.findLastIndex((row) => held.has(row.id))
  const kept = heldIds.flatMap((id) => byId.get(id) ?? [])
  const fresh = rows.filter((row, i) => !held.has(row.id) && i < lastHeld)
  const further = rows.filter((row, i) => !held.has(row.id) && i > lastHeld)
  return { rows: [...kept, ...further], waitingCount: fresh.length }
}
