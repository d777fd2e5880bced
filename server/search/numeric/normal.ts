/**
 * The standard normal law to full double precision, far tails included. `cdf` goes through the scaled complementary
 * error function, because 1 - erf(x) has no digits left beyond x = 6.
 */
import erfcx from '@stdlib/math-base-special-erfcx'

export const LOG_SQRT_2PI = 0.9189385332046727
const SQRT_2PI = Math.sqrt(2 * Math.PI)

export function normalDensity(z: number): number {
  return Math.exp(-0.5 * z * z) / SQRT_2PI
}

export function normalCdf(z: number): number {
  if (z > 0) return 1 - normalCdf(-z)
  return 0.5 * Math.exp(-0.5 * z * z) * erfcx(-z / Math.SQRT2)
}

/** Φ(z) / φ(z), finite where both underflow. */
export function millsRatio(z: number): number {
  return Math.sqrt(Math.PI / 2) * erfcx(-z / Math.SQRT2)
}

const A = [
  -3.969683028665376e1, 2.209460984245205e2, -2.759285104469687e2, 1.38357751867269e2, -3.066479806614716e1,
  2.506628277459239,
] as const
const B = [
  -5.447609879822406e1, 1.615858368580409e2, -1.556989798598866e2, 6.680131188771972e1, -1.328068155288572e1, 1,
] as const
const C = [
  -7.784894002430293e-3, -3.223964580411365e-1, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783,
] as const
const D = [7.784695709041462e-3, 3.224671290700398e-1, 2.445134137142996, 3.754408661907416, 1] as const

/**
 * Inverse of `normalCdf` on (0, 1); ±Infinity at the ends, NaN outside. Acklam's rational approximation (1e-9), then
 * two Halley steps; the upper half is mirrored so that the steps work where the CDF has digits.
 */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN
  if (p === 0) return Number.NEGATIVE_INFINITY
  if (p === 1) return Number.POSITIVE_INFINITY
  if (p > 0.5) return -normalQuantile(1 - p)
  let z = roughQuantile(p)
  for (let step = 0; step < 2; step++) {
    const error = (normalCdf(z) - p) / normalDensity(z)
    z -= error / (1 + 0.5 * z * error)
  }
  return z
}

function roughQuantile(p: number): number {
  if (p < 0.02425) {
    const t = Math.sqrt(-2 * Math.log(p))
    return horner(C, t) / horner(D, t)
  }
  const t = p - 0.5
  return (t * horner(A, t * t)) / horner(B, t * t)
}

function horner(coefficients: readonly number[], x: number): number {
  return coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0)
}
