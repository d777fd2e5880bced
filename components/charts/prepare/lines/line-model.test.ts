import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { methodColor } from '~/components/lib/color'
import type { Series } from '~/server/domain/history'
import type { MetricValue } from '~/server/domain/json'
import { crosshairRows } from './crosshair-rows'
import { smoothed } from './curve'
import { spreadLabels } from './end-labels'
import { groupCurves } from './group'
import { lineFacts } from './line-facts'
import { type LineOptions, lineModel, type PlotRun, summaryOf } from './line-model'
import { linearAxis, logAxis, xAxisOf } from './ticks'
import { valueRange } from './value-range'

const plainOptions: LineOptions = { xAxis: 'step', isLog: false, smoothing: 0, groupBy: 'run' }

function series(storageId: string, values: MetricValue[], x = values.map((_, i) => i)): Series {
  return { storageId, key: 'loss', isExact: true, pointCount: values.length, x, last: values, min: values, max: values }
}

function run(storageId: string, method: string | null = null): PlotRun {
  return { storageId, name: `run ${storageId}`, method, color: `color of ${storageId}` }
}

describe('a line', () => {
  test('keeps the order of the runs and the colour of its run', () => {
    const model = lineModel([series('b', [1, 2]), series('a', [3, 4])], [run('a'), run('b')], plainOptions)!
    expect(model.lines.map((line) => [line.id, line.color, line.last])).toEqual([
      ['a', 'color of a', 4],
      ['b', 'color of b', 2],
    ])
  })

  test('has a gap where no finite number was logged, and says so', () => {
    const model = lineModel([series('a', [1, 'NaN', 'Infinity', 2])], [run('a')], plainOptions)!
    expect(model.lines[0]?.points.map((point) => point.y)).toEqual([1, null, null, 2])
    expect(model.lines[0]?.oddX).toEqual([1, 2])
    expect(model.oddCount).toBe(2)
  })

  test('has no place for zero and below on a log axis', () => {
    const model = lineModel([series('a', [0, -1, 10, 100])], [run('a')], { ...plainOptions, isLog: true })!
    expect(model.lines[0]?.points.map((point) => point.y)).toEqual([null, null, 10, 100])
    expect(model.y.range[0]).toBeGreaterThan(0)
  })

  test('that has no value at all makes no chart', () => {
    expect(lineModel([series('a', ['NaN'])], [run('a')], plainOptions)).toBeNull()
    expect(lineModel([], [run('a')], plainOptions)).toBeNull()
  })

  test('of a single point gets a range of its own', () => {
    const model = lineModel([series('a', [5], [3])], [run('a')], plainOptions)!
    expect(model.x.range).toEqual([2.5, 3.5])
    expect(model.y.range[0]).toBeLessThan(5)
    expect(model.y.range[1]).toBeGreaterThan(5)
  })

  test('shows the band of a bucket that stands for many points', () => {
    const bucketed: Series = { ...series('a', [2, 3]), isExact: false, min: [1, 2], max: [4, 5] }
    expect(lineModel([bucketed], [run('a')], plainOptions)?.lines[0]?.points[0]?.band).toEqual([1, 4])
  })

  test('keeps its values beside the smoothed ones', () => {
    const model = lineModel([series('a', [0, 10])], [run('a')], { ...plainOptions, smoothing: 0.5 })!
    expect(model.lines[0]?.raw?.map((point) => point.y)).toEqual([0, 10])
    expect(model.lines[0]?.points[1]?.y).toBeCloseTo(20 / 3)
    expect(model.lines[0]?.last).toBe(10)
  })
})

describe('smoothing', () => {
  test('leaves a constant alone from its first point on', () => {
    const points = [3, 3, 3].map((y, x) => ({ x, y, band: null }))
    for (const point of smoothed(points, 0.9)) expect(point.y).toBeCloseTo(3)
  })

  test('stays within the values', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1 }), (values) => {
        const low = Math.min(...values)
        const high = Math.max(...values)
        for (const { y } of smoothed(
          values.map((value, x) => ({ x, y: value, band: null })),
          0.8,
        )) {
          expect(y).toBeGreaterThanOrEqual(low - 1e-6)
          expect(y).toBeLessThanOrEqual(high + 1e-6)
        }
      }),
    )
  })
})

describe('groups', () => {
  test('are one line a method with the mean, the sample deviation and the method’s colour', () => {
    const model = lineModel([series('a', [1, 1]), series('b', [3, 3])], [run('a', 'bayes'), run('b', 'bayes')], {
      ...plainOptions,
      groupBy: 'method',
    })!
    expect(model.lines).toHaveLength(1)
    expect(model.lines[0]).toMatchObject({ name: 'bayes (2 runs)', color: methodColor('bayes'), last: 2 })
    expect(model.lines[0]?.points[0]?.band?.[0]).toBeCloseTo(2 - Math.SQRT2)
  })

  test('take a curve between its points but not beyond its end', () => {
    const long = [0, 2, 4].map((x) => ({ x, y: 0, band: null }))
    const short = [1, 2].map((x) => ({ x, y: 2, band: null }))
    const { points, counts } = groupCurves([long, short])
    expect(points.map((point) => [point.x, point.y])).toEqual([
      [0, 0],
      [1, 1],
      [2, 1],
      [4, 0],
    ])
    expect(counts).toEqual([1, 2, 2, 1])
  })

  test('do not bridge a gap', () => {
    const gapped = [
      { x: 0, y: 1, band: null },
      { x: 1, y: null, band: null },
      { x: 2, y: 1, band: null },
    ]
    expect(groupCurves([gapped]).points.map((point) => point.x)).toEqual([0, 2])
  })
})

describe('ranges and ticks', () => {
  test('a few outliers are clipped and counted', () => {
    const range = valueRange([...Array.from({ length: 200 }, (_, i) => i / 100), 500, 900], false)!
    expect(range.above).toBe(2)
    expect(range.range[1]).toBeLessThan(5)
  })

  test('nothing is clipped where values spread evenly', () => {
    expect(valueRange([1, 2, 3, 4], false)).toMatchObject({ above: 0, below: 0 })
    expect(valueRange([], false)).toBeNull()
  })

  test('ticks of one axis have the same decimals', () => {
    expect(linearAxis([0.62, 0.89]).labels).toEqual(['0.65', '0.70', '0.75', '0.80', '0.85'])
  })

  test('a wide log axis has decades only', () => {
    expect(logAxis([1e-5, 1]).ticks.every((tick) => Number.isInteger(Math.round(Math.log10(tick) * 1e6) / 1e6))).toBe(
      true,
    )
    expect(logAxis([1e-5, 1]).ticks.length).toBeGreaterThanOrEqual(4)
  })

  test('steps are whole numbers and runtimes whole units of time', () => {
    expect(xAxisOf('step', [0, 2]).ticks).toEqual([0, 1, 2])
    expect(xAxisOf('runtime', [0, 600]).ticks).toEqual([0, 120, 240, 360, 480, 600])
  })

  test('every axis has few ticks, all within its range', () => {
    const ends = fc.tuple(
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
    )
    fc.assert(
      fc.property(ends, ([low, size]) => {
        for (const axis of [linearAxis([low, low + size]), xAxisOf('runtime', [Math.abs(low), Math.abs(low) + size])]) {
          expect(axis.ticks.length).toBeLessThanOrEqual(11)
          for (const tick of axis.ticks) {
            expect(tick).toBeGreaterThanOrEqual(axis.range[0] - size * 1e-6)
            expect(tick).toBeLessThanOrEqual(axis.range[1] + size * 1e-6)
          }
        }
      }),
    )
  })
})

describe('what is said of a chart', () => {
  const model = lineModel([series('a', [1, 5]), series('b', [1, 9], [0, 10])], [run('a'), run('b')], plainOptions)!

  test('the crosshair lists what is there, largest first, and not what ended before', () => {
    expect(crosshairRows(model, 0.4).map((row) => row.y)).toEqual([1, 1])
    expect(crosshairRows(model, 10).map((row) => row.name)).toEqual(['run b'])
  })

  test('the summary names the highest and the lowest end', () => {
    expect(summaryOf('loss', model)).toBe('loss: 2 lines. Last values: highest run b at 9, lowest run a at 5.')
  })

  test('the table view has the extremes of each line', () => {
    expect(lineFacts(model)[0]).toMatchObject({ name: 'run b', min: 1, max: 9, last: 9, pointCount: 2 })
  })

  test('names at line ends never cover each other', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 160, noNaN: true }), { maxLength: 6 }), (ends) => {
        const placed = spreadLabels(
          ends.map((y, i) => ({ id: String(i), y })),
          14,
          160,
        )
        for (const [i, label] of placed.entries()) {
          if (i > 0) expect(label.y - placed[i - 1]!.y).toBeGreaterThanOrEqual(14 - 1e-9)
          expect(label.y).toBeGreaterThanOrEqual(0)
          expect(label.y).toBeLessThanOrEqual(160)
        }
      }),
    )
  })
})
