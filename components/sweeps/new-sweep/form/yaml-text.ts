/** Between nodes of a config and what a field shows: text that reads back as the same value. */
import { isAlias, isMap, isScalar, isSeq, type Node, Scalar, type YAMLSeq } from 'yaml'
import { editableYaml, typedNode } from '~/server/domain/editable-yaml'

/** A number as it is spelled, a word bare where it stays that word, anything else as YAML on one line. */
export function valueText(node: unknown): string {
  if (node === undefined || node === null) return ''
  if (isScalar(node)) return scalarText(node)
  if (isSeq(node)) return `[${node.items.map(valueText).join(', ')}]`
  if (isMap(node)) return `{${node.items.map(({ key, value }) => `${valueText(key)}: ${valueText(value)}`).join(', ')}}`
  return isAlias(node) ? `*${node.source}` : ''
}

function scalarText(node: Scalar): string {
  const { value, source } = node
  if (typeof value !== 'string') return value === null ? (source ?? 'null') : (source ?? String(value))
  return isBare(value) ? value : JSON.stringify(value)
}

/** A word that is still that word alone in a field, and between commas in a list. */
function isBare(text: string): boolean {
  return text === text.trim() && !/^['"&*!|>%@`]|[,[\]{}#:]/.test(text) && text !== '' && typedNode(text).value === text
}

/** Text as it is, without quotes: for fields that are text whatever is in them. */
export function plainText(node: unknown): string {
  return isScalar(node) && typeof node.value === 'string' ? node.value : valueText(node)
}

/** The entries of a list, with commas between. */
export function listText(node: unknown): string {
  return isSeq(node) ? node.items.map(valueText).join(', ') : valueText(node)
}

/** What a person typed as entries of a list: `32, 1e-4, big`. A text that is no list is its only entry. */
export function typedList(text: string): YAMLSeq {
  const read = editableYaml(`[${text}\n]`)?.contents
  const whole = editableYaml('[]')?.contents
  if (isSeq(read)) {
    read.items = read.items.filter((item) => item !== null)
    return read
  }
  if (!isSeq(whole)) throw new Error('an empty list is a list')
  if (text.trim() !== '') whole.items.push(new Scalar(text.trim()))
  return whole
}

/** What a person typed as one value; nothing is an empty place, which the checks then ask to fill. */
export function typedValue(text: string): Node {
  if (text.trim() === '') {
    const empty = new Scalar(null)
    empty.source = ''
    return empty
  }
  if (/^\s*[[{]/.test(text)) {
    const contents = editableYaml(text)?.contents
    if (isSeq(contents) || isMap(contents)) return contents
  }
  return typedNode(text)
}

/** Comments stay with the place when its value is exchanged. */
export function withCommentsOf(before: unknown, node: Node): Node {
  if (isScalar(before) || isSeq(before) || isMap(before)) {
    node.comment = before.comment ?? null
    node.commentBefore = before.commentBefore ?? null
    node.spaceBefore = before.spaceBefore ?? false
  }
  return node
}
