import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodePoints } from './codec'
import { decodeLevel, rollUp } from './levels'
import { chunksToMerge, encodeChunks, FULL_CHUNK_POINTS, mergeChunks } from './merge'
import { joinPoints, type Points, slicePoints } from './points'
import { anyPoints, columns, pointsOf } from './testing'

/** The points dealt out to parts, as appends out of order would. */
function dealt(points: Points, seed: number): Points[] {
  const parts: Points[] = []
  const size = 1 + (seed % 5)
  for (let from = 0; from < points.lines.length; from += size) parts.push(slicePoints(points, from, from + size))
  return parts.sort((a, b) => ((a.lines[0]! * 7 + seed) % 11) - ((b.lines[0]! * 7 + seed) % 11))
}

describe('merging chunks', () => {
  test('in whatever order parts arrive, the merged chunks hold the same points in the order of lines', () => {
    fc.assert(
      fc.property(anyPoints, fc.nat(100), (points, seed) => {
        const merged = joinPoints(mergeChunks(dealt(points, seed)).map((chunk) => decodePoints(chunk.data)))
        expect(columns(merged)).toEqual(columns(points))
      }),
    )
  })

  test('parts that interleave line by line are put in order', () => {
    const all = pointsOf(Array.from({ length: 100 }, (_, index) => index / 3))
    const odd = joinPoints(Array.from({ length: 50 }, (_, index) => slicePoints(all, 2 * index + 1, 2 * index + 2)))
    const even = joinPoints(Array.from({ length: 50 }, (_, index) => slicePoints(all, 2 * index, 2 * index + 1)))
    expect(columns(joinPoints([odd, even]))).toEqual(columns(all))
  })

  test('a long series is cut into full chunks without a crumb at the end', () => {
    const chunks = encodeChunks(pointsOf(Array.from({ length: 20_001 }, (_, index) => index * 0.5)))
    expect(chunks.map((chunk) => chunk.pointCount)).toEqual([4096, 4096, 4096, 7713])
    expect(chunks[1]).toMatchObject({ firstLine: 4096, lastLine: 8191, stepMin: 4096, stepMax: 8191 })
    expect(encodeChunks(pointsOf([]))).toEqual([])
  })

  test('levels are there for long stretches of rising steps, and only for them', () => {
    const values = Array.from({ length: 1000 }, (_, index) => (index % 7 === 0 ? Number.NaN : Math.cos(index)))
    const points = pointsOf(values)
    const [chunk] = encodeChunks(points)
    for (const width of [16, 256] as const) {
      expect(decodeLevel(chunk!.levels!, width)).toEqual(rollUp(points, width))
    }
    const back = { ...points, steps: points.steps.slice().reverse() }
    expect(encodeChunks(back)[0]!.levels).toBeNull()
    expect(encodeChunks(pointsOf([1, 2, 3]))[0]!.levels).toBeNull()
  })

  test('a roll-up leaves NaN out unless there is nothing else', () => {
    const level = rollUp(pointsOf([Number.NaN, 3, -Infinity, Number.NaN, Number.NaN, Number.NaN]), 4)
    expect([...level.min]).toEqual([-Infinity, Number.NaN])
    expect([...level.max]).toEqual([3, Number.NaN])
    expect([...level.values]).toEqual([-Infinity, Number.NaN])
    expect([...level.lines]).toEqual([3, 5])
  })
})

describe('the choice of chunks to merge', () => {
  test('a run that logs point by point rewrites each point a few times and keeps few chunks', () => {
    let chunks: number[] = []
    let rewritten = 0
    for (let point = 0; point < FULL_CHUNK_POINTS; point++) {
      chunks.push(1)
      if (chunks.length < 32) continue
      const chosen = chunksToMerge(chunks, false)
      const sum = chosen.reduce((total, index) => total + chunks[index]!, 0)
      rewritten += sum
      chunks = [...chunks.filter((_, index) => !chosen.includes(index)), sum]
    }
    expect(chunks.length).toBeLessThan(32)
    expect(rewritten / FULL_CHUNK_POINTS).toBeLessThan(12)
  })

  test('a run that is over has all its chunks merged, and a single chunk is left alone', () => {
    expect(chunksToMerge([4000, 1, 30], true).sort()).toEqual([0, 1, 2])
    expect(chunksToMerge([4000, 1, 1], false).sort()).toEqual([1, 2])
    expect(chunksToMerge([7], true)).toEqual([])
    expect(chunksToMerge([], true)).toEqual([])
  })
})
