/**
 * The next step after looking at a sweep: its config with the space cut down to what was brushed. Pure. Ranges are
 * intersected and values filtered; the kind of a distribution stays, log stays log. Every run that passes the brushes
 * lies in the narrowed space, and what cannot be narrowed is left as it is and said.
 */
import { type Brush, brushAllows, NO_MAX, NO_MIN, type Range } from './brush'
import { gridAxis } from './grid-axis'
import type { Json } from './json'
import { type Distribution, isGroup, type Parameter, type SweepConfig } from './sweep-config'

export type SpaceChange = {
  name: string
  before: Distribution
  after: Distribution
  /** Where the new space is wider than the brush: why. */
  note: string | null
}

export type NarrowedSpace = {
  config: SweepConfig
  changes: SpaceChange[]
  /** Brushed, and left as they were. */
  kept: { name: string; reason: string }[]
}

/** `brushes` by the name of the parameter, groups joined with dots. Those of unknown names count for nothing. */
export function narrowSpace(config: SweepConfig, brushes: Readonly<Record<string, Brush>>): NarrowedSpace {
  const changes: SpaceChange[] = []
  const kept: NarrowedSpace['kept'] = []

  function walk(parameters: Record<string, Parameter>, prefix: string): Record<string, Parameter> {
    return Object.fromEntries(
      Object.entries(parameters).map(([key, parameter]): [string, Parameter] => {
        const name = prefix + key
        if (isGroup(parameter)) return [key, { ...parameter, parameters: walk(parameter.parameters, `${name}.`) }]
        const brush = Object.hasOwn(brushes, name) ? brushes[name] : undefined
        if (brush === undefined || parameter.distribution === 'constant') return [key, parameter]
        const outcome = narrowed(parameter, brush, config.method)
        if (outcome.kind === 'kept') kept.push({ name, reason: outcome.reason })
        if (outcome.kind !== 'narrowed') return [key, parameter]
        changes.push({ name, before: parameter, after: outcome.distribution, note: outcome.note })
        return [
          key,
          parameter.when === undefined ? outcome.distribution : { ...outcome.distribution, when: parameter.when },
        ]
      }),
    )
  }

  const parameters = walk(config.parameters, '')
  return { config: searchable({ ...config, parameters }), changes, kept }
}

/** A search needs something to choose from; a single point is a grid of one cell. */
function searchable(config: SweepConfig): SweepConfig {
  const varies = (parameters: Record<string, Parameter>): boolean =>
    Object.values(parameters).some((parameter) =>
      isGroup(parameter) ? varies(parameter.parameters) : parameter.distribution !== 'constant',
    )
  return config.method === 'bayes' && !varies(config.parameters) ? { ...config, method: 'grid' } : config
}

type Outcome =
  | { kind: 'narrowed'; distribution: Distribution; note: string | null }
  | { kind: 'kept'; reason: string }
  | { kind: 'same' }

const NOTHING_LEFT: Outcome = { kind: 'kept', reason: 'no value of its space lies in the brush' }

function narrowed(distribution: Distribution, brush: Brush, method: SweepConfig['method']): Outcome {
  const isEmpty = brush.kind === 'ranges' ? brush.ranges.length === 0 : brush.values.length === 0
  if (isEmpty) return { kind: 'kept', reason: 'only runs that do not have it were brushed' }
  switch (distribution.distribution) {
    case 'constant':
      return { kind: 'same' }
    case 'categorical':
      return narrowedList(distribution.values, brush, (values) => ({ distribution: 'categorical', values }))
    case 'categorical_w_probabilities':
      return narrowedWeights(distribution, brush)
    case 'normal':
    case 'q_normal':
    case 'log_normal':
    case 'q_log_normal':
    case 'beta':
    case 'q_beta':
      return {
        kind: 'kept',
        reason: `a ${distribution.distribution} distribution has no ends to move; write a uniform one in its place`,
      }
    default:
      return narrowedBounds(distribution, brush, method)
  }
}

function narrowedList(values: Json[], brush: Brush, make: (values: Json[]) => Distribution): Outcome {
  const left = values.filter((value) => brushAllows(brush, value))
  if (left.length === 0) return NOTHING_LEFT
  if (left.length === values.length) return { kind: 'same' }
  const [only] = left
  const distribution: Distribution =
    left.length === 1 && only !== undefined ? { distribution: 'constant', value: only } : make(left)
  return { kind: 'narrowed', distribution, note: null }
}

function narrowedWeights(
  { values, probabilities }: Extract<Distribution, { distribution: 'categorical_w_probabilities' }>,
  brush: Brush,
): Outcome {
  const left = probabilities.filter((_, index) => brushAllows(brush, values[index] ?? null))
  const sum = left.reduce((total, probability) => total + probability, 0)
  if (sum <= 0) return NOTHING_LEFT
  return narrowedList(values, brush, (chosen) => ({
    distribution: 'categorical_w_probabilities',
    values: chosen,
    probabilities: left.map((probability) => probability / sum),
  }))
}

type Bounded = Extract<Distribution, { min: number; max: number }>

/** Several brushes on one axis become one stretch: a distribution with a hole is not to be had. */
function narrowedBounds(distribution: Bounded, brush: Brush, method: SweepConfig['method']): Outcome {
  const ranges = brush.kind === 'ranges' ? brush.ranges : rangesOfValues(brush.values)
  const [low, high] = [Math.min(...ranges.map(({ min }) => min)), Math.max(...ranges.map(({ max }) => max))]
  const { min, max } = distribution
  const bounds = boundsWithin(distribution, { min: low, max: high }, method)
  if (bounds === null) return NOTHING_LEFT
  if ('only' in bounds) {
    return { kind: 'narrowed', distribution: { distribution: 'constant', value: bounds.only }, note: null }
  }
  if (bounds.min === min && bounds.max === max) return { kind: 'same' }
  const note = ranges.length > 1 ? 'from the lowest brush to the highest; what lies between them stays in' : null
  return { kind: 'narrowed', distribution: { ...distribution, ...bounds }, note }
}

function rangesOfValues(texts: readonly string[]): Range[] {
  const numbers = texts.map((text) => JSON.parse(text) as Json).filter((value) => typeof value === 'number')
  return numbers.length === 0
    ? [{ min: Number.NaN, max: Number.NaN }]
    : numbers.map((value) => ({ min: value, max: value }))
}

/** In the distribution's own terms: exponents where it has exponents. Null when nothing is left. */
function boundsWithin(
  distribution: Bounded,
  range: Range,
  method: SweepConfig['method'],
): Range | { only: number } | null {
  if (Number.isNaN(range.min) || Number.isNaN(range.max)) return null
  if (distribution.distribution === 'int_uniform') {
    return between(Math.max(distribution.min, Math.ceil(range.min)), Math.min(distribution.max, Math.floor(range.max)))
  }
  if (distribution.distribution === 'q_uniform' && method === 'grid') return cellsWithin(distribution, range)
  const { min, max } = distribution
  const { into, from } = scaleOf(distribution)
  const stepped = 'q' in distribution ? stepsWithin(range, distribution.q) : range
  const [a, b] = [into(stepped.min), into(stepped.max)]
  const bounds = between(Math.max(min, Math.min(a, b)), Math.min(max, Math.max(a, b)))
  if (bounds !== null) return 'only' in bounds ? { only: from(bounds.only) } : bounds
  // Rounding to a step may lead half a step past a bound, so a single step beyond it may have been brushed.
  return stepped.min === stepped.max ? { only: stepped.min } : null
}

function between(min: number, max: number): Range | { only: number } | null {
  if (min > max) return null
  return min === max ? { only: min } : { min, max }
}

/** From values to what the bounds are written in, and back. */
function scaleOf({ distribution }: Bounded): { into: (value: number) => number; from: (bound: number) => number } {
  const log = (value: number) => (value > 0 ? Math.log(value) : NO_MIN)
  switch (distribution) {
    case 'log_uniform':
    case 'q_log_uniform':
      return { into: log, from: Math.exp }
    case 'inv_log_uniform':
      return { into: (value) => -log(value), from: (bound) => Math.exp(-bound) }
    default:
      return { into: (value) => value, from: (bound) => bound }
  }
}

/** The multiples of q inside; an open end stays open. */
function stepsWithin({ min, max }: Range, q: number): Range {
  const step = (count: number) => Number((count * q).toPrecision(12))
  const slack = 1e-9
  return {
    min: min === NO_MIN ? min : step(Math.ceil(min / q - slack)),
    max: max === NO_MAX ? max : step(Math.floor(max / q + slack)),
  }
}

/** A grid counts its steps from min and leaves max out, so the new max lies half a step past the last cell. */
function cellsWithin(
  distribution: Extract<Distribution, { distribution: 'q_uniform' }>,
  range: Range,
): Range | { only: number } | null {
  const axis = gridAxis(distribution)
  if (axis === null) return null
  const slack = 1e-9 * distribution.q
  const index = (value: number) => (value - distribution.min) / distribution.q
  const first = Math.max(0, Math.ceil(index(range.min - slack)))
  const last = Math.min(axis.size - 1, Math.floor(index(range.max + slack)))
  if (first > last) return null
  const [low, high] = [Number(axis.at(first)), Number(axis.at(last))]
  if (first === last) return { only: low }
  return { min: low, max: last === axis.size - 1 ? distribution.max : high + distribution.q / 2 }
}
