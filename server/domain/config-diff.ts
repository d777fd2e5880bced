/**
 * What changed from one version of a sweep's config to the next, in words for people: parameter by parameter, not line
 * by line, because a text may be written anew and mean the same.
 */
import { z } from 'zod'
import { type Range, rangeOf } from './distribution-range'
import { distributionText, numberText, valueText } from './distribution-text'
import type { Json } from './json'
import { type Distribution, type FlatParameter, flattenParameters, type SweepConfig } from './sweep-config'
import { valueKey } from './value-key'
import { whenText } from './when'

export const configChangeSchema = z.object({
  /** A parameter's flat name, or the config's own key such as `run_cap`. */
  name: z.string(),
  isParameter: z.boolean(),
  kind: z.enum(['added', 'removed', 'changed']),
  /** As people say it; null when there was none. */
  before: z.string().nullable(),
  after: z.string().nullable(),
  /** The change in a few words: "narrowed", "512 removed"; null when before and after say it all. */
  says: z.string().nullable(),
})
export type ConfigChange = z.infer<typeof configChangeSchema>

/** Parameters first, in the order of the grid, then the rest. Empty when both mean the same. */
export function diffConfigs(before: SweepConfig, after: SweepConfig): ConfigChange[] {
  return [...parameterChanges(before, after), ...otherChanges(before, after)]
}

function parameterChanges(before: SweepConfig, after: SweepConfig): ConfigChange[] {
  const keyOf = (path: readonly string[]) => JSON.stringify(path)
  const old = new Map(flattenParameters(before.parameters).map((leaf) => [keyOf(leaf.path), leaf]))
  const fresh = flattenParameters(after.parameters)
  const freshKeys = new Set(fresh.map(({ path }) => keyOf(path)))
  const removed = [...old]
    .filter(([key]) => !freshKeys.has(key))
    .map(([, leaf]) => ({
      name: leaf.name,
      isParameter: true,
      kind: 'removed' as const,
      before: leafText(leaf),
      after: null,
      says: null,
    }))
  const changed = fresh.flatMap((leaf): ConfigChange[] => {
    const { path, name, distribution } = leaf
    const oldLeaf = old.get(keyOf(path))
    const was = oldLeaf?.distribution
    const isSameWhen = valueKey(oldLeaf?.when ?? []) === valueKey(leaf.when)
    if (was !== undefined && isSameWhen && valueKey(was) === valueKey(distribution)) return []
    return [
      {
        name,
        isParameter: true,
        kind: was === undefined ? 'added' : 'changed',
        before: oldLeaf === undefined ? null : leafText(oldLeaf),
        after: leafText(leaf),
        says: was === undefined || !isSameWhen ? null : changeWords(was, distribution),
      },
    ]
  })
  return [...changed, ...removed]
}

function leafText({ distribution, when }: FlatParameter): string {
  return [distributionText(distribution), whenText(when)].filter((text) => text !== null).join(', ')
}

/** Null where there is no word for it: another kind of distribution altogether. */
function changeWords(was: Distribution, is: Distribution): string | null {
  if ('values' in was && 'values' in is) return listWords(was.values, is.values)
  const [old, fresh] = [rangeOf(was), rangeOf(is)]
  if (old === null || fresh === null) return null
  const bounds = boundWords(old, fresh)
  if (was.distribution === is.distribution) return bounds
  return bounds === null ? 'another scale' : `${bounds}, another scale`
}

function listWords(was: readonly Json[], is: readonly Json[]): string | null {
  const [oldKeys, freshKeys] = [new Set(was.map(valueKey)), new Set(is.map(valueKey))]
  const added = is.filter((value) => !oldKeys.has(valueKey(value))).map(valueText)
  const removed = was.filter((value) => !freshKeys.has(valueKey(value))).map(valueText)
  const words = [
    ...(added.length > 0 ? [`${some(added)} added`] : []),
    ...(removed.length > 0 ? [`${some(removed)} removed`] : []),
  ]
  return words.length === 0 ? null : words.join(', ')
}

const NAMED_MAX = 4

function some(values: readonly string[]): string {
  return values.length <= NAMED_MAX
    ? values.join(', ')
    : `${values.slice(0, NAMED_MAX - 1).join(', ')} and ${values.length - NAMED_MAX + 1} more`
}

function boundWords(was: Range, is: Range): string | null {
  const [low, high] = [Math.sign(is.min - was.min), Math.sign(was.max - is.max)]
  if (low === 0 && high === 0) return null
  if (low >= 0 && high >= 0) return 'narrowed'
  if (low <= 0 && high <= 0) return 'widened'
  return low > 0 ? 'moved up' : 'moved down'
}

/** Keys that say something beside the space, with how each is read. */
const OTHERS: { name: string; textOf: (config: SweepConfig) => string | null }[] = [
  { name: 'method', textOf: ({ method }) => method },
  { name: 'metric', textOf: ({ metric }) => (metric === undefined ? null : metricText(metric)) },
  { name: 'early_terminate', textOf: ({ early_terminate: rule }) => (rule === undefined ? null : recordText(rule)) },
  { name: 'run_cap', textOf: ({ run_cap: cap }) => (cap === undefined ? null : numberText(cap)) },
  { name: 'program', textOf: ({ program }) => program ?? null },
  { name: 'command', textOf: ({ command }) => (command === undefined ? null : command.map(valueText).join(' ')) },
  { name: 'name', textOf: ({ name }) => name ?? null },
  { name: 'description', textOf: ({ description }) => description ?? null },
  { name: 'grid', textOf: ({ grid }) => (grid === undefined ? null : recordText(grid)) },
  { name: 'bayes', textOf: ({ bayes }) => (bayes === undefined ? null : recordText(bayes)) },
  { name: 'seed', textOf: ({ seed }) => (seed === undefined ? null : String(seed)) },
  { name: 'project', textOf: ({ project }) => project ?? null },
  { name: 'entity', textOf: ({ entity }) => entity ?? null },
]

function otherChanges(before: SweepConfig, after: SweepConfig): ConfigChange[] {
  const changes = OTHERS.flatMap(({ name, textOf }) => textChange(name, textOf(before), textOf(after)))
  const extras = new Set([...Object.keys(before.extra ?? {}), ...Object.keys(after.extra ?? {})])
  const textOfExtra = (config: SweepConfig, key: string) => {
    const value = config.extra?.[key]
    return value === undefined ? null : valueKey(value)
  }
  return [
    ...changes,
    ...[...extras].sort().flatMap((key) => textChange(key, textOfExtra(before, key), textOfExtra(after, key))),
  ]
}

function textChange(name: string, before: string | null, after: string | null): ConfigChange[] {
  if (before === after) return []
  const kind = before === null ? 'added' : after === null ? 'removed' : 'changed'
  return [{ name, isParameter: false, kind, before, after, says: null }]
}

function metricText({ name, goal, target, impute, impute_while_running: running }: NonNullable<SweepConfig['metric']>) {
  const parts = [`${goal} ${name}`]
  if (target !== undefined) parts.push(`target ${numberText(target)}`)
  if (impute !== 'worst') parts.push(`failed runs count as their ${impute}`)
  if (running !== 'false') parts.push(`running ones as their ${running}`)
  return parts.join(', ')
}

function recordText(record: Record<string, string | number | boolean | undefined>): string {
  // A JSON column gives keys back in another order.
  return Object.entries(record)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([key, value]) => (value === undefined ? [] : [`${key} ${value}`]))
    .join(', ')
}

/** One line for the list of versions, where nobody wrote a note: "lr narrowed; batch_size: 512 removed". */
export function changesSentence(changes: readonly ConfigChange[]): string {
  if (changes.length === 0) return 'nothing changed'
  const parts = changes.slice(0, 3).map(({ name, kind, says, before, after }) => {
    if (says !== null) return says.includes(' ') ? `${name}: ${says}` : `${name} ${says}`
    if (kind === 'added') return `${name} added`
    if (kind === 'removed') return `${name} removed`
    return name === 'description' || name === 'command' ? `${name} changed` : `${name}: ${before} to ${after}`
  })
  const more = changes.length - parts.length
  return parts.join('; ') + (more > 0 ? `; ${more} more` : '')
}
