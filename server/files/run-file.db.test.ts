import { createHash } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { insertUser } from '~/server/accounts/account.store'
import type { Ctx } from '~/server/context'
import { type TestDatabase, testCtx, testDatabase } from '~/server/db/testing'
import { deleteFilesInputSchema, listFolderInputSchema } from '~/server/domain/file'
import { startRunInputSchema } from '~/server/domain/run'
import { startRun } from '~/server/runs/run.service'
import { diskBlobStore } from './disk-blob-store'
import * as files from './run-file.service'
import { sweepBlobs } from './sweep-blobs.service'

let database: TestDatabase
let ctx: Ctx
let folder: string

beforeAll(async () => {
  database = await testDatabase()
  folder = await mkdtemp(join(tmpdir(), 'sweepboard-blobs-'))
  ctx = await testCtx(database.db, { blobs: diskBlobStore(folder) })
})
afterAll(async () => {
  await database.close()
  await rm(folder, { recursive: true })
})

async function aRun(run: string): Promise<string> {
  return (await startRun(ctx, startRunInputSchema.parse({ project: 'p', run }))).storageId
}

function parts(...texts: string[]): AsyncIterable<Uint8Array> {
  return (async function* () {
    for (const part of texts) yield Buffer.from(part)
  })()
}

function save(run: string, path: string, content: string | AsyncIterable<Uint8Array>, through: Ctx = ctx) {
  return files.saveFile(through, {
    run: { entity: 'ada', project: 'p', run },
    path,
    content: typeof content === 'string' ? parts(content) : content,
    declaredType: null,
    bytesMax: 1000,
  })
}

async function read(run: string, path: string): Promise<string> {
  const file = await files.openFile(ctx, { entity: 'ada', project: 'p', run }, path)
  return text(await file.open())
}

/** Hashes of everything that lies in the folder, and what was left half way. */
async function stored(): Promise<{ blobs: string[]; receiving: string[] }> {
  const all = await readdir(folder, { recursive: true, withFileTypes: true })
  const found = all.filter((entry) => entry.isFile())
  const isReceiving = (entry: (typeof found)[number]) => entry.parentPath.endsWith('receiving')
  return {
    blobs: found.filter((entry) => !isReceiving(entry)).map((entry) => entry.parentPath.slice(-2) + entry.name),
    receiving: found.filter(isReceiving).map((entry) => entry.name),
  }
}

const sha256 = (content: string) => createHash('sha256').update(content).digest('hex')

describe('a file of a run', () => {
  test('comes back as it was saved, whole and in part, with its hash, size and type', async () => {
    await aRun('one')
    const { file, isNew } = await save('one', 'media/images/x_0_ab.png', parts('hel', 'lo'))
    expect(isNew).toBe(true)
    expect(file).toMatchObject({ sizeBytes: 5, sha256: sha256('hello'), mimeType: 'image/png' })
    expect(await read('one', 'media/images/x_0_ab.png')).toBe('hello')
    const opened = await files.openFile(ctx, { entity: 'ada', project: 'p', run: 'one' }, file.path)
    expect(await text(await opened.open({ start: 1, end: 3 }))).toBe('ell')
  })

  test('that is saved again is replaced', async () => {
    await aRun('twice')
    await save('twice', 'config.yaml', 'a: 1')
    expect((await save('twice', 'config.yaml', 'a: 2')).isNew).toBe(false)
    expect(await read('twice', 'config.yaml')).toBe('a: 2')
  })

  test('with the content of another is stored once, also when both are saved at the same time', async () => {
    await aRun('same')
    await Promise.all(Array.from({ length: 8 }, (_, index) => save('same', `copy-${index}.txt`, 'the same words')))
    const { blobs, receiving } = await stored()
    expect(blobs.filter((hash) => hash === sha256('the same words'))).toHaveLength(1)
    expect(receiving).toEqual([])
    expect(await database.db.runFile.count({ where: { path: { startsWith: 'copy-' } } })).toBe(8)
  })

  test('past the bound, or that breaks off, leaves nothing behind', async () => {
    await aRun('broken')
    await expect(save('broken', 'large.bin', parts('x'.repeat(600), 'x'.repeat(600)))).rejects.toMatchObject({
      code: 'TOO_LARGE',
    })
    const breaksOff = (async function* () {
      yield Buffer.from('half')
      throw new Error('the line is dead')
    })()
    await expect(save('broken', 'half.bin', breaksOff)).rejects.toThrow('the line is dead')
    expect((await stored()).receiving).toEqual([])
    await expect(read('broken', 'half.bin')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test.each([
    '../../etc/passwd',
    'a/../b',
    './a',
    '/etc/passwd',
    'a//b',
    'a/',
    '',
    'a\0b',
    'a\nb',
    'a\\..\\b',
    'x'.repeat(256),
    `${'d/'.repeat(600)}x`,
    '\ud800',
  ])('cannot have a path like number %# of those that leave their folder or break a name', async (path) => {
    await aRun('paths')
    await expect(save('paths', path, 'x')).rejects.toMatchObject({ code: 'INVALID', problems: [{ path: 'path' }] })
  })

  test('may have any other name that people give', async () => {
    await aRun('names')
    for (const path of ['a b/ü (1).txt', '...', '日本語/图.png', 'x%2e%2e', 'quote\'"; drop table run']) {
      await save('names', path, path)
      expect(await read('names', path)).toBe(path)
    }
  })

  test("is not for who does not belong to the run's entity, and not to be written by who may only look", async () => {
    await aRun('private')
    await save('private', 'a.txt', 'secret')
    await insertUser(database.db, 'eve').catch(() => undefined)
    const stranger: Ctx = {
      ...ctx,
      actor: { userId: 'x', username: 'eve', defaultEntity: 'eve', roles: { eve: 'owner' } },
    }
    const viewer: Ctx = { ...ctx, actor: { ...ctx.actor, roles: { ada: 'viewer' } } }
    const place = { entity: 'ada', project: 'p', run: 'private' }
    await expect(files.openFile(stranger, place, 'a.txt')).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(save('private', 'b.txt', 'x', stranger)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(save('private', 'b.txt', 'x', viewer)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    expect(await text(await (await files.openFile(viewer, place, 'a.txt')).open())).toBe('secret')
  })
})

describe('the files of a run', () => {
  test('are listed folder by folder, in pages, with the sums of what is below', async () => {
    const storageId = await aRun('tree')
    for (const path of ['media/images/a.png', 'media/images/b.png', 'media/table/t.json', 'config.yaml', 'output.log'])
      await save('tree', path, path)
    const list = (more: object) => files.listFolder(ctx, listFolderInputSchema.parse({ storageId, ...more }))
    const top = await list({})
    expect(top.folders).toEqual([{ name: 'media', fileCount: 3, sizeBytes: 54 }])
    expect(top.files.map(({ path }) => path)).toEqual(['config.yaml', 'output.log'])
    expect(top).toMatchObject({ fileCount: 5, nextCursor: null })
    const images = await list({ folder: 'media/images' })
    expect(images.files.map(({ path }) => path)).toEqual(['media/images/a.png', 'media/images/b.png'])
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const page = await list({ limit: 1, cursor })
      seen.push(...page.folders.map(({ name }) => `${name}/`), ...page.files.map(({ path }) => path))
      cursor = page.nextCursor
    } while (cursor !== null)
    expect(seen).toEqual(['media/', 'config.yaml', 'output.log'])
    await expect(list({ cursor: 'x../..' })).rejects.toMatchObject({ code: 'INVALID' })
  })

  test('are found by a part of their path, and a name with a sign of SQL in it means itself', async () => {
    const storageId = await aRun('search')
    for (const path of ['a/100%_done.txt', 'a/other.txt']) await save('search', path, 'x')
    expect(await files.searchFiles(ctx, { storageId, search: '0%_D', limit: 10 })).toMatchObject({
      files: [{ path: 'a/100%_done.txt' }],
      matchCount: 1,
    })
    expect((await files.searchFiles(ctx, { storageId, search: '%', limit: 10 })).matchCount).toBe(1)
  })

  test('are deleted one by one and by folder', async () => {
    const storageId = await aRun('delete')
    for (const path of ['a/x', 'a/b/y', 'ab', 'c']) await save('delete', path, path)
    const gone = await files.deleteFiles(
      ctx,
      deleteFilesInputSchema.parse({ storageId, paths: ['c', 'no'], folder: 'a' }),
    )
    expect(gone).toEqual({ deletedCount: 3 })
    const left = await files.listFolder(ctx, listFolderInputSchema.parse({ storageId }))
    expect(left.files.map(({ path }) => path)).toEqual(['ab'])
  })
})

describe('the sweep of blobs', () => {
  const later = (hours: number): Ctx => ({ ...ctx, now: () => new Date(Date.now() + hours * 3_600_000) })

  test('forgets content that nothing refers to after an hour, and leaves what is referred to', async () => {
    const storageId = await aRun('sweep')
    await save('sweep', 'kept.txt', 'kept')
    await save('sweep', 'shared-1.txt', 'shared')
    await save('sweep', 'shared-2.txt', 'shared')
    await save('sweep', 'replaced.txt', 'first')
    await save('sweep', 'replaced.txt', 'second')
    await files.deleteFiles(ctx, deleteFilesInputSchema.parse({ storageId, paths: ['shared-1.txt'] }))
    await sweepBlobs(ctx, () => false)
    expect((await stored()).blobs).toContain(sha256('first'))
    await sweepBlobs(later(2), () => false)
    const { blobs } = await stored()
    expect(blobs).not.toContain(sha256('first'))
    expect(blobs).toEqual(expect.arrayContaining(['kept', 'shared', 'second'].map(sha256)))
    expect(await read('sweep', 'shared-2.txt')).toBe('shared')
  })

  test('leaves content of deleted runs alone no longer than an hour, and that of shared reports for good', async () => {
    const storageId = await aRun('purged')
    await save('purged', 'a.txt', 'of a purged run')
    await save('purged', 'b.txt', 'of a report')
    const { projectId } = await database.db.run.findUniqueOrThrow({ where: { id: storageId } })
    await database.db.report.create({
      data: {
        reportId: 'report01',
        projectId,
        title: 'r',
        content: {},
        createdBy: 'ada',
        updatedBy: 'ada',
        sharedBlob: Buffer.from(sha256('of a report'), 'hex'),
      },
    })
    await database.db.run.delete({ where: { id: storageId } })
    await sweepBlobs(later(2), () => false)
    const { blobs } = await stored()
    expect(blobs).not.toContain(sha256('of a purged run'))
    expect(blobs).toContain(sha256('of a report'))
  })

  test('never takes content away that is being stored again', async () => {
    const storageId = await aRun('race')
    for (let round = 0; round < 20; round++) {
      await save('race', 'a.txt', 'comes and goes', later(round * 2))
      await files.deleteFiles(ctx, deleteFilesInputSchema.parse({ storageId, paths: ['a.txt'] }))
      // By now it is older than an hour: the sweep wants it, and so does who stores it again.
      const then = later(round * 2 + 2)
      await Promise.all([sweepBlobs(then, () => false), save('race', 'a.txt', 'comes and goes', then)])
      expect(await read('race', 'a.txt'), `round ${round}`).toBe('comes and goes')
    }
  })
})
