/**
 * One axis of a parameter or of the objective: which values lie where between 0 (bottom) and 1 (top). Parallel
 * coordinates and scatters share it, so a value has the same ticks in both. A value that a run does not have is a place
 * of its own ("not set"), below all others; it is neither null nor zero.
 */
import { scaleLinear, scaleLog } from 'd3-scale'
import { formatNumber } from '~/components/lib/format'
import type { Json } from '~/server/domain/json'
import type { Objective } from '~/server/domain/objective'
import type { SweepPoint, SweepPoints } from '~/server/domain/sweep'
import { canBeTicked, extentOf, valueSpan } from './value-scale'

export type AxisTick = { position: number; label: string }

type AxisBase = {
  /** Name of the parameter; the objective's axis has a key that no parameter can have. */
  key: string
  label: string
  isObjective: boolean
  hasNotSet: boolean
  ticks: AxisTick[]
}

export type NumberAxis = AxisBase & {
  kind: 'linear' | 'log'
  domain: [number, number]
  /** All values are above zero. */
  canBeLog: boolean
}
/** Values as JSON text, so that `1`, `"1"` and `true` stay apart. */
export type CategoryAxis = AxisBase & { kind: 'category'; categories: string[] }
export type Axis = NumberAxis | CategoryAxis

export type AxisData = Pick<SweepPoints, 'objective' | 'parameters' | 'points'>

type AxisParameter = SweepPoints['parameters'][number]

/** What a person chose for a number axis, by its key; the space's own scale where they chose nothing. */
export type AxisScales = Readonly<Record<string, 'linear' | 'log'>>

export const OBJECTIVE_KEY = '\u0000objective'
export const NOT_SET = 'not set'

/** Where the values begin when the strip below is taken by "not set". */
const NOT_SET_SHARE = 0.12
/** More numbers than this are drawn as a scale and not as a list. */
const CATEGORY_COUNT_MAX = 24
const LABELLED_CATEGORY_COUNT_MAX = 12

function floorOf(axis: Pick<Axis, 'hasNotSet'>): number {
  return axis.hasNotSet ? NOT_SET_SHARE : 0
}

function shareOf(axis: Axis, value: Json): number | null {
  if (axis.kind === 'category') return shareOfCategory(axis, axis.categories.indexOf(JSON.stringify(value)))
  if (typeof value !== 'number' || !Number.isFinite(value)) return null
  const [low, high] = axis.domain
  if (low === high) return 0.5
  const share = axis.kind === 'log' ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low)
  return Number.isNaN(share) ? null : Math.min(1, Math.max(0, share))
}

function shareOfCategory({ categories }: CategoryAxis, index: number): number | null {
  if (index < 0) return null
  return categories.length === 1 ? 0.5 : index / (categories.length - 1)
}

/** The position of the choice with this number; that of "not set" below 0. */
export function positionOfCategory(axis: CategoryAxis, index: number): number {
  const share = shareOfCategory(axis, index)
  return share === null ? 0 : floorOf(axis) + share * (1 - floorOf(axis))
}

/** Between 0 and 1. What has no place among the values is "not set", at 0. */
export function positionOf(axis: Axis, value: Json | undefined): number {
  const share = value === undefined ? null : shareOf(axis, value)
  if (share === null) return 0
  return floorOf(axis) + share * (1 - floorOf(axis))
}

export function isSetOn(axis: Axis, value: Json | undefined): boolean {
  return value !== undefined && shareOf(axis, value) !== null
}

/** The number at a position; null on the strip of "not set". Positions between it and the values count as the lowest. */
export function numberAt(axis: NumberAxis, position: number): number | null {
  const floor = floorOf(axis)
  if (axis.hasNotSet && position < floor / 2) return null
  const share = Math.min(1, Math.max(0, (position - floor) / (1 - floor)))
  const [low, high] = axis.domain
  return axis.kind === 'log' ? low * (high / low) ** share : low + share * (high - low)
}

export function categoryLabel(json: string): string {
  const value: unknown = JSON.parse(json)
  return typeof value === 'string' && value !== '' ? value : json
}

function withTicks<T extends Axis>(axis: T, ticks: { value: Json; label: string }[]): T {
  const placed = ticks.map(({ value, label }) => ({ position: positionOf(axis, value), label }))
  return { ...axis, ticks: axis.hasNotSet ? [{ position: 0, label: NOT_SET }, ...placed] : placed }
}

/** Four to seven values that people would choose; decades where there are enough of them. */
function numberTicks(kind: 'linear' | 'log', domain: [number, number]): number[] {
  if (domain[0] === domain[1]) return [domain[0]]
  if (!canBeTicked(domain)) return domain
  if (kind === 'linear') return scaleLinear().domain(domain).ticks(5)
  const all = scaleLog().domain(domain).ticks(5)
  const decades = all.filter((tick) => Math.abs(Math.log10(tick) - Math.round(Math.log10(tick))) < 1e-9)
  const chosen = decades.length < 3 ? all : decades
  return chosen.length > 7 ? chosen.filter((_, index) => index % Math.ceil(chosen.length / 6) === 0) : chosen
}

function numberAxis(base: AxisBase, wanted: 'linear' | 'log', span: [number, number]): NumberAxis {
  const canBeLog = span[0] > 0
  const kind = canBeLog ? wanted : 'linear'
  const scale = kind === 'log' ? scaleLog() : scaleLinear()
  const [low = span[0], high = span[1]] = canBeTicked(span) ? scale.domain(span).nice(5).domain() : span
  const axis: NumberAxis = { ...base, kind, domain: [low, high], canBeLog }
  return withTicks(
    axis,
    numberTicks(kind, axis.domain).map((value) => ({ value, label: formatNumber(value) })),
  )
}

function categoryAxis(base: AxisBase, values: readonly Json[]): CategoryAxis {
  const categories = [...new Set(values.map((value) => JSON.stringify(value)))]
  const axis: CategoryAxis = { ...base, kind: 'category', categories }
  const stride = Math.ceil(categories.length / LABELLED_CATEGORY_COUNT_MAX)
  const labelled = categories.filter((_, index) => index % stride === 0)
  return withTicks(
    axis,
    labelled.map((json) => ({ value: JSON.parse(json) as Json, label: categoryLabel(json) })),
  )
}

/** The listed values, and behind them those that runs had before the space was edited. */
function withOthers(listed: readonly Json[], observed: readonly Json[]): Json[] {
  const indexOf = categoryIndexer(listed.map((value) => JSON.stringify(value)))
  const others = new Map<string, Json>()
  for (const value of observed) if (indexOf(value) < 0) others.set(JSON.stringify(value), value)
  return [...listed, ...others.values()]
}

/** The number of a value among JSON texts, -1 for another; a string is only made of arrays and objects. */
export function categoryIndexer(categories: readonly string[]): (value: Json) => number {
  const plain = new Map<Json, number>()
  const texts = new Map<string, number>()
  for (const [index, json] of categories.entries()) {
    const value = JSON.parse(json) as Json
    if (typeof value === 'object' && value !== null) texts.set(json, index)
    else plain.set(value, index)
  }
  return (value) =>
    (typeof value === 'object' && value !== null ? texts.get(JSON.stringify(value)) : plain.get(value)) ?? -1
}

function parameterAxis(parameter: AxisParameter, points: readonly SweepPoint[], scales: AxisScales): Axis {
  const base = { key: parameter.name, label: parameter.name, isObjective: false, ticks: [] }
  const all = points.map((point) => paramOf(point, parameter.name))
  const observed = all.filter((value) => value !== undefined)
  const numbers = observed.filter((value) => typeof value === 'number')
  const isNumeric = numbers.length > 0 && observed.every((value) => typeof value === 'number' || value === null)
  const listed = parameter.values
  const isList = listed !== null ? listed.length <= CATEGORY_COUNT_MAX || !isNumeric : !isNumeric
  if (isList) {
    return categoryAxis({ ...base, hasNotSet: observed.length < all.length }, withOthers(listed ?? [], observed))
  }
  const span = extentOf(numbers) ?? [0, 1]
  const kind = scales[parameter.name] ?? (parameter.isLog ? 'log' : 'linear')
  return numberAxis({ ...base, hasNotSet: numbers.length < points.length }, kind, span)
}

function objectiveAxis(objective: Objective, points: readonly SweepPoint[], scales: AxisScales): Axis {
  const values = points.flatMap((point) => (point.value === null ? [] : [point.value]))
  const base = { key: OBJECTIVE_KEY, label: objective.name, isObjective: true, ticks: [] }
  const span = valueSpan(values, objective.goal)
  return numberAxis(
    { ...base, hasNotSet: values.length < points.length },
    scales[OBJECTIVE_KEY] ?? 'linear',
    span ?? [0, 1],
  )
}

function paramOf(point: SweepPoint, name: string): Json | undefined {
  return Object.hasOwn(point.params, name) ? point.params[name] : undefined
}

/** Choices that are all numbers have an order that colours can show. */
export function isOrdered(axis: CategoryAxis): boolean {
  return axis.categories.every((json) => typeof JSON.parse(json) === 'number')
}

/** The value that a run has on an axis; undefined when it has none. */
export function axisValue(axis: Axis, point: SweepPoint): Json | undefined {
  return axis.isObjective ? (point.value ?? undefined) : paramOf(point, axis.key)
}

/** A constant of today may have varied before the space was edited. */
function varies(name: string, points: readonly SweepPoint[]): boolean {
  const first = JSON.stringify(points[0] && paramOf(points[0], name))
  return points.some((point) => JSON.stringify(paramOf(point, name)) !== first)
}

/** One axis for each parameter that can vary, the objective last so that the eye follows a line to its result. */
export function axesOf({ objective, parameters, points }: AxisData, scales: AxisScales = {}): Axis[] {
  const axes = parameters
    .filter((parameter) => parameter.distribution !== 'constant' || varies(parameter.name, points))
    .map((parameter) => parameterAxis(parameter, points, scales))
  return objective === null ? axes : [...axes, objectiveAxis(objective, points, scales)]
}
