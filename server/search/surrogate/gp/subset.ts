/**
 * Which runs a Gaussian process looks at when there are more than it can afford. Always the same ones for the same
 * runs: ties go to the earlier run.
 */
import type { GpData } from './fit'

/** The better half of `countMax` by value, the rest spread out over the space. */
export function pickForFit(data: GpData, countMax: number): GpData {
  if (data.points.length <= countMax) return data
  const picked = byValue(data).slice(0, Math.ceil(countMax / 2))
  return only(data, spreadOut(data, picked, countMax, null))
}

/** A quarter the best, half the nearest to the best in length scales, a quarter spread out. */
export function pickForPrediction(data: GpData, lengths: Float64Array, countMax: number): GpData {
  if (data.points.length <= countMax) return data
  const order = byValue(data)
  const picked = new Set(order.slice(0, Math.floor(countMax / 4)))
  const best = order[0]!
  const near = order
    .map((index) => ({ index, distance: distance2(data, index, best, lengths) }))
    .sort((a, b) => a.distance - b.distance || a.index - b.index)
  for (const { index } of near) {
    if (picked.size >= Math.floor(0.75 * countMax)) break
    picked.add(index)
  }
  return only(data, spreadOut(data, [...picked], countMax, lengths))
}

function byValue({ values }: GpData): number[] {
  return Array.from(values.keys()).sort((a, b) => values[a]! - values[b]! || a - b)
}

/** Farthest-point choice: each time the point that is farthest from all chosen ones. Cost n · count · d. */
function spreadOut(data: GpData, start: readonly number[], countMax: number, lengths: Float64Array | null): number[] {
  const picked = [...start]
  const nearest = new Float64Array(data.points.length).fill(Number.POSITIVE_INFINITY)
  const note = (chosen: number) => {
    for (let index = 0; index < nearest.length; index++) {
      nearest[index] = Math.min(nearest[index]!, distance2(data, index, chosen, lengths))
    }
    nearest[chosen] = -1
  }
  for (const index of start) note(index)
  while (picked.length < countMax) {
    let farthest = 0
    for (let index = 1; index < nearest.length; index++) if (nearest[index]! > nearest[farthest]!) farthest = index
    if (nearest[farthest]! < 0) break
    picked.push(farthest)
    note(farthest)
  }
  return picked.sort((a, b) => a - b)
}

function distance2({ points, isCategory }: GpData, i: number, j: number, lengths: Float64Array | null): number {
  let sum = 0
  for (let k = 0; k < isCategory.length; k++) {
    const difference = isCategory[k] ? Number(points[i]![k] !== points[j]![k]) : points[i]![k]! - points[j]![k]!
    const length = lengths === null ? 1 : lengths[k]!
    sum += (difference / length) ** 2
  }
  return sum
}

function only({ points, values, isCategory }: GpData, indexes: readonly number[]): GpData {
  return {
    points: indexes.map((index) => points[index]!),
    values: Float64Array.from(indexes, (index) => values[index]!),
    isCategory,
    indexes,
  }
}
