import { describe, expect, it } from 'vitest'
import { drawnBest, drawnBestLine, expectedBest, worstFirst } from './expected-best'

describe('expected best of k draws', () => {
  it('is the mean for one draw and the best for all draws', () => {
    const sorted = worstFirst([3, 1, 2, 6], 'maximize')
    expect(expectedBest(sorted, 1)).toBeCloseTo(3, 12)
    expect(expectedBest(sorted, 4)).toBeCloseTo(6, 12)
  })

  it('agrees with enumerating every pair', () => {
    const values = [0.2, 0.5, 0.9, 0.9, 0.1]
    let sum = 0
    let pairs = 0
    for (let i = 0; i < values.length; i++) {
      for (let j = i + 1; j < values.length; j++) {
        sum += Math.min(values[i]!, values[j]!)
        pairs++
      }
    }
    expect(expectedBest(worstFirst(values, 'minimize'), 2)).toBeCloseTo(sum / pairs, 12)
  })

  it('never gets worse with more draws, in either direction', () => {
    const values = Array.from({ length: 57 }, (_, i) => Math.sin(i * 12.9898) * 43758.5453 - Math.floor(i / 3))
    for (const goal of ['minimize', 'maximize'] as const) {
      const line = drawnBestLine(values, goal)
      for (let i = 1; i < line.length; i++) {
        const gain = line[i]!.mean - line[i - 1]!.mean
        expect(goal === 'minimize' ? -gain : gain).toBeGreaterThanOrEqual(-1e-9)
      }
    }
  })

  it('ends in the band eight times of ten', () => {
    const values = Array.from({ length: 40 }, (_, i) => i)
    const { worse, better } = drawnBest(values, 5)!
    // C(i, 5) / C(40, 5) is the chance that the best of five is at most the i-th.
    const chanceOfAtMost = (value: number) => {
      let chance = 1
      for (let j = 0; j < 5; j++) chance *= (value + 1 - j) / (40 - j)
      return chance
    }
    expect(chanceOfAtMost(worse)).toBeGreaterThanOrEqual(0.1)
    expect(chanceOfAtMost(worse - 1)).toBeLessThanOrEqual(0.1)
    expect(chanceOfAtMost(better - 1)).toBeLessThanOrEqual(0.9)
    expect(chanceOfAtMost(better)).toBeGreaterThanOrEqual(0.9)
  })

  it('has no answer for no values or for more draws than values', () => {
    expect(expectedBest([], 1)).toBeNull()
    expect(expectedBest([1, 2], 3)).toBeNull()
    expect(drawnBestLine([], 'minimize')).toEqual([])
  })

  it('stays within the asked number of points and keeps both ends', () => {
    const line = drawnBestLine(
      Array.from({ length: 5000 }, (_, i) => i),
      'maximize',
      100,
    )
    expect(line.length).toBeLessThanOrEqual(101)
    expect(line[0]!.count).toBe(1)
    expect(line.at(-1)).toEqual({ count: 5000, mean: 4999, worse: 4999, better: 4999 })
  })
})
