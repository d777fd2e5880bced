/** A filter tree as text of the filter language; `parseFilter` reads it back as the same tree. */
import type { FilterCondition, FilterTree, FilterValue } from './tree'
import { isPlainKey, isPlainText, quoted } from './words'

export function printFilter(tree: FilterTree | null): string {
  if (tree === null) return ''
  switch (tree.op) {
    case 'and':
      return tree.of
        .map((part) => (part.op === 'and' || part.op === 'or' ? bracketed(part) : printFilter(part)))
        .join(' and ')
    case 'or':
      return tree.of.map((part) => (part.op === 'or' ? bracketed(part) : printFilter(part))).join(' or ')
    case 'not':
      return `not ${tree.of.op === 'and' || tree.of.op === 'or' ? bracketed(tree.of) : printFilter(tree.of)}`
    default:
      return printCondition(tree)
  }
}

function bracketed(tree: FilterTree): string {
  return `(${printFilter(tree)})`
}

function printCondition(condition: FilterCondition): string {
  const column = printColumn(condition.column)
  switch (condition.op) {
    case 'exists':
    case 'missing':
      return `${column} ${condition.op}`
    case 'in':
      return `${column} in (${condition.values.map(printValue).join(', ')})`
    case 'contains':
      return `${column} contains ${isPlainText(condition.text) ? condition.text : quoted(condition.text)}`
    case '~':
      return `${column} ~ ${printPattern(condition.pattern)}${condition.isCaseless ? 'i' : ''}`
    default:
      return `${column} ${condition.op} ${printValue(condition.value)}`
  }
}

/** `config."my key"`, but `config.lr`. */
export function printColumn(id: string): string {
  const dot = id.indexOf('.')
  const key = id.slice(dot + 1)
  return dot === -1 || isPlainKey(key) ? id : `${id.slice(0, dot)}.${quoted(key)}`
}

export function printValue(value: FilterValue): string {
  if (typeof value === 'string') return isPlainText(value) ? value : quoted(value)
  if (typeof value !== 'object' || value === null) return String(value)
  return 'time' in value ? value.time : value.duration
}

/** Only a slash needs care; what follows a backslash stays as it is. */
function printPattern(pattern: string): string {
  return `/${pattern.replace(/\\[\s\S]|\//g, (part) => (part === '/' ? '\\/' : part))}/`
}
