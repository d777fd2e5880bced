/** Runs one at a time: making, changing, ending and reading them. Lists and tables are run-list.store's. */
import { z } from 'zod'
import { type Db, PREPARED, Prisma } from '~/server/db/client'
import type { RunPath } from '~/server/domain/ids'
import { type JsonObject, jsonObjectSchema } from '~/server/domain/json'
import { type RunDetail, type RunSummary, runSuggestionSchema } from '~/server/domain/run'
import { type RunState, runStateSchema } from '~/server/domain/run-state'

const accessSchema = z.object({
  storageId: z.string(),
  projectId: z.string(),
  entity: z.string(),
  sweepId: z.string().nullable(),
})
export type RunAccess = z.infer<typeof accessSchema>

/** What decides who may touch the runs; unknown ids are left out. */
export async function listRunAccess(db: Db, storageIds: readonly string[]): Promise<RunAccess[]> {
  const rows = await db.$queryRaw`
    SELECT r.id AS "storageId", r.project_id AS "projectId", e.name AS entity, r.sweep_id AS "sweepId"
    FROM run r JOIN project p ON p.id = r.project_id JOIN entity e ON e.id = p.entity_id
    WHERE r.id = ANY(${[...storageIds]}::uuid[])`
  return z.array(accessSchema).parse(rows)
}

/** By the names of its address; null for an unknown run. */
export async function findRunAccessByPath(db: Db, path: RunPath): Promise<(RunAccess & { isTrashed: boolean }) | null> {
  const rows = await db.$queryRaw`
    SELECT r.id AS "storageId", r.project_id AS "projectId", e.name AS entity, r.sweep_id AS "sweepId",
      r.deleted_at IS NOT NULL AS "isTrashed"
    FROM run r JOIN project p ON p.id = r.project_id JOIN entity e ON e.id = p.entity_id
    WHERE e.name = ${path.entity} AND p.name = ${path.project} AND r.run_id = ${path.run}`
  return z.array(accessSchema.extend({ isTrashed: z.boolean() })).parse(rows)[0] ?? null
}

const runRowSchema = accessSchema.extend({
  runId: z.string(),
  name: z.string(),
  state: runStateSchema,
  config: jsonObjectSchema,
  suggestionId: z.string().nullable(),
  agentId: z.string().nullable(),
  stopRequestedAt: z.date().nullable(),
  stopReason: z.string().nullable(),
  historyLineCount: z.number(),
  systemLineCount: z.number(),
  consoleLineCount: z.number(),
  lastStep: z.number().nullable(),
})
export type RunRow = z.infer<typeof runRowSchema>

const RUN_ROW = Prisma.sql`
  SELECT r.id AS "storageId", r.project_id AS "projectId", e.name AS entity, r.sweep_id AS "sweepId",
    r.run_id AS "runId", r.name, r.state::text AS state, r.config, r.suggestion_id AS "suggestionId",
    r.agent_id AS "agentId", r.stop_requested_at AS "stopRequestedAt", r.stop_reason AS "stopReason",
    coalesce(upper(r.history_lines), 0)::float8 AS "historyLineCount",
    coalesce(upper(r.system_lines), 0)::float8 AS "systemLineCount", r.console_line_count::float8 AS "consoleLineCount", r.last_step::float8 AS "lastStep"
  FROM run r JOIN project p ON p.id = r.project_id JOIN entity e ON e.id = p.entity_id`

/** Locked to the end of the transaction, and read as it is once the lock is held. */
export async function lockRun(tx: Db, storageId: string): Promise<RunRow | null> {
  const rows = await tx.$queryRaw<
    unknown[]
  >`${PREPARED} ${RUN_ROW} WHERE r.id = ${storageId}::uuid FOR NO KEY UPDATE OF r`
  return rows[0] === undefined ? null : runRowSchema.parse(rows[0])
}

export async function lockRunByPath(tx: Db, projectId: string, runId: string): Promise<RunRow | null> {
  const rows = await tx.$queryRaw<unknown[]>`
    ${RUN_ROW} WHERE r.project_id = ${projectId}::uuid AND r.run_id = ${runId} FOR NO KEY UPDATE OF r`
  return rows[0] === undefined ? null : runRowSchema.parse(rows[0])
}

export type NewRun = {
  storageId: string
  projectId: string
  runId: string
  name: string
  config: JsonObject
  now: Date
}

/** A run of no sweep that runs from now on. False when the project has a run of that id already. */
export async function insertRun(tx: Db, run: NewRun): Promise<boolean> {
  const count = await tx.$executeRaw`
    INSERT INTO run (id, project_id, run_id, name, state, config, created_at, started_at, heartbeat_at)
    VALUES (${run.storageId}::uuid, ${run.projectId}::uuid, ${run.runId}, ${run.name}, 'running',
      ${JSON.stringify(run.config)}::jsonb, ${run.now}::timestamptz, ${run.now}::timestamptz, ${run.now}::timestamptz)
    ON CONFLICT (project_id, run_id) DO NOTHING`
  return count > 0
}

/** How many runs the project has; numbers names, so it need not be exact. */
export async function countRuns(db: Db, projectId: string): Promise<number> {
  const rows = await db.$queryRaw`SELECT count(*)::int AS count FROM run WHERE project_id = ${projectId}::uuid`
  return z.array(z.object({ count: z.int() })).parse(rows)[0]?.count ?? 0
}

export type RunChanges = {
  name?: string | null
  notes?: string | null
  tags?: string[] | null
  group?: string | null
  jobType?: string | null
  host?: string | null
  program?: string | null
  config?: JsonObject | null
  /** Its keys are added to those that are there. */
  metadata?: JsonObject | null
}

/** Null and absent leave a field as it is. */
export async function updateRun(tx: Db, storageId: string, changes: RunChanges): Promise<void> {
  const config = changes.config == null ? null : JSON.stringify(changes.config)
  const metadata = changes.metadata == null ? null : JSON.stringify(changes.metadata)
  await tx.$executeRaw`
    UPDATE run SET
      name = coalesce(${changes.name ?? null}::text, name),
      notes = coalesce(${changes.notes ?? null}::text, notes),
      tags = CASE WHEN ${changes.tags != null}::boolean THEN ${changes.tags ?? []}::text[] ELSE tags END,
      "group" = coalesce(${changes.group ?? null}::text, "group"),
      job_type = coalesce(${changes.jobType ?? null}::text, job_type),
      host = coalesce(${changes.host ?? null}::text, host),
      program = coalesce(${changes.program ?? null}::text, program),
      config = coalesce(${config}::jsonb, config),
      metadata = metadata || coalesce(${metadata}::jsonb, '{}'),
      git_remote = coalesce(${metadata}::jsonb #>> '{git,remote}', git_remote),
      git_commit = coalesce(${metadata}::jsonb #>> '{git,commit}', git_commit)
    WHERE id = ${storageId}::uuid`
}

/** Running from now on, whatever it was, and out of the trash when `isWanted`; an end is forgotten, a wish to stop only when `clearsStop` says so. */
export async function setRunning(
  tx: Db,
  storageId: string,
  { clearsStop, isWanted = false, now }: { clearsStop: boolean; isWanted?: boolean; now: Date },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE run SET state = 'running', state_reason = NULL, exit_code = NULL, finished_at = NULL,
      started_at = coalesce(started_at, ${now}::timestamptz), heartbeat_at = ${now}::timestamptz,
      deleted_at = CASE WHEN ${isWanted}::boolean THEN NULL ELSE deleted_at END,
      stop_requested_at = CASE WHEN ${clearsStop}::boolean THEN NULL ELSE stop_requested_at END,
      stop_reason = CASE WHEN ${clearsStop}::boolean THEN NULL ELSE stop_reason END
    WHERE id = ${storageId}::uuid`
}

export async function touchRun(tx: Db, storageId: string, now: Date): Promise<void> {
  await tx.$executeRaw`UPDATE run SET heartbeat_at = ${now}::timestamptz WHERE id = ${storageId}::uuid`
}

export type RunEnd = {
  storageId: string
  state: RunState
  reason: string | null
  exitCode: number | null
  now: Date
}

export async function setEnded(tx: Db, end: RunEnd): Promise<void> {
  await tx.$executeRaw`${PREPARED}
    UPDATE run SET state = ${end.state}::run_state, state_reason = ${end.reason}, exit_code = ${end.exitCode}::int,
      finished_at = ${end.now}::timestamptz
    WHERE id = ${end.storageId}::uuid`
}

/** Asks runs that are not over to stop; those that were asked before keep the first reason. The ids newly asked. */
export async function setStopRequested(
  tx: Db,
  { storageIds, reason, now }: { storageIds: readonly string[]; reason: string; now: Date },
): Promise<{ storageId: string; projectId: string; sweepId: string | null }[]> {
  const rows = await tx.$queryRaw`
    UPDATE run SET stop_requested_at = ${now}::timestamptz, stop_reason = ${reason}
    WHERE id = ANY(${[...storageIds]}::uuid[]) AND stop_requested_at IS NULL
      AND state IN ('pending', 'running', 'preempting', 'preempted')
    RETURNING id AS "storageId", project_id AS "projectId", sweep_id AS "sweepId"`
  return z.array(z.object({ storageId: z.string(), projectId: z.string(), sweepId: z.string().nullable() })).parse(rows)
}

/** Running and silent since `before`; the longest silent first. */
export async function listSilentRuns(
  db: Db,
  { before, limit, storageId }: { before: Date; limit: number; storageId?: string },
): Promise<string[]> {
  const only = storageId === undefined ? Prisma.empty : Prisma.sql`AND r.id = ${storageId}::uuid`
  const rows = await db.$queryRaw`
    SELECT r.id FROM run r
    WHERE r.state = 'running' AND r.heartbeat_at < ${before}::timestamptz ${only}
    ORDER BY r.heartbeat_at LIMIT ${limit}::int`
  return z
    .array(z.object({ id: z.string() }))
    .parse(rows)
    .map(({ id }) => id)
}

const detailSchema = z.object({
  notes: z.string().nullable(),
  host: z.string().nullable(),
  program: z.string().nullable(),
  agent: z.string().nullable(),
  exitCode: z.int().nullable(),
  stateReason: z.string().nullable(),
  stopRequestedAt: z.date().nullable(),
  historyLineCount: z.number(),
  consoleLineCount: z.number(),
  lastStep: z.number().nullable(),
  suggestionId: z.string().nullable(),
  suggestionInfo: jsonObjectSchema.nullable(),
  suggestion: runSuggestionSchema.nullable(),
  metadata: jsonObjectSchema,
  fileCount: z.number(),
})

export type RunExtras = Omit<RunDetail, keyof RunSummary | 'entity' | 'project'>

/** What a run page shows beyond the run table's row; null for an unknown run. */
export async function findRunExtras(db: Db, storageId: string): Promise<RunExtras | null> {
  const rows = await db.$queryRaw<unknown[]>`
    SELECT r.notes, r.host, r.program, a.name AS agent, r.exit_code AS "exitCode", r.state_reason AS "stateReason",
      r.stop_requested_at AS "stopRequestedAt", coalesce(upper(r.history_lines), 0)::float8 AS "historyLineCount",
      r.console_line_count::float8 AS "consoleLineCount", r.last_step::float8 AS "lastStep",
      r.suggestion_id AS "suggestionId", s.info AS "suggestionInfo", r.metadata,
      CASE WHEN s.id IS NOT NULL THEN jsonb_build_object('source', s.source::text, 'version', s.version,
        'currentVersion', w.version) END AS suggestion,
      (SELECT count(*) FROM run_file f WHERE f.run_id = r.id)::float8 AS "fileCount"
    FROM run r LEFT JOIN agent a ON a.id = r.agent_id LEFT JOIN suggestion s ON s.id = r.suggestion_id
      LEFT JOIN sweep w ON w.id = s.sweep_id
    WHERE r.id = ${storageId}::uuid`
  if (rows[0] === undefined) return null
  const { suggestionId, stopRequestedAt, ...extras } = detailSchema.parse(rows[0])
  return {
    ...extras,
    stopRequestedAt: stopRequestedAt?.toISOString() ?? null,
    attempts: suggestionId === null ? [] : await listAttempts(db, suggestionId),
  }
}

async function listAttempts(db: Db, suggestionId: string): Promise<RunDetail['attempts']> {
  const rows = await db.$queryRaw`
    SELECT r.attempt, r.run_id AS "runId", r.name, r.state::text AS state, a.name AS agent,
      r.state_reason AS "stateReason"
    FROM run r LEFT JOIN agent a ON a.id = r.agent_id
    WHERE r.suggestion_id = ${suggestionId}::uuid AND r.deleted_at IS NULL ORDER BY r.attempt, r.created_at`
  return z
    .array(
      z.object({
        attempt: z.int(),
        runId: z.string(),
        name: z.string(),
        state: runStateSchema,
        agent: z.string().nullable(),
        stateReason: z.string().nullable(),
      }),
    )
    .parse(rows)
}
