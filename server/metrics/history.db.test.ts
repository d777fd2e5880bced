import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Ctx } from '~/server/context'
import type { Db } from '~/server/db/client'
import { type TestDatabase, testCtx, testDatabase } from '~/server/db/testing'
import { transaction } from '~/server/db/transaction'
import { appendHistoryInputSchema, rowsInputSchema } from '~/server/domain/history'
import { parseJsonLine } from '~/server/domain/json-line'
import { startRunInputSchema } from '~/server/domain/run'
import * as runs from '~/server/runs/run.service'
import * as history from './history.service'
import { mergeSmallChunks } from './merge.service'

let database: TestDatabase
let ctx: Ctx
/** Acts through a second pool, as another server process does. */
let otherCtx: Ctx

beforeAll(async () => {
  database = await testDatabase()
  ctx = await testCtx(database.db)
  otherCtx = { ...ctx, db: database.connect() }
})
afterAll(() => database.close())

async function aRun(): Promise<string> {
  return (await runs.startRun(ctx, startRunInputSchema.parse({ project: 'p' }))).storageId
}

function append(storageId: string, offset: number, lines: unknown[], more: object = {}, through: Ctx = ctx) {
  const texts = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)))
  return history.appendHistory(through, appendHistoryInputSchema.parse({ storageId, offset, lines: texts, ...more }))
}

async function rowsOf(storageId: string, more: object = {}) {
  const rows = new Map<number, object>()
  for (let fromLine: number | null = 0; fromLine !== null; ) {
    const page: Awaited<ReturnType<typeof history.readRows>> = await history.readRows(
      ctx,
      rowsInputSchema.parse({ storageId, fromLine, ...more }),
    )
    for (const { line, json } of page.lines) {
      expect(rows.has(line)).toBe(false)
      rows.set(line, parseJsonLine(json, '', 10_000))
    }
    fromLine = page.nextLine
  }
  return rows
}

async function factsOf(storageId: string, key: string) {
  return (await history.listMetrics(ctx, { storageId, stream: 'history' })).find((fact) => fact.key === key)
}

async function summaryOf(db: Db, storageId: string) {
  return (await db.run.findUniqueOrThrow({ where: { id: storageId }, select: { summary: true } })).summary
}

describe('appending history', () => {
  test('rows come back as they were logged, with NaN, infinities, text, media and nested objects', async () => {
    const run = await aRun()
    const lines = [
      '{"_step":0,"loss":NaN,"val":{"acc":-Infinity},"note":"x\\u0000y","big":1152921504606846976,"_runtime":0.5}',
      '{"_step":5,"loss":1.5,"img":{"_type":"image-file","path":"a.png"},"hist":[1,2],"ok":true,"nil":null,"e":{}}',
      '{"_step":3,"loss":-0,"val":{"acc":Infinity,"deep":{"x":5e-324}}}',
      '{"_step":3}',
    ]
    expect(await append(run, 0, lines)).toEqual({ lineCount: 4, newCount: 4, stop: false, stopReason: null })
    const rows = await rowsOf(run)
    expect([...rows.values()]).toEqual(lines.map((line) => parseJsonLine(line, '', 100)))
    expect(rows.get(0)).toMatchObject({ note: 'x\ufffdy' })
  })

  test('the same request twice, and requests that overlap, write each line once and keep the first word', async () => {
    const run = await aRun()
    const line = (index: number) => ({ _step: index, loss: index })
    await append(run, 0, [0, 1, 2].map(line))
    await append(run, 0, [0, 1, 2].map(line))
    await append(run, 1, [{ _step: 99, loss: 99 }, { _step: 98, loss: 98 }, line(3), line(4)])
    expect(await factsOf(run, 'loss')).toMatchObject({ pointCount: 5, min: 0, max: 4, last: 4 })
    expect([...(await rowsOf(run)).values()]).toEqual([0, 1, 2, 3, 4].map(line))
  })

  test('the same new lines sent eight times at once, through two processes, are written once', async () => {
    const run = await aRun()
    for (let offset = 0; offset < 30; offset += 3) {
      const lines = [0, 1, 2].map((at) => ({ _step: offset + at, a: offset + at, t: 'x' }))
      const answers = await Promise.all(
        Array.from({ length: 8 }, (_, client) => append(run, offset, lines, {}, client % 2 === 0 ? ctx : otherCtx)),
      )
      expect(new Set(answers.map(({ lineCount }) => lineCount))).toEqual(new Set([offset + 3]))
    }
    expect(await factsOf(run, 'a')).toMatchObject({ pointCount: 30, min: 0, max: 29, last: 29 })
    const [text] = await database.db.series.findMany({ where: { runId: run, key: 't' } })
    expect(text).toMatchObject({ otherCount: 30n, lastOtherLine: 29n })
    expect((await rowsOf(run)).size).toBe(30)
  })

  test('offsets may come in any order: a hole is filled later and the newest value stays the last', async () => {
    const run = await aRun()
    await append(run, 10, [{ _step: 10, loss: 10 }, { _step: 11, loss: 'NaN', gap: 1 }, '{"_step":12,"loss":NaN}'])
    expect(
      await append(run, 4, [
        { _step: 4, loss: 4 },
        { _step: 5, loss: 5 },
      ]),
    ).toMatchObject({ lineCount: 13 })
    await append(
      run,
      0,
      Array.from({ length: 10 }, (_, index) => ({ _step: index, loss: -index, late: index })),
    )
    const rows = await rowsOf(run)
    expect([...rows.keys()]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
    expect(rows.get(4)).toEqual({ _step: 4, loss: 4 })
    expect(rows.get(11)).toEqual({ _step: 11, loss: 'NaN', gap: 1 })
    expect(await factsOf(run, 'loss')).toMatchObject({ pointCount: 12, min: -9, max: 10, last: 'NaN' })
    const [series] = await database.db.series.findMany({ where: { runId: run, key: 'loss' } })
    expect(series).toMatchObject({ lastFinite: 10, lastFiniteLine: 10n, lastLine: 12n, otherCount: 1n })
    expect(await summaryOf(database.db, run)).toMatchObject({ _step: 12, loss: 'NaN', late: 9, gap: 1 })
  })

  test('eight clients that repeat and overlap at random over two processes leave every line there once', async () => {
    const run = await aRun()
    const total = 400
    let seed = 1
    const random = () => {
      seed = (seed * 16807) % 2147483647
      return seed / 2147483647
    }
    const requests = Array.from({ length: 120 }, () => {
      const offset = Math.floor(random() * total)
      return { offset, count: Math.min(total - offset, 1 + Math.floor(random() * 30)) }
    })
    const whole = Array.from({ length: total / 20 }, (_, index) => ({ offset: index * 20, count: 20 }))
    const waiting = [...requests, ...whole, ...whole]
    await Promise.all(
      Array.from({ length: 8 }, async (_, client) => {
        for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
          const { offset, count } = next
          const lines = Array.from({ length: count }, (_, at) => ({ _step: offset + at, a: offset + at, b: 1 }))
          await append(run, offset, lines, {}, client % 2 === 0 ? ctx : otherCtx)
        }
      }),
    )
    const rows = await rowsOf(run, { limit: 37 })
    expect([...rows.values()]).toEqual(Array.from({ length: total }, (_, at) => ({ _step: at, a: at, b: 1 })))
    expect(await factsOf(run, 'a')).toMatchObject({ pointCount: total, min: 0, max: total - 1, last: total - 1 })
    expect(await factsOf(run, 'b')).toMatchObject({ pointCount: total })
  })

  test('merging while clients append and others read loses no point and doubles none', async () => {
    const run = await aRun()
    const total = 300
    let isDone = false
    const writer = (async () => {
      for (let at = 0; at < total; at++) await append(run, at, [{ _step: at, a: at / 7 }])
      isDone = true
    })()
    const merger = (async () => {
      let replaced = 0
      while (!isDone) replaced += await mergeSmallChunks(otherCtx, Number.POSITIVE_INFINITY)
      return replaced
    })()
    const reader = (async () => {
      while (!isDone) {
        const lines = [...(await rowsOf(run)).keys()]
        expect(lines).toEqual(lines.map((_, index) => index))
      }
    })()
    const [, replaced] = await Promise.all([writer, merger, reader])
    expect(replaced).toBeGreaterThan(30)
    await database.db.run.update({ where: { id: run }, data: { state: 'finished' } })
    await mergeSmallChunks(ctx, Number.POSITIVE_INFINITY)
    expect([...(await rowsOf(run)).values()]).toEqual(
      Array.from({ length: total }, (_, at) => ({ _step: at, a: at / 7 })),
    )
    const series = await database.db.series.findMany({ where: { runId: run }, include: { chunks: true } })
    expect(series.map(({ chunks }) => chunks.map(({ pointCount }) => pointCount))).toEqual([[300], [300]])
    expect(series.every(({ smallChunkCount }) => smallChunkCount === 1)).toBe(true)
  })

  test('a row without a step gets the next one, also in the request after', async () => {
    const run = await aRun()
    await append(run, 0, [{ a: 1 }, { _step: 40, a: 2 }, { a: 3 }])
    await append(run, 3, [{ a: 4 }])
    expect([...(await rowsOf(run)).values()]).toMatchObject([{ _step: 0 }, { _step: 40 }, { _step: 41 }, { _step: 42 }])
  })

  test('system metrics have their own lines and touch neither steps nor summary', async () => {
    const run = await aRun()
    await append(run, 0, [{ 'system.cpu': 3, _wandb: true }], { stream: 'system' })
    await append(run, 0, [{ _step: 7, a: 1 }])
    expect([...(await rowsOf(run, { stream: 'system' })).values()]).toEqual([{ 'system.cpu': 3, _wandb: true }])
    expect([...(await rowsOf(run)).values()]).toEqual([{ _step: 7, a: 1 }])
    expect(await summaryOf(database.db, run)).toEqual({ _step: 7, a: 1 })
  })
})

describe('the summary', () => {
  test('holds the last value of each key by its dotted name until it is given as a whole', async () => {
    const run = await aRun()
    await append(run, 0, [{ _step: 0, a: 1, val: { x: 1, y: 'u' } }, '{"_step":1,"val":{"x":Infinity}}'])
    expect(await summaryOf(database.db, run)).toEqual({ _step: 1, a: 1, 'val.x': 'Infinity', 'val.y': 'u' })
    await append(run, 2, [], { summary: { a: { min: 0 }, note: 'x\u0000' } })
    expect(await summaryOf(database.db, run)).toEqual({ a: { min: 0 }, note: 'x\ufffd' })
    await append(run, 2, [{ _step: 2, a: 5 }])
    expect(await summaryOf(database.db, run)).toEqual({ _step: 2, a: 5, note: 'x\ufffd' })
  })

  test('of a request that was delayed past newer ones does not replace theirs', async () => {
    const run = await aRun()
    await append(run, 0, [{ a: 1 }, { a: 2 }], { summary: { a: 2 } })
    await append(run, 0, [{ a: 1 }], { summary: { a: 1 } })
    expect(await summaryOf(database.db, run)).toEqual({ a: 2 })
  })
})

describe('hostile rows', () => {
  test('are refused with the reason, store nothing, and leave the run usable', async () => {
    const run = await aRun()
    const wide = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`k${index}`, index]))
    const refusals = [
      ['{"__proto__":1}', 'reserved'],
      ['{"_step":1e300}', '_step'],
      [JSON.stringify(wide), 'keys'],
      ['not json', 'JSON object'],
      [`{"a":${'['.repeat(1000)}${']'.repeat(1000)}}`, 'levels'],
    ] as const
    for (const [line, reason] of refusals) {
      await expect(append(run, 0, [{ _step: 0, a: 1 }, line])).rejects.toMatchObject({
        code: 'INVALID',
        message: expect.stringContaining(reason),
      })
    }
    expect(await rowsOf(run)).toEqual(new Map())
    expect(await append(run, 0, [{ _step: 0, a: 1 }])).toMatchObject({ lineCount: 1 })
  })

  test('values that databases stumble over are stored', async () => {
    const run = await aRun()
    const lines = [
      {
        _step: Number.MAX_SAFE_INTEGER,
        '': 1,
        "o'hara; --": 2,
        '{"a"}': 3,
        'a\\b': 4,
        toString: 5,
        ü: 'ü\ud83d\ude00',
      },
      { _step: -Number.MAX_SAFE_INTEGER, max: Number.MAX_VALUE, min: 5e-324, text: 'x'.repeat(1_000_000) },
      Object.fromEntries(Array.from({ length: 9000 }, (_, index) => [`k${index}`, index])),
    ] as object[]
    await append(run, Number.MAX_SAFE_INTEGER - 10, lines)
    const rows = [...(await rowsOf(run)).values()]
    expect(rows[0]).toEqual(lines[0])
    expect(rows[1]).toEqual(lines[1])
    expect(Object.keys(rows[2] ?? {})).toHaveLength(9001)
  })

  test('an unknown run and a stranger are told that there is no such run', async () => {
    const run = await aRun()
    const nobody = { ...ctx, actor: { ...ctx.actor, roles: {} } }
    await expect(append(run, 0, [{ a: 1 }], {}, nobody)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(append('018f0000-0000-7000-8000-000000000000', 0, [])).rejects.toMatchObject({ code: 'NOT_FOUND' })
    const viewer = { ...ctx, actor: { ...ctx.actor, roles: { ada: 'viewer' as const } } }
    await expect(append(run, 0, [{ a: 1 }], {}, viewer)).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
})

describe('state', () => {
  test('a run that was taken for dead and logs again runs again; one that said its end does not', async () => {
    const run = await aRun()
    const stateOf = async () => (await database.db.run.findUniqueOrThrow({ where: { id: run } })).state
    await transaction(ctx.db, (tx) =>
      runs.endRun(tx, { storageId: run, state: 'crashed', reason: 'silent', exitCode: null, now: new Date() }),
    )
    await append(run, 0, [{ a: 1 }])
    expect(await stateOf()).toBe('running')
    await runs.finishRun(ctx, { storageId: run, exitCode: 0 })
    await append(run, 1, [{ a: 2 }])
    expect(await stateOf()).toBe('finished')
    expect((await rowsOf(run)).size).toBe(2)
  })

  test('a wish to stop is carried by the next answer', async () => {
    const run = await aRun()
    await runs.requestStop(ctx, run)
    expect(await append(run, 0, [{ a: 1 }])).toEqual({
      lineCount: 1,
      newCount: 1,
      stop: true,
      stopReason: 'stopped by ada',
    })
  })
})
