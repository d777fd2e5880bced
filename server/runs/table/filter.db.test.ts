import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Ctx } from '~/server/context'
import { type TestDatabase, testCtx, testDatabase } from '~/server/db/testing'
import { printFilter } from '~/server/domain/filter/print'
import { listRunsInputSchema } from '~/server/domain/run-list'
import { openProject } from '~/server/projects/project.service'
import { listRuns } from '../run-list.service'

let database: TestDatabase
let ctx: Ctx
const NOW = new Date('2026-11-10T12:00:00Z')

beforeAll(async () => {
  database = await testDatabase()
  ctx = await testCtx(database.db, { now: () => NOW })
  const { id: projectId } = await openProject(ctx, { project: 'p' })
  const { id: sweepUuid } = await database.db.sweep.create({
    data: {
      projectId,
      sweepId: 'sweep001',
      name: 'bayes-1',
      method: 'bayes',
      yaml: '',
      seed: 1,
      config: { metric: { name: 'loss', goal: 'minimize' } },
    },
  })
  const { id: agentId } = await database.db.agent.create({ data: { projectId, host: 'h', name: 'agent-one' } })
  const day = (text: string) => new Date(`2026-11-${text}Z`)
  await database.db.run.createMany({
    data: [
      {
        runId: 'a',
        name: 'ResNet-50 big',
        state: 'finished',
        config: { lr: 0.1, opt: { name: 'adam' }, 'my key': 1, 'a.b': 2, on: true, size: '64', none: null },
        summary: { 'val/loss': 0.5, acc: 'Infinity', loss: 0.4 },
        tags: ['best', 'v2'],
        notes: '100% done\nline two',
        group: 'a',
        jobType: 'train',
        createdAt: day('01T00:00:00'),
        startedAt: day('01T00:00:10'),
        finishedAt: day('01T01:00:10'),
        sweepId: sweepUuid,
        host: 'node-1',
        program: 'train.py',
        agentId,
      },
      {
        runId: 'b',
        name: 'resnet-18',
        state: 'failed',
        config: { lr: 10, opt: { name: 'sgd' }, on: false, size: 64 },
        summary: { 'val/loss': 'NaN', acc: '-Infinity', loss: -3 },
        tags: ['base'],
        group: 'b c',
        createdAt: day('09T13:00:00'),
        startedAt: day('09T13:00:00'),
        finishedAt: day('09T13:00:30'),
        attempt: 2,
      },
      {
        runId: 'c',
        name: `it's "so" \\ % _ x`,
        state: 'running',
        config: { lr: '9', opt: 'none' },
        createdAt: day('10T11:00:00'),
      },
      { runId: 'd', name: 'ä', state: 'crashed', createdAt: day('10T11:30:00'), deletedAt: NOW },
    ].map((run) => ({ ...run, projectId, state: run.state as 'running' })),
  })
  const a = await database.db.run.findFirstOrThrow({ where: { runId: 'a' } })
  await database.db.series.create({
    data: { runId: a.id, stream: 'history', key: 'loss', pointCount: 3, min: 0.2, max: 2.5, last: 0.4 },
  })
})
afterAll(() => database.close())

async function idsOf(filter: string): Promise<string> {
  const input = listRunsInputSchema.parse({
    entity: 'ada',
    project: 'p',
    filter,
    sort: [{ column: 'id', direction: 'asc' }],
  })
  return (await listRuns(ctx, input)).runs.map(({ id }) => id).join('')
}

describe('a filter lets through', () => {
  test.each([
    ['', 'abc'],
    ['config.lr > 9', 'b'],
    ['config.lr >= 0.1', 'ab'],
    ['config.lr < 0.1', ''],
    ['config.lr = 10', 'b'],
    ['config.lr = 9', 'c'],
    ['config.lr = "10"', 'b'],
    ['config.lr != 10', 'ac'],
    ['not config.lr = 10', 'ac'],
    ['not config.lr > 9', 'ac'],
    ['config.lr < z', 'c'],
    ['config.size = 64', 'ab'],
    ['config.lr in (0.1, 9)', 'ac'],
    ['config.opt.name = adam', 'a'],
    ['config.opt.name in (adam, sgd)', 'ab'],
    ['config.opt = none', 'c'],
    ['config."my key" <= 1', 'a'],
    ['config.a.b = 2', 'a'],
    ['config.on = true', 'a'],
    ['config.on = false', 'b'],
    ['config.on != true', 'bc'],
    ['config.none exists', ''],
    ['config.none = null', 'abc'],
    ['config.opt != null', 'abc'],
    ['config.size missing', 'c'],
    ['config.lr ~ /^0\\.1$/', 'a'],
    ['config.opt.name contains DAM', 'a'],
    ['summary.val/loss < 1', 'a'],
    ['summary.val/loss = NaN', 'b'],
    ['summary.acc > 1e300', 'a'],
    ['summary.acc < -1e300', 'b'],
    ['summary.acc = Infinity', 'a'],
    ['min.loss < 0.3', 'ab'],
    ['max.loss > 2', 'a'],
    ['best.loss = 0.2', 'a'],
    ['best.loss in (0.2, -3)', 'ab'],
    ['max.loss missing', 'c'],
    ['name = resnet-18', 'b'],
    ['name != resnet-18', 'ac'],
    ['name ~ /resnet.*50/i', 'a'],
    ['name ~ /resnet/', 'b'],
    ['name !~ /resnet/', 'ac'],
    ['name contains RESNET', 'ab'],
    ['name < r', 'c'],
    ['id in (a, c)', 'ac'],
    ['state = finished', 'a'],
    ['state != finished', 'bc'],
    ['state in (finished, failed)', 'ab'],
    ['state ~ /^f/', 'ab'],
    ['sweep = sweep001', 'a'],
    ['sweep = bayes-1', 'a'],
    ['sweep != bayes-1', 'bc'],
    ['sweep exists', 'a'],
    ['sweep missing', 'bc'],
    ['sweep contains BAYES', 'a'],
    ['method = bayes', 'a'],
    ['method missing', 'bc'],
    ['group = "b c"', 'b'],
    ['not group in (a)', 'bc'],
    ['group > a', 'b'],
    ['jobType = train', 'a'],
    ['tags = best', 'a'],
    ['tags != best', 'bc'],
    ['tags in (base, v2)', 'ab'],
    ['tags contains B', 'ab'],
    ['tags ~ /^v\\d$/', 'a'],
    ['tags exists', 'ab'],
    ['tags missing', 'c'],
    ['notes contains "100%"', 'a'],
    ['notes exists', 'a'],
    ['createdAt > 2026-11-09', 'bc'],
    ['createdAt >= 2026-11-09T13:00', 'bc'],
    ['createdAt < 2026-11-09T15:00:00+02:00', 'a'],
    ['createdAt = 2026-11-09', 'b'],
    ['createdAt != 2026-11-09', 'ac'],
    ['createdAt > -1d', 'bc'],
    ['createdAt > -2h', 'c'],
    ['startedAt missing', 'c'],
    ['finishedAt exists', 'ab'],
    ['finishedAt > 2026-11-02', 'b'],
    ['durationSeconds > 90s', 'a'],
    ['durationSeconds >= 1h', 'a'],
    ['durationSeconds = 30', 'b'],
    ['durationSeconds missing', 'c'],
    ['attempt = 2', 'b'],
    ['host = node-1', 'a'],
    ['program ~ /\\.py$/', 'a'],
    ['agent = agent-one', 'a'],
    ['agent missing', 'bc'],
    ['config.lr < 0.2 and (state = failed or tags = best) or name ~ /^resnet/', 'ab'],
    ['not (config.lr exists and state = finished)', 'bc'],
    ['createdAt > 0001-01-01 and createdAt < 9999-12-31', 'abc'],
    ['createdAt > -999999999w', 'abc'],
  ])('%s', async (filter, ids) => {
    expect(await idsOf(filter)).toBe(ids)
  })

  test('hostile texts as the texts that they are', async () => {
    const exact = `it's "so" \\ % _ x`
    expect(await idsOf(printFilter({ op: '=', column: 'name', value: exact }))).toBe('c')
    expect(await idsOf(printFilter({ op: 'contains', column: 'name', text: `"SO" \\ %` }))).toBe('c')
    expect(await idsOf(printFilter({ op: 'contains', column: 'name', text: '_' }))).toBe('c')
    const hostile = [
      `'; DROP TABLE run; -- "`,
      '\u0000',
      '\\',
      '%',
      '$1',
      '\ud800',
      '😀',
      'x'.repeat(3900),
      '{}',
      '::text',
    ]
    for (const text of hostile) {
      for (const column of ['name', 'tags', 'sweep', 'config.lr', text.length < 200 ? `config.${text}` : 'summary.x']) {
        expect(await idsOf(printFilter({ op: '=', column, value: text }))).toBe('')
        expect(await idsOf(printFilter({ op: 'in', column, values: [text, 1] }))).toBe('')
      }
    }
    expect(await idsOf('')).toBe('abc')
  })
})

describe('a filter is refused', () => {
  test('with its place when it is wrong', async () => {
    await expect(idsOf('config.lr << 3')).rejects.toMatchObject({
      code: 'INVALID',
      problems: [{ path: 'filter', found: '"<<" at 11' }],
    })
  })

  test('when the database cannot read its pattern, naming which', async () => {
    await expect(idsOf('name ~ /a/ and name ~ /\\p{L}(?<x>b)/')).rejects.toMatchObject({
      code: 'INVALID',
      problems: [{ path: 'filter', found: expect.stringMatching(/the pattern .*\(\?<x>b\)\/ at 23/) }],
    })
  })

  test('when it asks for the best of what no sweep aims at', async () => {
    await expect(idsOf('best.acc > 1')).rejects.toMatchObject({ problems: [{ found: 'best.acc' }] })
  })

  test('when its pattern takes too long; the server goes on', { timeout: 60_000 }, async () => {
    await database.db.run.updateMany({ where: { runId: 'c' }, data: { notes: 'ab'.repeat(2000) } })
    const slow = 'notes ~ /^(((a|b)*)\\1*)*(\\2|ab)*((a|b)*\\5)*x$/'
    await expect(idsOf(slow)).rejects.toMatchObject({ code: 'INVALID', problems: [{ path: 'filter' }] })
    expect(await idsOf('name = resnet-18')).toBe('b')
  })
})
