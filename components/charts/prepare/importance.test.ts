import { describe, expect, it } from 'vitest'
import { correlationInterval, correlationWord, importanceModel } from './importance'

const parameter = (name: string, importance: number, deviation = 0) => ({
  name,
  importance,
  deviation,
  correlation: null,
  trialCount: 40,
})

describe('importance', () => {
  it('puts the most important first, on a scale that holds every whisker', () => {
    const { rows } = importanceModel({
      trialCount: 40,
      fit: 0.8,
      parameters: [parameter('a', 0.2), parameter('b', 0.6, 0.2)],
    })
    expect(rows.map((row) => row.name)).toEqual(['b', 'a'])
    expect(rows[0]!.barShare).toBeCloseTo(0.75, 12)
    expect(rows[0]!.whiskerTo).toBe(1)
    expect(rows[0]!.whiskerFrom).toBeCloseTo(0.5, 12)
    expect(rows[1]!.barShare).toBeCloseTo(0.25, 12)
  })

  it('warns below twenty runs, then of a poor fit, and else says nothing', () => {
    const parameters = [parameter('a', 1)]
    expect(importanceModel({ trialCount: 12, fit: 0.9, parameters }).caution).toContain('12 runs')
    expect(importanceModel({ trialCount: 30, fit: 0.1, parameters }).caution).toContain('little')
    expect(importanceModel({ trialCount: 30, fit: null, parameters }).caution).toContain('little')
    expect(importanceModel({ trialCount: 30, fit: 0.7, parameters }).caution).toBeNull()
  })

  it('says in how many runs a setting is, where some lack it, and trusts its correlation by those', () => {
    const some = { ...parameter('a', 0.2), correlation: 0.5, trialCount: 12 }
    const all = { ...parameter('b', 0.2), correlation: 0.5 }
    const { rows } = importanceModel({ trialCount: 40, fit: 0.8, parameters: [some, all] })
    expect(rows.map(({ note }) => note)).toEqual(['set in 12 runs', null])
    expect(rows[0]!.interval).toEqual(correlationInterval(0.5, 12))
    expect(rows[1]!.interval).toEqual(correlationInterval(0.5, 40))
  })

  it('has no bars without parameters or without any importance', () => {
    expect(importanceModel({ trialCount: 0, fit: null, parameters: [] }).rows).toEqual([])
    expect(importanceModel({ trialCount: 3, fit: null, parameters: [parameter('a', 0)] }).rows[0]!.barShare).toBe(0)
  })

  it('draws nothing from too few runs or without a model of few, for nought is not what is known', () => {
    const parameters = [parameter('a', 1)]
    const isTooFew = (trialCount: number, fit: number | null) =>
      importanceModel({ trialCount, fit, parameters }).isTooFew
    expect(isTooFew(6, 0.9)).toBe(true)
    expect(isTooFew(12, null)).toBe(true)
    expect(isTooFew(12, 0.9)).toBe(false)
    expect(isTooFew(30, null)).toBe(false)
  })

  it('says the direction of a correlation in words, and no trend where there may be none', () => {
    const word = (correlation: number | null, runCount = 100) =>
      correlationWord({ correlation, interval: correlationInterval(correlation, runCount) })
    expect([null, 0.05, 0.6, -0.6].map((correlation) => word(correlation))).toEqual([
      'no order',
      'no trend',
      'rises with it',
      'falls with it',
    ])
    expect(word(0.6, 8)).toBe('no trend')
    expect(word(0.05, 10_000)).toBe('rises with it')
  })

  it('gives a correlation an interval that narrows with more runs and stays between its ends', () => {
    const few = correlationInterval(0.5, 20)!
    const many = correlationInterval(0.5, 2000)!
    expect(few[1] - few[0]).toBeGreaterThan(many[1] - many[0])
    expect(correlationInterval(1, 30)![1]).toBeLessThanOrEqual(1)
    expect(correlationInterval(0.5, 4)).toBeNull()
    expect(correlationInterval(null, 400)).toBeNull()
  })

  it('holds the true correlation in about 95 of 100 samples', () => {
    // Pairs with a rank correlation near 0.45, from a small generator of our own.
    let seed = 7
    const random = () => {
      seed = (seed * 16_807) % 2_147_483_647
      return seed / 2_147_483_647
    }
    const sample = (count: number) =>
      Array.from({ length: count }, () => {
        const x = random()
        return { x, y: 0.35 * x + 0.65 * random() }
      })
    const ranks = (values: number[]) => {
      const order = [...values.keys()].sort((a, b) => values[a]! - values[b]!)
      const result: number[] = []
      for (const [rank, index] of order.entries()) result[index] = rank
      return result
    }
    const spearman = (pairs: { x: number; y: number }[]) => {
      const [a, b] = [ranks(pairs.map(({ x }) => x)), ranks(pairs.map(({ y }) => y))]
      const n = pairs.length
      return 1 - (6 * a.reduce((sum, rank, index) => sum + (rank - b[index]!) ** 2, 0)) / (n * (n * n - 1))
    }
    const truth = spearman(sample(40_000))
    const held = Array.from({ length: 400 }, () => correlationInterval(spearman(sample(40)), 40)!).filter(
      ([low, high]) => low <= truth && truth <= high,
    ).length
    expect(held).toBeGreaterThan(365)
    expect(held).toBeLessThan(398)
  })
})
