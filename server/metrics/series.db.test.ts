import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Ctx } from '~/server/context'
import { type TestDatabase, testCtx, testDatabase } from '~/server/db/testing'
import { appendHistoryInputSchema, groupedInputSchema, seriesInputSchema } from '~/server/domain/history'
import { startRunInputSchema } from '~/server/domain/run'
import * as runs from '~/server/runs/run.service'
import { appendHistory } from './history.service'
import { mergeSmallChunks } from './merge.service'
import { readGrouped, readSeries } from './series.service'

let database: TestDatabase
let ctx: Ctx

beforeAll(async () => {
  database = await testDatabase()
  ctx = await testCtx(database.db)
})
afterAll(() => database.close())

async function aRun(): Promise<string> {
  return (await runs.startRun(ctx, startRunInputSchema.parse({ project: 'p' }))).storageId
}

async function append(storageId: string, offset: number, lines: string[]) {
  await appendHistory(ctx, appendHistoryInputSchema.parse({ storageId, offset, lines }))
}

async function read(storageId: string, more: object = {}) {
  const input = seriesInputSchema.parse({ storageIds: [storageId], keys: ['loss'], ...more })
  return (await readSeries(ctx, input))[0]
}

const LENGTH = 60_000

/** A long run: one spike, a second a row from an epoch on, every tenth row NaN. */
async function aLongRun(): Promise<string> {
  const run = await aRun()
  for (let offset = 0; offset < LENGTH; offset += 20_000) {
    const lines = Array.from({ length: 20_000 }, (_, index) => {
      const at = offset + index
      const loss = at === 31_415 ? 1000 : at % 10 === 0 ? 'NaN' : Math.sin(at / 5000)
      return `{"_step":${at * 2},"_runtime":${at / 10},"_timestamp":${1_700_000_000 + at / 10},"loss":${loss}}`
    })
    await append(run, offset, lines)
  }
  return run
}

describe('series', () => {
  test('a short one comes point by point, in the order of steps, whatever the order of lines', async () => {
    const run = await aRun()
    await append(run, 2, ['{"_step":1,"loss":NaN}', '{"_step":9,"loss":Infinity}'])
    await append(run, 0, ['{"_step":5,"loss":0.5}', '{"_step":3,"other":1}'])
    expect(await read(run)).toEqual({
      storageId: run,
      key: 'loss',
      isExact: true,
      pointCount: 3,
      x: [1, 5, 9],
      last: ['NaN', 0.5, 'Infinity'],
      min: ['NaN', 0.5, 'Infinity'],
      max: ['NaN', 0.5, 'Infinity'],
    })
  })

  test('a long one keeps its spike and its ends at the width asked for, read from roll-ups or from points', async () => {
    const run = await aLongRun()
    for (const buckets of [100, 500, 7000]) {
      const drawn = await read(run, { buckets })
      expect(drawn?.x.length).toBeLessThanOrEqual(buckets)
      expect(drawn?.x.length).toBeGreaterThan(buckets * 0.9)
      expect(drawn).toMatchObject({ isExact: false, pointCount: LENGTH })
      expect(Math.max(...(drawn?.max ?? []).map(Number))).toBe(1000)
      expect(drawn?.x.at(-1)).toBe(2 * (LENGTH - 1))
      expect(drawn?.last.at(-1)).toBeCloseTo(Math.sin((LENGTH - 1) / 5000))
    }
  })

  test('a window shows the points inside it, along steps and along time', async () => {
    const run = await aLongRun()
    const steps = await read(run, { xMin: 62_820, xMax: 62_840 })
    expect(steps?.isExact).toBe(true)
    expect(steps?.x).toEqual(Array.from({ length: 11 }, (_, index) => 62_820 + 2 * index))
    expect(steps?.max[5]).toBe(1000)
    const seconds = await read(run, { x: 'runtime', xMin: 3141, xMax: 3142 })
    expect(seconds?.x).toEqual(Array.from({ length: 11 }, (_, index) => (31_410 + index) / 10))
    expect(seconds?.max[5]).toBe(1000)
    const whole = await read(run, { x: 'time', buckets: 200 })
    expect(whole?.x.length).toBeGreaterThan(150)
    expect(whole?.x.at(-1)).toBeCloseTo(1_700_000_000 + (LENGTH - 1) / 10, 0)
    expect(Math.max(...(whole?.max ?? []).map(Number))).toBe(1000)
  })

  test('merging changes nothing of what is drawn exactly', async () => {
    const run = await aRun()
    for (let at = 0; at < 80; at++)
      await append(
        run,
        at * 5,
        Array.from({ length: 5 }, (_, i) => `{"loss":${at * 5 + i}}`),
      )
    const before = await read(run)
    expect(await mergeSmallChunks(ctx, Number.POSITIVE_INFINITY)).toBeGreaterThan(0)
    expect(await read(run)).toEqual(before)
  })

  test('come in the order asked for, and what a run does not have is left out', async () => {
    const [a, b] = [await aRun(), await aRun()]
    await append(a, 0, ['{"loss":1,"acc":2,"text":"x"}'])
    await append(b, 0, ['{"acc":3}'])
    const input = seriesInputSchema.parse({ storageIds: [b, a], keys: ['acc', 'loss', 'text', 'none'] })
    expect((await readSeries(ctx, input)).map(({ storageId, key }) => [storageId, key])).toEqual([
      [b, 'acc'],
      [a, 'acc'],
      [a, 'loss'],
    ])
    const nobody = { ...ctx, actor: { ...ctx.actor, roles: {} } }
    await expect(readSeries(nobody, input)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('along another metric', () => {
  test('only rows that have both are points, exactly, in the order of that metric', async () => {
    const run = await aRun()
    await append(run, 0, [
      '{"loss":9,"epoch":2}',
      '{"loss":8}',
      '{"epoch":7}',
      '{"loss":6,"epoch":1}',
      '{"loss":5,"epoch":"two"}',
      '{"loss":4,"epoch":2.5}',
      '{"loss":3,"epoch":NaN}',
    ])
    expect(await read(run, { x: 'metric:epoch' })).toMatchObject({
      isExact: true,
      pointCount: 4,
      x: [1, 2, 2.5],
      last: [6, 9, 4],
    })
    expect(await read(run, { x: 'metric:epoch', xMin: 2, xMax: 2.2 })).toMatchObject({ x: [2], last: [9] })
    expect(await read(run, { x: 'metric:nothing' })).toBeUndefined()
  })

  test('a long run along a metric that rises shows what a pixel holds, as along steps', async () => {
    const run = await aRun()
    for (let offset = 0; offset < LENGTH; offset += 20_000) {
      const lines = Array.from({ length: 20_000 }, (_, index) => {
        const at = offset + index
        return `{"loss":${at === 31_415 ? 1000 : Math.sin(at / 5000)},"samples":${at * 32}}`
      })
      await append(run, offset, lines)
    }
    for (const merged of [false, true]) {
      if (merged) await mergeSmallChunks(ctx, Number.POSITIVE_INFINITY)
      const along = await read(run, { x: 'metric:samples', buckets: 300 })
      const steps = await read(run, { buckets: 300 })
      expect(Math.max(...(along?.max ?? []).map(Number))).toBe(1000)
      expect(along?.x.length).toBeGreaterThan(290)
      const at = along?.max.indexOf(1000) ?? -1
      expect(Math.abs((along?.x[at] ?? 0) / 32 - 31_415)).toBeLessThan(LENGTH / 150)
      expect(along?.last.at(-1)).toBeCloseTo(Number(steps?.last.at(-1)))
    }
  })

  test('a long run along a metric that goes up and down has all its points', async () => {
    const run = await aRun()
    for (let offset = 0; offset < LENGTH; offset += 20_000) {
      const lines = Array.from({ length: 20_000 }, (_, index) => {
        const at = offset + index
        return `{"loss":${at === 31_415 ? 1000 : 0},"lr":${Math.abs((at % 20_000) - 10_000)}}`
      })
      await append(run, offset, lines)
    }
    const drawn = await read(run, { x: 'metric:lr', buckets: 100 })
    expect(drawn).toMatchObject({ isExact: false, pointCount: LENGTH })
    const at = drawn?.max.indexOf(1000) ?? -1
    expect(Math.abs((drawn?.x[at] ?? 0) - Math.abs((31_415 % 20_000) - 10_000))).toBeLessThan(200)
  })
})

describe('a formula', () => {
  test('over several metrics has the rows that log them all, at their steps', async () => {
    const run = await aRun()
    await append(run, 0, ['{"_step":3,"a/b":6,"c d":3}', '{"a/b":1}', '{"_step":9,"a/b":8,"c d":2}', '{"c d":2}'])
    const formula = '${a/b} / ${c d}'
    expect(await read(run, { formula, keys: [] })).toMatchObject({ key: formula, x: [3, 9], last: [2, 4] })
    expect(await read(run, { formula: '${a/b} + ${none}', keys: [] })).toBeUndefined()
  })

  test('of x is one series for each metric, with other metrics beside it where it names them', async () => {
    const run = await aRun()
    await append(run, 0, ['{"loss":3,"acc":2}', '{"loss":-1,"acc":4}'])
    const input = seriesInputSchema.parse({ storageIds: [run], keys: ['acc', 'loss'], formula: 'x**2' })
    expect((await readSeries(ctx, input)).map(({ key, last }) => [key, last])).toEqual([
      ['acc', [4, 16]],
      ['loss', [9, 1]],
    ])
    expect(await read(run, { formula: 'x - ${acc}' })).toMatchObject({ key: 'loss', last: [1, -5] })
    expect(await read(run, { formula: 'log(x)', x: 'metric:acc' })).toMatchObject({
      x: [2, 4],
      last: [Math.log(3), 'NaN'],
    })
    expect(await read(run, { formula: '1/(x-3)' })).toMatchObject({ last: ['Infinity', -0.25] })
  })

  test('of a long run keeps its extremes, and a window is read alone', async () => {
    const run = await aLongRun()
    const whole = await read(run, { formula: '-x', buckets: 200 })
    expect(Math.min(...(whole?.min ?? []).map(Number).filter((value) => !Number.isNaN(value)))).toBe(-1000)
    const part = await read(run, { formula: '-x', xMin: 62_820, xMax: 62_840 })
    expect(part?.x).toEqual(Array.from({ length: 11 }, (_, index) => 62_820 + 2 * index))
    const seconds = await read(run, { formula: 'x * 2', x: 'runtime', xMin: 3141, xMax: 3142 })
    expect(seconds?.x).toHaveLength(11)
  })

  test('that is wrong is refused, and says where', async () => {
    const run = await aRun()
    await append(run, 0, ['{"loss":1}'])
    await expect(read(run, { formula: 'x + foo' })).rejects.toMatchObject({
      code: 'INVALID',
      problems: [{ path: 'formula', found: expect.stringContaining('at character 5') }],
    })
  })
})

describe('groups', () => {
  async function grouped(groups: Record<string, string[]>, more: object = {}) {
    const input = groupedInputSchema.parse({
      groups: Object.entries(groups).map(([key, storageIds]) => ({ key, storageIds })),
      keys: ['loss'],
      ...more,
    })
    return readGrouped(ctx, input)
  }

  test('are a curve each, over the runs that have the metric', async () => {
    const [a, b, c, d] = [await aRun(), await aRun(), await aRun(), await aRun()]
    await append(a, 0, ['{"loss":1}', '{"loss":2}'])
    await append(b, 0, ['{"loss":3}', '{"loss":6}', '{"loss":1}'])
    await append(c, 0, ['{"loss":5}'])
    await append(d, 0, ['{"acc":5}'])
    const answer = await grouped({ ab: [a, b], cd: [c, d], d: [d] })
    expect(answer).toMatchObject([
      {
        group: 'ab',
        runCount: 2,
        x: [0, 1, 2],
        count: [2, 2, 1],
        mean: [2, 4, 1],
        deviation: [Math.SQRT2, Math.sqrt(8), null],
      },
      { group: 'cd', runCount: 1, x: [0], count: [1], mean: [5] },
    ])
    expect(await grouped({ ab: [a, b] }, { formula: 'x * 10' })).toMatchObject([{ mean: [20, 40, 10] }])
    const nobody = { ...ctx, actor: { ...ctx.actor, roles: {} } }
    const input = groupedInputSchema.parse({ groups: [{ key: 'a', storageIds: [a] }], keys: ['loss'] })
    await expect(readGrouped(nobody, input)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('of long and short runs count each where it was', async () => {
    const [long, short] = [await aLongRun(), await aRun()]
    await append(
      short,
      0,
      Array.from({ length: 1000 }, (_, step) => `{"_step":${step * 2},"loss":0.5}`),
    )
    const [curve] = await grouped({ all: [long, short] }, { buckets: 100 })
    expect(curve?.x.length).toBeLessThanOrEqual(101)
    expect(Math.max(...(curve?.count.slice(0, 3) ?? []))).toBe(2)
    expect(curve?.count.at(-1)).toBe(1)
    expect(Math.max(...(curve?.max ?? []))).toBe(1000)
  })

  test('are not more than can be answered', () => {
    const ids = Array.from({ length: 1000 }, (_, i) => `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`)
    const groups = Array.from({ length: 11 }, (_, i) => ({ key: String(i), storageIds: ids }))
    expect(groupedInputSchema.safeParse({ groups, keys: ['loss'] }).success).toBe(false)
    expect(groupedInputSchema.safeParse({ groups: groups.slice(1), keys: ['loss'] }).success).toBe(true)
  })
})
