/** What may be written next in a filter, at the place of the cursor. Pure. */
import { opsOf, parseFilter } from '~/server/domain/filter/parse'
import { printColumn } from '~/server/domain/filter/print'
import type { FilterExpectation } from '~/server/domain/filter/scan'
import { columnKind } from '~/server/domain/run-column'

export type Option = { text: string; hint: string }

export type Completion = {
  /** The part of the text that an option takes the place of. */
  from: number
  to: number
  /** What was written of it so far. */
  typed: string
  expects: FilterExpectation
  /** Whose value is expected. */
  column: string | null
}

type Offered = { id: string; label: string; hint: string }

const TYPED = /(?:[^\s()<>=!~,"']|(?<=\.)"[^"]*"?)*$/
const OPTIONS_MAX = 12

/** Null where an option would be of no help: inside of quotes or of a pattern, or after a mistake. */
export function completionAt(text: string, cursor: number): Completion | null {
  const before = text.slice(0, cursor)
  const typed = TYPED.exec(before)?.[0] ?? ''
  const from = cursor - typed.length
  const place = { from, to: cursor, typed }
  const head = before.slice(0, from)
  if (head.trim() === '') return { ...place, expects: 'column', column: null }
  const parsed = parseFilter(head)
  if (parsed.kind === 'filter') {
    // Only after a blank has a condition come to its end.
    return /[\s)]$/.test(head) ? { ...place, expects: 'joint', column: null } : null
  }
  const { problem } = parsed
  if (problem.found !== 'the end') return null
  return { ...place, expects: problem.expects, column: problem.column }
}

/** Options that need no question: columns, operators and what joins conditions. */
export function optionsFor({ expects, typed, column }: Completion, offered: readonly Offered[]): Option[] {
  switch (expects) {
    case 'column':
      return [...matching(offered, typed), ...(typed === '' ? [{ text: 'not', hint: '' }] : [])]
    case 'operator':
      return opsOf(columnKind(column ?? '') ?? 'json')
        .filter((op) => op.startsWith(typed.toLowerCase()))
        .map((op) => ({ text: op, hint: HINTS[op] ?? '' }))
    case 'joint':
      return ['and', 'or'].filter((word) => word.startsWith(typed.toLowerCase())).map((text) => ({ text, hint: '' }))
    case 'list':
      return [{ text: '(', hint: 'a list such as (a, b)' }]
    case 'value':
    case 'pattern':
      return []
  }
}

const HINTS: Record<string, string> = {
  '~': 'a regular expression',
  contains: 'somewhere in the text',
  in: 'one of a list',
  exists: 'has a value',
  missing: 'has none',
}

/** Those whose label begins so come before those that have it in the middle. */
function matching(offered: readonly Offered[], typed: string): Option[] {
  const wanted = typed.replaceAll('"', '').toLowerCase()
  const rank = ({ id, label }: Offered) =>
    label.toLowerCase().startsWith(wanted) || id.toLowerCase().startsWith(wanted) ? 0 : 1
  return offered
    .filter(({ id, label }) => id.toLowerCase().includes(wanted) || label.toLowerCase().includes(wanted))
    .toSorted((a, b) => rank(a) - rank(b))
    .slice(0, OPTIONS_MAX)
    .map(({ id, hint }) => ({ text: printColumn(id), hint }))
}

/** The text with an option in its place, and where the cursor then stands. */
export function completed(text: string, { from, to }: Completion, option: Option): { text: string; cursor: number } {
  const added = option.text.endsWith('(') ? option.text : `${option.text} `
  const rest = text.slice(to).replace(/^\s/, '')
  return { text: text.slice(0, from) + added + rest, cursor: from + added.length }
}
