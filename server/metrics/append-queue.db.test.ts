import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Ctx } from '~/server/context'
import { type TestDatabase, testCtx, testDatabase } from '~/server/db/testing'
import { transaction } from '~/server/db/transaction'
import { appendHistoryInputSchema } from '~/server/domain/history'
import { startRunInputSchema } from '~/server/domain/run'
import * as runs from '~/server/runs/run.service'
import { appendTogether } from './append-queue'
import * as history from './history.service'
import type { EndWrite } from './history.store'

let database: TestDatabase
let ctx: Ctx

beforeAll(async () => {
  database = await testDatabase()
  ctx = await testCtx(database.db)
})
afterAll(() => database.close())

async function someRuns(count: number): Promise<string[]> {
  const input = startRunInputSchema.parse({ project: 'together' })
  return Promise.all(Array.from({ length: count }, async () => (await runs.startRun(ctx, input)).storageId))
}

function append(storageId: string, offset: number, row: object, more: object = {}, as: Ctx = ctx) {
  const input = { storageId, offset, lines: [JSON.stringify(row)], ...more }
  return history.appendHistory(as, appendHistoryInputSchema.parse(input))
}

async function summaryOf(id: string) {
  return (await database.db.run.findUniqueOrThrow({ where: { id }, select: { summary: true } })).summary
}

async function lossOf(id: string) {
  return (await history.listMetrics(ctx, { storageId: id, stream: 'history' })).find(({ key }) => key === 'loss')
}

test('a hundred runs that log row after row at the same time each have their own rows, summary and answers', async () => {
  const ids = await someRuns(100)
  await Promise.all(
    ids.map(async (id, index) => {
      for (let line = 0; line < 5; line++) {
        const row = { _step: line, loss: index + line, [`only_${index % 3}`]: line, note: `run ${index}` }
        expect(await append(id, line, row)).toEqual({ lineCount: line + 1, newCount: 1, stop: false, stopReason: null })
      }
    }),
  )
  for (const [index, id] of ids.entries()) {
    const last = { _step: 4, loss: index + 4, [`only_${index % 3}`]: 4, note: `run ${index}` }
    expect(await summaryOf(id)).toEqual(last)
    expect(await lossOf(id)).toMatchObject({ pointCount: 5, min: index, max: index + 4, last: index + 4 })
    const { lines } = await history.readRows(ctx, { storageId: id, stream: 'history', fromLine: 0, limit: 10 })
    expect(JSON.parse(lines[4]!.json)).toEqual(last)
  }
})

test('rows of one run that are sent before the answers came are stored in their order', async () => {
  const [id] = await someRuns(1)
  await Promise.all(Array.from({ length: 30 }, (_, line) => append(id!, line, { _step: line, loss: line })))
  expect(await lossOf(id!)).toMatchObject({ pointCount: 30, min: 0, max: 29, last: 29 })
})

test('a whole summary that comes with one append stays with its run', async () => {
  const [given, merged] = await someRuns(2)
  await Promise.all([
    append(given!, 0, { _step: 0, loss: 1 }, { summary: { best: 0.5 } }),
    append(merged!, 0, { _step: 0, loss: 2 }),
    append(merged!, 0, { _step: 7, cpu: 90 }, { stream: 'system' }),
  ])
  expect(await summaryOf(given!)).toEqual({ best: 0.5 })
  expect(await summaryOf(merged!)).toEqual({ _step: 0, loss: 2 })
})

test('what cannot be stored fails alone', async () => {
  const ids = await someRuns(12)
  const write = (storageId: string, stepMax: number): EndWrite => ({
    storageId,
    offset: 0,
    count: 1,
    columns: [{ key: 'loss', path: [], lines: [0], steps: [0], values: [1], others: [] }],
    stepMax,
    summary: null,
    touchesSummary: true,
    isReopened: false,
    isAlive: true,
    now: new Date(),
    entities: ['ada'],
  })
  const noStepOfAnyColumn = 1e300
  const settled = await Promise.allSettled(
    ids.map((id, index) => appendTogether(ctx.db, 'history', write(id, index === 7 ? noStepOfAnyColumn : 0))),
  )
  expect(settled.map(({ status }) => status)).toEqual(ids.map((_, index) => (index === 7 ? 'rejected' : 'fulfilled')))
  for (const [index, id] of ids.entries()) {
    expect((await lossOf(id))?.pointCount).toBe(index === 7 ? undefined : 1)
  }
})

test('who may not write to a run is refused beside others who may write to theirs', async () => {
  const ids = await someRuns(8)
  const stranger: Ctx = { ...ctx, actor: { ...ctx.actor, username: 'eve', roles: { eve: 'owner' } } }
  const settled = await Promise.allSettled(
    ids.map((id, index) => append(id, 0, { _step: 0, loss: 1 }, {}, index % 2 === 0 ? ctx : stranger)),
  )
  expect(settled.map(({ status }) => status)).toEqual(ids.map((_, i) => (i % 2 === 0 ? 'fulfilled' : 'rejected')))
  for (const [index, id] of ids.entries()) expect((await lossOf(id))?.pointCount).toBe(index % 2 === 0 ? 1 : undefined)
})

test('a run that another transaction holds keeps nobody else waiting', async () => {
  const [held, ...free] = await someRuns(6)
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  let isLocked = () => {}
  const locked = new Promise<void>((resolve) => {
    isLocked = resolve
  })
  const holding = transaction(database.db, async (tx) => {
    await tx.$executeRaw`UPDATE run SET notes = 'held' WHERE id = ${held}::uuid`
    isLocked()
    await released
  })
  await locked
  let isHeldAnswered = false
  const late = append(held!, 0, { _step: 0, loss: 1 }).then((answer) => {
    isHeldAnswered = true
    return answer
  })
  await Promise.all(free.map((id) => append(id, 0, { _step: 0, loss: 1 })))
  expect(isHeldAnswered).toBe(false)
  release()
  await holding
  expect(await late).toMatchObject({ lineCount: 1 })
  expect(await lossOf(held!)).toMatchObject({ pointCount: 1 })
})
