/**
 * Changes a sweep's text where a button changes its config: only what changes is touched, so comments, order and
 * spelling stay as a person wrote them. JSON text becomes YAML, which says the same.
 */
import { type Document, isMap, isNode, isScalar, LineCounter, type Node, parseDocument, Scalar, stringify } from 'yaml'
import { editableYaml, printYaml, respell, yamlNode } from './editable-yaml'
import type { Json } from './json'
import { numberText } from './number-text'
import { parseSweepConfig } from './parse-sweep-config'
import { type Distribution, isGroup, type Parameter, type SweepConfig } from './sweep-config'
import type { YamlVersion } from './sweep-text'
import { valueKey } from './value-key'
import { writeSweepConfig } from './write-sweep-config'

/** A config in a text: what both say is the same. */
export type SweepText = { text: string; config: SweepConfig }

/** Which YAML the text was read as: the version is not written down, but only one of the two gives this config. */
export function yamlVersionOf({ text, config }: SweepText): YamlVersion {
  const newer = parseSweepConfig(text, { yaml: '1.2' })
  return newer.kind === 'ok' && isSameConfig(newer.config, config) ? '1.2' : '1.1'
}

export function isSameConfig(a: SweepConfig, b: SweepConfig): boolean {
  return configKey(a) === configKey(b)
}

function configKey(config: SweepConfig): string {
  // Through JSON, so that a key that is undefined is a key that is not there.
  return valueKey(JSON.parse(JSON.stringify(config)))
}

/** The text as people edit it: one that programs wrote on one line is laid out. */
export function readableText(text: string): string {
  const start = text.trimStart()[0]
  if (start !== '{') return text
  try {
    return stringify(JSON.parse(text), { lineWidth: 0 })
  } catch {
    return text
  }
}

/** The text with another run cap, or without one. */
export function withRunCap(given: SweepText, runCap: number | null): string {
  const { run_cap: _, ...rest } = given.config
  const meant: SweepConfig = runCap === null ? rest : { ...rest, run_cap: runCap }
  return edited(given, meant, (document) => {
    if (runCap === null) document.delete('run_cap')
    else replaceIn(document, ['run_cap'], yamlNode(document, runCap))
  })
}

export type DistributionChange = { path: string[]; distribution: Distribution }

/** The text with other distributions of some parameters, each named by its path. */
export function withDistributions(given: SweepText, changes: readonly DistributionChange[]): string {
  const parameters = changes.reduce((before, change) => exchanged(before, change), given.config.parameters)
  return edited(given, { ...given.config, parameters }, (document) => {
    for (const { path, distribution } of changes) {
      const at = ['parameters', ...path.flatMap((name, index) => (index === 0 ? [name] : ['parameters', name]))]
      for (const [key, value] of Object.entries(distribution)) {
        // Named already, or plain from the other keys.
        if (key === 'distribution' && !document.hasIn([...at, key])) continue
        replaceIn(document, [...at, key], spelled(document, value, distribution))
      }
    }
  })
}

function exchanged(
  parameters: Record<string, Parameter>,
  { path: [name = '', ...rest], distribution }: DistributionChange,
): Record<string, Parameter> {
  const parameter = parameters[name]
  if (parameter === undefined) return parameters
  if (rest.length === 0 || !isGroup(parameter)) {
    const { when } = parameter
    return { ...parameters, [name]: when === undefined ? distribution : { ...distribution, when } }
  }
  const inner = exchanged(parameter.parameters, { path: rest, distribution })
  return { ...parameters, [name]: { ...parameter, parameters: inner } }
}

/** A text that cannot say what is meant where it stands (an alias, another kind of distribution) is written anew. */
function edited(given: SweepText, meant: SweepConfig, change: (document: Document) => void): string {
  const version = yamlVersionOf(given)
  try {
    const before = readableText(given.text)
    const document = editableYaml(before)
    if (document === null) return writeSweepConfig(meant)
    change(document)
    const text = printYaml(document, before)
    const parsed = parseSweepConfig(text, { yaml: version })
    if (parsed.kind === 'ok' && isSameConfig(parsed.config, meant)) return text
  } catch {
    // The document has no such place.
  }
  return writeSweepConfig(meant)
}

/** What a person wrote beside the old value stays beside the new one. */
function replaceIn(document: Document, path: string[], node: Node): void {
  const before = document.getIn(path, true)
  if (isNode(before)) {
    node.comment = before.comment ?? null
    node.commentBefore = before.commentBefore ?? null
  }
  document.setIn(path, node)
}

/** A whole number of a distribution of reals keeps its point: `1` and `1` would make it one of integers. */
function spelled(document: Document, value: Json, { distribution }: Distribution): Node {
  if (typeof value === 'number' && Number.isInteger(value) && distribution !== 'int_uniform') {
    const scalar = new Scalar(value)
    respell(scalar, /e/.test(String(value)) ? numberText(value) : `${value}.0`)
    return scalar
  }
  return yamlNode(document, value)
}

/** Line of a dotted key in a text; of the nearest key above it that is there, null when not even that is. */
export function lineOfKey(text: string, path: string): number | null {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, logLevel: 'silent' })
  let line: number | null = null
  let node: unknown = document.contents
  for (const name of path.split('.')) {
    if (!isMap(node)) break
    const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === name)
    if (pair === undefined) break
    if (isScalar(pair.key) && pair.key.range) line = lines.linePos(pair.key.range[0]).line
    node = pair.value
  }
  return line
}
