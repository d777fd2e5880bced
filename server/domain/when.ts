/**
 * Settings that have a meaning only beside certain values of others: the momentum of one optimizer, the depth of one
 * model. Which of a space's settings have one in a given config, and how many different configs there are.
 */
import type { Json } from './json'
import type { Condition, FlatParameter } from './sweep-config'
import { valueKey } from './value-key'

export type Activity = {
  /** False where every setting always has a meaning; then nothing below need be asked. */
  isConditional: boolean
  /** Places of the settings that others depend on, ascending. */
  controllers: number[]
  /** For each setting whether it has a meaning, given the value of each (undefined where there is none). */
  flags(valueIn: (setting: number) => Json | undefined): boolean[]
}

export function activityOf(leaves: readonly Pick<FlatParameter, 'name' | 'when'>[]): Activity {
  const places = new Map(leaves.map(({ name }, place) => [name, place]))
  const conditions = leaves.map(({ when }) =>
    when.map(({ name, values }) => ({ parent: places.get(name) ?? -1, values })),
  )
  const controllers = [...new Set(conditions.flatMap((each) => each.map(({ parent }) => parent)))]
    .filter((parent) => parent >= 0)
    .sort((a, b) => a - b)
  const isConditional = conditions.some((each) => each.length > 0)
  return {
    isConditional,
    controllers,
    flags: (valueIn) => {
      const known = new Array<boolean | undefined>(leaves.length)
      const isActive = (place: number): boolean => {
        const before = known[place]
        if (before !== undefined) return before
        // Holds while its own conditions are asked: a circle has no meaning anywhere.
        known[place] = false
        const active = (conditions[place] ?? []).every(
          ({ parent, values }) => parent >= 0 && isActive(parent) && isAmong(values, valueIn(parent)),
        )
        known[place] = active
        return active
      }
      return leaves.map((_, place) => isActive(place))
    },
  }
}

/** Numbers that steps of a float make are told by their size, everything else by what is written. */
export function isAmong(values: readonly Json[], value: Json | undefined): boolean {
  if (value === undefined) return false
  const key = valueKey(value)
  return values.some(
    (each) =>
      valueKey(each) === key ||
      (typeof each === 'number' && typeof value === 'number' && Math.abs(each - value) <= 1e-9 * Math.abs(each)),
  )
}

/** "only when optimizer is sgd or rmsprop and layers is 2"; null without conditions. */
export function whenText(when: readonly Condition[]): string | null {
  if (when.length === 0) return null
  const parts = when.map(({ name, values }) => `${name} is ${orList(values.map(shown))}`)
  return `only when ${parts.join(' and ')}`
}

function shown(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function orList(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}

export type Levels = {
  /** How many values each setting has. */
  sizes: readonly number[]
  /** The value of a setting at one of them. */
  valueAt: (setting: number, level: number) => Json
}

/** All different configs of a space, numbered: blocks of those whose controlling settings are the same. */
export type Blocks = {
  /** Infinity where a setting has no end of values. */
  size: number
  /** The level of each setting of a config; null for one that has no meaning there. */
  levelsAt(index: number): (number | null)[]
  /** The way back; levels of settings without a meaning do not count. Null when a level is missing. */
  indexOf(levels: readonly (number | null)[]): number | null
}

type Block = { first: number; count: number; levels: (number | null)[]; free: number[] }

/** The last setting varies fastest. Controllers are few, and their combinations are walked through once. */
export function blocksOf(activity: Activity, { sizes, valueAt }: Levels): Blocks {
  const { controllers } = activity
  const blocks: Block[] = []
  const byKey = new Map<string, Block>()
  const chosen = new Map<number, number>()
  let size = 0
  const add = () => {
    const active = activity.flags((place) => {
      const level = chosen.get(place)
      return level === undefined ? undefined : valueAt(place, level)
    })
    // A controller without a meaning is counted once, at its first level.
    if (controllers.some((place) => !active[place] && chosen.get(place) !== 0)) return
    const levels = sizes.map((_, place) => (active[place] ? (chosen.get(place) ?? 0) : null))
    const free = sizes.flatMap((_, place) => (active[place] && !chosen.has(place) ? [place] : []))
    const count = free.reduce((product, place) => product * (sizes[place] ?? 1), 1)
    const block = { first: size, count, levels, free }
    blocks.push(block)
    byKey.set(keyOf(controllers, levels), block)
    size += count
  }
  const walk = (at: number): void => {
    const place = controllers[at]
    if (place === undefined) {
      add()
      return
    }
    for (let level = 0; level < (sizes[place] ?? 0); level++) {
      chosen.set(place, level)
      walk(at + 1)
    }
  }
  walk(0)
  return {
    size,
    levelsAt: (index) => levelsIn(blockAt(blocks, index), index, sizes),
    indexOf: (levels) => {
      const active = activity.flags((place) => {
        const level = levels[place]
        return level == null ? undefined : valueAt(place, level)
      })
      const meant = levels.map((level, place) => (active[place] ? level : null))
      const block = byKey.get(keyOf(controllers, meant))
      if (block === undefined) return null
      let index = 0
      for (const place of block.free) {
        const level = meant[place]
        if (level == null) return null
        index = index * (sizes[place] ?? 1) + level
      }
      return block.first + index
    },
  }
}

function keyOf(controllers: readonly number[], levels: readonly (number | null)[]): string {
  return controllers.map((place) => levels[place] ?? '-').join(' ')
}

function blockAt(blocks: readonly Block[], index: number): Block {
  let [low, high] = [0, blocks.length - 1]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((blocks[middle]?.first ?? 0) <= index) low = middle
    else high = middle - 1
  }
  const block = blocks[low]
  if (block === undefined) throw new RangeError('a space without configs')
  return block
}

function levelsIn({ first, levels, free }: Block, index: number, sizes: readonly number[]): (number | null)[] {
  const result = [...levels]
  let rest = index - first
  for (const place of [...free].reverse()) {
    const size = sizes[place] ?? 1
    result[place] = rest % size
    rest = Math.floor(rest / size)
  }
  return result
}
