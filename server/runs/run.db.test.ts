import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Ctx } from '~/server/context'
import { type TestDatabase, testCtx, testDatabase } from '~/server/db/testing'
import { startRunInputSchema } from '~/server/domain/run'
import * as runs from './run.service'
import { type EndedRun, onRunEnded } from './run-ended'

let database: TestDatabase
let ctx: Ctx
let otherCtx: Ctx
const ended: EndedRun[] = []

beforeAll(async () => {
  database = await testDatabase()
  ctx = await testCtx(database.db)
  otherCtx = { ...ctx, db: database.connect() }
  onRunEnded(async (_, run) => void ended.push(run))
})
afterAll(() => database.close())

function start(input: object, through: Ctx = ctx) {
  return runs.startRun(through, startRunInputSchema.parse({ project: 'p', ...input }))
}

function stored(storageId: string) {
  return database.db.run.findUniqueOrThrow({ where: { id: storageId } })
}

function endsOf(storageId: string): string[] {
  return ended.filter((run) => run.storageId === storageId).map(({ state }) => state)
}

describe('starting a run', () => {
  test('makes project, id and name on the fly and answers where it is', async () => {
    const run = await start({ project: 'new one', config: { lr: 0.1 }, tags: ['a'], host: 'box' })
    expect(run).toMatchObject({ entity: 'ada', project: 'new one', isNew: true, config: { lr: 0.1 }, lastStep: null })
    expect(run.run).toMatch(/^[a-z0-9]{8}$/)
    expect(run.name).toMatch(/^[a-z]+-[a-z]+-1$/)
    expect(run.url).toBe(`http://127.0.0.1:3000/ada/new%20one/runs/${run.run}`)
    expect(await stored(run.storageId)).toMatchObject({ state: 'running', tags: ['a'], host: 'box' })
  })

  test('twice is once, and null leaves what was there', async () => {
    const first = await start({ run: 'twice', name: 'n', notes: 'keep', config: { a: 1 }, group: 'g' })
    const again = await start({ run: 'twice', config: { b: 2 } })
    expect(again).toMatchObject({ storageId: first.storageId, isNew: false, name: 'n', config: { a: 1, b: 2 } })
    expect(await stored(first.storageId)).toMatchObject({ notes: 'keep', group: 'g' })
  })

  test('keeps how it was started, and adds what is learned of it later', async () => {
    const run = await start({ metadata: { args: ['--lr', '0.1'], os: 'Linux' } })
    const git = { remote: 'https://example.org/a.git', commit: 'abc', dirty: true }
    await runs.updateRun(ctx, { storageId: run.storageId, metadata: { git } })
    const detail = await runs.findRun(ctx, { entity: 'ada', project: 'p', run: run.run })
    expect(detail.metadata).toEqual({ args: ['--lr', '0.1'], os: 'Linux', git })
    expect(await stored(run.storageId)).toMatchObject({ gitRemote: git.remote, gitCommit: 'abc' })
    await start({ run: run.run, metadata: { git: { commit: 'def' } } })
    expect(await stored(run.storageId)).toMatchObject({ gitRemote: git.remote, gitCommit: 'def' })
  })

  test('of one id by many processes at once makes one run', async () => {
    const started = await Promise.all(
      Array.from({ length: 12 }, (_, index) => start({ project: 'race', run: 'same' }, index % 2 ? ctx : otherCtx)),
    )
    expect(new Set(started.map(({ storageId }) => storageId)).size).toBe(1)
    expect(started.filter(({ isNew }) => isNew)).toHaveLength(1)
  })

  test('keeps the modes of resuming apart', async () => {
    await expect(start({ run: 'modes', resume: 'must' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    const run = await start({ run: 'modes', resume: 'allow' })
    await expect(start({ run: 'modes', resume: 'never' })).rejects.toMatchObject({ code: 'CONFLICT' })
    await database.db.run.update({ where: { id: run.storageId }, data: { state: 'pending', startedAt: null } })
    expect(await start({ run: 'modes', resume: 'never' })).toMatchObject({ isNew: false })
    expect(await stored(run.storageId)).toMatchObject({ state: 'running', startedAt: expect.any(Date) })
  })

  test('a stop that was asked for before the program starts still stands, unless the program must go on', async () => {
    const { storageId } = await start({ run: 'late' })
    await runs.requestStop(ctx, storageId)
    await start({ run: 'late', resume: 'allow' })
    expect(await runs.heartbeat(ctx, storageId)).toEqual({ stop: true, stopReason: 'stopped by ada' })
    await start({ run: 'late', resume: 'must' })
    expect(await runs.heartbeat(ctx, storageId)).toEqual({ stop: false, stopReason: null })
  })

  test('a finished run that is taken up again runs, with its end and its stop forgotten', async () => {
    const { storageId } = await start({ run: 'again' })
    await runs.requestStop(ctx, storageId)
    expect(await runs.finishRun(ctx, { storageId, exitCode: 255 })).toMatchObject({ stop: true })
    expect(await stored(storageId)).toMatchObject({ state: 'killed', exitCode: 255, stateReason: 'stopped by ada' })
    await start({ run: 'again', resume: 'must' })
    expect(await stored(storageId)).toMatchObject({
      state: 'running',
      exitCode: null,
      finishedAt: null,
      stateReason: null,
      stopRequestedAt: null,
      stopReason: null,
    })
    expect(await runs.heartbeat(ctx, storageId)).toEqual({ stop: false, stopReason: null })
  })

  test('asked again while it runs keeps a wish to stop', async () => {
    const { storageId } = await start({ run: 'wish' })
    await runs.requestStop(ctx, storageId)
    await start({ run: 'wish' })
    expect(await runs.heartbeat(ctx, storageId)).toEqual({ stop: true, stopReason: 'stopped by ada' })
  })

  test('takes text with NUL and half characters, and refuses a project that cannot be', async () => {
    const run = await start({
      name: 'a\u0000b\ud800',
      config: { 'k\u0000': 'v\u0000' },
      tags: ['t\u0000'],
      notes: '\u0000',
    })
    expect(run).toMatchObject({ name: 'a\ufffdb\ufffd', config: { 'k\ufffd': 'v\ufffd' } })
    await expect(start({ project: 'a/b' })).rejects.toMatchObject({ code: 'INVALID' })
    await expect(start({ entity: 'stranger' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('ending a run', () => {
  test('exit code 0 is finished, any other failed, and the first word counts', async () => {
    const good = await start({})
    const bad = await start({})
    await runs.finishRun(ctx, { storageId: good.storageId, exitCode: 0 })
    await runs.finishRun(ctx, { storageId: good.storageId, exitCode: 1 })
    await runs.finishRun(ctx, { storageId: bad.storageId, exitCode: 3, reason: 'out of memory\u0000' })
    expect(await stored(good.storageId)).toMatchObject({ state: 'finished', exitCode: 0 })
    expect(await stored(bad.storageId)).toMatchObject({
      state: 'failed',
      exitCode: 3,
      stateReason: 'out of memory\ufffd',
    })
    expect(endsOf(good.storageId)).toEqual(['finished'])
    expect(endsOf(bad.storageId)).toEqual(['failed'])
  })

  test('many who end it at once tell it once', async () => {
    const { storageId } = await start({})
    await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        runs.finishRun(index % 2 ? ctx : otherCtx, { storageId, exitCode: index }),
      ),
    )
    expect(endsOf(storageId)).toHaveLength(1)
  })

  test('silence is crashed; a run that spoke meanwhile is not, and its own end undoes the verdict', async () => {
    const [silent, speaking] = [await start({}), await start({})]
    const later = { ...ctx, now: () => new Date(Date.now() + 400_000) }
    await runs.heartbeat(later, speaking.storageId)
    expect(await runs.reapSilentRuns(later, { silenceMsMax: 300_000, limit: 1000 })).toBeGreaterThan(0)
    expect(await stored(silent.storageId)).toMatchObject({ state: 'crashed' })
    expect(await stored(speaking.storageId)).toMatchObject({ state: 'running' })
    await runs.finishRun(ctx, { storageId: silent.storageId, exitCode: 0 })
    expect(await stored(silent.storageId)).toMatchObject({ state: 'finished' })
    expect(endsOf(silent.storageId)).toEqual(['crashed', 'finished'])
  })
})

describe('a run of a sweep', () => {
  async function aSweepRun() {
    const { id: projectId } = await database.db.project.findFirstOrThrow()
    const sweep = await database.db.sweep.create({
      data: {
        projectId,
        sweepId: crypto.randomUUID().slice(0, 8),
        name: 's',
        method: 'grid',
        config: {},
        yaml: '',
        seed: 1,
      },
    })
    const suggestion = await database.db.suggestion.create({
      data: { sweepId: sweep.id, number: 4, config: {}, info: { method: 'grid' } },
    })
    const agent = await database.db.agent.create({
      data: { projectId, sweepId: sweep.id, host: 'h', name: 'agent 1' },
    })
    const made = async (attempt: number) => {
      const run = await database.db.run.create({
        data: {
          projectId,
          runId: crypto.randomUUID().slice(0, 8),
          name: 'suggested',
          state: 'running',
          sweepId: sweep.id,
          suggestionId: suggestion.id,
          agentId: agent.id,
          attempt,
          config: { lr: 0.5, opt: { name: 'adam' } },
          heartbeatAt: new Date(),
        },
      })
      return { storageId: run.id, runId: run.runId }
    }
    const project = await database.db.project.findUniqueOrThrow({ where: { id: projectId } })
    return { made, project: project.name, sweep }
  }

  test('keeps what was suggested when its program starts it with defaults', async () => {
    const { made, project } = await aSweepRun()
    const run = await made(1)
    const started = await start({ project, run: run.runId, config: { lr: 9, opt: { name: 'sgd', b: 1 }, epochs: 3 } })
    expect(started).toMatchObject({
      isNew: false,
      storageId: run.storageId,
      config: { lr: 0.5, opt: { name: 'adam', b: 1 }, epochs: 3 },
    })
  })

  test('that was declared crashed is told to stop and not reopened, because another has its suggestion', async () => {
    const { made, project, sweep } = await aSweepRun()
    const first = await made(1)
    const crash = {
      storageId: first.storageId,
      state: 'crashed' as const,
      reason: 'lost',
      exitCode: null,
      now: new Date(),
    }
    expect(await runs.endRun(database.db, crash)).toBe(true)
    expect(await runs.endRun(database.db, crash)).toBe(false)
    expect(await runs.heartbeat(ctx, first.storageId)).toMatchObject({ stop: true })
    expect(await stored(first.storageId)).toMatchObject({ state: 'crashed' })
    const second = await made(2)
    const detail = await runs.findRun(ctx, { entity: 'ada', project, run: second.runId })
    expect(detail).toMatchObject({
      attempt: 2,
      suggestionNumber: 4,
      suggestionInfo: { method: 'grid' },
      suggestion: { source: 'search', version: 1, currentVersion: 1 },
      sweep: sweep.sweepId,
      agent: 'agent 1',
      attempts: [
        { attempt: 1, runId: first.runId, state: 'crashed', stateReason: 'lost', agent: 'agent 1' },
        { attempt: 2, runId: second.runId, state: 'running' },
      ],
    })
  })

  test('stops are counted once for runs that are not over', async () => {
    const { made } = await aSweepRun()
    const [a, b] = [await made(1), await made(2)]
    await runs.endRun(database.db, {
      storageId: a.storageId,
      state: 'failed',
      reason: null,
      exitCode: 1,
      now: new Date(),
    })
    const request = { storageIds: [a.storageId, b.storageId], reason: 'the sweep was canceled', now: new Date() }
    expect(await runs.requestStopRuns(database.db, request)).toBe(1)
    expect(await runs.requestStopRuns(database.db, request)).toBe(0)
  })
})
