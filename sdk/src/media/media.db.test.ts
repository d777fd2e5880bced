/** Media, files and what is told of the program, from the package through the real door into the database and back. */
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createKey } from '~/server/accounts/api-key.service'
import type { Ctx } from '~/server/context'
import { type TestDatabase, testCtx, testDatabase } from '~/server/db/testing'
import { parseMedia } from '~/server/domain/media'
import { readEnv } from '~/server/env'
import { diskBlobStore } from '~/server/files/disk-blob-store'
import { openFile } from '~/server/files/run-file.service'
import { createDoor } from '~/server/http/door'
import { createCaller } from '~/server/trpc/router'
import { createClient } from '../client'
import { systemClock } from '../clock'
import { histogram, html, image, init, table } from '../index'
import { findSettings, spoolFolder } from '../settings'
import { openSpool, uploadsFolder } from '../spool'
import { syncSpool } from '../sync'
import { Uploads } from '../uploads/uploads'

let database: TestDatabase
let ctx: Ctx
let server: Server
let folder = ''

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sdk-media-'))
  database = await testDatabase()
  ctx = await testCtx(database.db, { blobs: diskBlobStore(join(folder, 'blobs')) })
  const door = createDoor({
    base: ctx,
    env: readEnv({}),
    cookie: { name: 'c', secret: 'x'.repeat(32), isSecure: false },
    pages: () => null,
    notReady: async () => null,
    stopping: new AbortController().signal,
    isLoopback: true,
    isDev: false,
  })
  server = createServer(door)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  process.env.SWEEPBOARD_URL = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
  process.env.SWEEPBOARD_API_KEY = (await createKey(ctx, 'sdk')).key
  process.env.SWEEPBOARD_SPOOL = join(folder, 'spool')
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await database.close()
  rmSync(folder, { recursive: true })
})

const api = () => createCaller({ ...ctx, signal: new AbortController().signal })

function contentOf(run: string, path: string): Promise<string> {
  return openFile(ctx, { entity: 'ada', project: 'media', run }, path).then(async (file) => text(await file.open()))
}

test('what is logged to be shown is in the history by its step, and its content among the files of the run', async () => {
  const run = await init({ project: 'media', console: false, git: false })
  run.log({ loss: 1, sample: image({ width: 2, height: 2, data: [0, 50, 100, 200] }, { caption: 'four' }) })
  run.log({
    loss: 2,
    predictions: table({
      columns: ['n', 'word'],
      rows: [
        [1, 'one'],
        [2, 'two'],
      ],
    }),
    weights: histogram([1, 2, 3], { bins: 3 }),
    report: html('<p>fine</p>'),
  })
  const path = join(folder, 'model.bin')
  writeFileSync(path, 'weights of the model')
  await run.saveFile(path, { as: 'checkpoints/model.bin' })
  await run.finish()

  const { storageId, fileCount } = await api().runs.byId({ entity: 'ada', project: 'media', run: run.id })
  expect(fileCount).toBe(4)
  const keys = await api().history.mediaKeys({ storageIds: [storageId] })
  expect(keys.map(({ key, kind }) => [key, kind])).toEqual([
    ['predictions', 'table'],
    ['report', 'html'],
    ['sample', 'images'],
    ['weights', 'histogram'],
  ])
  const { values } = await api().history.media({ key: 'sample', runs: [{ storageId, lines: [0, 1] }] })
  expect(values).toHaveLength(1)
  const media = parseMedia(values[0]?.value ?? null)
  if (media?.kind !== 'images') throw new Error('the image is no image')
  const found = await api().files.search({ storageId, search: '.png' })
  expect(found.files[0]).toMatchObject({ path: media.files[0]?.path, sha256: media.files[0]?.sha256 })
  const tables = await api().files.search({ storageId, search: '.table.json' })
  expect(JSON.parse(await contentOf(run.id, tables.files[0]?.path ?? ''))).toEqual({
    columns: ['n', 'word'],
    data: [
      [1, 'one'],
      [2, 'two'],
    ],
  })
  expect(await contentOf(run.id, 'checkpoints/model.bin')).toBe('weights of the model')
  expect(readdirSync(spoolFolder())).toEqual([])
})

test('files that a process left behind are sent by the next one', async () => {
  const run = await init({ project: 'media', console: false, git: false, systemMetrics: false })
  await run.finish()
  const { storageId } = await api().runs.byId({ entity: 'ada', project: 'media', run: run.id })
  const settings = findSettings()
  const uploads = new Uploads({
    target: `/files/ada/media/${run.id}`,
    folder: uploadsFolder(spoolFolder(), storageId),
    spool: openSpool(spoolFolder(), { storageId, url: settings.url }, 'files'),
    send: async () => ({ kind: 'failed', reason: 'away' }),
    clock: systemClock,
    chance: () => 0,
    warn: () => {},
  })
  for (const content of ['first', 'second']) uploads.keep(Buffer.from(content), () => 'media/a b.txt')
  uploads.keep(Buffer.from('first'), () => 'other.txt')
  uploads.close()
  const name = readdirSync(spoolFolder()).find((file) => file.endsWith('.files.jsonl')) ?? ''
  releaseSpool(join(spoolFolder(), name))
  expect(await syncSpool(createClient(settings), spoolFolder(), settings)).toMatchObject({ files: 2, problems: [] })
  expect(await contentOf(run.id, 'media/a b.txt')).toBe('second')
  expect(await contentOf(run.id, 'other.txt')).toBe('first')
  expect(readdirSync(spoolFolder())).toEqual([])
})

/** Makes the spool one of a process that is no more. */
function releaseSpool(path: string): void {
  writeFileSync(path, readFileSync(path, 'utf8').replace(/"pid":\d+/, '"pid":999999999'))
}

test('a run tells how it was started, and of its code', async () => {
  const run = await init({ project: 'media', console: false, systemMetrics: false })
  await run.finish()
  const { metadata } = await api().runs.byId({ entity: 'ada', project: 'media', run: run.id })
  expect(metadata).toMatchObject({ node: process.version, root: process.cwd(), git: { commit: expect.any(String) } })
})
