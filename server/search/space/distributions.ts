/**
 * Quantile and CDF of every distribution that has numbers, as W&B defines them, with the slips of the original mended:
 * u is clamped into (0, 1), so a normal never gives infinity and an integer never falls below its min. Rounding to q
 * is half to even and is not clipped: with min 1, max 100 and q 10 the value 0 can come (that is W&B's rule too).
 */
import betaCdf from '@stdlib/stats-base-dists-beta-cdf'
import betaQuantile from '@stdlib/stats-base-dists-beta-quantile'
import type { Distribution } from '~/server/domain/sweep-config'
import { normalCdf, normalQuantile } from '../numeric/normal'

export type Numeric = Exclude<
  Distribution,
  { distribution: 'constant' | 'categorical' | 'categorical_w_probabilities' }
>

/** Tails beyond it are cut: a draw there says nothing about the parameter. */
export const U_MIN = 1e-9

export function clampUnit(u: number): number {
  return Math.min(1 - U_MIN, Math.max(U_MIN, u))
}

export function isNumeric(distribution: Distribution): distribution is Numeric {
  return (
    distribution.distribution !== 'constant' &&
    distribution.distribution !== 'categorical' &&
    distribution.distribution !== 'categorical_w_probabilities'
  )
}

/** Value at u in [0, 1], before rounding to q. Always finite. */
export function quantile(distribution: Numeric, u: number): number {
  const value = rawQuantile(distribution, clampUnit(u), u)
  return Math.min(Number.MAX_VALUE, Math.max(-Number.MAX_VALUE, value))
}

function rawQuantile(distribution: Numeric, u: number, exactU: number): number {
  switch (distribution.distribution) {
    case 'int_uniform': {
      const size = distribution.max - distribution.min + 1
      return distribution.min + Math.min(size - 1, Math.floor(u * size))
    }
    case 'uniform':
    case 'q_uniform':
      return between(distribution.min, distribution.max, exactU)
    case 'log_uniform':
    case 'q_log_uniform':
      return Math.exp(between(distribution.min, distribution.max, exactU))
    case 'inv_log_uniform':
      return Math.exp(-between(distribution.min, distribution.max, 1 - exactU))
    case 'log_uniform_values':
    case 'q_log_uniform_values':
    case 'inv_log_uniform_values': {
      const value = Math.exp(between(Math.log(distribution.min), Math.log(distribution.max), exactU))
      return Math.min(distribution.max, Math.max(distribution.min, value))
    }
    case 'normal':
    case 'q_normal':
      return distribution.mu + distribution.sigma * normalQuantile(u)
    case 'log_normal':
    case 'q_log_normal':
      return Math.exp(distribution.mu + distribution.sigma * normalQuantile(u))
    case 'beta':
    case 'q_beta':
      return betaValue(distribution.a, distribution.b, u)
  }
}

/** P(X ≤ x) before rounding, in [0, 1]. */
export function cdf(distribution: Numeric, x: number): number {
  switch (distribution.distribution) {
    case 'int_uniform':
      return unit(Math.floor(x) - distribution.min + 1, distribution.max - distribution.min + 1)
    case 'uniform':
    case 'q_uniform':
      return share(x, distribution.min, distribution.max)
    case 'log_uniform':
    case 'q_log_uniform':
      return x <= 0 ? 0 : share(Math.log(x), distribution.min, distribution.max)
    case 'inv_log_uniform':
      return x <= 0 ? 0 : 1 - share(-Math.log(x), distribution.min, distribution.max)
    case 'log_uniform_values':
    case 'q_log_uniform_values':
    case 'inv_log_uniform_values':
      return x <= 0 ? 0 : share(Math.log(x), Math.log(distribution.min), Math.log(distribution.max))
    case 'normal':
    case 'q_normal':
      return normalShare(x, distribution.mu, distribution.sigma)
    case 'log_normal':
    case 'q_log_normal':
      return x <= 0 ? 0 : normalShare(Math.log(x), distribution.mu, distribution.sigma)
    case 'beta':
    case 'q_beta':
      return betaShare(distribution.a, distribution.b, x)
  }
}

/** Multiple of q next to x, half to even, with the digits of q and not of the float product: 0.3, not 0.30000000000000004. */
export function roundTo(x: number, q: number): number {
  return stepValue(roundHalfEven(x / q), q)
}

export function stepValue(step: number, q: number): number {
  const value = step * q
  if (!Number.isFinite(value)) return Math.sign(value) * Number.MAX_VALUE
  const tidy = Number(value.toPrecision(12))
  return Math.abs(tidy - value) <= 4 * Number.EPSILON * Math.abs(value) ? tidy + 0 : value
}

export function roundHalfEven(x: number): number {
  const floor = Math.floor(x)
  const rest = x - floor
  if (rest < 0.5) return floor
  if (rest > 0.5) return floor + 1
  return floor % 2 === 0 ? floor : floor + 1
}

/** Written so that min = -1e308, max = 1e308 does not overflow. */
function between(min: number, max: number, u: number): number {
  return min + u * (max - min) <= Number.MAX_VALUE && Number.isFinite(max - min)
    ? min + u * (max - min)
    : min * (1 - u) + max * u
}

function share(x: number, min: number, max: number): number {
  return Number.isFinite(max - min) ? unit(x - min, max - min) : unit(x / 4 - min / 4, max / 4 - min / 4)
}

function unit(part: number, whole: number): number {
  return Math.min(1, Math.max(0, part / whole))
}

/** sigma 0 puts everything on mu. */
function normalShare(x: number, mu: number, sigma: number): number {
  if (sigma === 0) return x < mu ? 0 : 1
  return normalCdf((x - mu) / sigma)
}

/** a = 0 puts everything on 0, b = 0 on 1, both on either. */
function betaValue(a: number, b: number, u: number): number {
  if (a === 0 || b === 0) return a === 0 && (b > 0 || u < 0.5) ? 0 : 1
  return betaQuantile(u, a, b)
}

function betaShare(a: number, b: number, x: number): number {
  if (x < 0) return 0
  if (x >= 1) return 1
  if (a === 0) return b > 0 ? 1 : 0.5
  if (b === 0) return 0
  return betaCdf(x, a, b)
}
