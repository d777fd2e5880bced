import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { joinByLine } from './join'
import { anyPoints } from './testing'

describe('joining by line', () => {
  test('keeps the lines that all parts have, each with its own values, and nothing else', () => {
    fc.assert(
      fc.property(fc.array(anyPoints, { minLength: 1, maxLength: 4 }), (parts) => {
        const joined = joinByLine(parts)
        const lines = [...parts[0]!.lines].filter((line) => parts.every((part) => part.lines.includes(line)))
        expect([...joined.lines]).toEqual(lines)
        for (const [index, part] of parts.entries()) {
          const byLine = new Map([...part.lines].map((line, at) => [line, part.values[at]]))
          expect([...joined.values[index]!]).toEqual(lines.map((line) => byLine.get(line)))
        }
        const stepByLine = new Map([...parts[0]!.lines].map((line, at) => [line, parts[0]!.steps[at]]))
        expect([...joined.steps]).toEqual(lines.map((line) => stepByLine.get(line)))
      }),
    )
  })

  test('of nothing is nothing', () => {
    expect(joinByLine([]).lines).toHaveLength(0)
  })
})
