/**
 * A filter as the builder holds it: conditions that may still be half said, in groups of which all or any must hold. Its
 * values are texts of the filter language, so that builder and text say the same with the same words. Pure.
 */
import { parseFilter, sayFilterProblem } from '~/server/domain/filter/parse'
import { printColumn, printFilter, printValue } from '~/server/domain/filter/print'
import type { FilterCondition, FilterTree } from '~/server/domain/filter/tree'
import { isPlainText, quoted, valueOfWord } from '~/server/domain/filter/words'

export type BuilderCondition = {
  kind: 'condition'
  id: string
  isNot: boolean
  /** Empty while none is chosen. */
  column: string
  op: string
  text: string
}
export type BuilderGroup = { kind: 'group'; id: string; isNot: boolean; op: 'and' | 'or'; of: BuilderNode[] }
export type BuilderNode = BuilderCondition | BuilderGroup

let nextId = 1
const newId = () => `node-${nextId++}`

export function newCondition(column = ''): BuilderCondition {
  return { kind: 'condition', id: newId(), isNot: false, column, op: '=', text: '' }
}

export function newGroup(op: 'and' | 'or', of: BuilderNode[] = [newCondition()]): BuilderGroup {
  return { kind: 'group', id: newId(), isNot: false, op, of }
}

/** The outermost is always a group. */
export function builderOf(tree: FilterTree | null): BuilderGroup {
  if (tree === null) return newGroup('and', [])
  const node = nodeOf(tree, false)
  return node.kind === 'group' ? node : newGroup('and', [node])
}

function nodeOf(tree: FilterTree, isNot: boolean): BuilderNode {
  switch (tree.op) {
    case 'not':
      return nodeOf(tree.of, !isNot)
    case 'and':
    case 'or':
      return { kind: 'group', id: newId(), isNot, op: tree.op, of: tree.of.map((part) => nodeOf(part, false)) }
    default:
      return { kind: 'condition', id: newId(), isNot, column: tree.column, op: tree.op, text: textOf(tree) }
  }
}

function textOf(condition: FilterCondition): string {
  switch (condition.op) {
    case 'exists':
    case 'missing':
      return ''
    case 'in':
      return condition.values.map(printValue).join(', ')
    case 'contains':
      return condition.text
    case '~':
      return printFilter(condition).slice(`${printColumn(condition.column)} ~ `.length)
    default:
      return printValue(condition.value)
  }
}

export function takesText(op: string): boolean {
  return op !== 'exists' && op !== 'missing'
}

/** What a condition says; the sentence about what is wrong; or nothing, while it is half said. */
export type ReadCondition = { kind: 'tree'; tree: FilterTree } | { kind: 'wrong'; sentence: string } | { kind: 'open' }

export function readCondition({ column, op, text, isNot }: BuilderCondition): ReadCondition {
  if (column === '' || (takesText(op) && text.trim() === '' && op !== '=' && op !== '!=')) return { kind: 'open' }
  if (takesText(op) && text === '') return { kind: 'open' }
  const start = `${printColumn(column)} ${op}`
  const parsed = parseFilter(takesText(op) ? `${start} ${operandOf(op, text.trim())}` : start)
  if (parsed.kind === 'problem') {
    const at = Math.max(0, parsed.problem.at - start.length - 1)
    return { kind: 'wrong', sentence: sayFilterProblem({ ...parsed.problem, at }) }
  }
  if (parsed.tree === null) return { kind: 'open' }
  return { kind: 'tree', tree: isNot ? { op: 'not', of: parsed.tree } : parsed.tree }
}

/** What a person writes into a field needs no quotes, brackets or slashes; it may have them. */
function operandOf(op: string, text: string): string {
  if (op === '~') return text.startsWith('/') && /\/i?$/.test(text.slice(1)) ? text : `/${text.replaceAll('/', '\\/')}/`
  if (op === 'contains') return quoted(text)
  if (op === 'in') return `(${splitList(text).map(valueText).join(', ')})`
  return valueText(text)
}

function valueText(text: string): string {
  if (/^(["']).*\1$/s.test(text) || typeof valueOfWord(text) !== 'string' || isPlainText(text)) return text
  return quoted(text)
}

/** At commas outside of quotes. */
function splitList(text: string): string[] {
  return (text.match(/(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^,])+/g) ?? [])
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

/** What is fully said; null when nothing is. */
export function treeOf(node: BuilderNode): FilterTree | null {
  if (node.kind === 'condition') {
    const read = readCondition(node)
    return read.kind === 'tree' ? read.tree : null
  }
  const parts = node.of.map(treeOf).filter((part) => part !== null)
  const [only] = parts
  if (only === undefined) return null
  const tree: FilterTree = parts.length === 1 ? only : { op: node.op, of: parts }
  return node.isNot ? { op: 'not', of: tree } : tree
}

export function changedNode(
  root: BuilderGroup,
  id: string,
  change: (node: BuilderNode) => BuilderNode | null,
): BuilderGroup {
  const visit = (node: BuilderNode): BuilderNode | null => {
    if (node.id === id) return change(node)
    if (node.kind === 'condition') return node
    return { ...node, of: node.of.map(visit).filter((child) => child !== null) }
  }
  const next = visit(root)
  return next?.kind === 'group' ? next : root
}
