import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Ctx } from '~/server/context'
import { type TestDatabase, testCtx, testDatabase } from '~/server/db/testing'
import { createProject } from '~/server/projects/project.service'
import { createReport, deleteReport, findReport } from '~/server/views/report.service'
import { diskBlobStore } from './disk-blob-store'
import { openPublished, publishReport, unpublishReport } from './published-report.service'
import { sweepBlobs } from './sweep-blobs.service'

let database: TestDatabase
let folder: string
let ada: Ctx
const path = { entity: 'ada', project: 'mnist' }

beforeAll(async () => {
  database = await testDatabase()
  folder = await mkdtemp(join(tmpdir(), 'sweepboard-published-'))
  ada = await testCtx(database.db, { blobs: diskBlobStore(folder) })
  await createProject(ada, path)
})
afterAll(async () => {
  await database.close()
  await rm(folder, { recursive: true })
})

const tokenOf = (url: string) => url.slice(url.lastIndexOf('/') + 1)
const report = (title: string) => createReport(ada, { ...path, title, content: { blocks: [] } })

test('a published copy is read by whoever has the link, until it is published anew or no more', async () => {
  const { id } = await report('Open')
  const first = await publishReport(ada, { report: id, html: '<p>one</p>' })
  expect(await text(await openPublished(ada, tokenOf(first.url)))).toBe('<p>one</p>')
  expect((await findReport(ada, id)).publishedAt).toBe(first.publishedAt)
  const second = await publishReport(ada, { report: id, html: '<p>two</p>' })
  await expect(openPublished(ada, tokenOf(first.url))).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(await text(await openPublished(ada, tokenOf(second.url)))).toBe('<p>two</p>')
  await unpublishReport(ada, id)
  await expect(openPublished(ada, tokenOf(second.url))).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect((await findReport(ada, id)).publishedAt).toBeNull()
})

test('a viewer cannot publish, and a guessed link leads nowhere', async () => {
  const { id } = await report('Closed')
  const viewer = { ...ada, actor: { ...ada.actor, userId: crypto.randomUUID(), roles: { ada: 'viewer' as const } } }
  await expect(publishReport(viewer, { report: id, html: '<p>x</p>' })).rejects.toMatchObject({ code: 'FORBIDDEN' })
  for (const token of ['', 'x', '../../etc/passwd', 'a'.repeat(5000)])
    await expect(openPublished(ada, token)).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('the sweep of unreferenced content leaves a published copy, and takes it when its report is gone', async () => {
  const { id } = await report('Kept')
  const { url } = await publishReport(ada, { report: id, html: '<p>kept</p>' })
  const later = { ...ada, now: () => new Date(Date.now() + 7_200_000) }
  await sweepBlobs(later, () => false)
  expect(await text(await openPublished(ada, tokenOf(url)))).toBe('<p>kept</p>')
  await deleteReport(ada, id)
  expect(await sweepBlobs(later, () => false)).toBeGreaterThan(0)
})
