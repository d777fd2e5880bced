/**
 * Changes a sweep's text where a button changes its config: only what changes is touched, so comments, order and
 * spelling stay as a person wrote them. JSON text becomes YAML, which says the same.
 */
import { isMap, isScalar, LineCounter, parseDocument, Scalar, stringify } from 'yaml'
import type { JsonObject } from './json'
import { type ParsedSweepConfig, parseSweepConfig } from './parse-sweep-config'
import { type Distribution, isGroup, type Parameter, type SweepConfig } from './sweep-config'
import type { YamlVersion } from './sweep-text'
import { valueKey } from './value-key'

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
  return edited(given, (document) => {
    if (runCap === null) document.delete('run_cap')
    else document.set('run_cap', runCap)
  })
}

/** The text with other distributions of some parameters, each named by its path. */
export function withDistributions(given: SweepText, changes: { path: string[]; distribution: Distribution }[]): string {
  return edited(given, (document) => {
    for (const { path, distribution } of changes) {
      const at = ['parameters', ...path.flatMap((name, index) => (index === 0 ? [name] : ['parameters', name]))]
      for (const [key, value] of Object.entries(distribution)) {
        // Named already, or plain from the other keys; a number's spelling decides, so it is written with care below.
        if (key === 'distribution' && !isNamed(document, at)) continue
        document.setIn([...at, key], key === 'distribution' ? value : spelled(document, value, distribution))
      }
    }
  })
}

type Document = ReturnType<typeof parseDocument>

function edited(given: SweepText, change: (document: Document) => void): string {
  const document = parseDocument(readableText(given.text), { version: yamlVersionOf(given), logLevel: 'silent' })
  change(document)
  return document.toString({ lineWidth: 0, flowCollectionPadding: false })
}

function isNamed(document: Document, at: string[]): boolean {
  return document.hasIn([...at, 'distribution'])
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

/** What a changed text says, checked to say what was meant; a text that cannot say it is given up for a new one. */
export function reparsed(text: string, meant: SweepConfig, yaml: YamlVersion): ParsedSweepConfig & { text: string } {
  const parsed = parseSweepConfig(text, { yaml })
  if (parsed.kind === 'ok' && isSameConfig(parsed.config, meant)) return { ...parsed, text }
  const fresh = stringify(plainConfig(meant), { lineWidth: 0 })
  return { ...parseSweepConfig(fresh), text: fresh }
}

/** A config as it is written in a text, every distribution named. */
function plainConfig({ parameters, extra, ...config }: SweepConfig): JsonObject {
  return JSON.parse(JSON.stringify({ ...config, ...extra, parameters: plainParameters(parameters) }))
}

function plainParameters(parameters: Record<string, Parameter>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, parameter]) => [
      name,
      isGroup(parameter) ? { parameters: plainParameters(parameter.parameters) } : parameter,
    ]),
  )
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
