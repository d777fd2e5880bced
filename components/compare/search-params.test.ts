import { describe, expect, it } from 'vitest'
import { readCompareState, toCompareInput } from './search-params'

describe('the address of a comparison', () => {
  it('says everything that can be chosen', () => {
    const state = readCompareState('sweeps=aaaaaaaa,bbbbbbbb&x=hours&reach=0.875&within=5&replicates=apart&pair=2-0')
    expect(state).toMatchObject({ sweeps: ['aaaaaaaa', 'bbbbbbbb'], pair: [2, 0], budget: null, band: 'std' })
    expect(toCompareInput(state)).toEqual({ axis: 'time', level: 0.875, tolerance: 0.05, replicates: 'apart' })
  })

  it('has a default for each, also for what somebody spoiled', () => {
    const spoiled = readCompareState('x=moon&reach=soon&within=x&pair=1-1&budget=many&replicates=&band=wide')
    expect(spoiled).toEqual(readCompareState(''))
    expect(toCompareInput(spoiled)).toEqual({ axis: 'runs', level: 'common', tolerance: 0, replicates: 'together' })
    expect(toCompareInput(readCompareState('within=-9')).tolerance).toBe(0)
    expect(toCompareInput(readCompareState('within=900')).tolerance).toBe(0.5)
    expect(readCompareState('reach=Infinity').reach).toBe('common')
    expect(readCompareState('reach=-0.5').reach).toBe(-0.5)
  })
})
