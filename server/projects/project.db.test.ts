import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Ctx } from '~/server/context'
import { type TestDatabase, testCtx, testDatabase } from '~/server/db/testing'
import {
  createProject,
  findProject,
  findProjectRef,
  listProjects,
  openProject,
  projectRefById,
  visibleProjectIds,
} from './project.service'

let database: TestDatabase
let ctx: Ctx

beforeAll(async () => {
  database = await testDatabase()
  ctx = await testCtx(database.db)
})
afterAll(() => database.close())

test('a project is made when it is first named, once for many who name it at the same moment', async () => {
  const opened = await Promise.all([1, 2, 3, 4, 5].map(() => openProject(ctx, { project: 'mnist' })))
  expect(new Set(opened.map(({ id }) => id)).size).toBe(1)
  expect(opened[0]).toMatchObject({ entity: 'ada', name: 'mnist' })
  expect(await findProjectRef(ctx, { entity: 'ada', project: 'mnist' })).toEqual(opened[0])
})

test('a name that would break an address is refused with the field', async () => {
  for (const project of ['a/b', ' blank', 'a?b', 'x'.repeat(200)]) {
    await expect(openProject(ctx, { project })).rejects.toMatchObject({
      code: 'INVALID',
      problems: [{ path: 'project' }],
    })
  }
})

test('a new project is listed with nothing in it', async () => {
  await createProject(ctx, { entity: 'ada', project: 'empty' })
  const found = await findProject(ctx, { entity: 'ada', project: 'empty' })
  expect(found).toMatchObject({ runCount: 0, runningCount: 0, sweepCount: 0, lastActivityAt: null })
  expect((await listProjects(ctx, 'ada')).map(({ name }) => name).sort()).toEqual(['empty', 'mnist'])
  expect((await visibleProjectIds(ctx, null)).has(found.storageId)).toBe(true)
})

test('runs are counted, and the project that was heard of last comes first', async () => {
  const busy = await openProject(ctx, { project: 'busy' })
  const quiet = await openProject(ctx, { project: 'quiet' })
  await database.db.$executeRaw`
    INSERT INTO run (id, project_id, run_id, name, state, created_at, heartbeat_at)
    SELECT gen_random_uuid(), ${busy.id}::uuid, 'r' || n, 'r', (CASE WHEN n <= 2 THEN 'running' ELSE 'finished' END)::run_state,
           '2030-01-01'::timestamptz + n * interval '1 minute', '2030-01-02'::timestamptz + n * interval '1 minute'
    FROM generate_series(1, 1500) AS n`
  await database.db.$executeRaw`
    INSERT INTO run (id, project_id, run_id, name, state, created_at, heartbeat_at)
    VALUES (gen_random_uuid(), ${quiet.id}::uuid, 'r', 'r', 'finished', '2030-01-01', '2030-02-01')`
  const listed = await listProjects(ctx, 'ada')
  expect(listed.slice(0, 2).map(({ name }) => name)).toEqual(['quiet', 'busy'])
  expect(listed[1]).toMatchObject({ runCount: 1500, runningCount: 2, lastActivityAt: '2030-01-03T01:00:00.000Z' })
})

test('a project of another is not found, by path, by id, in lists or live', async () => {
  const { id } = await openProject(ctx, { project: 'private' })
  const stranger = { ...ctx, actor: { ...ctx.actor, username: 'eve', roles: {}, defaultEntity: 'eve' } }
  await expect(findProjectRef(stranger, { entity: 'ada', project: 'private' })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
  await expect(projectRefById(stranger, id, 'viewer')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(openProject(stranger, { entity: 'ada', project: 'mine' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(await listProjects(stranger, null)).toEqual([])
  expect(await visibleProjectIds(stranger, null)).toEqual(new Set())
})
