import { describe, expect, it } from 'vitest'
import type { SweepPoint } from '~/server/domain/sweep'
import { bestSoFar, inOrderOfEnding, timeUnitOf } from './best-so-far'

function point(number: number, value: number | null, over: Partial<SweepPoint> = {}): SweepPoint {
  return {
    runId: `run${number}`,
    storageId: '00000000-0000-4000-8000-000000000000',
    serial: number,
    name: `run-${number}`,
    state: 'finished',
    number,
    attempt: 1,
    params: {},
    value,
    startedAtMs: number * 60_000,
    finishedAtMs: number * 60_000 + 30_000,
    durationSeconds: 30,
    ...over,
  }
}

const maximize = { name: 'val_accuracy', goal: 'maximize' } as const

describe('best value so far', () => {
  it('steps up at records only and ends at the last run', () => {
    const model = bestSoFar([point(0, 0.5), point(1, 0.4), point(2, 0.8), point(3, 0.7)], {
      objective: maximize,
      xKind: 'runs',
    })
    expect(model.steps).toEqual([
      { x: 1, value: 0.5 },
      { x: 3, value: 0.8 },
      { x: 4, value: 0.8 },
    ])
    expect(model.best).toMatchObject({ runId: 'run2', place: 3 })
    expect(model.median).toBeCloseTo(0.6, 12)
  })

  it('goes down when the goal is to minimize', () => {
    const model = bestSoFar([point(0, 3), point(1, 4), point(2, 1)], {
      objective: { name: 'loss', goal: 'minimize' },
      xKind: 'runs',
    })
    expect(model.steps.map((step) => step.value)).toEqual([3, 1])
  })

  it('gives a run without a value its place, because it cost a run', () => {
    const model = bestSoFar([point(0, null, { state: 'failed' }), point(1, 0.6)], {
      objective: maximize,
      xKind: 'runs',
    })
    expect(model.dots[0]).toMatchObject({ x: 2, place: 2 })
    expect(model.withoutValueCount).toBe(1)
    expect(model.runCount).toBe(2)
  })

  it('puts runs in the order of ending, those under way last, and leaves pending ones out', () => {
    const late = point(0, 0.1, { finishedAtMs: 900_000 })
    const running = point(1, 0.2, { state: 'running', finishedAtMs: null })
    const order = inOrderOfEnding([point(9, null, { state: 'pending' }), running, late, point(2, 0.3)])
    expect(order.map((run) => run.runId)).toEqual(['run2', 'run0', 'run1'])
  })

  it('measures time from the first start, in a unit that suits the span', () => {
    const model = bestSoFar([point(0, 0.5), point(10, 0.9)], { objective: maximize, xKind: 'hours' })
    expect(model.timeUnit?.word).toBe('minutes')
    expect(model.dots.map((dot) => dot.x)).toEqual([0.5, 10.5])
    expect(model.chance.map(({ x }) => x)).toEqual([0.5, 10.5])
    expect(timeUnitOf(3 * 3600).word).toBe('hours')
    expect(timeUnitOf(5 * 86_400).word).toBe('days')
    expect(timeUnitOf(20).word).toBe('seconds')
  })

  it('compares with the same values in random order, ending at the same best', () => {
    const model = bestSoFar([point(0, 0.5), point(1, 0.9)], { objective: maximize, xKind: 'runs' })
    expect(model.chance[0]).toMatchObject({ x: 1, band: [0.5, 0.9] })
    expect(model.chance[0]!.mean).toBeCloseTo(0.7, 12)
    expect(model.chance.at(-1)).toEqual({ x: 2, mean: 0.9, band: [0.9, 0.9] })
  })

  it('keeps the axis at the expected count while runs come in, but the line ends where the runs end', () => {
    const model = bestSoFar([point(0, 0.5), point(1, 0.4)], { objective: maximize, xKind: 'runs', expectedCount: 20 })
    expect(model.xMax).toBe(20)
    expect(model.steps.at(-1)!.x).toBe(2)
  })

  it('draws no more dots than can be told apart, but every record', () => {
    const many = Array.from({ length: 9000 }, (_, i) => point(i, i === 1234 ? 9 : 0.5 - i * 1e-5))
    const model = bestSoFar(many, { objective: maximize, xKind: 'runs' })
    expect(model.dots.length).toBeLessThanOrEqual(3002)
    expect(model.dotCount).toBe(9000)
    expect(model.dots.some((dot) => dot.runId === 'run1234')).toBe(true)
  })

  it('is empty and harmless without runs', () => {
    const model = bestSoFar([], { objective: maximize, xKind: 'hours' })
    expect(model).toMatchObject({ dots: [], steps: [], best: null, median: null, runCount: 0 })
  })
})
