/**
 * Brushes as they lie on an axis. A brush is kept in values (server/domain/brush.ts); here are the stretches of the axis
 * that it covers, what a drag from one place to another means in values, and how all of it is written in an address.
 */
import { type Brush, mergedRanges, NO_MAX, NO_MIN, type Range } from '~/server/domain/brush'
import type { Json } from '~/server/domain/json'
import {
  type Axis,
  type CategoryAxis,
  type NumberAxis,
  numberAt,
  positionOf,
  positionOfCategory,
} from '../parameter-axis'

/** By the key of the axis. Within one any of its parts will do; across axes all must hold. */
export type Brushes = Readonly<Record<string, Brush>>

/** A stretch of an axis and what it stands for. Positions between 0 and 1. */
export type Span = { low: number; high: number; part: Brush }

/** "Not set" is a tick and not a stretch; this much of the axis stands for it. */
export const NOT_SET_REACH = 0.03
/** A choice is covered when its tick is; this much is drawn around it. */
export const CHOICE_PAD = 0.025
/** A drag shorter than this is none. */
const SPAN_MIN = 0.01
/** So near to an end a brush is open there: what the axis clips beyond it belongs to it. */
const END_REACH = 0.005

const ranges = (list: Range[], withNotSet = false): Brush => ({ kind: 'ranges', ranges: list, withNotSet })
const values = (list: string[], withNotSet = false): Brush => ({ kind: 'values', values: list, withNotSet })

/** The stretches of a brush from bottom to top; the first holds "not set" when it is brushed. */
export function spansOf(axis: Axis, brush: Brush | undefined): Span[] {
  if (brush === undefined) return []
  const spans = axis.kind === 'category' ? choiceSpans(axis, brush) : rangeSpans(axis, brush)
  if (!brush.withNotSet || !axis.hasNotSet) return spans
  const notSet: Span = { low: 0, high: NOT_SET_REACH, part: emptyPart(axis, true) }
  const [first, ...others] = spans
  // A brush that goes down to the lowest value and takes "not set" along is one stretch.
  if (first === undefined || !reachesBottom(axis, first)) return [notSet, ...spans]
  return [{ low: 0, high: first.high, part: { ...first.part, withNotSet: true } }, ...others]
}

function emptyPart(axis: Axis, withNotSet: boolean): Brush {
  return axis.kind === 'category' ? values([], withNotSet) : ranges([], withNotSet)
}

function reachesBottom(axis: Axis, { part }: Span): boolean {
  if (part.kind === 'values') return axis.kind === 'category' && part.values.includes(axis.categories[0] ?? '')
  return axis.kind !== 'category' && (part.ranges[0]?.min ?? NO_MAX) <= axis.domain[0]
}

function rangeSpans(axis: NumberAxis, brush: Brush): Span[] {
  if (brush.kind === 'values') return []
  return brush.ranges.map((range) => ({
    low: positionOf(axis, Math.max(range.min, axis.domain[0])),
    high: positionOf(axis, Math.min(range.max, axis.domain[1])),
    part: ranges([range]),
  }))
}

/** Neighbouring choices are one stretch. A range on an axis of choices takes the numbers inside it. */
function choiceSpans(axis: CategoryAxis, brush: Brush): Span[] {
  const chosen = axis.categories.map((json) => isChosen(brush, json))
  const spans: Span[] = []
  let run: string[] = []
  for (const [index, json] of axis.categories.entries()) {
    if (chosen[index]) run.push(json)
    if (run.length === 0 || (chosen[index] && index < axis.categories.length - 1)) continue
    const last = chosen[index] ? index : index - 1
    spans.push({
      low: Math.max(0, positionOfCategory(axis, last - run.length + 1) - CHOICE_PAD),
      high: Math.min(1, positionOfCategory(axis, last) + CHOICE_PAD),
      part: values(run),
    })
    run = []
  }
  return spans
}

function isChosen(brush: Brush, json: string): boolean {
  if (brush.kind === 'values') return brush.values.includes(json)
  const value: unknown = JSON.parse(json)
  return typeof value === 'number' && brush.ranges.some(({ min, max }) => value >= min && value <= max)
}

/** What the stretch from one position to another stands for; null when it is next to nothing. */
export function partOf(axis: Axis, from: number, to: number): Brush | null {
  const [low, high] = from < to ? [from, to] : [to, from]
  if (high - low < SPAN_MIN) return null
  const withNotSet = axis.hasNotSet && low <= NOT_SET_REACH / 1.5
  if (axis.kind === 'category') {
    const inside = axis.categories.filter((_, index) => {
      const position = positionOfCategory(axis, index)
      return position >= low && position <= high
    })
    return inside.length > 0 || withNotSet ? values(inside, withNotSet) : null
  }
  const top = numberAt(axis, high)
  if (top === null) return withNotSet ? ranges([], true) : null
  const bottom = numberAt(axis, low) ?? axis.domain[0]
  const isOpenBelow = low <= END_REACH || bottom === axis.domain[0]
  const range = { min: isOpenBelow ? NO_MIN : rounded(bottom), max: high >= 1 - END_REACH ? NO_MAX : rounded(top) }
  return ranges([range], withNotSet)
}

function rounded(value: number): number {
  return Number(value.toPrecision(4))
}

/** The brush with one of its stretches dragged to another place; `index` null adds one. Null when nothing is left out. */
export function withSpan(
  axis: Axis,
  brush: Brush | undefined,
  { index, low, high }: { index: number | null; low: number; high: number },
): Brush | null {
  const others = spansOf(axis, brush).filter((_, at) => at !== index)
  const part = partOf(axis, low, high)
  return joined(axis, part === null ? others.map((span) => span.part) : [...others.map((span) => span.part), part])
}

export function withoutSpan(axis: Axis, brush: Brush | undefined, index: number): Brush | null {
  const others = spansOf(axis, brush).filter((_, at) => at !== index)
  return joined(
    axis,
    others.map((span) => span.part),
  )
}

/** All parts as one brush; null when it is empty or lets everything pass. */
export function joined(axis: Axis, parts: readonly Brush[]): Brush | null {
  const withNotSet = axis.hasNotSet && parts.some((part) => part.withNotSet)
  if (axis.kind === 'category') {
    const chosen = axis.categories.filter((json) => parts.some((part) => isChosen(part, json)))
    if (chosen.length === 0 && !withNotSet) return null
    return chosen.length === axis.categories.length && withNotSet === axis.hasNotSet ? null : values(chosen, withNotSet)
  }
  const merged = mergedRanges(parts.flatMap((part) => (part.kind === 'ranges' ? part.ranges : [])))
  if (merged.length === 0 && !withNotSet) return null
  const isAll = merged.length === 1 && merged[0]?.min === NO_MIN && merged[0].max === NO_MAX
  return isAll && withNotSet === axis.hasNotSet ? null : ranges(merged, withNotSet)
}

function writeBrush(brush: Brush): string {
  const parts = brush.kind === 'values' ? brush.values.map(encodeURIComponent) : brush.ranges.map(writeRange)
  return `${parts.join('|')}${brush.withNotSet ? '!' : ''}`
}

function writeRange({ min, max }: Range): string {
  return `${min === NO_MIN ? '' : min}..${max === NO_MAX ? '' : max}`
}

const NUMBER = '-?\\d+(?:\\.\\d+)?(?:e[+-]?\\d+)?'
const RANGE = new RegExp(`^(${NUMBER})?\\.\\.(${NUMBER})?$`)

function readRange(text: string): Range | null {
  const found = RANGE.exec(text)
  if (found === null) return null
  const [, min, max] = found
  return { min: min === undefined ? NO_MIN : Number(min), max: max === undefined ? NO_MAX : Number(max) }
}

function readValue(text: string): string | null {
  try {
    const json = decodeURIComponent(text)
    JSON.parse(json)
    return json
  } catch {
    return null
  }
}

function readBrush(text: string): Brush | null {
  const withNotSet = text.endsWith('!')
  const parts = (withNotSet ? text.slice(0, -1) : text).split('|').filter((part) => part !== '')
  const found = parts.flatMap((part) => readRange(part) ?? [])
  if (found.length > 0) return ranges(mergedRanges(found), withNotSet)
  const chosen = parts.flatMap((part) => readValue(part) ?? [])
  if (chosen.length > 0) return values(chosen, withNotSet)
  return withNotSet ? ranges([], true) : null
}

/** `layers:64|128;lr:0.001..0.1|0.5..!`; see `writeKey` for the names. Reading what was written gives the same. */
export function writeBrushes(brushes: Brushes, writeKey: (key: string) => string): string {
  return Object.entries(brushes)
    .map(([key, brush]) => `${writeKey(key)}:${writeBrush(brush)}`)
    .join(';')
}

/** Parts that make no sense are left out: an address is typed by people too. */
export function readBrushes(text: string, readKey: (text: string) => string | null): Brushes {
  const entries = text.split(';').flatMap((part): [string, Brush][] => {
    const at = part.indexOf(':')
    const key = at < 1 ? null : readKey(part.slice(0, at))
    const brush = readBrush(part.slice(at + 1))
    return key === null || brush === null ? [] : [[key, brush]]
  })
  return Object.fromEntries(entries)
}

/** What a brush lets pass, in words: "0.001 to 0.1 or above 0.5", "adam, sgd or not set". */
export function brushWords(
  brush: Brush,
  sayNumber: (value: number) => string,
  sayValue: (json: Json) => string,
): string {
  const parts =
    brush.kind === 'values'
      ? brush.values.map((json) => sayValue(JSON.parse(json) as Json))
      : brush.ranges.map(({ min, max }) => {
          if (min === NO_MIN) return max === NO_MAX ? 'any number' : `up to ${sayNumber(max)}`
          return max === NO_MAX ? `from ${sayNumber(min)}` : `${sayNumber(min)} to ${sayNumber(max)}`
        })
  const all = brush.withNotSet ? [...parts, 'not set'] : parts
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} or ${all.at(-1)}`
}
