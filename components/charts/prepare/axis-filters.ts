/**
 * Filters on axes, in values and not in pixels, so that they outlive a resize, a new run and a reload: the address bar
 * holds them. Within an axis any of the chosen values will do; across axes all must hold.
 */
import type { Json } from '~/server/domain/json'
import type { SweepPoint } from '~/server/domain/sweep'
import { type Axis, axisValue, isSetOn, numberAt, positionOf } from './parameter-axis'

export type AxisFilter =
  | { kind: 'range'; min: number; max: number; withNotSet: boolean }
  /** JSON texts, as in the axis. */
  | { kind: 'values'; values: string[]; withNotSet: boolean }
  /** Only runs that do not have the value. */
  | { kind: 'not-set' }

export type AxisFilters = Record<string, AxisFilter>

const KEY_OF_OBJECTIVE = '*'

export function filterAllows(axis: Axis, filter: AxisFilter, value: Json | undefined): boolean {
  if (value === undefined || !isSetOn(axis, value)) return filter.kind === 'not-set' || filter.withNotSet
  if (filter.kind === 'not-set') return false
  if (filter.kind === 'values') return filter.values.includes(JSON.stringify(value))
  return typeof value === 'number' && value >= filter.min && value <= filter.max
}

/** Run ids that pass every filter; a filter for an axis that is not drawn counts for nothing. */
export function passingRuns(axes: readonly Axis[], filters: AxisFilters, points: readonly SweepPoint[]): Set<string> {
  const active = axes.flatMap((axis) => {
    const filter = filters[axis.key]
    return filter === undefined ? [] : [{ axis, filter }]
  })
  const passing = points.filter((point) =>
    active.every(({ axis, filter }) => filterAllows(axis, filter, axisValue(axis, point))),
  )
  return new Set(passing.map((point) => point.runId))
}

/** What a drag from one position to another means; null when it holds nothing or everything. */
export function filterFromBrush(axis: Axis, from: number, to: number): AxisFilter | null {
  const [low, high] = from < to ? [from, to] : [to, from]
  if (high - low < 0.01 || (low <= 0.005 && high >= 0.995)) return null
  const withNotSet = axis.hasNotSet && low <= 0.02
  if (axis.kind === 'category') {
    const values = axis.categories.filter((json) => {
      const position = positionOf(axis, JSON.parse(json) as Json)
      return position >= low && position <= high
    })
    if (values.length > 0) return { kind: 'values', values, withNotSet }
    return withNotSet ? { kind: 'not-set' } : null
  }
  const max = numberAt(axis, high)
  if (max === null) return withNotSet ? { kind: 'not-set' } : null
  // Beyond the ends the axis is clipped: a brush that touches an end takes what lies beyond it too.
  const floor = numberAt(axis, Math.max(low, 0)) ?? axis.domain[0]
  return {
    kind: 'range',
    min: low <= 0.005 || floor === axis.domain[0] ? -Number.MAX_VALUE : rounded(floor),
    max: high >= 0.995 ? Number.MAX_VALUE : rounded(max),
    withNotSet,
  }
}

function rounded(value: number): number {
  return Number(value.toPrecision(4))
}

/** The stretch of the axis that a filter covers, to draw it and to take hold of it again. */
export function brushOf(axis: Axis, filter: AxisFilter): [number, number] {
  if (filter.kind === 'not-set') return [0, 0.03]
  if (filter.kind === 'range') {
    const low = positionOf(axis, Math.max(filter.min, axis.kind === 'category' ? filter.min : axis.domain[0]))
    const high = positionOf(axis, Math.min(filter.max, axis.kind === 'category' ? filter.max : axis.domain[1]))
    return [filter.withNotSet ? 0 : low, high]
  }
  const positions = filter.values.map((json) => positionOf(axis, JSON.parse(json) as Json))
  const pad = 0.025
  return [filter.withNotSet ? 0 : Math.max(0, Math.min(...positions) - pad), Math.min(1, Math.max(...positions) + pad)]
}

function writeFilter(filter: AxisFilter): string {
  if (filter.kind === 'not-set') return '!'
  const suffix = filter.withNotSet ? '!' : ''
  if (filter.kind === 'values') return `${filter.values.map(encodeURIComponent).join('|')}${suffix}`
  const min = filter.min === -Number.MAX_VALUE ? '' : String(filter.min)
  const max = filter.max === Number.MAX_VALUE ? '' : String(filter.max)
  return `${min}..${max}${suffix}`
}

const NUMBER = '-?\\d+(?:\\.\\d+)?(?:e[+-]?\\d+)?'
const RANGE = new RegExp(`^(${NUMBER})?\\.\\.(${NUMBER})?$`)

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function readFilter(text: string): AxisFilter | null {
  if (text === '!') return { kind: 'not-set' }
  const withNotSet = text.endsWith('!')
  const body = withNotSet ? text.slice(0, -1) : text
  const range = RANGE.exec(body)
  if (range !== null) {
    const [min, max] = [range[1], range[2]]
    return {
      kind: 'range',
      min: min === undefined ? -Number.MAX_VALUE : Number(min),
      max: max === undefined ? Number.MAX_VALUE : Number(max),
      withNotSet,
    }
  }
  const values = body.split('|').flatMap((part) => {
    try {
      const json = decodeURIComponent(part)
      return isJson(json) ? [json] : []
    } catch {
      return []
    }
  })
  return values.length === 0 ? null : { kind: 'values', values, withNotSet }
}

/** `layers:64|128;lr:0.001..0.1`; the objective is `*`. Reading what was written gives the same filters. */
export function writeFilters(filters: AxisFilters, objectiveKey: string): string {
  return Object.entries(filters)
    .map(([key, filter]) => {
      const name = key === objectiveKey ? KEY_OF_OBJECTIVE : encodeURIComponent(key).replaceAll('*', '%2A')
      return `${name}:${writeFilter(filter)}`
    })
    .join(';')
}

/** Parts that make no sense are left out: an address is typed by people too. */
export function readFilters(text: string, objectiveKey: string): AxisFilters {
  const entries = text.split(';').flatMap((part): [string, AxisFilter][] => {
    const at = part.indexOf(':')
    if (at < 1) return []
    const name = part.slice(0, at)
    const filter = readFilter(part.slice(at + 1))
    if (filter === null) return []
    if (name === KEY_OF_OBJECTIVE) return [[objectiveKey, filter]]
    try {
      return [[decodeURIComponent(name), filter]]
    } catch {
      return []
    }
  })
  return Object.fromEntries(entries)
}
