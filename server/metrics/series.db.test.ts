import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Ctx } from '~/server/context'
import { type TestDatabase, testCtx, testDatabase } from '~/server/db/testing'
import { appendHistoryInputSchema, seriesInputSchema } from '~/server/domain/history'
import { startRunInputSchema } from '~/server/domain/run'
import * as runs from '~/server/runs/run.service'
import { appendHistory } from './history.service'
import { mergeSmallChunks } from './merge.service'
import { readSeries } from './series.service'

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
