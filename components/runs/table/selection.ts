/** Which runs are ticked: some by their ids, or all that match but for some. Pure. */
export type Selection = { kind: 'some'; ids: ReadonlySet<string> } | { kind: 'all'; except: ReadonlySet<string> }

export const NOTHING: Selection = { kind: 'some', ids: new Set() }
export const EVERYTHING: Selection = { kind: 'all', except: new Set() }

export function isTicked(selection: Selection, id: string): boolean {
  return selection.kind === 'some' ? selection.ids.has(id) : !selection.except.has(id)
}

/** The runs ticked or not, the others as they are. */
export function withTicks(selection: Selection, ids: readonly string[], isOn: boolean): Selection {
  const isListed = selection.kind === 'some' ? isOn : !isOn
  const listed = new Set(selection.kind === 'some' ? selection.ids : selection.except)
  for (const id of ids) {
    if (isListed) listed.add(id)
    else listed.delete(id)
  }
  return selection.kind === 'some' ? { kind: 'some', ids: listed } : { kind: 'all', except: listed }
}

/** `total` of all that match. */
export function countTicked(selection: Selection, total: number): number {
  return selection.kind === 'some' ? selection.ids.size : Math.max(0, total - selection.except.size)
}

export function tickedState(selection: Selection, total: number): boolean | 'indeterminate' {
  const count = countTicked(selection, total)
  if (count === 0) return false
  return count >= total ? true : 'indeterminate'
}
