/**
 * How a region can be cut out of a parameter: values are taken off a list, a range ends before it. What lies in the
 * middle of a range can be cut only with everything on one side of it; both ways are offered, and a person chooses.
 */

import { type Range, rangeOf } from '../distribution-range'
import { numberText, valueText } from '../distribution-text'
import type { Distribution } from '../sweep-config'
import { valueKey } from '../value-key'
import type { Region } from './explain-failures'

export type Cut = {
  /** "without 512", "at most 0.03". */
  label: string
  distribution: Distribution
}

export type Cuts = { kind: 'possible'; cuts: Cut[] } | { kind: 'impossible'; reason: string }

export function cutsOf(distribution: Distribution, region: Region): Cuts {
  if (region.kind === 'values')
    return cutValues(distribution, region.values.map(valueKey), region.values.map(valueText))
  const range = rangeOf(distribution)
  if (range === null || !('min' in distribution)) {
    return { kind: 'impossible', reason: 'this distribution has no end that could be moved; give it a min and a max' }
  }
  const cuts = [lowerPart(distribution, range, region), upperPart(distribution, range, region)].filter(
    (cut) => cut !== null,
  )
  return cuts.length > 0
    ? { kind: 'possible', cuts }
    : { kind: 'impossible', reason: 'nothing would be left of its range' }
}

function cutValues(distribution: Distribution, keys: string[], texts: string[]): Cuts {
  if (!('values' in distribution)) return { kind: 'impossible', reason: 'it has a single value' }
  const keeps = (index: number) => !keys.includes(valueKey(distribution.values[index] ?? null))
  const values = distribution.values.filter((_, index) => keeps(index))
  if (values.length === 0) return { kind: 'impossible', reason: 'no value would be left' }
  const label = `without ${texts.join(', ')}`
  if (!('probabilities' in distribution))
    return { kind: 'possible', cuts: [{ label, distribution: { ...distribution, values } }] }
  const kept = distribution.probabilities.filter((_, index) => keeps(index))
  const total = kept.reduce((sum, each) => sum + each, 0)
  if (total <= 0) return { kind: 'impossible', reason: 'no value with a probability would be left' }
  const probabilities = kept.map((each) => each / total)
  return { kind: 'possible', cuts: [{ label, distribution: { ...distribution, values, probabilities } }] }
}

type Bounded = Extract<Distribution, { min: number; max: number }>
type Stretch = Extract<Region, { kind: 'range' }>

/** What lies below the region; null when nothing that was tried does. */
function lowerPart(distribution: Bounded, range: Range, region: Stretch): Cut | null {
  if (region.below === null) return null
  const max = boundary(range, { inside: region.min, outside: region.below })
  return cutTo(withBounds(distribution, range.min, max), `at most ${numberText(max)}`)
}

function upperPart(distribution: Bounded, range: Range, region: Stretch): Cut | null {
  if (region.above === null) return null
  const min = boundary(range, { inside: region.max, outside: region.above })
  return cutTo(withBounds(distribution, min, range.max), `at least ${numberText(min)}`)
}

function cutTo(distribution: Distribution | null, label: string): Cut | null {
  return distribution === null ? null : { label, distribution }
}

/**
 * The new end between the last failed value and the nearest one outside: in the middle, on the scale of the parameter,
 * with as few digits as say it.
 */
function boundary({ isInteger, isLog, step }: Range, { inside, outside }: { inside: number; outside: number }): number {
  if (isInteger) return outside < inside ? Math.floor((inside + outside) / 2) : Math.ceil((inside + outside) / 2)
  // A draw is rounded to the nearest step: an end on the last good step keeps half a step away from the bad one.
  if (step !== null) return outside
  const middle = isLog && inside > 0 && outside > 0 ? Math.sqrt(inside * outside) : (inside + outside) / 2
  const [low, high] = [Math.min(inside, outside), Math.max(inside, outside)]
  for (let digits = 2; digits < 15; digits++) {
    const short = Number(middle.toPrecision(digits))
    if (short > low && short < high) return short
  }
  return outside
}

/** Bounds as values, written as the distribution has them; null when they leave no range. */
function withBounds(distribution: Bounded, min: number, max: number): Distribution | null {
  if (min === max && distribution.distribution === 'int_uniform') return { distribution: 'constant', value: min }
  if (!(min < max)) return null
  switch (distribution.distribution) {
    case 'log_uniform':
    case 'q_log_uniform':
      return { ...distribution, min: Math.log(min), max: Math.log(max) }
    case 'inv_log_uniform':
      return { ...distribution, min: -Math.log(max), max: -Math.log(min) }
    default:
      return { ...distribution, min, max }
  }
}
