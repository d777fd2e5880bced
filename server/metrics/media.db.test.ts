import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Ctx } from '~/server/context'
import { type TestDatabase, testCtx, testDatabase } from '~/server/db/testing'
import { appendHistoryInputSchema } from '~/server/domain/history'
import { mediaInputSchema, mediaStepsInputSchema } from '~/server/domain/media'
import { startRunInputSchema } from '~/server/domain/run'
import { startRun } from '~/server/runs/run.service'
import { appendHistory } from './history.service'
import { listMediaKeys, listMediaSteps, readMedia } from './media.service'

let database: TestDatabase
let ctx: Ctx

beforeAll(async () => {
  database = await testDatabase()
  ctx = await testCtx(database.db)
})
afterAll(() => database.close())

async function aRun(rows: object[]): Promise<string> {
  const { storageId } = await startRun(ctx, startRunInputSchema.parse({ project: 'p' }))
  const lines = rows.map((row) => JSON.stringify(row))
  await appendHistory(ctx, appendHistoryInputSchema.parse({ storageId, offset: 0, lines }))
  return storageId
}

const image = (step: number) => ({ _type: 'image-file', path: `media/images/x_${step}.png`, width: 2, height: 2 })
const steps = (storageIds: string[], more: object = {}) =>
  listMediaSteps(ctx, mediaStepsInputSchema.parse({ storageIds, key: 'val.sample', ...more }))
const values = (runs: { storageId: string; lines: number[] }[], key = 'val.sample') =>
  readMedia(ctx, mediaInputSchema.parse({ key, runs }))

describe('media of runs', () => {
  test('are named by kind, over all runs that have them', async () => {
    const a = await aRun([{ loss: 1, sample: image(0), note: 'text', list: [1], gone: null }])
    const b = await aRun([
      { sample: image(0) },
      { sample: image(1), hist: { _type: 'histogram', values: [1], bins: [0, 1] } },
    ])
    expect(await listMediaKeys(ctx, [a, b])).toEqual([
      { key: 'hist', kind: 'histogram', runCount: 1, valueCount: 1 },
      { key: 'note', kind: 'text', runCount: 1, valueCount: 1 },
      { key: 'sample', kind: 'images', runCount: 2, valueCount: 3 },
    ])
  })

  test('are found by line, with their step, where numbers lie between them', async () => {
    const run = await aRun([
      { _step: 0, loss: 1 },
      { _step: 10, val: { sample: image(10) } },
      { _step: 20, loss: 1 },
      { _step: 30, val: { sample: image(30) } },
    ])
    const without = await aRun([{ loss: 1 }])
    expect(await steps([without, run])).toEqual([{ storageId: run, valueCount: 2, lines: [1, 3], steps: [10, 30] }])
    const page = await values([{ storageId: run, lines: [3, 2] }])
    expect(page).toEqual({ values: [{ storageId: run, line: 3, step: 30, value: image(30) }], left: [] })
  })

  test('of which there are many are named in part, evenly, with the first and the last', async () => {
    const run = await aRun(Array.from({ length: 1000 }, (_, step) => ({ _step: step, val: { sample: image(step) } })))
    const [found] = await steps([run], { limit: 11 })
    expect(found?.valueCount).toBe(1000)
    expect(found?.steps).toHaveLength(11)
    expect(found?.steps[0]).toBe(0)
    expect(found?.steps.at(-1)).toBe(999)
    const gaps = found?.steps.slice(1).map((step, index) => step - (found.steps[index] ?? 0)) ?? []
    expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThanOrEqual(1)
    expect((await steps([run], { limit: 2 }))[0]?.steps).toEqual([0, 999])
  })

  test('that are too large for one answer come with the next one', async () => {
    const large = (seed: number) => Array.from({ length: 300_000 }, (_, i) => Math.imul(i + seed, 2_654_435_761) >>> 0)
    const run = await aRun([
      { val: { sample: large(1) } },
      { val: { sample: large(2) } },
      { val: { sample: large(3) } },
    ])
    const seen: number[] = []
    let lines = [0, 1, 2]
    for (let ask = 0; lines.length > 0 && ask < 5; ask++) {
      const page = await values([{ storageId: run, lines }])
      seen.push(...page.values.map(({ line }) => line))
      lines = page.left.map(({ line }) => line)
    }
    expect(seen.sort()).toEqual([0, 1, 2])
  })

  test("of another's run are not there", async () => {
    const run = await aRun([{ sample: image(0) }])
    const stranger: Ctx = {
      ...ctx,
      actor: { userId: 'x', username: 'eve', defaultEntity: 'eve', roles: { eve: 'owner' } },
    }
    await expect(listMediaKeys(stranger, [run])).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(readMedia(stranger, { key: 'sample', runs: [{ storageId: run, lines: [0] }] })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })
})
