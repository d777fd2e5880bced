/**
 * Changes a sweep's text where a button changes its config: only what changes is touched, so comments, order and
 * spelling stay as a person wrote them. JSON text becomes YAML, which says the same.
 */
import { isMap, isScalar, LineCounter, parseDocument, Scalar, type ScalarTag, stringify } from 'yaml'
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
    else document.set('run_cap', runCap)
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
        document.setIn([...at, key], key === 'distribution' ? value : spelled(document, value, distribution))
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
  if (rest.length === 0 || !isGroup(parameter)) return { ...parameters, [name]: distribution }
  const inner = exchanged(parameter.parameters, { path: rest, distribution })
  return { ...parameters, [name]: { parameters: inner } }
}

type Document = ReturnType<typeof parseDocument>

/** `1.0e-5` keeps its point: without it the W&B client, which reads YAML 1.1, takes it for text. */
const exponentTag: ScalarTag = {
  tag: 'tag:yaml.org,2002:float',
  default: true,
  format: 'EXP',
  test: /^[-+]?(?:\.\d+|\d+\.\d*)[eE][-+]?\d+$/,
  identify: (value) => typeof value === 'number',
  resolve: Number,
  stringify: ({ value }) =>
    Number(value)
      .toExponential()
      .replace(/^(-?\d)e/, '$1.0e'),
}

/** A text that cannot say what is meant where it stands (an alias, another kind of distribution) is written anew. */
function edited(given: SweepText, meant: SweepConfig, change: (document: Document) => void): string {
  const version = yamlVersionOf(given)
  try {
    const document = parseDocument(readableText(given.text), {
      version,
      logLevel: 'silent',
      customTags: (tags) => [exponentTag, ...tags],
    })
    change(document)
    const text = document.toString({ lineWidth: 0, flowCollectionPadding: false })
    const parsed = parseSweepConfig(text, { yaml: version })
    if (parsed.kind === 'ok' && isSameConfig(parsed.config, meant)) return text
  } catch {
    // The document has no such place.
  }
  return writeSweepConfig(meant)
}

/** A whole number of a distribution of reals keeps its point: `1` and `1` would make it one of integers. */
function spelled(document: Document, value: unknown, { distribution }: Distribution): unknown {
  if (typeof value === 'number' && Number.isInteger(value) && distribution !== 'int_uniform') {
    const scalar = new Scalar(value)
    scalar.minFractionDigits = 1
    return scalar
  }
  return document.createNode(value, { flow: true })
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
