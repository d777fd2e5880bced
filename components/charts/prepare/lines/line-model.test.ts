import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { GroupedSeries, Series } from '~/server/domain/history'
import type { MetricValue } from '~/server/domain/json'
import { LINE_SETTINGS, type LineSettings } from '~/server/domain/panel'
import type { PlotGroup, PlotRun } from '../plot-run'
import { linearAxis, logAxis, type Range, xAxisOf } from '../ticks'
import { valueRange } from '../value-range'
import { crosshairRows, nextX, rowsAround } from './crosshair-rows'
import { nearestIndex } from './curve'
import { spreadLabels } from './end-labels'
import { lineFacts, summaryOf } from './line-facts'
import { type LineModel, lineModel, lineSet } from './line-model'
import { plotScale, traceBand, traceLine } from './plot-scale'
import { aPlotRun } from './testing'

function series(storageId: string, values: MetricValue[], x = values.map((_, i) => i)): Series {
  return { storageId, key: 'loss', isExact: true, pointCount: values.length, x, last: values, min: values, max: values }
}

const run = (storageId: string) => aPlotRun({ storageId, name: `run ${storageId}`, color: `color of ${storageId}` })

type Drawing = { settings?: Partial<LineSettings>; zoom?: Range; metrics?: string[] }

function modelOf(
  all: Series[],
  runs: PlotRun[],
  { settings, zoom, metrics = ['loss'] }: Drawing = {},
): LineModel | null {
  const whole = { ...LINE_SETTINGS, ...settings }
  const set = lineSet({ runs, groups: null, metrics, series: all, grouped: [] }, whole)
  return set && lineModel(set, whole, zoom ?? null)
}

const plain = (column: Float64Array | null | undefined) => [...(column ?? [])].map((y) => (Number.isNaN(y) ? null : y))

describe('a line', () => {
  test('keeps the order of the runs and the colour of its run', () => {
    const model = modelOf([series('b', [1, 2]), series('a', [3, 4])], [run('a'), run('b')])!
    expect(model.lines.map((line) => [line.id, line.color, line.last])).toEqual([
      ['a', 'color of a', 4],
      ['b', 'color of b', 2],
    ])
  })

  test('has a gap where no finite number was logged, and says so', () => {
    const model = modelOf([series('a', [1, 'NaN', 'Infinity', 2])], [run('a')])!
    expect(plain(model.lines[0]?.y)).toEqual([1, null, null, 2])
    expect(model.lines[0]?.oddX).toEqual([1, 2])
    expect(model.oddCount).toBe(2)
  })

  test('has no place for zero and below on a log axis, up or across', () => {
    const up = modelOf([series('a', [0, -1, 10, 100])], [run('a')], { settings: { isLogY: true } })!
    expect(plain(up.lines[0]?.y)).toEqual([null, null, 10, 100])
    expect(up.y.range[0]).toBeGreaterThan(0)
    const across = modelOf([series('a', [1, 2, 3], [0, 10, 1000])], [run('a')], { settings: { isLogX: true } })!
    expect(across.x.range).toEqual([10, 1000])
    expect(across.x.ticks).toContain(100)
  })

  test('that has no value at all makes no chart', () => {
    expect(modelOf([series('a', ['NaN'])], [run('a')])).toBeNull()
    expect(modelOf([], [run('a')])).toBeNull()
  })

  test('of a single point gets a range of its own', () => {
    const model = modelOf([series('a', [5], [3])], [run('a')])!
    expect(model.x.range).toEqual([2.5, 3.5])
    expect(model.y.range[0]).toBeLessThan(5)
    expect(model.y.range[1]).toBeGreaterThan(5)
  })

  test('shows the band of a bucket that stands for many points, and has room for it', () => {
    const bucketed: Series = { ...series('a', [2, 3]), isExact: false, min: [1, 2], max: [4, 5] }
    const model = modelOf([bucketed], [run('a')])!
    expect([plain(model.lines[0]?.low), plain(model.lines[0]?.high)]).toEqual([
      [1, 2],
      [4, 5],
    ])
    expect(model.y.range[1]).toBeGreaterThanOrEqual(5)
    expect(modelOf([bucketed], [run('a')], { settings: { showsExtremes: false } })?.lines[0]?.low).toBeNull()
    const withoutExtremes = { ...bucketed, min: [], max: [] }
    expect(modelOf([withoutExtremes], [run('a')])?.lines[0]?.low).toBeNull()
  })

  test('keeps its values beside the smoothed ones', () => {
    const settings = { smoothing: { kind: 'mean', amount: 3 } as const }
    const model = modelOf([series('a', [0, 10, 2])], [run('a')], { settings })!
    expect(plain(model.lines[0]?.raw)).toEqual([0, 10, 2])
    expect(plain(model.lines[0]?.y)).toEqual([5, 4, 6])
    expect(model.lines[0]?.last).toBe(2)
  })

  test('of each metric says which, the second dashed in the same colour', () => {
    const all = [series('a', [1]), { ...series('a', [2]), key: 'acc' }]
    const model = modelOf(all, [run('a')], { metrics: ['loss', 'acc'] })!
    expect(model.lines.map(({ name, dash, color }) => [name, dash, color])).toEqual([
      ['run a · loss', 0, 'color of a'],
      ['run a · acc', 1, 'color of a'],
    ])
  })

  test('is called what the legend says', () => {
    const settings = { legend: '${name}: ${config.lr}' }
    const withConfig = aPlotRun({ storageId: 'a', name: 'one', values: { 'config.lr': 0.01 } })
    expect(modelOf([series('a', [1])], [withConfig], { settings })?.lines[0]?.name).toBe('one: 0.01')
  })
})

describe('zooming', () => {
  const all = [series('a', [0, 1, 2, 100], [0, 10, 20, 30])]

  test('shows the part, with a y-axis that fits it', () => {
    const model = modelOf(all, [run('a')], { zoom: [5, 20] })!
    expect(model.x.range).toEqual([5, 20])
    expect(model.y.range[1]).toBeLessThan(3)
    expect(model).toMatchObject({ isZoomed: true, wholeX: [0, 30] })
  })

  test('stays within what there is, and a part with no value is empty, not an error', () => {
    expect(modelOf(all, [run('a')], { zoom: [-100, 15] })?.x.range).toEqual([0, 15])
    expect(modelOf(all, [run('a')], { zoom: [100, 200] })).toMatchObject({ isZoomed: false, x: { range: [0, 30] } })
    expect(modelOf(all, [run('a')], { zoom: [11, 19] })?.y.range).toEqual([0, 1])
  })
})

describe('groups', () => {
  const group: PlotGroup = {
    key: 'g',
    name: 'adam',
    color: 'color of g',
    values: { 'config.optimizer': 'adam' },
    storageIds: ['a', 'b'],
    runCount: 2,
  }
  const grouped: GroupedSeries = {
    group: 'g',
    key: 'loss',
    runCount: 2,
    oddCount: 0,
    x: [0, 1],
    count: [4, 1],
    mean: [2, 5],
    median: [1.5, 5],
    min: [0.5, 5],
    max: [4, 5],
    deviation: [1, null],
  }

  function groupModel(settings: Partial<LineSettings>) {
    const whole = { ...LINE_SETTINGS, ...settings }
    const set = lineSet({ runs: [], groups: [group], metrics: ['loss'], series: [], grouped: [grouped] }, whole)
    return set && lineModel(set, whole, null).lines[0]
  }

  test('are one line each with what was asked for and its band, none where there is one run', () => {
    expect(groupModel({})).toMatchObject({ name: 'adam (2)', color: 'color of g', last: 5, counts: [4, 1], owner: 'g' })
    expect(plain(groupModel({})?.y)).toEqual([2, 5])
    expect(plain(groupModel({})?.low)).toEqual([1, null])
    expect(plain(groupModel({ band: 'stderr' })?.high)).toEqual([2.5, null])
    expect(plain(groupModel({ band: 'minmax', aggregate: 'median' })?.y)).toEqual([1.5, 5])
    expect(plain(groupModel({ band: 'minmax' })?.high)).toEqual([4, 5])
    expect(groupModel({ band: 'none' })?.low).toBeNull()
  })

  test('have a band on a log axis that ends where values do', () => {
    const wide = { ...grouped, deviation: [3, null] }
    const whole = { ...LINE_SETTINGS, isLogY: true }
    const set = lineSet({ runs: [], groups: [group], metrics: ['loss'], series: [], grouped: [wide] }, whole)
    expect(plain(set?.lines[0]?.low)).toEqual([0.5, null])
  })

  test('are called by their values and number', () => {
    expect(groupModel({ legend: '${config.optimizer}, n ${n}' })?.name).toBe('adam, n 2')
  })
})

describe('ranges and ticks', () => {
  test('a few outliers are clipped and counted', () => {
    const range = valueRange([...Array.from({ length: 200 }, (_, i) => i / 100), 500, 900], false)!
    expect(range.above).toBe(2)
    expect(range.range[1]).toBeLessThan(5)
  })

  test('a run that explodes does not press the others flat', () => {
    const calm = Array.from({ length: 1000 }, (_, i) => i / 1000)
    const range = valueRange([...calm, ...Array.from({ length: 60 }, (_, i) => 10 ** i)], false)!
    expect(range.range[1]).toBeLessThan(3)
    expect(range.above).toBe(59)
  })

  test('an outlier is not clipped where that is switched off', () => {
    const range = valueRange([...Array.from({ length: 200 }, (_, i) => i / 100), 500], false, false)!
    expect(range.above).toBe(0)
    expect(range.range[1]).toBeGreaterThan(500)
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

  test('an axis of another metric says which', () => {
    expect(xAxisOf('metric:epoch', [0, 2.5]).format(1.5)).toBe('epoch 1.5')
    expect(xAxisOf('step', [1, 10_000], true).ticks).toEqual([1, 10, 100, 1000, 10_000])
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
  const model = modelOf([series('a', [1, 5]), series('b', [1, 9], [0, 10])], [run('a'), run('b')])!

  test('the crosshair lists what is there, largest first, and not what ended before', () => {
    expect(crosshairRows(model, 0.4).map((row) => row.y)).toEqual([1, 1])
    expect(crosshairRows(model, 10).map((row) => row.name)).toEqual(['run b'])
  })

  test('the crosshair goes by key from point to point and stops at the ends', () => {
    expect(nextX(model, 0, 1)).toBe(1)
    expect(nextX(model, 1, 1)).toBe(10)
    expect(nextX(model, 10, 1)).toBe(10)
    expect(nextX(model, 10, -1)).toBe(1)
    expect(nextX(model, 0, -1)).toBe(0)
  })

  test('many rows are cut to those around the nearest, with how many that leaves', () => {
    const many = modelOf(
      Array.from({ length: 40 }, (_, i) => series(`r${i}`, [i])),
      Array.from({ length: 40 }, (_, i) => run(`r${i}`)),
    )!
    const rows = crosshairRows(many, 0)
    const { shown, higher, lower } = rowsAround(rows, rows[39]!, 12)
    expect([shown.length, higher, lower]).toEqual([12, 28, 0])
    expect(rowsAround(rows, null, 12)).toMatchObject({ higher: 0, lower: 28 })
  })

  test('the summary names the highest and the lowest end, and the axis', () => {
    expect(summaryOf('loss', model)).toBe(
      'loss: 2 lines. Last values: highest run b at 9, lowest run a at 5. Against step from step 0 to step 10.',
    )
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

describe('on the plot', () => {
  test('the nearest value is found among gaps', () => {
    const x = Float64Array.of(0, 1, 2, 3)
    const y = Float64Array.of(5, Number.NaN, Number.NaN, 7)
    expect(nearestIndex({ x, y }, 1.2)).toBe(0)
    expect(nearestIndex({ x, y }, 1.8)).toBe(3)
    expect(nearestIndex({ x, y }, 1.8, 1)).toBeNull()
    expect(nearestIndex({ x: Float64Array.of(1), y: Float64Array.of(Number.NaN) }, 1)).toBeNull()
  })

  test('values stand where their axes say, linear and logarithmic', () => {
    const model = modelOf([series('a', [1, 100], [1, 100])], [run('a')], { settings: { isLogX: true } })!
    const scale = plotScale(model, { width: 200, height: 100 })
    expect(scale.x(10)).toBeCloseTo(100)
    expect(scale.xAt(0.5)).toBeCloseTo(10)
    expect(scale.y(model.y.range[0])).toBeCloseTo(100)
    expect(scale.x(0)).toBeLessThan(0)
  })

  test('a line is drawn in pieces between its gaps, and a band goes there and back', () => {
    const steps: string[] = []
    const sink = { moveTo: (x: number) => steps.push(`M${x}`), lineTo: (x: number) => steps.push(`L${x}`) }
    const scale = {
      x: (value: number) => value,
      y: (value: number) => value,
      xAt: (share: number) => share,
      range: [0, 4] as const,
    }
    const x = Float64Array.of(0, 1, 2, 3, 4)
    const y = Float64Array.of(1, 2, Number.NaN, 4, Number.NaN)
    traceLine(sink, { x, y }, scale)
    expect(steps).toEqual(['M0', 'L1', 'M3', 'L3.01'])
    steps.length = 0
    traceBand(sink, { x, low: y, high: y }, scale)
    expect(steps).toEqual(['M0', 'L1', 'L1', 'L0', 'M3', 'L3'])
  })
})
