/**
 * Small readers of one field each, for the checks of a sweep config. A reader returns undefined and notes a problem
 * when the field is wrong, so that a config with ten mistakes gets ten answers in one go.
 */
import type { Problem } from './errors'
import { type MapNode, type Node, wordsFor } from './sweep-text'

export type Report = { problems: Problem[]; warnings: string[] }

export type Field = { node: Node | undefined; path: string; line: number | null }

export function fieldOf(map: MapNode, key: string, path: string): Field {
  const node = map.entries.get(key)
  return { node, path: path === '' ? key : `${path}.${key}`, line: node?.line ?? map.line }
}

export function refuse(report: Report, field: Field, allowed: string, found = wordsFor(field.node)): void {
  report.problems.push({ path: field.path, line: field.line, found, allowed })
}

export function readString(report: Report, field: Field, allowed = 'text'): string | undefined {
  if (field.node === undefined) return undefined
  if (field.node.kind === 'scalar' && typeof field.node.value === 'string') return field.node.value
  refuse(report, field, allowed)
  return undefined
}

export function readBoolean(report: Report, field: Field): boolean | undefined {
  if (field.node === undefined) return undefined
  if (field.node.kind === 'scalar' && typeof field.node.value === 'boolean') return field.node.value
  refuse(report, field, 'true or false')
  return undefined
}

export function readOneOf<T extends string>(report: Report, field: Field, words: readonly T[]): T | undefined {
  if (field.node === undefined) return undefined
  const value = field.node.kind === 'scalar' ? field.node.value : undefined
  const word = words.find((each) => each === value)
  if (word === undefined) refuse(report, field, `one of ${words.join(', ')}`)
  return word
}

/** A finite number; `isAllowed` narrows it, `allowed` says so in words. */
export function readNumber(
  report: Report,
  field: Field,
  rule: { allowed: string; isAllowed?: (value: number) => boolean },
): number | undefined {
  if (field.node === undefined) return undefined
  const value = field.node.kind === 'scalar' ? field.node.value : undefined
  if (typeof value === 'number' && Number.isFinite(value) && (rule.isAllowed?.(value) ?? true)) return value
  const isLostFloat = typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))
  const hint = isLostFloat ? ` (${value} is text here: write it with a point, without quotes, like 1.0e-5)` : ''
  refuse(report, field, rule.allowed + hint)
  return undefined
}

/** As JSON schema has it: `5.0` is an integer too. */
export function readInteger(report: Report, field: Field, min: number, allowed: string): number | undefined {
  return readNumber(report, field, { allowed, isAllowed: (value) => Number.isSafeInteger(value) && value >= min })
}

export function refuseOtherKeys(report: Report, map: MapNode, path: string, known: readonly string[]): void {
  for (const key of map.entries.keys()) {
    if (known.includes(key)) continue
    const field = fieldOf(map, key, path)
    refuse(report, field, `only ${known.join(', ')}${didYouMean(key, known)}`, `the unknown key "${key}"`)
  }
}

/** ` (did you mean "run_cap"?)` for a near miss, otherwise nothing. */
export function didYouMean(word: string, known: readonly string[]): string {
  const near = known.find((each) => editDistance(word.toLowerCase(), each) <= (each.length > 4 ? 2 : 1))
  return near === undefined ? '' : ` (did you mean "${near}"?)`
}

function editDistance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return Number.POSITIVE_INFINITY
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
