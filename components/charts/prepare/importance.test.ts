import { describe, expect, it } from 'vitest'
import { correlationWord, importanceModel } from './importance'

const parameter = (name: string, importance: number, deviation = 0) => ({
  name,
  importance,
  deviation,
  correlation: null,
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

  it('says the direction of a correlation in words', () => {
    expect([null, 0.05, 0.6, -0.6].map(correlationWord)).toEqual([
      'unordered',
      'no trend',
      'rises with it',
      'falls with it',
    ])
  })
})
