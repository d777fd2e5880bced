/** Reports as rows. A change names the version that it was made on, so that two writers never overwrite each other unseen. */
import { z } from 'zod'
import { type Db, Prisma } from '~/server/db/client'
import { type ReportContent, reportContentSchema } from '~/server/domain/report'

const summaryRow = z.object({
  storageId: z.string(),
  id: z.string(),
  projectId: z.string(),
  title: z.string(),
  version: z.int(),
  createdBy: z.string(),
  updatedBy: z.string(),
  createdAt: z.date(),
  updatedAt: z.date(),
  publishedAt: z.date().nullable(),
})
export type StoredReport = z.infer<typeof summaryRow>

const detailRow = summaryRow.extend({ content: reportContentSchema })
export type StoredReportDetail = z.infer<typeof detailRow>

const columns = Prisma.sql`
  id::text AS "storageId", report_id AS id, project_id::text AS "projectId", title, version,
  created_by AS "createdBy", updated_by AS "updatedBy", created_at AS "createdAt", updated_at AS "updatedAt",
  shared_at AS "publishedAt"`

/** Last changed first. */
export async function listReports(db: Db, projectId: string): Promise<StoredReport[]> {
  const rows = await db.$queryRaw`
    SELECT ${columns} FROM report WHERE project_id = ${projectId}::uuid ORDER BY updated_at DESC, id DESC LIMIT 1000`
  return z.array(summaryRow).parse(rows)
}

export async function findReport(db: Db, id: string): Promise<StoredReportDetail | null> {
  const rows = await db.$queryRaw`SELECT ${columns}, content FROM report WHERE report_id = ${id}`
  return z.array(detailRow).parse(rows)[0] ?? null
}

export type NewReport = { id: string; projectId: string; title: string; content: ReportContent; by: string; now: Date }

/** False when the id is taken. */
export async function insertReport(db: Db, report: NewReport): Promise<boolean> {
  const count = await db.$executeRaw`
    INSERT INTO report (id, report_id, project_id, title, content, created_by, updated_by, created_at, updated_at)
    VALUES (gen_random_uuid(), ${report.id}, ${report.projectId}::uuid, ${report.title},
      ${JSON.stringify(report.content)}::jsonb, ${report.by}, ${report.by}, ${report.now}::timestamptz,
      ${report.now}::timestamptz)
    ON CONFLICT (report_id) DO NOTHING`
  return count === 1
}

export type ReportChange = {
  storageId: string
  /** That the change was made on. */
  version: number
  title: string | undefined
  content: ReportContent | undefined
  by: string
  now: Date
}

/** False, and nothing changed, when the report has another version by now. */
export async function updateReport(db: Db, change: ReportChange): Promise<boolean> {
  const content = change.content === undefined ? null : JSON.stringify(change.content)
  const count = await db.$executeRaw`
    UPDATE report SET title = coalesce(${change.title ?? null}::text, title),
      content = coalesce(${content}::jsonb, content), version = version + 1, updated_by = ${change.by},
      updated_at = ${change.now}::timestamptz
    WHERE id = ${change.storageId}::uuid AND version = ${change.version}::int`
  return count === 1
}

export async function deleteReport(db: Db, storageId: string): Promise<void> {
  await db.$executeRaw`DELETE FROM report WHERE id = ${storageId}::uuid`
}
