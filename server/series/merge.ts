/**
 * Which chunks to merge and how to cut what comes out. Small appends make small chunks; reading many is slow, and
 * rewriting a growing chunk for each append would write it hundreds of times. So a chunk is taken along only when
 * what would be added to it is a good part of it: every point is rewritten a few times until its chunk is full.
 */
import { encodePoints } from './codec'
import { encodeLevels } from './levels'
import { joinPoints, type Points, slicePoints } from './points'

/** A chunk of this many points is left alone for good. */
export const FULL_CHUNK_POINTS = 4096
const CHUNK_POINTS_MAX = 8192
const GROWTH_MIN = 0.25

export type EncodedChunk = {
  firstLine: number
  lastLine: number
  stepMin: number
  stepMax: number
  pointCount: number
  data: Uint8Array<ArrayBuffer>
  levels: Uint8Array<ArrayBuffer> | null
}

/** Chunks of one or more points each, none above CHUNK_POINTS_MAX; together exactly the points given. */
export function encodeChunks(points: Points): EncodedChunk[] {
  const total = points.lines.length
  const chunks: EncodedChunk[] = []
  for (let from = 0; from < total; ) {
    // What is left stays together up to twice the size of a full chunk, so that no crumb remains.
    const size = total - from <= CHUNK_POINTS_MAX ? total - from : FULL_CHUNK_POINTS
    chunks.push(encodeChunk(from === 0 && size === total ? points : slicePoints(points, from, from + size)))
    from += size
  }
  return chunks
}

/** Chunks that hold the same points as the parts, in fewer pieces. */
export function mergeChunks(parts: readonly Points[]): EncodedChunk[] {
  return encodeChunks(joinPoints(parts))
}

/**
 * Positions of the chunks to merge now, fewer than two being none. `isComplete` says that nothing more will come, so
 * that all of them are taken.
 */
export function chunksToMerge(pointCounts: readonly number[], isComplete: boolean): number[] {
  const smallestFirst = pointCounts.map((_, index) => index).sort((a, b) => pointCounts[a]! - pointCounts[b]!)
  const chosen: number[] = []
  let sum = 0
  for (const index of smallestFirst) {
    const size = pointCounts[index]!
    if (!isComplete && chosen.length > 1 && sum < size * GROWTH_MIN) break
    chosen.push(index)
    sum += size
  }
  return chosen.length < 2 ? [] : chosen
}

function encodeChunk(points: Points): EncodedChunk {
  let stepMin = Number.POSITIVE_INFINITY
  let stepMax = Number.NEGATIVE_INFINITY
  for (const step of points.steps) {
    if (step < stepMin) stepMin = step
    if (step > stepMax) stepMax = step
  }
  return {
    firstLine: points.lines[0]!,
    lastLine: points.lines[points.lines.length - 1]!,
    stepMin,
    stepMax,
    pointCount: points.lines.length,
    data: encodePoints(points),
    levels: encodeLevels(points),
  }
}
