import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Ctx } from '~/server/context'
import { type TestDatabase, testCtx, testDatabase } from '~/server/db/testing'
import { appendHistoryInputSchema } from '~/server/domain/history'
import { startRunInputSchema } from '~/server/domain/run'
import { readValuesInputSchema } from '~/server/domain/run-values'
import { appendHistory } from '~/server/metrics/history.service'
import * as runs from '../run.service'
import { readValues } from './run-values.service'

let database: TestDatabase
let ctx: Ctx

beforeAll(async () => {
  database = await testDatabase()
  ctx = await testCtx(database.db)
  for (const [index, lr] of [0.1, 0.01, 'adaptive'].entries()) {
    const { storageId } = await runs.startRun(
      ctx,
      startRunInputSchema.parse({
        project: 'p',
        run: `r${index}`,
        name: `run ${index}`,
        config: { opt: { lr } },
        tags: ['a', 'b'],
      }),
    )
    const lines = [`{"loss":${index}}`, `{"loss":${index === 1 ? 'NaN' : index + 10}}`]
    await appendHistory(ctx, appendHistoryInputSchema.parse({ storageId, offset: 0, lines }))
  }
})
afterAll(() => database.close())

function read(more: object) {
  return readValues(ctx, readValuesInputSchema.parse({ entity: 'ada', project: 'p', columns: [], ...more }))
}

test('values come one list a column, in the order asked for, null where a run has none', async () => {
  const values = await read({
    columns: ['config.opt.lr', 'summary.loss', 'min.loss', 'summary.none', 'tags', 'state'],
    sort: [{ column: 'name', direction: 'asc' }],
  })
  expect(values).toMatchObject({
    total: 3,
    id: ['r0', 'r1', 'r2'],
    name: ['run 0', 'run 1', 'run 2'],
    columns: [
      [0.1, 0.01, 'adaptive'],
      [10, 'NaN', 12],
      [0, 1, 2],
      [null, null, null],
      [
        ['a', 'b'],
        ['a', 'b'],
        ['a', 'b'],
      ],
      ['running', 'running', 'running'],
    ],
  })
  expect(new Set(values.serial).size).toBe(3)
})

test('a filter and a limit leave what they should, and no run is an answer too', async () => {
  expect(
    await read({ filter: 'config.opt.lr < 1', limit: 1, sort: [{ column: 'config.opt.lr', direction: 'asc' }] }),
  ).toMatchObject({
    total: 2,
    id: ['r1'],
    columns: [],
  })
  expect(await read({ filter: 'name = nobody', columns: ['name'] })).toMatchObject({ total: 0, id: [], columns: [[]] })
})

test('a project that one may not see has no values', async () => {
  const nobody = { ...ctx, actor: { ...ctx.actor, roles: {} } }
  const input = readValuesInputSchema.parse({ entity: 'ada', project: 'p', columns: [] })
  await expect(readValues(nobody, input)).rejects.toMatchObject({ code: 'NOT_FOUND' })
})
