/**
 * What may stand where the cursor is in a sweep config: the keys that are not there yet, the words that a key takes,
 * the metrics that the project has logged, ready-made parameters to fill in. Pure; code-mirror.tsx shows it.
 */
import { isMap, isScalar, parseDocument } from 'yaml'
import {
  ACQUISITION_HINTS,
  type ConfigPlace,
  DISTRIBUTION_HINTS,
  EARLY_HINTS,
  KEY_HINTS,
  MACRO_HINTS,
  METHOD_HINTS,
  SURROGATE_HINTS,
} from '~/server/domain/config-hints'
import { placeAt, type TextPlace } from './text-place'

export type ConfigOption = {
  label: string
  /** What is put in, as a snippet: `#{1:text}` marks what is to be filled in, in turn. */
  insert: string
  says: string
  kind: 'key' | 'word' | 'example'
}

export type ConfigCompletions = { from: number; options: ConfigOption[] }

/** Null where nothing is known. */
export function completionsAt(text: string, offset: number, metrics: readonly string[]): ConfigCompletions | null {
  const place = placeAt(text, offset)
  if (place === null) return null
  const options = place.key === null ? keysFor(place, text) : wordsFor(place, place.key, metrics)
  // A word that is written out needs no list, which would take the Enter that ends the line.
  const written = text.slice(place.from, offset)
  if (place.key !== null && options.some(({ label }) => label === written)) return null
  return options.length === 0 ? null : { from: place.from, options }
}

/** Which kind of object a path leads to; `names` is where parameters get their names. */
export function placeOf(path: readonly string[]): ConfigPlace | 'names' | null {
  const [first] = path
  if (first === undefined) return 'top'
  if (path.length === 1 && (first === 'metric' || first === 'early_terminate' || first === 'grid' || first === 'bayes'))
    return first
  if (first !== 'parameters') return null
  // parameters, a name, parameters, a name, …
  const isRegular = path.every((key, index) => index % 2 === 1 || key === 'parameters')
  if (!isRegular) return null
  return path.length % 2 === 1 ? 'names' : 'parameter'
}

/** The sentence for the word at the cursor; null where there is none to say. */
export function hintAt(text: string, offset: number): { from: number; to: number; word: string; says: string } | null {
  const reach = /[\w.-]/
  let to = offset
  while (to < text.length && reach.test(text[to] ?? '')) to++
  const place = placeAt(text, to)
  if (place === null || place.from > offset) return null
  const word = text.slice(place.from, to).replace(/^["'$]+|["']+$/g, '')
  const says = place.key === null ? keyHint(place, word) : wordHint(place, place.key, word)
  if (says !== undefined) return { from: place.from, to, word, says }
  // On a value that is nobody's word the key speaks.
  const keySays = place.key === null ? undefined : keyHint(place, place.key)
  return keySays === undefined || place.key === null ? null : { from: place.from, to, word: place.key, says: keySays }
}

function keyHint(place: TextPlace, key: string): string | undefined {
  const kind = placeOf(place.path)
  return kind === null || kind === 'names' ? undefined : own(KEY_HINTS[kind], key)
}

function wordHint(place: TextPlace, key: string, word: string): string | undefined {
  return wordsFor(place, key, []).find(({ label }) => label.replace(/[${}]/g, '') === word.replace(/[${}]/g, ''))?.says
}

function own(hints: Record<string, string>, key: string): string | undefined {
  return Object.hasOwn(hints, key) ? hints[key] : undefined
}

function keysFor(place: TextPlace, text: string): ConfigOption[] {
  const kind = placeOf(place.path)
  if (kind === null) return []
  if (kind === 'names') return EXAMPLES.map((example) => asExample(example))
  const present = new Set(keysAt(text, place.path))
  return Object.entries(KEY_HINTS[kind])
    .filter(([key]) => !present.has(key))
    .map(([key, says]) => ({ label: key, insert: insertOf(kind, key, place), says, kind: 'key' }))
}

/** Keys that the object has already. The word under the cursor is a key to the parser too, so it is kept out by equality. */
function keysAt(text: string, path: readonly string[]): string[] {
  const document = parseDocument(text, { logLevel: 'silent', uniqueKeys: false })
  const node = path.length === 0 ? document.contents : document.getIn(path, true)
  if (!isMap(node)) return []
  return node.items.flatMap(({ key, value }) => (isScalar(key) && value !== null ? String(key.value) : []))
}

const BLOCKS: Record<string, string> = {
  metric: 'metric:\n  name: #{1}\n  goal: #{2:minimize}',
  parameters: 'parameters:\n  #{1:learning_rate}: {distribution: log_uniform_values, min: #{2:1.0e-5}, max: #{3:0.1}}',
  early_terminate: 'early_terminate:\n  type: hyperband\n  min_iter: #{1:3}',
  command: ['command:', ...['env', 'interpreter', 'program', 'args'].map((word) => `  - ${macro(word)}`)].join('\n'),
  bayes: 'bayes:\n  surrogate: #{1:gp}\n  acquisition: #{2:ei}',
  grid: 'grid:\n  random_order: #{1:true}',
}

function insertOf(kind: ConfigPlace, key: string, place: TextPlace): string {
  const block = kind === 'top' && !place.isFlow ? own(BLOCKS, key) : undefined
  if (block !== undefined) return block
  if (kind === 'parameter' && key === 'when') return 'when: {#{1:optimizer}: [#{2:sgd}]}'
  return key === 'values' || key === 'probabilities' ? `${key}: [#{1}]` : `${key}: #{1}`
}

/** A word of a command as a snippet holds it: braces that are no field. */
function macro(word: string): string {
  return `$\\{${word}\\}`
}

type Example = { name: string; entries: string; says: string }

/** Parameters as most trainings have them. */
const EXAMPLES: Example[] = [
  {
    name: 'learning_rate',
    entries: 'distribution: log_uniform_values, min: #{2:1.0e-5}, max: #{3:0.1}',
    says: 'a log scale',
  },
  { name: 'batch_size', entries: 'values: [#{2:32, 64, 128}]', says: 'one of a list' },
  { name: 'layers', entries: 'min: #{2:1}, max: #{3:8}', says: 'whole numbers' },
  { name: 'dropout', entries: 'distribution: uniform, min: #{2:0.0}, max: #{3:0.5}', says: 'numbers, even' },
  {
    name: 'units',
    entries: 'distribution: q_log_uniform_values, min: #{2:16}, max: #{3:1024}, q: 1',
    says: 'whole numbers, log scale',
  },
  { name: 'epochs', entries: 'value: #{2:10}', says: 'always the same' },
]

function asExample({ name, entries, says }: Example): ConfigOption {
  return { label: name, insert: `#{1:${name}}: {${entries}}`, says, kind: 'example' }
}

function wordsFor(place: TextPlace, key: string, metrics: readonly string[]): ConfigOption[] {
  const kind = placeOf(place.path)
  if (kind === 'top' && key === 'method') return fromHints(METHOD_HINTS)
  if (kind === 'top' && key === 'command') {
    return Object.entries(MACRO_HINTS).map(([word, says]) => ({
      label: `\${${word}}`,
      insert: macro(word),
      says,
      kind: 'word',
    }))
  }
  if (kind === 'metric' && key === 'name')
    return metrics.map((name) => ({ label: name, insert: name, says: 'logged in this project', kind: 'word' }))
  if (kind === 'early_terminate' && key === 'type') return fromHints(EARLY_HINTS)
  if (kind === 'parameter' && key === 'distribution') return fromHints(DISTRIBUTION_HINTS)
  if (kind === 'bayes' && key === 'surrogate') return fromHints(SURROGATE_HINTS)
  if (kind === 'bayes' && key === 'acquisition') return fromHints(ACQUISITION_HINTS)
  return plain(own(WORDS, `${kind} ${key}`) ?? '')
}

const WORDS: Record<string, string> = {
  'metric goal': 'minimize maximize',
  'metric impute': 'worst best latest',
  'metric impute_while_running': 'false worst best latest',
  'early_terminate strict': 'true false',
  'grid random_order': 'true false',
}

function fromHints(hints: Record<string, string>): ConfigOption[] {
  return Object.entries(hints).map(([word, says]) => ({ label: word, insert: word, says, kind: 'word' }))
}

function plain(words: string): ConfigOption[] {
  return words
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => ({ label: word, insert: word, says: '', kind: 'word' }))
}
