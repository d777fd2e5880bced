/**
 * Files of runs: saved, listed, handed out, deleted. Content is kept once however many runs have it; a file that is
 * saved again is replaced. The order of storing (receive, write the blob down, keep, refer) is what makes it safe
 * against a crash and against the sweep of unreferenced blobs at every point.
 */
import type { Readable } from 'node:stream'
import type { Ctx } from '~/server/context'
import { invalid, notFound } from '~/server/domain/errors'
import {
  type DeleteFilesInput,
  type FolderPage,
  type FoundFiles,
  type ListFolderInput,
  type RunFile,
  runFilePathSchema,
  type SearchFilesInput,
} from '~/server/domain/file'
import type { RunPath } from '~/server/domain/ids'
import { publish } from '~/server/live/publish'
import { findRunAccess, findRunAccessByPath } from '~/server/runs/run.service'
import type { ByteRange } from './blob-store'
import { mimeTypeOf } from './mime-type'
import * as store from './run-file.store'

export type NewFile = {
  run: RunPath
  path: string
  content: AsyncIterable<Uint8Array>
  /** What the sender says it is. */
  declaredType: string | null
  bytesMax: number
}

/** Throws NOT_FOUND, FORBIDDEN and INVALID before a byte is read, TOO_LARGE when there are too many. */
export async function saveFile(ctx: Ctx, file: NewFile): Promise<{ file: RunFile; isNew: boolean }> {
  const path = checkedPath(file.path)
  const run = await findRunAccessByPath(ctx, file.run, 'member')
  const received = await ctx.blobs.receive(file.content, { bytesMax: file.bytesMax })
  try {
    const { sha256, sizeBytes } = received
    const now = ctx.now()
    await store.touchBlob(ctx.db, { sha256, sizeBytes, now })
    await received.keep()
    const mimeType = mimeTypeOf(path, file.declaredType)
    const isNew = await store.setRunFile(ctx.db, { storageId: run.storageId, path, sha256, sizeBytes, mimeType, now })
    if (isNew === null) throw notFound('run', file.run.run)
    publish({ kind: 'files', projectId: run.projectId, id: run.storageId, sweepId: run.sweepId })
    return { file: { path, sha256, sizeBytes, mimeType, updatedAt: now.toISOString() }, isNew }
  } finally {
    await received.discard()
  }
}

export type OpenedFile = RunFile & { open(range?: ByteRange): Promise<Readable> }

export async function openFile(ctx: Ctx, run: RunPath, path: string): Promise<OpenedFile> {
  const { storageId } = await findRunAccessByPath(ctx, run, 'viewer')
  const file = await store.findRunFile(ctx.db, storageId, checkedPath(path))
  if (file === null) throw notFound('file', path)
  return { ...file, open: (range) => ctx.blobs.open(file.sha256, range) }
}

function checkedPath(path: string): string {
  const parsed = runFilePathSchema.safeParse(path)
  if (parsed.success) return parsed.data
  const shown = JSON.stringify(path.length > 80 ? `${path.slice(0, 77)}...` : path)
  throw invalid([{ path: 'path', line: null, found: shown, allowed: parsed.error.issues[0]?.message ?? '' }])
}

export async function listFolder(ctx: Ctx, input: ListFolderInput): Promise<FolderPage> {
  await findRunAccess(ctx, input.storageId, 'viewer')
  const after = input.cursor == null ? null : parseCursor(input.cursor)
  const { next, ...page } = await store.listFolder(ctx.db, { ...input, after })
  return { ...page, nextCursor: next === null ? null : `${next.isFile ? 'f' : 'd'}${next.name}` }
}

function parseCursor(cursor: string): store.FolderCursor {
  const kind = cursor[0]
  const name = cursor.slice(1)
  if ((kind === 'f' || kind === 'd') && runFilePathSchema.safeParse(name).success) return { isFile: kind === 'f', name }
  throw invalid([
    { path: 'cursor', line: null, found: cursor.slice(0, 40), allowed: 'the nextCursor of a page before' },
  ])
}

export async function searchFiles(ctx: Ctx, input: SearchFilesInput): Promise<FoundFiles> {
  await findRunAccess(ctx, input.storageId, 'viewer')
  return store.findFiles(ctx.db, { ...input, search: input.search.replaceAll('\0', '') })
}

/** Content stays until nothing refers to it any more and an hour is over. */
export async function deleteFiles(ctx: Ctx, input: DeleteFilesInput): Promise<{ deletedCount: number }> {
  const run = await findRunAccess(ctx, input.storageId, 'member')
  const deletedCount = await store.deleteFiles(ctx.db, { ...input, folder: input.folder ?? null })
  if (deletedCount > 0) publish({ kind: 'files', projectId: run.projectId, id: run.storageId, sweepId: run.sweepId })
  return { deletedCount }
}
