/** Runs of a project one after the other, each whole, and what columns there are. Tables read in table/. */
import { z } from 'zod'
import { type Db, Prisma } from '~/server/db/client'
import { jsonObjectSchema } from '~/server/domain/json'
import { goalSchema } from '~/server/domain/objective'
import type { RunSummary } from '~/server/domain/run'
import type { RunPage } from '~/server/domain/run-list'
import type { Goals } from './table/column-sql'
import { afterSql, printCursor, type RunCursor, type RunOrder } from './table/order-sql'
import { RUN_FACTS, runFactsRow } from './table/run-facts-sql'

const summaryRow = runFactsRow.extend({ config: jsonObjectSchema, summary: jsonObjectSchema })

const FROM = Prisma.sql`FROM run r LEFT JOIN sweep w ON w.id = r.sweep_id LEFT JOIN suggestion s ON s.id = r.suggestion_id`

/** Which runs, in terms of the aliases of table/column-sql.ts. */
export type RunScope = { joins: Prisma.Sql; where: Prisma.Sql }

export type ListPage = { scope: RunScope; order: RunOrder; cursor: RunCursor | null; limit: number }

/**
 * One page. By creation, as everybody looks at it, the index on (project, created at, serial) is walked as far as the page
 * needs. Any other order reads the sort column of every run that the filter leaves and keeps the best `limit` of them, so
 * the cost is one pass over the project; `config` and `summary` are then fetched for the page alone.
 */
export async function listRuns(db: Db, { scope, order, cursor, limit }: ListPage): Promise<RunPage> {
  const after = cursor === null ? Prisma.sql`true` : afterSql(order, cursor)
  const keys = Prisma.join(order.keys.map(({ value }) => Prisma.sql`(${value})::text`))
  const [rows, total] = await Promise.all([
    db.$queryRaw<unknown[]>`
      WITH page AS MATERIALIZED (
        SELECT r.id, ARRAY[${keys}] AS keys, row_number() OVER (ORDER BY ${order.orderBy}) AS place
        FROM run r ${scope.joins} WHERE ${scope.where} AND ${after} ORDER BY ${order.orderBy} LIMIT ${limit + 1}::int)
      SELECT page.keys, r.config, r.summary, ${RUN_FACTS} FROM page JOIN run r ON r.id = page.id
      LEFT JOIN sweep w ON w.id = r.sweep_id LEFT JOIN suggestion s ON s.id = r.suggestion_id ORDER BY page.place`,
    countRuns(db, scope),
  ])
  const runs = z.array(summaryRow).parse(rows.slice(0, limit))
  const last = runs.at(-1)
  const keysOfLast = z.object({ keys: z.array(z.string().nullable()) }).safeParse(rows[limit - 1]).data?.keys
  const hasMore = rows.length > limit && last !== undefined && keysOfLast !== undefined
  return { runs, total, nextCursor: hasMore ? printCursor([keysOfLast, last.serial]) : null }
}

export async function countRuns(db: Db, { joins, where }: RunScope): Promise<number> {
  const rows = await db.$queryRaw`SELECT count(*)::int AS count FROM run r ${joins} WHERE ${where}`
  return z.array(z.object({ count: z.int() })).parse(rows)[0]?.count ?? 0
}

export async function findRunSummary(db: Db, projectId: string, runId: string): Promise<RunSummary | null> {
  const rows = await db.$queryRaw<unknown[]>`
    SELECT ${RUN_FACTS}, r.config, r.summary ${FROM}
    WHERE r.project_id = ${projectId}::uuid AND r.run_id = ${runId} AND r.deleted_at IS NULL`
  return rows[0] === undefined ? null : summaryRow.parse(rows[0])
}

/** What the sweeps of a project aim at; where two differ about a metric, the newer one has the say. */
export async function listGoals(db: Db, projectId: string): Promise<Goals> {
  const rows = await db.$queryRaw`
    SELECT config -> 'metric' ->> 'name' AS name, config -> 'metric' ->> 'goal' AS goal FROM sweep
    WHERE project_id = ${projectId}::uuid AND config -> 'metric' ->> 'name' IS NOT NULL ORDER BY created_at`
  const read = z.array(z.object({ name: z.string(), goal: goalSchema.catch('minimize') })).parse(rows)
  return new Map(read.map(({ name, goal }) => [name, goal]))
}

const NEWEST = 500

/** Config and summary of the newest runs, for finding out what keys there are. */
export async function listNewestValues(db: Db, projectId: string) {
  const rows = await db.$queryRaw`
    SELECT config, summary FROM run WHERE project_id = ${projectId}::uuid AND deleted_at IS NULL
    ORDER BY created_at DESC, serial DESC LIMIT ${NEWEST}::int`
  return z.array(z.object({ config: jsonObjectSchema, summary: jsonObjectSchema })).parse(rows)
}

/** Metrics with numbers in the newest runs; those of the most runs first. */
export async function listNewestMetrics(db: Db, projectId: string, limit: number): Promise<string[]> {
  const rows = await db.$queryRaw`
    WITH newest AS (
      SELECT id FROM run WHERE project_id = ${projectId}::uuid AND deleted_at IS NULL
      ORDER BY created_at DESC, serial DESC LIMIT ${NEWEST}::int)
    SELECT s.key FROM newest JOIN series s ON s.run_id = newest.id
    WHERE s.stream = 'history' AND s.point_count > 0
    GROUP BY s.key ORDER BY count(*) DESC, s.key COLLATE "C" LIMIT ${limit}::int`
  return z
    .array(z.object({ key: z.string() }))
    .parse(rows)
    .map(({ key }) => key)
}
