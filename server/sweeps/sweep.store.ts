/**
 * Sweeps as rows: found by the public id that people see or by the storage id that the system uses, counted, and moved
 * from state to state only from the states that the caller names, so that two people who press two buttons at once
 * cannot both win. What runs achieved is in trial.store.ts.
 */
import { z } from 'zod'
import { type Db, Prisma } from '~/server/db/client'
import { runStateSchema } from '~/server/domain/run-state'
import { type RunCounts, type SweepState, sweepStateSchema } from '~/server/domain/sweep'
import { methodSchema, type SweepConfig, sweepConfigSchema } from '~/server/domain/sweep-config'

const sweepRow = z.object({
  storageId: z.string(),
  id: z.string(),
  projectId: z.string(),
  entity: z.string(),
  project: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  state: sweepStateSchema,
  endReason: z.string().nullable(),
  method: methodSchema,
  version: z.int(),
  priority: z.int(),
  endsAt: z.date().nullable(),
  config: sweepConfigSchema,
  yaml: z.string(),
  seed: z.bigint().transform(Number),
  createdAt: z.date(),
  startedAt: z.date().nullable(),
  endedAt: z.date().nullable(),
  updatedAt: z.date(),
  priorRunCount: z.int(),
})
export type StoredSweep = z.infer<typeof sweepRow>

const columns = Prisma.sql`
  sweep.id::text AS "storageId", sweep.sweep_id AS id, sweep.project_id::text AS "projectId", entity.name AS entity,
  project.name AS project, sweep.name, sweep.description, sweep.state::text, sweep.end_reason AS "endReason",
  sweep.method, sweep.version, sweep.priority,
  sweep.ends_at AS "endsAt", sweep.config, sweep.yaml, sweep.seed, sweep.created_at AS "createdAt",
  sweep.started_at AS "startedAt", sweep.ended_at AS "endedAt", sweep.updated_at AS "updatedAt",
  (SELECT count(*)::int FROM sweep_prior_run prior WHERE prior.sweep_id = sweep.id) AS "priorRunCount"`

const source = Prisma.sql`
  FROM sweep JOIN project ON project.id = sweep.project_id JOIN entity ON entity.id = project.entity_id`

export async function findSweepById(db: Db, id: string): Promise<StoredSweep | null> {
  const rows = await db.$queryRaw`SELECT ${columns} ${source} WHERE sweep.sweep_id = ${id}`
  return z.array(sweepRow).parse(rows)[0] ?? null
}

export async function findSweepByStorageId(db: Db, storageId: string): Promise<StoredSweep | null> {
  const rows = await db.$queryRaw`SELECT ${columns} ${source} WHERE sweep.id = ${storageId}::uuid`
  return z.array(sweepRow).parse(rows)[0] ?? null
}

/** Newest first. */
export async function listSweepsOfProject(db: Db, projectId: string): Promise<StoredSweep[]> {
  const rows = await db.$queryRaw`
    SELECT ${columns} ${source} WHERE sweep.project_id = ${projectId}::uuid
    ORDER BY sweep.created_at DESC, sweep.id DESC`
  return z.array(sweepRow).parse(rows)
}

export async function listSweepsByIds(db: Db, projectId: string, ids: string[]): Promise<StoredSweep[]> {
  const rows = await db.$queryRaw`
    SELECT ${columns} ${source} WHERE sweep.project_id = ${projectId}::uuid AND sweep.sweep_id = ANY(${ids})`
  return z.array(sweepRow).parse(rows)
}

/** Sweeps with running runs that have a rule which may end runs or the sweep while they run. */
export async function listSweepsUnderReview(db: Db): Promise<StoredSweep[]> {
  const rows = await db.$queryRaw`
    SELECT ${columns} ${source}
    WHERE sweep.state <> 'canceled'
      AND (sweep.config ? 'early_terminate' OR sweep.config -> 'metric' ? 'target')
      AND EXISTS (SELECT 1 FROM run WHERE run.sweep_id = sweep.id AND run.state = 'running')
    ORDER BY sweep.id`
  return z.array(sweepRow).parse(rows)
}

export type NewSweep = {
  storageId: string
  id: string
  projectId: string
  name: string
  config: SweepConfig
  yaml: string
  seed: number
  /** Username of who makes it. */
  madeBy: string
  now: Date
}

/** The sweep and the first version of its config. False when the public id is taken. */
export async function insertSweep(db: Db, sweep: NewSweep): Promise<boolean> {
  const count = await db.$executeRaw`
    WITH made AS (
    INSERT INTO sweep (id, project_id, sweep_id, name, description, method, config, yaml, seed, created_at, updated_at)
    VALUES (${sweep.storageId}::uuid, ${sweep.projectId}::uuid, ${sweep.id}, ${sweep.name},
            ${sweep.config.description ?? null}, ${sweep.config.method}, ${JSON.stringify(sweep.config)}::jsonb,
            ${sweep.yaml}, ${sweep.seed}, ${sweep.now}::timestamptz, ${sweep.now}::timestamptz)
    ON CONFLICT (sweep_id) DO NOTHING
    RETURNING id, config, yaml)
    INSERT INTO sweep_version (sweep_id, version, config, yaml, made_by, note, created_at)
    SELECT id, 1, config, yaml, ${sweep.madeBy}, 'as it was made', ${sweep.now}::timestamptz FROM made`
  return count === 1
}

/**
 * The sweep as it is now; others who want to change it wait for this transaction, and this one waits for claims. Two
 * statements, because one that waits for a lock still sees what it joined as it was before.
 */
export async function lockSweep(tx: Db, storageId: string): Promise<StoredSweep | null> {
  await tx.$queryRaw`SELECT 1 FROM sweep WHERE id = ${storageId}::uuid FOR NO KEY UPDATE`
  return findSweepByStorageId(tx, storageId)
}

/** True when the sweep gives out runs or waits to; it stays so until the transaction ends. */
export async function holdIfOpen(tx: Db, storageId: string): Promise<boolean> {
  const rows = await tx.$queryRaw`
    SELECT 1 FROM sweep WHERE id = ${storageId}::uuid AND state IN ('pending', 'running', 'paused') FOR SHARE`
  return (rows as unknown[]).length === 1
}

export type SweepConfigChange = {
  storageId: string
  version: number
  config: SweepConfig
  yaml: string
  note: string
  madeBy: string
  now: Date
}

/** The config as it is from now on, and the version that says who made it and why. */
export async function insertVersion(tx: Db, change: SweepConfigChange): Promise<void> {
  const { storageId, version, config, yaml, note, madeBy, now } = change
  await tx.$executeRaw`
    WITH changed AS (
      UPDATE sweep SET version = ${version}, config = ${JSON.stringify(config)}::jsonb, yaml = ${yaml},
        name = coalesce(${config.name ?? null}, name), description = ${config.description ?? null},
        updated_at = ${now}::timestamptz
      WHERE id = ${storageId}::uuid RETURNING id, version, config, yaml)
    INSERT INTO sweep_version (sweep_id, version, config, yaml, made_by, note, created_at)
    SELECT id, version, config, yaml, ${madeBy}, ${note}, ${now}::timestamptz FROM changed`
}

const versionRow = z.object({
  version: z.int(),
  config: sweepConfigSchema,
  yaml: z.string(),
  madeBy: z.string(),
  note: z.string(),
  createdAt: z.date(),
  runCount: z.int(),
})

/** Newest first, each with the number of runs that were suggested under it. */
export async function listVersions(db: Db, storageId: string): Promise<z.infer<typeof versionRow>[]> {
  const rows = await db.$queryRaw`
    SELECT sweep_version.version, sweep_version.config, sweep_version.yaml, sweep_version.made_by AS "madeBy",
           sweep_version.note, sweep_version.created_at AS "createdAt", coalesce(made.count, 0)::int AS "runCount"
    FROM sweep_version
    LEFT JOIN (
      SELECT suggestion.version, sum(suggestion.attempt_count) AS count FROM suggestion
      WHERE suggestion.sweep_id = ${storageId}::uuid GROUP BY suggestion.version) AS made
      ON made.version = sweep_version.version
    WHERE sweep_version.sweep_id = ${storageId}::uuid ORDER BY sweep_version.version DESC`
  return z.array(versionRow).parse(rows)
}

export async function setPlanning(
  tx: Db,
  { storageId, priority, endsAt, now }: { storageId: string; priority: number; endsAt: Date | null; now: Date },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE sweep SET priority = ${priority}, ends_at = ${endsAt}::timestamptz, updated_at = ${now}::timestamptz
    WHERE id = ${storageId}::uuid`
}

export async function countOpenSweeps(
  db: Db,
  { projectId, except }: { projectId: string; except: string },
): Promise<number> {
  return db.sweep.count({ where: { projectId, state: { in: ['pending', 'running'] }, id: { not: except } } })
}

/** Sweeps that give out runs or wait to, and whose end time has come. */
export async function listSweepsPastEnd(db: Db, now: Date): Promise<string[]> {
  const rows = await db.$queryRaw`
    SELECT id::text FROM sweep
    WHERE state IN ('pending', 'running', 'paused') AND ends_at <= ${now}::timestamptz ORDER BY ends_at`
  return z
    .array(z.object({ id: z.string() }))
    .parse(rows)
    .map(({ id }) => id)
}

export type SweepMove = { storageId: string; from: SweepState[]; to: SweepState; endReason: string | null; now: Date }

/** False when the sweep was in none of the states named. Start and end times follow from the states. */
export async function moveSweep(db: Db, { storageId, from, to, endReason, now }: SweepMove): Promise<boolean> {
  const isEnd = to === 'finished' || to === 'canceled'
  const count = await db.$executeRaw`
    UPDATE sweep SET state = ${to}::sweep_state, end_reason = ${endReason}, updated_at = ${now}::timestamptz,
      started_at = CASE WHEN ${to} = 'running' THEN coalesce(started_at, ${now}::timestamptz) ELSE started_at END,
      ended_at = CASE WHEN ${isEnd} THEN coalesce(ended_at, ${now}::timestamptz) END
    WHERE id = ${storageId}::uuid AND state::text = ANY(${from})`
  return count === 1
}

export type SweepTotals = {
  counts: RunCounts
  agentCount: number
  computeSeconds: number
  /** Last sign of life of its runs; null without any. */
  lastSignAt: Date | null
  /** Another one whenever a run of the sweep, its summary or its history is: every append writes its run too. */
  version: string
}

const totalsRow = z.object({
  id: z.string(),
  state: runStateSchema,
  count: z.int(),
  seconds: z.number().nullable(),
  lastSignAt: z.date().nullable(),
  writes: z.string(),
})

/** Runs by state, seconds of computing and active agents of each sweep. One pass over the index on (sweep, state). */
export async function findTotals(db: Db, storageIds: string[], now: Date): Promise<Map<string, SweepTotals>> {
  const totals = new Map(storageIds.map((id) => [id, noTotals()]))
  const [runs, agents] = await Promise.all([
    db.$queryRaw`
      SELECT sweep_id::text AS id, state::text, count(*)::int AS count,
             sum(extract(epoch FROM coalesce(finished_at, CASE WHEN state = 'running' THEN ${now}::timestamptz END, heartbeat_at,
                 started_at) - started_at))::float8 AS seconds,
             max(coalesce(finished_at, heartbeat_at, started_at)) AS "lastSignAt",
             sum(xmin::text::bigint)::text AS writes
      FROM run WHERE sweep_id = ANY(${storageIds}::uuid[]) AND deleted_at IS NULL GROUP BY sweep_id, state`,
    db.$queryRaw`
      SELECT sweep_id::text AS id, count(*)::int AS count FROM agent
      WHERE sweep_id = ANY(${storageIds}::uuid[]) AND state = 'active' GROUP BY sweep_id`,
  ])
  const written = new Map<string, bigint>()
  for (const { id, state, count, seconds, lastSignAt, writes } of z.array(totalsRow).parse(runs)) {
    const total = totals.get(id)
    if (total === undefined) continue
    total.counts[COUNTED_AS[state]] += count
    total.counts.total += count
    total.computeSeconds += Math.max(0, seconds ?? 0)
    if (lastSignAt !== null && lastSignAt > (total.lastSignAt ?? 0)) total.lastSignAt = lastSignAt
    written.set(id, (written.get(id) ?? 0n) + BigInt(writes))
    total.version = `${total.counts.total} ${written.get(id)}`
  }
  for (const { id, count } of z.array(z.object({ id: z.string(), count: z.int() })).parse(agents)) {
    const total = totals.get(id)
    if (total !== undefined) total.agentCount = count
  }
  return totals
}

const COUNTED_AS = {
  pending: 'pending',
  preempted: 'pending',
  running: 'running',
  preempting: 'running',
  finished: 'finished',
  crashed: 'bad',
  failed: 'bad',
  killed: 'killed',
} as const

function noTotals(): SweepTotals {
  return {
    counts: { pending: 0, running: 0, finished: 0, bad: 0, killed: 0, total: 0 },
    agentCount: 0,
    computeSeconds: 0,
    lastSignAt: null,
    version: '0 0',
  }
}

/** Storage ids of runs that have not ended. */
export async function listOpenRuns(db: Db, storageId: string): Promise<string[]> {
  const rows = await db.$queryRaw`
    SELECT id::text FROM run
    WHERE sweep_id = ${storageId}::uuid AND state IN ('pending', 'running', 'preempting', 'preempted')`
  return z
    .array(z.object({ id: z.string() }))
    .parse(rows)
    .map(({ id }) => id)
}
