import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Ctx } from '~/server/context'
import { type TestDatabase, testCtx, testDatabase } from '~/server/db/testing'
import type { JsonObject } from '~/server/domain/json'
import { runImportanceInputSchema } from '~/server/domain/run-values'
import { openProject } from '~/server/projects/project.service'
import { importanceOfRuns } from './run-importance.service'
import { closeSearch } from './run-search'

let database: TestDatabase
let ctx: Ctx

const OPTIMIZERS = ['adam', 'sgd', 'lion']

beforeAll(async () => {
  database = await testDatabase()
  ctx = await testCtx(database.db)
  const { id: projectId } = await openProject(ctx, { project: 'p' })
  // The learning rate decides, the optimizer a little, the seed not at all; few have a warm-up.
  const runs = Array.from({ length: 120 }, (_, index): { config: JsonObject; summary: JsonObject } => {
    const lr = 10 ** -(1 + ((index * 37) % 100) / 25)
    const optimizer = OPTIMIZERS[index % 3] ?? 'adam'
    const acc = 1 + Math.log10(lr) / 5 + (optimizer === 'adam' ? 0.05 : 0)
    return {
      config: {
        opt: { lr, optimizer },
        seed: (index * 61) % 97,
        name: `run ${index}`,
        ...(index < 10 ? { warmup: index } : {}),
      },
      summary: index % 20 === 7 ? { acc: 'NaN' } : { acc, ok: acc > 0.5 },
    }
  })
  await database.db.run.createMany({
    data: runs.map((run, index) => ({
      ...run,
      projectId,
      runId: `r${index}`,
      name: `run ${index}`,
      state: 'finished' as const,
    })),
  })
})
afterAll(async () => {
  await closeSearch()
  await database.close()
})

function ask(more: object) {
  return importanceOfRuns(ctx, runImportanceInputSchema.parse({ entity: 'ada', project: 'p', ...more }))
}

test('what decides a value comes first, with the way it goes; names and rare settings are left out', async () => {
  const answer = await ask({ column: 'summary.acc' })
  expect(answer).toMatchObject({ total: 120, valueCount: 114, trialCount: 114 })
  expect(answer.parameters.map(({ name }) => name).sort()).toEqual(['opt.lr', 'opt.optimizer', 'seed'])
  const [first] = answer.parameters
  expect(first?.name).toBe('opt.lr')
  expect(first?.importance).toBeGreaterThan(0.8)
  expect(first?.correlation).toBeGreaterThan(0.8)
  expect(answer.fit).toBeGreaterThan(0.8)
  // The answer is remembered until a value changes.
  expect(await ask({ column: 'summary.acc' })).toEqual(answer)
})

test('true and false are a value too, and a filter narrows the runs', async () => {
  expect((await ask({ column: 'summary.ok' })).parameters[0]?.name).toBe('opt.lr')
  expect(await ask({ column: 'summary.acc', filter: 'config.opt.optimizer = adam' })).toMatchObject({
    total: 40,
    valueCount: 38,
  })
})

test('few runs, or none with a value, say so rather than make something up', async () => {
  expect(await ask({ column: 'summary.acc', filter: 'id in (r0, r1, r2)' })).toMatchObject({ trialCount: 3, fit: null })
  expect(await ask({ column: 'summary.nothing' })).toMatchObject({ valueCount: 0, trialCount: 0, parameters: [] })
})
