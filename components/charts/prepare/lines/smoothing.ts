/**
 * Smoothing of a curve. Pure. NaN is a gap: it stays one and counts for nothing. Each kind leaves a constant alone, and
 * none goes beyond the values that it averages.
 */
import type { Smoothing } from '~/server/domain/panel'

type Numbers = Float64Array<ArrayBuffer>

/** How much the curve as a whole is wide: smoothing by distance is the same on every axis. */
const VIEWPORT_SCALE = 1000
const EMA_WEIGHT_MAX = 0.999
/** A Gaussian beyond three deviations is a thousandth. */
const GAUSSIAN_REACH = 3

/** `rangeOfX` is the width of the whole chart along x, of which the curve may be a part. */
export function smooth(x: Numbers, y: Numbers, { kind, amount }: Smoothing, rangeOfX: number): Numbers {
  if (amount <= 0) return y
  switch (kind) {
    case 'none':
      return y
    case 'ema':
      return timeWeightedEma(x, y, amount, rangeOfX)
    case 'gaussian':
      return weighted(y, gaussianKernel(amount))
    case 'mean':
      return weighted(y, new Float64Array(Math.max(1, Math.round(amount)) >> 1).fill(1))
  }
}

/**
 * Exponential moving average whose memory fades with distance along x and not with each point, so that a curve logged
 * ten times as often looks the same; without the pull of its start. After the formula that W&B documents for
 * "time-weighted exponential moving average", with its scale of 1000 across the chart.
 */
function timeWeightedEma(x: Numbers, y: Numbers, amount: number, rangeOfX: number): Numbers {
  const weight = Math.min(Math.sqrt(amount), EMA_WEIGHT_MAX)
  const scale = rangeOfX > 0 ? VIEWPORT_SCALE / rangeOfX : 0
  const result = new Float64Array(y.length)
  let sum = 0
  let mass = 0
  let lastX = Number.NaN
  for (let i = 0; i < y.length; i++) {
    const value = y[i] ?? Number.NaN
    if (Number.isNaN(value)) {
      result[i] = Number.NaN
      continue
    }
    const at = x[i] ?? 0
    const kept = Number.isNaN(lastX) ? 0 : weight ** (Math.max(0, at - lastX) * scale)
    lastX = at
    sum = sum * kept + value
    mass = mass * kept + 1
    result[i] = sum / mass
  }
  return result
}

/** Weights of the neighbours at distance 1, 2, …; the point itself weighs 1. */
function gaussianKernel(deviation: number): Numbers {
  const reach = Math.max(1, Math.ceil(GAUSSIAN_REACH * deviation))
  return Float64Array.from({ length: reach }, (_, i) => Math.exp(-0.5 * ((i + 1) / deviation) ** 2))
}

/** Average over the point and its neighbours on both sides; at an end over those that are there. */
function weighted(y: Numbers, neighbours: Numbers): Numbers {
  const result = new Float64Array(y.length)
  const reach = Math.min(neighbours.length, y.length - 1)
  for (let i = 0; i < y.length; i++) {
    let sum = y[i] ?? Number.NaN
    let mass = 1
    if (!Number.isNaN(sum)) {
      for (let step = 1; step <= reach; step++) {
        const weight = neighbours[step - 1] ?? 0
        const before = y[i - step] ?? Number.NaN
        const after = y[i + step] ?? Number.NaN
        if (!Number.isNaN(before)) {
          sum += weight * before
          mass += weight
        }
        if (!Number.isNaN(after)) {
          sum += weight * after
          mass += weight
        }
      }
    }
    result[i] = sum / mass
  }
  return result
}
