/**
 * A report for people without an account: a copy of it as it was drawn, behind a link that cannot be guessed. It is a file and
 * not the report itself, so whoever reads it asks nothing of the project. Publishing again makes a new link; the old one ends.
 */
import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { hashSecret } from '~/server/accounts/secret'
import type { Ctx } from '~/server/context'
import { notFound } from '~/server/domain/errors'
import type { PublishedReport } from '~/server/domain/report'
import { publish } from '~/server/live/publish'
import { requireReport } from '~/server/views/report.service'
import * as store from './published-report.store'
import { touchBlob } from './run-file.store'

const COPY_BYTES_MAX = 16 * 1024 * 1024

export async function publishReport(ctx: Ctx, input: { report: string; html: string }): Promise<PublishedReport> {
  const { project, report } = await requireReport(ctx, input.report, 'member')
  const received = await ctx.blobs.receive(Readable.from([Buffer.from(input.html)]), { bytesMax: COPY_BYTES_MAX })
  try {
    const { sha256, sizeBytes } = received
    const now = ctx.now()
    await touchBlob(ctx.db, { sha256, sizeBytes, now })
    await received.keep()
    const token = randomBytes(24).toString('base64url')
    await store.setPublication(ctx.db, { storageId: report.storageId, sha256, tokenHash: hashSecret(token), now })
    publish({ kind: 'report', projectId: project.id, id: project.id, sweepId: null })
    return { url: `${ctx.baseUrl}/shared/${token}`, publishedAt: now.toISOString() }
  } finally {
    await received.discard()
  }
}

export async function unpublishReport(ctx: Ctx, id: string): Promise<Record<string, never>> {
  const { project, report } = await requireReport(ctx, id, 'member')
  await store.clearPublication(ctx.db, report.storageId)
  publish({ kind: 'report', projectId: project.id, id: project.id, sweepId: null })
  return {}
}

/** For whoever has the link. */
export async function openPublished(ctx: Pick<Ctx, 'db' | 'blobs'>, token: string): Promise<Readable> {
  const sha256 = await store.findPublication(ctx.db, hashSecret(token))
  if (sha256 === null) throw notFound('published report', token)
  return ctx.blobs.open(sha256)
}
