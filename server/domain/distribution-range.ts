/**
 * The stretch of numbers that a distribution can give, in the values that runs get: exponents are taken for what they
 * stand for. Numbers are compared with a tolerance, because a bound goes through a logarithm and back.
 */
import type { Distribution } from './sweep-config'

/** Values from `min` to `max`, both included; of those only multiples of `step` when there is one. */
export type Range = { min: number; max: number; step: number | null; isInteger: boolean; isLog: boolean }

/** Null for a distribution of listed values. */
export function rangeOf(distribution: Distribution): Range | null {
  const q = 'q' in distribution ? distribution.q : null
  const range = (min: number, max: number, isLog = false): Range => ({ min, max, step: q, isInteger: false, isLog })
  switch (distribution.distribution) {
    case 'constant':
    case 'categorical':
    case 'categorical_w_probabilities':
      return null
    case 'int_uniform':
      return { ...range(distribution.min, distribution.max), isInteger: true }
    case 'uniform':
    case 'q_uniform':
      return range(distribution.min, distribution.max)
    case 'log_uniform_values':
    case 'q_log_uniform_values':
    case 'inv_log_uniform_values':
      return range(distribution.min, distribution.max, true)
    case 'log_uniform':
    case 'q_log_uniform':
      return range(Math.exp(distribution.min), Math.exp(distribution.max), true)
    case 'inv_log_uniform':
      return range(Math.exp(-distribution.max), Math.exp(-distribution.min), true)
    case 'normal':
    case 'q_normal':
      return distribution.sigma === 0
        ? range(distribution.mu, distribution.mu)
        : range(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY)
    case 'log_normal':
    case 'q_log_normal':
      return distribution.sigma === 0
        ? range(Math.exp(distribution.mu), Math.exp(distribution.mu), true)
        : range(0, Number.POSITIVE_INFINITY, true)
    case 'beta':
    case 'q_beta':
      return range(0, 1)
  }
}

const TOLERANCE = 1e-9

export function isInRange({ min, max, step, isInteger }: Range, value: number): boolean {
  if (!Number.isFinite(value) || (isInteger && !Number.isInteger(value))) return false
  if (step === null) return value >= min - slack(min) && value <= max + slack(max)
  // A draw is rounded to the nearest multiple, which may lie half a step beyond the bound that it was drawn within.
  const nearest = Math.round(value / step) * step
  if (Math.abs(nearest - value) > TOLERANCE * Math.max(step, Math.abs(value))) return false
  return value >= min - step / 2 - slack(min) && value <= max + step / 2 + slack(max)
}

function slack(bound: number): number {
  return Number.isFinite(bound) ? TOLERANCE * Math.abs(bound) : 0
}
