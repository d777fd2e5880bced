/** Lines that changed from outside of the editor, lit until the next change or until they are put out. */
import { type Range, StateEffect, StateField } from '@codemirror/state'
import { Decoration, type DecorationSet, EditorView } from '@codemirror/view'

/** Offsets in the new text. */
export const lightLines = StateEffect.define<{ from: number; to: number } | null>()

const lit = Decoration.line({ class: 'cm-lit' })

export const litLines = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(lines, transaction) {
    let next = transaction.docChanged ? Decoration.none : lines
    for (const effect of transaction.effects) {
      if (!effect.is(lightLines)) continue
      if (effect.value === null) next = Decoration.none
      else {
        const { doc } = transaction.state
        const marks: Range<Decoration>[] = []
        const last = doc.lineAt(Math.min(doc.length, effect.value.to)).number
        for (let number = doc.lineAt(effect.value.from).number; number <= last; number++)
          marks.push(lit.range(doc.line(number).from))
        next = Decoration.set(marks)
      }
    }
    return next
  },
  provide: (field) => EditorView.decorations.from(field),
})

/** The one stretch in which two texts differ; null when they are the same. */
export function changeBetween(before: string, after: string): { from: number; to: number; insert: string } | null {
  if (before === after) return null
  const most = Math.min(before.length, after.length)
  let start = 0
  while (start < most && before[start] === after[start]) start++
  let end = 0
  while (end < most - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++
  return { from: start, to: before.length - end, insert: after.slice(start, after.length - end) }
}
