import { afterAll, beforeAll, expect, test } from 'vitest'
import { findActorByName, insertUser } from '~/server/accounts/account.store'
import type { Ctx } from '~/server/context'
import { type TestDatabase, testCtx, testDatabase } from '~/server/db/testing'
import type { ReportContent } from '~/server/domain/report'
import { WORKSPACE_STATE, type WorkspaceState } from '~/server/domain/view'
import { createProject } from '~/server/projects/project.service'
import { createReport, deleteReport, findReport, listReports, updateReport } from './report.service'
import { createView, deleteView, findDefaultView, findView, listViews, updateView } from './view.service'

let database: TestDatabase
let ada: Ctx
/** A member of ada's entity. */
let bob: Ctx
/** A viewer of ada's entity. */
let vera: Ctx
/** Of another entity. */
let eve: Ctx

const path = { entity: 'ada', project: 'mnist' }
const content: WorkspaceState = { ...WORKSPACE_STATE, runs: { ...WORKSPACE_STATE.runs, filter: 'state = finished' } }

beforeAll(async () => {
  database = await testDatabase()
  ada = await testCtx(database.db)
  bob = await guest('bob', 'member')
  vera = await guest('vera', 'viewer')
  eve = await guest('eve', null)
  await createProject(ada, path)
})
afterAll(() => database.close())

async function guest(name: string, role: 'member' | 'viewer' | null): Promise<Ctx> {
  await insertUser(database.db, name)
  const actor = await findActorByName(database.db, name)
  if (actor === null) throw new Error(`${name} could not be made`)
  return testCtx(database.db, {
    actor: { ...actor, roles: { ...actor.roles, ...(role === null ? {} : { ada: role }) } },
  })
}

test('a personal view is seen by its owner alone, a shared one by all who see the project', async () => {
  const own = await createView(bob, { ...path, name: "bob's", isShared: false, content })
  const shared = await createView(bob, { ...path, name: 'team', isShared: true, content })
  expect((await listViews(bob, path)).map(({ id }) => id)).toEqual([own.id, shared.id])
  expect((await listViews(vera, path)).map(({ id }) => id)).toEqual([shared.id])
  expect((await findView(vera, shared.id)).content).toEqual(content)
  await expect(findView(ada, own.id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(findView(eve, shared.id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(listViews(eve, path)).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('a viewer keeps views of their own but shares none', async () => {
  const own = await createView(vera, { ...path, name: "vera's", isShared: false, content })
  expect(own.isMine).toBe(true)
  await expect(createView(vera, { ...path, name: 'all', isShared: true, content })).rejects.toMatchObject({
    code: 'FORBIDDEN',
  })
  await expect(updateView(vera, { view: own.id, isShared: true })).rejects.toMatchObject({ code: 'FORBIDDEN' })
  await deleteView(vera, own.id)
})

test("a shared view is changed by who made it or by an owner, and a member's attempt says what to do", async () => {
  const view = await createView(ada, { ...path, name: 'official', isShared: true, content })
  await expect(updateView(bob, { view: view.id, name: 'mine now' })).rejects.toMatchObject({
    code: 'FORBIDDEN',
    message: expect.stringContaining('of your own'),
  })
  expect(await updateView(ada, { view: view.id, name: 'best' })).toMatchObject({ name: 'best', isMine: true })
  expect((await listViews(bob, path)).find(({ id }) => id === view.id)).toMatchObject({ name: 'best', isMine: false })
})

test('a project has one default, which must be shared', async () => {
  const personal = await createView(ada, { ...path, name: 'a', isShared: false, content })
  await expect(updateView(ada, { view: personal.id, isDefault: true })).rejects.toMatchObject({
    code: 'INVALID',
    problems: [{ path: 'isDefault' }],
  })
  const views = await Promise.all(
    ['b', 'c', 'd'].map((name) => createView(ada, { ...path, name, isShared: true, content })),
  )
  await Promise.all(views.map(({ id }) => updateView(ada, { view: id, isDefault: true })))
  const defaults = (await listViews(vera, path)).filter(({ isDefault }) => isDefault)
  expect(defaults).toHaveLength(1)
  expect(await findDefaultView(vera, path)).toMatchObject({ id: defaults[0]!.id, content })
  await deleteView(ada, defaults[0]!.id)
  expect(await findDefaultView(vera, path)).toBeNull()
})

const text = (words: string): ReportContent => ({ blocks: [{ kind: 'markdown', id: 'a', text: words }] })

test('a report is written by members and read by viewers', async () => {
  const made = await createReport(bob, { ...path, title: 'What we learned', content: text('# Hello\0') })
  expect(await findReport(vera, made.id)).toMatchObject({
    version: 1,
    createdBy: 'bob',
    content: text('# Hello\ufffd'),
  })
  await expect(updateReport(vera, { report: made.id, version: 1, title: 'No' })).rejects.toMatchObject({
    code: 'FORBIDDEN',
  })
  await expect(findReport(eve, made.id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await deleteReport(bob, made.id)
  await expect(findReport(bob, made.id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('of two who write at once the second is told, and nothing is overwritten', async () => {
  const { id } = await createReport(ada, { ...path, title: 'Together', content: text('start') })
  const changes = await Promise.allSettled([
    updateReport(ada, { report: id, version: 1, content: text('by ada') }),
    updateReport(bob, { report: id, version: 1, content: text('by bob') }),
  ])
  const won = changes.filter((change) => change.status === 'fulfilled')
  const lost = changes.filter((change) => change.status === 'rejected')
  expect([won.length, lost.length]).toEqual([1, 1])
  expect(lost[0]?.reason).toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('version 2') })
  expect((await findReport(ada, id)).content).toEqual(won[0]?.value.content)
  expect((await listReports(ada, path))[0]).toMatchObject({ id, title: 'Together' })
})
