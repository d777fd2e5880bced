/** The run table: pages of runs in any order, their number, and what columns there are. */
import { z } from 'zod'
import { type Db, Prisma } from '~/server/db/client'
import { jsonObjectSchema } from '~/server/domain/json'
import type { ListRunsInput, RunPage, RunSummary } from '~/server/domain/run'
import { runStateSchema } from '~/server/domain/run-state'
import { conditionOf, printCursor, sortKeyOf } from './run-columns'

const SUMMARY = Prisma.sql`
  r.run_id AS id, r.id AS "storageId", r.name, r.state::text AS state, w.sweep_id AS sweep, w.name AS "sweepName",
  w.method, s.number AS "suggestionNumber", r.attempt, r."group", r.job_type AS "jobType", r.tags, r.config, r.summary,
  r.created_at AS "createdAt", r.started_at AS "startedAt", r.heartbeat_at AS "heartbeatAt",
  r.finished_at AS "finishedAt",
  extract(epoch FROM coalesce(r.finished_at, r.heartbeat_at) - r.started_at)::float8 AS "durationSeconds"`

const JOINS = Prisma.sql`LEFT JOIN sweep w ON w.id = r.sweep_id LEFT JOIN suggestion s ON s.id = r.suggestion_id`

const time = z.date().transform((date) => date.toISOString())

const summarySchema = z.object({
  id: z.string(),
  storageId: z.string(),
  name: z.string(),
  state: runStateSchema,
  sweep: z.string().nullable(),
  sweepName: z.string().nullable(),
  method: z.string().nullable(),
  suggestionNumber: z.int().nullable(),
  attempt: z.int(),
  group: z.string().nullable(),
  jobType: z.string().nullable(),
  tags: z.array(z.string()),
  config: jsonObjectSchema,
  summary: jsonObjectSchema,
  createdAt: time,
  startedAt: time.nullable(),
  heartbeatAt: time.nullable(),
  finishedAt: time.nullable(),
  durationSeconds: z.number().nullable(),
})

const keySchema = z.object({
  flag: z.int(),
  kind: z.int(),
  number: z.number().or(z.literal([Infinity, -Infinity])),
  text: z.string(),
})

/**
 * One page. Sorting reads the sort column of every run that the filters leave and keeps the best `limit` of them, so
 * the cost is one pass over the project; `config` and `summary` are then fetched for the page alone.
 */
export async function listRuns(db: Db, projectId: string, input: ListRunsInput): Promise<RunPage> {
  const where = conditions(projectId, input)
  const { columns, orderBy, after } = sortKeyOf(input.sort, input.cursor ?? null)
  const rows = await db.$queryRaw<unknown[]>`
    WITH page AS (
      SELECT r.id, k.flag, k.kind, k.number, k.text
      FROM run r ${needsSweep(input) ? Prisma.sql`LEFT JOIN sweep w ON w.id = r.sweep_id` : Prisma.empty} ${columns}
      WHERE ${where} ${after === null ? Prisma.empty : Prisma.sql`AND ${after}`}
      ORDER BY ${orderBy} LIMIT ${input.limit + 1}::int
    )
    SELECT k.flag, k.kind, k.number::float8 AS number, k.text, ${SUMMARY}
    FROM page k JOIN run r ON r.id = k.id ${JOINS} ORDER BY ${orderBy}`
  const runs = z.array(summarySchema).parse(rows.slice(0, input.limit))
  const last = runs.at(-1)
  const hasMore = rows.length > input.limit && last !== undefined
  return {
    runs,
    total: await countRuns(db, where),
    nextCursor: hasMore ? printCursor({ ...keySchema.parse(rows[input.limit - 1]), id: last.storageId }) : null,
  }
}

function needsSweep(input: ListRunsInput): boolean {
  return (
    input.sort.column === 'sweep' || input.sweeps.length > 0 || input.filters.some(({ column }) => column === 'sweep')
  )
}

async function countRuns(db: Db, where: Prisma.Sql): Promise<number> {
  const rows = await db.$queryRaw`
    SELECT count(*)::int AS count FROM run r LEFT JOIN sweep w ON w.id = r.sweep_id WHERE ${where}`
  return z.array(z.object({ count: z.int() })).parse(rows)[0]?.count ?? 0
}

function conditions(projectId: string, input: ListRunsInput): Prisma.Sql {
  const search = input.search.replaceAll('\0', '')
  const all = [Prisma.sql`r.project_id = ${projectId}::uuid`, ...input.filters.map(conditionOf)]
  if (input.sweeps.length > 0)
    all.push(Prisma.sql`w.sweep_id = ANY(${input.sweeps.map((id) => id.replaceAll('\0', ''))}::text[])`)
  if (input.states.length > 0) all.push(Prisma.sql`r.state = ANY(${input.states}::run_state[])`)
  if (search !== '') {
    all.push(Prisma.sql`(position(lower(${search}) IN lower(r.name)) > 0 OR position(lower(${search}) IN lower(r.run_id)) > 0
      OR EXISTS (SELECT FROM unnest(r.tags) tag WHERE position(lower(${search}) IN lower(tag)) > 0))`)
  }
  return Prisma.join(all, ' AND ')
}

export async function findRunSummary(db: Db, projectId: string, runId: string): Promise<RunSummary | null> {
  const rows = await db.$queryRaw<unknown[]>`
    SELECT ${SUMMARY} FROM run r ${JOINS} WHERE r.project_id = ${projectId}::uuid AND r.run_id = ${runId}`
  return rows[0] === undefined ? null : summarySchema.parse(rows[0])
}

const NEWEST = 500

/** Config and summary of the newest runs, for finding out what keys there are. */
export async function listNewestValues(db: Db, projectId: string) {
  const rows = await db.$queryRaw`
    SELECT config, summary FROM run WHERE project_id = ${projectId}::uuid
    ORDER BY created_at DESC, id DESC LIMIT ${NEWEST}::int`
  return z.array(z.object({ config: jsonObjectSchema, summary: jsonObjectSchema })).parse(rows)
}

/** Metrics with numbers in the newest runs; those of the most runs first. */
export async function listNewestMetrics(db: Db, projectId: string, limit: number): Promise<string[]> {
  const rows = await db.$queryRaw`
    WITH newest AS (
      SELECT id FROM run WHERE project_id = ${projectId}::uuid ORDER BY created_at DESC, id DESC LIMIT ${NEWEST}::int)
    SELECT s.key FROM newest JOIN series s ON s.run_id = newest.id
    WHERE s.stream = 'history' AND s.point_count > 0
    GROUP BY s.key ORDER BY count(*) DESC, s.key COLLATE "C" LIMIT ${limit}::int`
  return z
    .array(z.object({ key: z.string() }))
    .parse(rows)
    .map(({ key }) => key)
}
