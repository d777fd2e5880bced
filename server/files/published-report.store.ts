/** The published copies of reports: which blob a link leads to. Only the hash of a link's token is kept. */
import { z } from 'zod'
import type { Db } from '~/server/db/client'

export type Publication = { storageId: string; sha256: string; tokenHash: Uint8Array<ArrayBuffer>; now: Date }

/** A report that is published again keeps its link. */
export async function setPublication(db: Db, { storageId, sha256, tokenHash, now }: Publication): Promise<void> {
  await db.$executeRaw`
    UPDATE report SET share_hash = ${tokenHash}::bytea, shared_blob = decode(${sha256}, 'hex'), shared_at = ${now}::timestamptz
    WHERE id = ${storageId}::uuid`
}

export async function clearPublication(db: Db, storageId: string): Promise<void> {
  await db.$executeRaw`
    UPDATE report SET share_hash = NULL, shared_blob = NULL, shared_at = NULL WHERE id = ${storageId}::uuid`
}

/** The hash of the copy that a token leads to. */
export async function findPublication(db: Db, tokenHash: Uint8Array<ArrayBuffer>): Promise<string | null> {
  const rows = await db.$queryRaw`
    SELECT encode(shared_blob, 'hex') AS sha256 FROM report WHERE share_hash = ${tokenHash}::bytea AND shared_blob IS NOT NULL`
  return z.array(z.object({ sha256: z.string() })).parse(rows)[0]?.sha256 ?? null
}
