/** Changes to a batch of runs, each in one statement. Who calls holds the locks that `lockBatch` takes. */
import { z } from 'zod'
import { type Db, Prisma } from '~/server/db/client'
import { runStateSchema } from '~/server/domain/run-state'

const bulkRow = z.object({
  serial: z.number(),
  storageId: z.string(),
  runId: z.string(),
  name: z.string(),
  state: runStateSchema,
  sweepId: z.string().nullable(),
  tags: z.array(z.string()),
  group: z.string().nullable(),
  isStopping: z.boolean(),
  deletedAt: z.date().nullable(),
})
export type BulkRow = z.infer<typeof bulkRow>

export type BatchKey = { serials: number[] } | { runIds: string[] }

/** Runs of the project, in the trash or not, locked in the order of their making, so that two batches never wait for each other. */
export async function lockBatch(tx: Db, projectId: string, key: BatchKey): Promise<BulkRow[]> {
  const which =
    'serials' in key
      ? Prisma.sql`r.serial = ANY(${key.serials}::bigint[])`
      : Prisma.sql`r.run_id = ANY(${key.runIds}::text[])`
  const rows = await tx.$queryRaw`
    SELECT r.serial::float8 AS serial, r.id AS "storageId", r.run_id AS "runId", r.name, r.state::text AS state,
      r.sweep_id AS "sweepId", r.tags, r."group", r.stop_requested_at IS NOT NULL AS "isStopping",
      r.deleted_at AS "deletedAt"
    FROM run r WHERE r.project_id = ${projectId}::uuid AND ${which} ORDER BY r.serial FOR NO KEY UPDATE`
  return z.array(bulkRow).parse(rows)
}

export async function setTags(tx: Db, runs: readonly { storageId: string; tags: string[] }[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE run SET tags = ARRAY(SELECT jsonb_array_elements_text(given.tags))
    FROM unnest(${runs.map(({ storageId }) => storageId)}::uuid[], ${runs.map(({ tags }) => JSON.stringify(tags))}::jsonb[])
      AS given (id, tags)
    WHERE run.id = given.id`
}

export async function setGroup(tx: Db, storageIds: string[], group: string | null): Promise<void> {
  await tx.$executeRaw`UPDATE run SET "group" = ${group}::text WHERE id = ANY(${storageIds}::uuid[])`
}

export async function setDeleted(tx: Db, storageIds: string[], at: Date): Promise<void> {
  await tx.$executeRaw`UPDATE run SET deleted_at = ${at}::timestamptz WHERE id = ANY(${storageIds}::uuid[])`
}

/** Out of the trash; the wish to stop that came with the deletion is taken back from those that run on. */
export async function setRestored(tx: Db, storageIds: string[], reason: string): Promise<void> {
  const isTakenBack = Prisma.sql`starts_with(coalesce(stop_reason, ''), ${reason}) AND finished_at IS NULL`
  await tx.$executeRaw`
    UPDATE run SET deleted_at = NULL,
      stop_requested_at = CASE WHEN ${isTakenBack} THEN NULL ELSE stop_requested_at END,
      stop_reason = CASE WHEN ${isTakenBack} THEN NULL ELSE stop_reason END
    WHERE id = ANY(${storageIds}::uuid[])`
}

export async function deleteForGood(tx: Db, storageIds: string[]): Promise<number> {
  return tx.$executeRaw`DELETE FROM run WHERE id = ANY(${storageIds}::uuid[]) AND deleted_at IS NOT NULL`
}

/** Which of the ids a project has already, in the trash or not. */
export async function listTakenIds(tx: Db, projectId: string, runIds: string[]): Promise<Set<string>> {
  const rows = await tx.$queryRaw`
    SELECT run_id AS id FROM run WHERE project_id = ${projectId}::uuid AND run_id = ANY(${runIds}::text[])`
  return new Set(
    z
      .array(z.object({ id: z.string() }))
      .parse(rows)
      .map(({ id }) => id),
  )
}

/** To another project, out of their sweeps: its suggestions stay there. */
export async function moveRuns(
  tx: Db,
  projectId: string,
  runs: readonly { storageId: string; runId: string }[],
): Promise<void> {
  await tx.$executeRaw`
    UPDATE run SET project_id = ${projectId}::uuid, run_id = given.run_id, sweep_id = NULL, suggestion_id = NULL,
      agent_id = NULL, attempt = 1
    FROM unnest(${runs.map(({ storageId }) => storageId)}::uuid[], ${runs.map(({ runId }) => runId)}::text[])
      AS given (id, run_id)
    WHERE run.id = given.id`
}

export type TrashScope = { projectId: string; deletedAt: Date | null; afterSerial: number; limit: number }

/** Serials of the trash from a place on. */
export async function listTrashSerials(
  db: Db,
  { projectId, deletedAt, afterSerial, limit }: TrashScope,
): Promise<number[]> {
  const when =
    deletedAt === null ? Prisma.sql`r.deleted_at IS NOT NULL` : Prisma.sql`r.deleted_at = ${deletedAt}::timestamptz`
  const rows = await db.$queryRaw`
    SELECT r.serial::float8 AS serial FROM run r
    WHERE r.project_id = ${projectId}::uuid AND ${when} AND r.serial > ${afterSerial}::bigint
    ORDER BY r.serial LIMIT ${limit}::int`
  return z
    .array(z.object({ serial: z.number() }))
    .parse(rows)
    .map(({ serial }) => serial)
}

const trashRow = z.object({
  id: z.string(),
  serial: z.number(),
  name: z.string(),
  state: runStateSchema,
  sweepName: z.string().nullable(),
  createdAt: z.date(),
  deletedAt: z.date(),
  total: z.int(),
})

/** Last deleted first. */
export async function listTrash(
  db: Db,
  projectId: string,
  { search, offset, limit }: { search: string; offset: number; limit: number },
): Promise<z.infer<typeof trashRow>[]> {
  const rows = await db.$queryRaw`
    SELECT r.run_id AS id, r.serial::float8 AS serial, r.name, r.state::text AS state, w.name AS "sweepName",
      r.created_at AS "createdAt", r.deleted_at AS "deletedAt", (count(*) OVER ())::int AS total
    FROM run r LEFT JOIN sweep w ON w.id = r.sweep_id
    WHERE r.project_id = ${projectId}::uuid AND r.deleted_at IS NOT NULL
      AND (position(lower(${search}) IN lower(r.name)) > 0 OR position(lower(${search}) IN lower(r.run_id)) > 0)
    ORDER BY r.deleted_at DESC, r.serial DESC LIMIT ${limit}::int OFFSET ${offset}::int`
  return z.array(trashRow).parse(rows)
}

/** Ended runs that have lain in a trash since before, any project's. */
export async function listPurgeable(db: Db, before: Date, limit: number): Promise<string[]> {
  const rows = await db.$queryRaw`
    SELECT id FROM run WHERE deleted_at < ${before}::timestamptz
      AND state NOT IN ('pending', 'running', 'preempting', 'preempted')
    ORDER BY deleted_at LIMIT ${limit}::int`
  return z
    .array(z.object({ id: z.string() }))
    .parse(rows)
    .map(({ id }) => id)
}

const previewRow = z.object({ count: z.int(), runningCount: z.int(), sweepCount: z.int(), takenCount: z.int() })

export async function previewBatch(
  db: Db,
  serials: number[],
  targetId: string | null,
): Promise<z.infer<typeof previewRow>> {
  const isTaken =
    targetId === null
      ? Prisma.sql`false`
      : Prisma.sql`EXISTS (SELECT FROM run t WHERE t.project_id = ${targetId}::uuid AND t.run_id = r.run_id)`
  const rows = await db.$queryRaw`
    SELECT count(*)::int AS count, count(r.sweep_id)::int AS "sweepCount",
      (count(*) FILTER (WHERE r.state IN ('pending', 'running', 'preempting', 'preempted')))::int AS "runningCount",
      (count(*) FILTER (WHERE ${isTaken}))::int AS "takenCount"
    FROM run r WHERE r.serial = ANY(${serials}::bigint[]) AND r.deleted_at IS NULL`
  return z.tuple([previewRow]).parse(rows)[0]
}

export async function listCommonTags(db: Db, serials: number[]): Promise<{ tag: string; count: number }[]> {
  const rows = await db.$queryRaw`
    SELECT tag, count(*)::int AS count FROM run r, unnest(r.tags) AS tag
    WHERE r.serial = ANY(${serials}::bigint[]) AND r.deleted_at IS NULL
    GROUP BY tag ORDER BY count DESC, tag LIMIT 50`
  return z.array(z.object({ tag: z.string(), count: z.int() })).parse(rows)
}

export async function listSerials(db: Db, projectId: string, runIds: string[]): Promise<number[]> {
  const rows = await db.$queryRaw`
    SELECT serial::float8 AS serial FROM run WHERE project_id = ${projectId}::uuid AND run_id = ANY(${runIds}::text[])`
  return z
    .array(z.object({ serial: z.number() }))
    .parse(rows)
    .map(({ serial }) => serial)
}
