import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Ctx } from '~/server/context'
import { type TestDatabase, testCtx, testDatabase } from '~/server/db/testing'
import { appendHistoryInputSchema } from '~/server/domain/history'
import { finishRunInputSchema, startRunInputSchema } from '~/server/domain/run'
import {
  type BulkOutcome,
  bulkRunsInputSchema,
  groupRunsInputSchema,
  listTrashInputSchema,
  moveRunsInputSchema,
  previewRunsInputSchema,
  tagRunsInputSchema,
  trashedInputSchema,
} from '~/server/domain/run-bulk'
import { listGroupsInputSchema } from '~/server/domain/run-group'
import { listRunsInputSchema } from '~/server/domain/run-list'
import * as history from '~/server/metrics/history.service'
import { findProject, openProject } from '~/server/projects/project.service'
import * as runs from '../run.service'
import { listGroups } from '../table/run-group.service'
import * as bulk from './bulk.service'
import * as trash from './trash.service'

let database: TestDatabase
let ctx: Ctx

beforeAll(async () => {
  database = await testDatabase()
  ctx = await testCtx(database.db)
})
afterAll(() => database.close())

type Row = { runId?: string; state?: 'running' | 'finished' | 'failed'; tags?: string[]; group?: string }

async function aProject(name: string, rows: Row[]) {
  const project = await openProject(ctx, { project: name })
  await database.db.run.createMany({
    data: rows.map((row, index) => ({
      runId: `r${index}`,
      name: `run-${index}`,
      state: 'finished' as const,
      createdAt: new Date(1_700_000_000_000 + index),
      ...row,
      projectId: project.id,
    })),
  })
  return { entity: 'ada', project: name }
}

const some = (...ids: string[]) => ({ kind: 'ids', ids })
const matching = (filter = '', except: string[] = []) => ({ kind: 'matching', filter, except })

/** Goes on until there is no cursor any more. */
async function whole(call: (cursor: string | null) => Promise<BulkOutcome>) {
  const outcomes: BulkOutcome[] = []
  let cursor: string | null = null
  do {
    const outcome: BulkOutcome = await call(cursor)
    outcomes.push(outcome)
    cursor = outcome.cursor
  } while (cursor !== null)
  return {
    calls: outcomes.length,
    done: outcomes.reduce((sum, { done }) => sum + done, 0),
    unchanged: outcomes.reduce((sum, { unchanged }) => sum + unchanged, 0),
    refused: outcomes.flatMap(({ refused }) => refused),
    deletedAt: new Set(outcomes.map(({ deletedAt }) => deletedAt)),
  }
}

async function idsOf(path: { project: string }, filter = ''): Promise<string[]> {
  const page = await runs.listRuns(
    ctx,
    listRunsInputSchema.parse({
      entity: 'ada',
      ...path,
      filter,
      limit: 1000,
      sort: [{ column: 'id', direction: 'asc' }],
    }),
  )
  return page.runs.map(({ id }) => id)
}

const tag = (path: object, which: object, more: object) =>
  bulk.tagRuns(ctx, tagRunsInputSchema.parse({ ...path, which, ...more }))
const remove = (path: object, which: object, cursor: string | null = null) =>
  bulk.deleteRuns(ctx, bulkRunsInputSchema.parse({ ...path, which, cursor }))
const restore = (path: object, which: object, cursor: string | null = null) =>
  trash.restoreRuns(ctx, trashedInputSchema.parse({ ...path, which, cursor }))
const purge = (path: object, which: object, cursor: string | null = null) =>
  trash.purgeRuns(ctx, trashedInputSchema.parse({ ...path, which, cursor }))
const move = (path: object, which: object, to: object, more: object = {}) =>
  bulk.moveRuns(ctx, moveRunsInputSchema.parse({ ...path, which, to, ...more }))

describe('a change to many runs', () => {
  test('is done once however often it is asked for, and says what was so already', async () => {
    const path = await aProject('tags', [{ tags: ['old', 'best'] }, {}, { tags: ['old'] }])
    expect(await tag(path, some('r0', 'r1', 'r9'), { add: ['best'], remove: ['old'] })).toMatchObject({
      done: 2,
      unchanged: 0,
      refused: [{ run: 'r9', reason: 'it is not there' }],
      cursor: null,
    })
    expect(await tag(path, some('r0', 'r1'), { add: ['best'], remove: ['old'] })).toMatchObject({
      done: 0,
      unchanged: 2,
    })
    expect(await idsOf(path, 'tags = best')).toEqual(['r0', 'r1'])
    expect(await idsOf(path, 'tags = old')).toEqual(['r2'])
  })

  test('goes over all that match in batches, though its effect takes runs out of the filter', async () => {
    const path = await aProject(
      'batches',
      Array.from({ length: 1234 }, (_, index) => ({ tags: index % 2 ? ['x'] : [] })),
    )
    const input = { ...path, which: matching('tags = x', ['r1']) }
    const done = await whole((cursor) =>
      bulk.tagRuns(ctx, tagRunsInputSchema.parse({ ...input, cursor, add: ['y'], remove: ['x'] })),
    )
    expect(done).toMatchObject({ calls: 2, done: 616, unchanged: 0, refused: [] })
    expect(await idsOf(path, 'tags = x')).toEqual(['r1'])
    const grouped = await whole((cursor) =>
      bulk.groupRuns(ctx, groupRunsInputSchema.parse({ ...path, which: matching('tags = y'), cursor, group: 'g' })),
    )
    expect(grouped.done).toBe(616)
    expect((await idsOf(path, 'group = g')).length).toBe(616)
  })

  test('refuses what cannot be, run by run, and does the rest', async () => {
    const full = Array.from({ length: 256 }, (_, index) => `t${index}`)
    const path = await aProject('refusals', [{ tags: full }, {}, { state: 'running' }, {}])
    await remove(path, some('r3'))
    const tagged = await tag(path, matching(), { add: ['one-more'] })
    expect(tagged).toMatchObject({ done: 2, refused: [{ run: 'r0', reason: 'it would have more than 256 tags' }] })
    const stopped = await bulk.stopRuns(ctx, bulkRunsInputSchema.parse({ ...path, which: some('r0', 'r2', 'r3') }))
    expect(stopped.done).toBe(1)
    expect(stopped.refused).toEqual([
      { run: 'r3', name: 'run-3', reason: 'it is in the trash' },
      { run: 'r0', name: 'run-0', reason: 'it has ended already: finished' },
    ])
    const again = await bulk.stopRuns(ctx, bulkRunsInputSchema.parse({ ...path, which: some('r2') }))
    expect(again).toMatchObject({ done: 0, unchanged: 1 })
  })

  test('needs the role of a member, and a project that one may see', async () => {
    const path = await aProject('roles', [{}])
    const as = (role: 'viewer' | null): Ctx => ({
      ...ctx,
      actor: { ...ctx.actor, username: 'eve', roles: role === null ? {} : { ada: role } },
    })
    const input = bulkRunsInputSchema.parse({ ...path, which: matching() })
    await expect(bulk.deleteRuns(as('viewer'), input)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(bulk.deleteRuns(as(null), input)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    const trashed = trashedInputSchema.parse({ ...path, which: { kind: 'all' } })
    await expect(trash.purgeRuns(as('viewer'), trashed)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(
      bulk.moveRuns(as('viewer'), moveRunsInputSchema.parse({ ...input, to: { entity: 'ada', project: 'x' } })),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(
      bulk.moveRuns(ctx, moveRunsInputSchema.parse({ ...input, to: { entity: 'bob', project: 'x' } })),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(await idsOf(path)).toEqual(['r0'])
  })

  test('is refused as a whole when its filter or its cursor cannot be read', async () => {
    const path = await aProject('bad-filter', [{}])
    await expect(remove(path, matching('state = done'))).rejects.toMatchObject({ code: 'INVALID' })
    await expect(remove(path, matching(), 'nonsense')).rejects.toMatchObject({ code: 'INVALID' })
    expect(bulkRunsInputSchema.safeParse({ ...path, which: { kind: 'everything' } }).success).toBe(false)
  })

  test('can be looked at beforehand', async () => {
    const path = await aProject('preview', [{ state: 'running', tags: ['a'] }, { tags: ['a', 'b'] }, { runId: 'same' }])
    await aProject('preview-target', [{ runId: 'same' }])
    const input = { ...path, which: matching('', ['r9']), to: { entity: 'ada', project: 'preview-target' } }
    expect(await bulk.previewRuns(ctx, previewRunsInputSchema.parse(input))).toEqual({
      count: 3,
      runningCount: 1,
      sweepCount: 0,
      takenCount: 1,
      tags: [
        { tag: 'a', count: 2 },
        { tag: 'b', count: 1 },
      ],
    })
  })
})

describe('the trash', () => {
  test('hides a run everywhere, and gives it back as it was', async () => {
    const path = await aProject('hidden', [{ tags: ['t'], group: 'g' }, { group: 'g' }])
    const deleted = await remove(path, matching('tags = t'))
    expect(deleted).toMatchObject({ done: 1, unchanged: 0, refused: [] })
    expect(await idsOf(path)).toEqual(['r1'])
    expect((await findProject(ctx, path)).runCount).toBe(1)
    const groups = await listGroups(ctx, listGroupsInputSchema.parse({ ...path, groupBy: ['group'] }))
    expect(groups.groups[0]?.count).toBe(1)
    await expect(runs.findRun(ctx, { ...path, run: 'r0' })).rejects.toMatchObject({
      code: 'GONE',
      message: expect.stringContaining('in the trash'),
    })
    await expect(runs.findRunAccessByPath(ctx, { ...path, run: 'r0' }, 'viewer')).rejects.toMatchObject({
      code: 'GONE',
    })
    expect(await remove(path, some('r0'))).toMatchObject({ done: 0, unchanged: 1 })
    const page = await trash.listTrash(ctx, listTrashInputSchema.parse({ ...path, search: 'RUN-' }))
    expect(page).toMatchObject({ total: 1, runs: [{ id: 'r0', name: 'run-0', deletedAt: deleted.deletedAt }] })
    expect(Date.parse(page.runs[0]?.purgedAt ?? '') - Date.parse(deleted.deletedAt ?? '')).toBe(30 * 86_400_000)

    expect(await restore(path, { kind: 'deletion', deletedAt: deleted.deletedAt })).toMatchObject({ done: 1 })
    expect(await idsOf(path, 'tags = t and group = g')).toEqual(['r0'])
    expect(await restore(path, some('r0'))).toMatchObject({ done: 0, unchanged: 1 })
  })

  test('takes one deletion of many batches back as a whole, and nothing else', async () => {
    const path = await aProject(
      'undo',
      Array.from({ length: 1100 }, () => ({})),
    )
    await remove(path, some('r0'))
    const deleted = await whole((cursor) => remove(path, matching(), cursor))
    expect(deleted).toMatchObject({ calls: 3, done: 1099 })
    expect(deleted.deletedAt.size).toBe(1)
    expect(await idsOf(path)).toEqual([])
    const [deletedAt] = deleted.deletedAt
    const undone = await whole((cursor) => restore(path, { kind: 'deletion', deletedAt }, cursor))
    expect(undone.done).toBe(1099)
    expect((await idsOf(path)).includes('r0')).toBe(false)
  })

  test('keeps what a program still logs, and asks it to stop; a restore takes that back', async () => {
    const { storageId } = await runs.startRun(ctx, startRunInputSchema.parse({ project: 'living', run: 'r' }))
    const path = { entity: 'ada', project: 'living' }
    await remove(path, some('r'))
    const append = (offset: number) =>
      history.appendHistory(ctx, appendHistoryInputSchema.parse({ storageId, offset, lines: ['{"loss": 1}'] }))
    expect(await append(0)).toMatchObject({ stop: true, stopReason: 'deleted by ada' })
    expect(await idsOf(path)).toEqual([])
    await restore(path, some('r'))
    expect(await append(1)).toMatchObject({ stop: false })
    expect((await runs.findRun(ctx, { ...path, run: 'r' })).historyLineCount).toBe(2)
  })

  test('gives a run back that is started again', async () => {
    const path = { entity: 'ada', project: 'again' }
    const start = () => runs.startRun(ctx, startRunInputSchema.parse({ project: 'again', run: 'r', config: { a: 1 } }))
    const { storageId } = await start()
    await runs.finishRun(ctx, finishRunInputSchema.parse({ storageId, exitCode: 0 }))
    await remove(path, some('r'))
    expect((await start()).storageId).toBe(storageId)
    expect(await idsOf(path, 'state = running')).toEqual(['r'])
  })

  test('is emptied for good, but not of runs that have not ended', async () => {
    const path = await aProject('emptied', [...Array.from({ length: 120 }, () => ({})), { state: 'running' as const }])
    await whole((cursor) => remove(path, matching(), cursor))
    const gone = await whole((cursor) => purge(path, { kind: 'all' }, cursor))
    expect(gone.done).toBe(120)
    expect(gone.refused).toEqual([
      { run: 'r120', name: 'run-120', reason: 'it is running still, and was asked to stop' },
    ])
    expect(await database.db.run.count({ where: { project: { name: 'emptied' } } })).toBe(1)
    await aProject('emptied', [{ runId: 'alive' }])
    expect(await purge(path, some('alive'))).toMatchObject({ done: 0, unchanged: 1 })
    expect(await idsOf(path)).toEqual(['alive'])
  })

  test('is purged by the clock after its days, and never before', async () => {
    const path = await aProject('clock', [{}, {}, { state: 'running' }])
    await remove(path, some('r0', 'r2'))
    const at = (days: number) => ({ db: database.db, now: () => new Date(Date.now() + days * 86_400_000) })
    const days = 30
    expect(await trash.purgeOldRuns(at(29), { days, isOverdue: () => false })).toBe(0)
    expect(await trash.purgeOldRuns(at(31), { days: 0, isOverdue: () => false })).toBe(0)
    expect(await trash.purgeOldRuns(at(31), { days, isOverdue: () => true })).toBe(0)
    expect(await trash.purgeOldRuns(at(31), { days, isOverdue: () => false })).toBeGreaterThanOrEqual(1)
    const left = await database.db.run.findMany({ where: { project: { name: 'clock' } }, select: { runId: true } })
    expect(left.map(({ runId }) => runId).sort()).toEqual(['r1', 'r2'])
  })
})

describe('a move', () => {
  test('takes runs to another project, and refuses ids that are taken there unless new ones are wished', async () => {
    const path = await aProject('from', [{ runId: 'free' }, { runId: 'taken' }, { runId: 'busy', state: 'running' }])
    await aProject('to', [{ runId: 'taken' }])
    const to = { entity: 'ada', project: 'to' }
    const first = await move(path, matching(), to)
    expect(first.done).toBe(1)
    expect(first.refused.map(({ run, reason }) => [run, reason])).toEqual([
      ['busy', 'it is running: move it when it has ended'],
      ['taken', 'to has a run with the id taken'],
    ])
    expect(await idsOf({ project: 'to' })).toEqual(['free', 'taken'])
    expect(await move(path, some('taken'), to, { givesNewIds: true })).toMatchObject({ done: 1, refused: [] })
    expect((await idsOf({ project: 'to' })).length).toBe(3)
    expect(await idsOf(path)).toEqual(['busy'])
    await expect(move(path, some('busy'), path)).rejects.toMatchObject({ code: 'INVALID' })
  })

  test('takes a run out of its sweep, whose cell is not suggested again', async () => {
    const path = await aProject('sweep-move', [])
    const { id: projectId } = await openProject(ctx, { project: 'sweep-move' })
    const sweep = await database.db.sweep.create({
      data: { projectId, sweepId: 'movesw01', name: 's', method: 'grid', yaml: '', seed: 1, config: {} },
    })
    const suggestion = await database.db.suggestion.create({
      data: { sweepId: sweep.id, number: 0, state: 'finished', config: {}, info: {}, attemptCount: 1 },
    })
    const run = { projectId, runId: 'm', name: 'm', state: 'finished' as const }
    await database.db.run.create({ data: { ...run, sweepId: sweep.id, suggestionId: suggestion.id } })
    const input = { ...path, which: some('m'), to: { entity: 'ada', project: 'elsewhere' } }
    expect((await bulk.previewRuns(ctx, previewRunsInputSchema.parse(input))).sweepCount).toBe(1)
    await move(path, some('m'), input.to)
    expect(await runs.findRun(ctx, { ...input.to, run: 'm' })).toMatchObject({ sweep: null, suggestionNumber: null })
    expect(await database.db.suggestion.findUniqueOrThrow({ where: { id: suggestion.id } })).toMatchObject({
      state: 'finished',
    })
  })
})
