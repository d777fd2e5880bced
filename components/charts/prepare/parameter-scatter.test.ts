import { describe, expect, it } from 'vitest'
import type { SweepPoint } from '~/server/domain/sweep'
import { type AxisData, axesOf } from './parameter-axis'
import { parameterScatters } from './parameter-scatter'

function sweepOf(count: number): AxisData {
  const points = Array.from(
    { length: count },
    (_, number): SweepPoint => ({
      runId: `run${number}`,
      storageId: '00000000-0000-4000-8000-000000000000',
      serial: number,
      name: `run-${number}`,
      state: 'finished',
      number,
      attempt: 1,
      params: { layers: [32, 64][number % 2] ?? 32, lr: 0.1 + number },
      value: number === 3 ? null : Math.sin(number),
      startedAtMs: null,
      finishedAtMs: null,
      durationSeconds: null,
    }),
  )
  const parameters = [
    { name: 'layers', distribution: 'categorical', values: [32, 64], isLog: false },
    { name: 'lr', distribution: 'uniform', values: null, isLog: false },
  ]
  return { objective: { name: 'acc', goal: 'maximize' }, parameters, points }
}

describe('value by parameter', () => {
  it('has a chart for each parameter but none for the objective, and leaves out runs without a value', () => {
    const data = sweepOf(20)
    const { panels, shownCount, valueCount } = parameterScatters(axesOf(data), data.points, 'maximize')
    expect(panels.map((panel) => panel.axis.key)).toEqual(['layers', 'lr'])
    expect([shownCount, valueCount]).toEqual([19, 19])
  })

  it('spreads the dots of a choice without reaching the next', () => {
    const data = sweepOf(20)
    const [layers] = parameterScatters(axesOf(data), data.points, 'maximize').panels
    const low = layers!.dots.filter((dot) => dot.x < 0.5)
    expect(new Set(low.map((dot) => dot.x)).size).toBeGreaterThan(5)
    expect(Math.max(...low.map((dot) => dot.x))).toBeLessThan(0.1)
  })

  it('thins thousands of dots and keeps the best of them', () => {
    const data = sweepOf(9000)
    const { panels, shownCount, valueCount } = parameterScatters(axesOf(data), data.points, 'maximize')
    expect(valueCount).toBe(8999)
    expect(shownCount).toBeLessThan(3320)
    const best = Math.max(...data.points.map((point) => point.value ?? -1))
    expect(panels[0]!.dots.some((dot) => dot.value === best)).toBe(true)
  })
})
