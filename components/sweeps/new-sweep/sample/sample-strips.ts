/** Where the first suggestions lie in each parameter, for small strips beside the table. Decides; sample-strip.tsx draws. */

import type { Json, JsonObject } from '~/server/domain/json'
import { type Distribution, flattenParameters, type SweepConfig, valueAt } from '~/server/domain/sweep-config'
import { valueKey } from '~/server/domain/value-key'
import { settingWords } from '../setting-words'

export type SampleStrip =
  /** `places` from 0 to 1 along the strip, one a suggestion; null where it has none. */
  | { kind: 'scale'; name: string; low: number; high: number; isLog: boolean; places: (number | null)[] }
  | { kind: 'values'; name: string; values: { text: string; count: number }[]; otherCount: number }

const VALUES_MAX = 8

/** Constants have none. */
export function sampleStrips(config: SweepConfig, sample: readonly JsonObject[]): SampleStrip[] {
  return flattenParameters(config.parameters).flatMap(({ path, name, distribution }): SampleStrip[] => {
    if (distribution.distribution === 'constant') return []
    const values = sample.map((each) => valueAt(each, path))
    return [
      'values' in distribution
        ? countedStrip(name, distribution.values, values)
        : scaleStrip(name, distribution, values),
    ]
  })
}

function countedStrip(name: string, all: readonly Json[], values: readonly (Json | undefined)[]): SampleStrip {
  const counts = new Map<string, number>()
  for (const value of values)
    if (value !== undefined) counts.set(valueKey(value), (counts.get(valueKey(value)) ?? 0) + 1)
  const listed = [...new Map(all.map((value) => [valueKey(value), value])).entries()].map(([key, value]) => ({
    text: settingWords(value),
    count: counts.get(key) ?? 0,
  }))
  const otherCount = listed.slice(VALUES_MAX).reduce((sum, { count }) => sum + count, 0)
  return { kind: 'values', name, values: listed.slice(0, VALUES_MAX), otherCount }
}

function scaleStrip(name: string, distribution: Distribution, values: readonly (Json | undefined)[]): SampleStrip {
  const numbers = values.map((value) => (typeof value === 'number' && Number.isFinite(value) ? value : null))
  const [low, high] = reachOf(distribution, numbers)
  const isLog = distribution.distribution.includes('log') && low > 0
  const at = (value: number) => (isLog ? Math.log(value) : value)
  const width = at(high) - at(low)
  const places = numbers.map((value) =>
    value === null || (isLog && value <= 0)
      ? null
      : width > 0
        ? Math.min(1, Math.max(0, (at(value) - at(low)) / width))
        : 0.5,
  )
  return { kind: 'scale', name, low, high, isLog, places }
}

/** The bounds as they were given, or what was drawn where the distribution has none. */
function reachOf(distribution: Distribution, numbers: readonly (number | null)[]): [number, number] {
  const drawn = numbers.filter((value) => value !== null)
  const least = drawn.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY)
  const most = drawn.reduce((high, value) => Math.max(high, value), Number.NEGATIVE_INFINITY)
  const seen: [number, number] = drawn.length === 0 ? [0, 1] : [least, most]
  switch (distribution.distribution) {
    case 'int_uniform':
    case 'uniform':
    case 'q_uniform':
    case 'log_uniform_values':
    case 'q_log_uniform_values':
    case 'inv_log_uniform_values':
      return [Math.min(distribution.min, seen[0]), Math.max(distribution.max, seen[1])]
    case 'beta':
    case 'q_beta':
      return [0, 1]
    default:
      return seen
  }
}
