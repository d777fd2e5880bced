import fc from 'fast-check'
import { expect, test } from 'vitest'
import { HitIndex } from './hit-index'

const unit = fc.double({ min: 0, max: 1, noNaN: true })
const lines = fc.integer({ min: 1, max: 60 }).chain((count) =>
  fc.array(
    fc.array(unit, { minLength: count, maxLength: count }).map((column) => Float32Array.from(column)),
    { minLength: 2, maxLength: 5 },
  ),
)

function distanceOf(heights: Float32Array[], line: number, { column, position }: { column: number; position: number }) {
  const left = Math.min(Math.floor(column), heights.length - 2)
  const share = column - left
  return Math.abs((heights[left]![line] ?? 0) * (1 - share) + (heights[left + 1]![line] ?? 0) * share - position)
}

test('the line found is as near as any that asking every line would find', () => {
  fc.assert(
    fc.property(lines, unit, unit, unit, (heights, across, position, reach) => {
      const count = heights[0]!.length
      const query = { column: across * (heights.length - 1), position, reach: reach / 4 }
      const bits = Uint8Array.from({ length: count }, (_, line) => (line % 4 === 3 ? 0 : 1))
      const found = new HitIndex(
        heights,
        Int32Array.from({ length: count }, (_, line) => line),
      ).nearest(query, bits)
      const distances = Array.from({ length: count }, (_, line) =>
        bits[line] === 1 ? distanceOf(heights, line, query) : Number.POSITIVE_INFINITY,
      )
      const least = Math.min(...distances)
      if (least > query.reach) expect(found).toBeNull()
      else expect(distances[found!]).toBe(least)
    }),
    { numRuns: 300 },
  )
})

test('of lines that lie on each other the one on top is found', () => {
  const flat = () => Float32Array.from([0.5, 0.5, 0.5])
  const index = new HitIndex([flat(), flat()], Int32Array.from([1, 2, 0]))
  expect(index.nearest({ column: 0.3, position: 0.51, reach: 0.05 }, Uint8Array.from([1, 1, 1]))).toBe(1)
  expect(index.nearest({ column: 0.3, position: 0.51, reach: 0.05 }, Uint8Array.from([1, 0, 1]))).toBe(0)
  expect(index.nearest({ column: 0.3, position: 0.9, reach: 0.05 }, Uint8Array.from([1, 1, 1]))).toBeNull()
})
