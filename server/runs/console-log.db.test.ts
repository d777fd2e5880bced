import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Ctx } from '~/server/context'
import { type TestDatabase, testCtx, testDatabase } from '~/server/db/testing'
import { consolePageInputSchema, findLinesInputSchema, writeConsoleInputSchema } from '~/server/domain/console'
import { startRunInputSchema } from '~/server/domain/run'
import { consoleText, findLines, readConsole, writeConsole } from './console-log.service'
import * as runs from './run.service'

let database: TestDatabase
let ctx: Ctx
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

function write(storageId: string, offset: number, texts: string[], through: Ctx = ctx) {
  const lines = texts.map((text) => ({ text }))
  return writeConsole(through, writeConsoleInputSchema.parse({ storageId, offset, lines }))
}

async function textsOf(storageId: string, more: object = {}) {
  const page = await readConsole(ctx, consolePageInputSchema.parse({ storageId, ...more }))
  return page.lines.map(({ text }) => text)
}

describe('the console', () => {
  test('a line that is written again is changed, and a repeated request changes nothing', async () => {
    const run = await aRun()
    for (let percent = 0; percent <= 100; percent += 25) await write(run, 1, [`${percent} %`])
    await write(run, 0, ['start'])
    await write(run, 0, ['start'])
    expect(await textsOf(run)).toEqual(['start', '100 %'])
  })

  test('lines that nobody wrote are empty lines, across blocks', async () => {
    const run = await aRun()
    await write(run, 255, ['a', 'b'])
    await write(run, 1000, ['end'])
    const page = await readConsole(ctx, consolePageInputSchema.parse({ storageId: run, from: 254, limit: 4 }))
    expect(page.lines.map(({ number, text }) => [number, text])).toEqual([
      [254, ''],
      [255, 'a'],
      [256, 'b'],
      [257, ''],
    ])
    expect(page.lineCount).toBe(1001)
    expect(await textsOf(run, { limit: 2 })).toEqual(['', 'end'])
    expect(await textsOf(run, { from: 5000 })).toEqual([])
  })

  test('two writers at once lose no line of each other', async () => {
    const run = await aRun()
    await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        write(run, index * 20, Array(20).fill(`w${index}`), index % 2 ? ctx : otherCtx),
      ),
    )
    const texts = await textsOf(run, { from: 0, limit: 5000 })
    expect(texts).toEqual(Array.from({ length: 800 }, (_, index) => `w${Math.floor(index / 20)}`))
  })

  test('a search finds text in any case, counts all, and gives the last ones or those from a line on', async () => {
    const run = await aRun()
    await write(
      run,
      0,
      Array.from({ length: 600 }, (_, index) => (index % 100 === 7 ? `Error 100% ${index}` : 'fine')),
    )
    const found = await readConsole(
      ctx,
      consolePageInputSchema.parse({ storageId: run, search: 'ERROR 100%', limit: 2 }),
    )
    expect(found).toMatchObject({ matchCount: 6, lineCount: 600 })
    expect(found.lines.map(({ number }) => number)).toEqual([407, 507])
    expect(await textsOf(run, { search: 'error', from: 100, limit: 2 })).toEqual(['Error 100% 107', 'Error 100% 207'])
    expect(await textsOf(run, { search: '_' })).toEqual([])
  })

  test('is searched for line numbers, in any case and across what steers colours, from a line on', async () => {
    const run = await aRun()
    const lines = Array.from({ length: 700 }, (_, index) => (index % 300 === 5 ? `Loss "x" ${index}` : 'fine'))
    lines[400] = '\u001b[31mlo\u001b[0mss\u001b[1m "x"'
    await write(run, 0, lines)
    const find = (search: string, from = 0) =>
      findLines(ctx, findLinesInputSchema.parse({ storageId: run, search, from }))
    expect(await find('LOSS "X"')).toEqual({ numbers: [5, 305, 400, 605], isCut: false, lineCount: 700 })
    expect((await find('loss', 306)).numbers).toEqual([400, 605])
    expect((await find('%')).numbers).toEqual([])
    expect((await find('31m')).numbers).toEqual([])
  })

  test('is taken along as plain text', async () => {
    const { storageId, run } = await runs.startRun(ctx, startRunInputSchema.parse({ project: 'p' }))
    await write(storageId, 0, ['\u001b[31mred\u001b[0m', '10 %\r100 %', ''])
    await write(storageId, 6000, ['end'])
    let text = ''
    for await (const part of await consoleText(ctx, { entity: 'ada', project: 'p', run })) text += part
    expect(text.split('\n').slice(0, 3)).toEqual(['red', '100 %', ''])
    expect(text.split('\n')).toHaveLength(6002)
    await expect(consoleText(ctx, { entity: 'ada', project: 'p', run: 'nope' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })

  test('keeps stream and time, replaces NUL, cuts what no page could show, and refuses absurd line numbers', async () => {
    const run = await aRun()
    const time = '2026-01-02T03:04:05.678Z'
    await writeConsole(
      ctx,
      writeConsoleInputSchema.parse({
        storageId: run,
        offset: 0,
        lines: [{ text: 'a\u0000b\ud800', stream: 'stderr', time }, { text: 'y'.repeat(200_000) }],
      }),
    )
    const page = await readConsole(ctx, consolePageInputSchema.parse({ storageId: run }))
    expect(page.lines[0]).toEqual({ number: 0, text: 'a\ufffdb\ufffd', stream: 'stderr', time })
    expect(page.lines[1]?.text).toContain('more characters were cut')
    await expect(write(run, 2 ** 40, ['x'])).rejects.toMatchObject({ code: 'INVALID' })
  })

  test('a stop reaches a program that only prints', async () => {
    const run = await aRun()
    await runs.requestStop(ctx, run)
    expect(await write(run, 0, ['x'])).toEqual({ stop: true, stopReason: 'stopped by ada' })
  })
})
