/**
 * YAML that is changed in place: comments, order, quotes and the spelling of numbers stay as they were written. Used
 * where a form and a text show the same config, and where a config is made for people to read.
 */
import {
  type CreateNodeOptions,
  Document,
  isScalar,
  parseDocument,
  Scalar,
  type ScalarTag,
  type Tags,
  type ToStringOptions,
  visit,
} from 'yaml'
import type { Json } from './json'
import { numberText } from './number-text'

const AS_WRITTEN = 'AS_WRITTEN'

/** Prints a number by its source. The library would print its value, and `1.0e-5` would become `1e-5`. */
const numberAsWritten: ScalarTag = {
  identify: (value) => typeof value === 'number',
  default: true,
  tag: 'tag:yaml.org,2002:float',
  format: AS_WRITTEN,
  // Matches nothing that is read; the library prefers tags that have one.
  test: /(?!)/,
  resolve: (text) => Number(text),
  stringify: (node) => node.source ?? numberText(Number(node.value)),
}

const customTags = (tags: Tags): Tags => [...tags, numberAsWritten]

/** Null for a text that is not YAML; such a text is nobody's to change but its writer's. */
export function editableYaml(text: string): Document | null {
  // 'silent' would also hide that the text holds several documents.
  const document = parseDocument(text, { customTags, logLevel: 'error', uniqueKeys: false, prettyErrors: false })
  if (document.errors.length > 0) return null
  let isWhole = true
  visit(document, {
    Alias(_, alias) {
      if (alias.resolve(document) === undefined) isWhole = false
    },
    Scalar(_, node) {
      if (typeof node.value === 'number' && node.source !== undefined) node.format = AS_WRITTEN
    },
  })
  // A name that stands for nothing can be read around, but not be printed.
  return isWhole ? document : null
}

export function newYaml(): Document {
  return new Document({}, { customTags })
}

/** In the habits of the text that it was: its indentation, and blanks inside of braces. */
export function printYaml(document: Document, like = ''): string {
  const options: ToStringOptions = {
    lineWidth: 0,
    // One habit for braces and brackets is all that the library knows.
    flowCollectionPadding: /\{ /.test(like) && !/\[\S/.test(like),
    indent: indentOf(like),
    indentSeq: !/^(\s*)[\w"'-]+:[ \t]*(?:#.*)?\n\1- /m.test(like),
  }
  return document.toString(options)
}

function indentOf(text: string): number {
  const first = /^[^\s#-][^\n]*:[ \t]*(?:#[^\n]*)?\n(?:[ \t]*(?:#[^\n]*)?\n)*( +)\S/m.exec(text)?.[1]
  return first === undefined ? 2 : Math.min(8, Math.max(1, first.length))
}

/** A node for a value, spelled for both versions of YAML; objects and lists inside on one line. */
export function yamlNode(document: Document, value: Json, options: CreateNodeOptions = { flow: true }) {
  const node = document.createNode(value, options)
  visit(node, {
    Scalar(_, scalar) {
      if (typeof scalar.value === 'number') respell(scalar, numberText(scalar.value))
      if (typeof scalar.value === 'string' && isOtherIn1_1(scalar.value)) scalar.type = Scalar.QUOTE_DOUBLE
    },
  })
  return node
}

/** What a person typed into a field, as YAML reads it: `1e-4` is that number, `adam` that word. */
export function typedNode(text: string): Scalar {
  const document = editableYaml(text.trim())
  const contents = document?.contents
  const isPlain = isScalar(contents) && typeof contents.value !== 'object' && !contents.comment
  if (isPlain || (isScalar(contents) && contents.value === null && /^(~|null)$/i.test(text.trim()))) {
    return contents
  }
  return new Scalar(text.trim())
}

/** `yes`, `on`, `1_000`, `1:30`, `2024-01-01`: words here, and something else to PyYAML where they are not quoted. */
function isOtherIn1_1(text: string): boolean {
  if (text === '=' || text === '<<') return true
  const { contents, errors } = parseDocument(text, { version: '1.1', schema: 'yaml-1.1', logLevel: 'silent' })
  return errors.length === 0 && isScalar(contents) && contents.value !== text
}

export function respell(scalar: Scalar, source: string): void {
  scalar.source = source
  scalar.format = AS_WRITTEN
}
