import { describe, expect, it } from 'vitest'
import type { SweepPoint } from '~/server/domain/sweep'
import { nextOrder, readOrder, sortedBy, writeOrder } from './run-order'

function point(number: number, value: number | null, lr?: number): SweepPoint {
  return {
    runId: `run${number}`,
    storageId: '00000000-0000-4000-8000-000000000000',
    serial: number,
    name: `run-${number}`,
    state: 'finished',
    number,
    attempt: 1,
    params: lr === undefined ? {} : { lr },
    value,
    startedAtMs: null,
    finishedAtMs: null,
    durationSeconds: null,
  }
}

const points = [point(0, 0.5, 2), point(1, null, 1), point(2, 0.9)]
const numbers = (sorted: SweepPoint[]) => sorted.map((run) => run.number)

describe('the order of runs', () => {
  it('is best first when nothing is chosen', () => {
    expect(numbers(sortedBy(points, readOrder('', 'maximize')))).toEqual([2, 0, 1])
    expect(numbers(sortedBy(points, readOrder('', 'minimize')))).toEqual([0, 2, 1])
  })

  it('puts runs without the value last in both directions', () => {
    expect(numbers(sortedBy(points, readOrder('p.lr', 'maximize')))).toEqual([1, 0, 2])
    expect(numbers(sortedBy(points, readOrder('-p.lr', 'maximize')))).toEqual([0, 1, 2])
  })

  it('turns round on a second click and reads back what it wrote', () => {
    const first = nextOrder(readOrder('', 'maximize'), 'p.lr', 'maximize')
    expect(first).toEqual({ key: 'p.lr', isDescending: false })
    const second = nextOrder(first, 'p.lr', 'maximize')
    expect(second.isDescending).toBe(true)
    expect(readOrder(writeOrder(second), 'maximize')).toEqual(second)
    expect(nextOrder(first, 'value', 'maximize').isDescending).toBe(true)
  })
})
