/**
 * Which runs have which files, and which blobs are still referred to. Whoever refers to blobs from a table of its own
 * adds that table to REFERENCED: what nothing there names is swept.
 */
import { z } from 'zod'
import { type Db, Prisma } from '~/server/db/client'
import type { FolderPage, FoundFiles, RunFile, RunFolder } from '~/server/domain/file'

const fileRowSchema = z.object({
  path: z.string(),
  sizeBytes: z.number(),
  sha256: z.string(),
  mimeType: z.string(),
  updatedAt: z.date(),
})

function toFile({ updatedAt, ...row }: z.infer<typeof fileRowSchema>): RunFile {
  return { ...row, updatedAt: updatedAt.toISOString() }
}

const FILE_ROW = Prisma.sql`f.path, f.size_bytes::float8 AS "sizeBytes", encode(f.blob_hash, 'hex') AS sha256,
  f.mime_type AS "mimeType", f.updated_at AS "updatedAt"`

/** Writes the blob down as just stored, which keeps it from being swept until something refers to it. */
export async function touchBlob(db: Db, blob: { sha256: string; sizeBytes: number; now: Date }): Promise<void> {
  await db.$executeRaw`
    INSERT INTO blob (hash, size_bytes, created_at)
    VALUES (decode(${blob.sha256}, 'hex'), ${blob.sizeBytes}::bigint, ${blob.now}::timestamptz)
    ON CONFLICT (hash) DO UPDATE SET created_at = excluded.created_at`
}

export type NewRunFile = {
  storageId: string
  path: string
  sha256: string
  sizeBytes: number
  mimeType: string
  now: Date
}

/** True when the run had no file of that path, false when this one took its place; null when the run is gone. */
export async function setRunFile(db: Db, file: NewRunFile): Promise<boolean | null> {
  const rows = await db.$queryRaw`
    INSERT INTO run_file (run_id, path, blob_hash, size_bytes, mime_type, updated_at)
    SELECT run.id, ${file.path}, decode(${file.sha256}, 'hex'), ${file.sizeBytes}::bigint, ${file.mimeType},
      ${file.now}::timestamptz
    FROM run WHERE run.id = ${file.storageId}::uuid
    ON CONFLICT (run_id, path) DO UPDATE SET blob_hash = excluded.blob_hash, size_bytes = excluded.size_bytes,
      mime_type = excluded.mime_type, updated_at = excluded.updated_at
    RETURNING xmax = 0 AS "isNew"`
  return z.array(z.object({ isNew: z.boolean() })).parse(rows)[0]?.isNew ?? null
}

export async function findRunFile(db: Db, storageId: string, path: string): Promise<RunFile | null> {
  const rows = await db.$queryRaw`
    SELECT ${FILE_ROW} FROM run_file f WHERE f.run_id = ${storageId}::uuid AND f.path = ${path}`
  const row = z.array(fileRowSchema).parse(rows)[0]
  return row === undefined ? null : toFile(row)
}

const entrySchema = z.object({
  isFile: z.boolean(),
  name: z.string(),
  fileCount: z.number(),
  sizeBytes: z.number(),
  totalCount: z.number(),
  totalBytes: z.number(),
  file: z.object({ sha256: z.string(), mimeType: z.string(), updatedAt: z.string() }).nullable(),
})

export type FolderCursor = { isFile: boolean; name: string }

/**
 * What lies directly in a folder, after the cursor, with the sums of all that is below it. Reads every file of the run
 * by its key's index, so its cost is that of the run's files and not of the page.
 */
export async function listFolder(
  db: Db,
  page: { storageId: string; folder: string; after: FolderCursor | null; limit: number },
): Promise<Omit<FolderPage, 'nextCursor'> & { next: FolderCursor | null }> {
  const prefix = page.folder === '' ? '' : `${page.folder}/`
  const after = page.after ?? { isFile: false, name: '' }
  const rows = await db.$queryRaw`
    WITH inside AS (
      SELECT substr(f.path, ${prefix.length + 1}::int) AS rest, f.* FROM run_file f
      WHERE f.run_id = ${page.storageId}::uuid AND starts_with(f.path, ${prefix})
    ), entry AS (
      SELECT position('/' IN rest) = 0 AS "isFile", split_part(rest, '/', 1) COLLATE "C" AS name,
        count(*)::float8 AS "fileCount", sum(size_bytes)::float8 AS "sizeBytes",
        jsonb_agg(jsonb_build_object('sha256', encode(blob_hash, 'hex'), 'mimeType', mime_type,
          'updatedAt', updated_at)) FILTER (WHERE position('/' IN rest) = 0) -> 0 AS file
      FROM inside GROUP BY 1, 2
    )
    SELECT e.*, t.count AS "totalCount", t.bytes AS "totalBytes"
    FROM (SELECT count(*)::float8 AS count, coalesce(sum(size_bytes), 0)::float8 AS bytes FROM inside) t
    JOIN entry e ON ("isFile", name) > (${after.isFile}::boolean, ${after.name}::text COLLATE "C")
    ORDER BY "isFile", name LIMIT ${page.limit + 1}::int`
  const entries = z.array(entrySchema).parse(rows)
  const shown = entries.slice(0, page.limit)
  const last = shown.at(-1)
  return {
    folders: shown.filter(({ isFile }) => !isFile).map(toFolder),
    files: shown.flatMap(({ name, sizeBytes, file }): RunFile[] =>
      file === null
        ? []
        : [{ path: prefix + name, sizeBytes, ...file, updatedAt: new Date(file.updatedAt).toISOString() }],
    ),
    fileCount: entries[0]?.totalCount ?? 0,
    sizeBytes: entries[0]?.totalBytes ?? 0,
    next: entries.length > page.limit && last !== undefined ? { isFile: last.isFile, name: last.name } : null,
  }
}

function toFolder({ name, fileCount, sizeBytes }: z.infer<typeof entrySchema>): RunFolder {
  return { name, fileCount, sizeBytes }
}

/** Files whose path contains the text, in any case, by path. */
export async function findFiles(
  db: Db,
  { storageId, search, limit }: { storageId: string; search: string; limit: number },
): Promise<FoundFiles> {
  const rows = await db.$queryRaw`
    SELECT ${FILE_ROW}, count(*) OVER ()::float8 AS "matchCount" FROM run_file f
    WHERE f.run_id = ${storageId}::uuid AND position(lower(${search}) IN lower(f.path)) > 0
    ORDER BY f.path COLLATE "C" LIMIT ${limit}::int`
  const found = z.array(fileRowSchema.extend({ matchCount: z.number() })).parse(rows)
  return { files: found.map(({ matchCount: _, ...row }) => toFile(row)), matchCount: found[0]?.matchCount ?? 0 }
}

/** How many there were. */
export async function deleteFiles(
  db: Db,
  { storageId, paths, folder }: { storageId: string; paths: readonly string[]; folder: string | null },
): Promise<number> {
  return db.$executeRaw`
    DELETE FROM run_file WHERE run_id = ${storageId}::uuid
      AND (path = ANY(${[...paths]}::text[]) OR starts_with(path, ${folder === null ? null : `${folder}/`}::text))`
}

const REFERENCED = Prisma.sql`
  EXISTS (SELECT FROM run_file f WHERE f.blob_hash = b.hash)
  OR EXISTS (SELECT FROM report r WHERE r.shared_blob = b.hash)`

/** Hashes of blobs that were stored before `before` and that nothing refers to, the oldest first. */
export async function listUnreferenced(db: Db, { before, limit }: { before: Date; limit: number }): Promise<string[]> {
  const rows = await db.$queryRaw`
    SELECT encode(b.hash, 'hex') AS sha256 FROM blob b
    WHERE b.created_at < ${before}::timestamptz AND NOT (${REFERENCED})
    ORDER BY b.created_at LIMIT ${limit}::int`
  return z
    .array(z.object({ sha256: z.string() }))
    .parse(rows)
    .map(({ sha256 }) => sha256)
}

/**
 * False when it was stored again or is referred to by now. Who stores the same content meanwhile waits at the blob's row
 * until this transaction is over, so the content may be deleted before the commit.
 */
export async function deleteUnreferenced(tx: Db, sha256: string, before: Date): Promise<boolean> {
  const count = await tx.$executeRaw`
    DELETE FROM blob b WHERE b.hash = decode(${sha256}, 'hex') AND b.created_at < ${before}::timestamptz
      AND NOT (${REFERENCED})`
  return count > 0
}
