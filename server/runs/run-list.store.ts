/**
 * The run table: pages of runs in any order, their number, and what columns there are. A column is JSON whatever its
 * type; a sort key is (missing, kind, number, text): numbers before text, numbers by size, and runs without the value
 * last in either direction. NaN counts as missing: a diverged run is nobody's best.
 */
import { z } from 'zod'
import { type Db, Prisma } from '~/server/db/client'
import { invalid } from '~/server/domain/errors'
import { jsonObjectSchema } from '~/server/domain/json'
import type { ListRunsInput, RunFilter, RunPage, RunSort, RunSummary } from '~/server/domain/run'
import { runStateSchema } from '~/server/domain/run-state'

const SUMMARY = Prisma.sql`
  r.run_id AS id, r.id AS "storageId", r.serial::float8 AS serial, r.name, r.state::text AS state, w.sweep_id AS sweep, w.name AS "sweepName",
  w.method, s.number AS "suggestionNumber", r.attempt, r."group", r.job_type AS "jobType", r.tags, r.config, r.summary,
  r.created_at AS "createdAt", r.started_at AS "startedAt", r.heartbeat_at AS "heartbeatAt",
  r.finished_at AS "finishedAt",
  extract(epoch FROM coalesce(r.finished_at, r.heartbeat_at) - r.started_at)::float8 AS "durationSeconds"`

const JOINS = Prisma.sql`LEFT JOIN sweep w ON w.id = r.sweep_id LEFT JOIN suggestion s ON s.id = r.suggestion_id`

const time = z.date().transform((date) => date.toISOString())

const summarySchema = z.object({
  id: z.string(),
  storageId: z.string(),
  serial: z.int(),
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
 * One page. By creation, as everybody looks at it, the index on (project, created at, id) is walked as far as the page
 * needs. Any other order reads the sort column of every run that the filters leave and keeps the best `limit` of them,
 * so the cost is one pass over the project; `config` and `summary` are then fetched for the page alone.
 */
export async function listRuns(db: Db, projectId: string, input: ListRunsInput): Promise<RunPage> {
  const where = conditions(projectId, input)
  const { columns, orderBy, after } = sortKeyOf(input.sort, input.cursor ?? null)
  const readPage = db.$queryRaw<unknown[]>`
    WITH page AS (
      SELECT r.id, k.flag, k.kind, k.number, k.text
      FROM run r ${sweepJoin(needsSweep(input))} ${columns}
      WHERE ${where} ${after === null ? Prisma.empty : Prisma.sql`AND ${after}`}
      ORDER BY ${orderBy} LIMIT ${input.limit + 1}::int
    )
    SELECT k.flag, k.kind, k.number::float8 AS number, k.text, ${SUMMARY}
    FROM page k JOIN run r ON r.id = k.id ${JOINS} ORDER BY ${orderBy}`
  const [rows, total] = await Promise.all([readPage, countRuns(db, where, needsSweep(input))])
  const runs = z.array(summarySchema).parse(rows.slice(0, input.limit))
  const last = runs.at(-1)
  const hasMore = rows.length > input.limit && last !== undefined
  return {
    runs,
    total,
    nextCursor: hasMore ? printCursor({ ...keySchema.parse(rows[input.limit - 1]), id: last.storageId }) : null,
  }
}

function needsSweep(input: ListRunsInput): boolean {
  return input.filters.some(({ column }) => column === 'sweep')
}

function sweepJoin(isNeeded: boolean): Prisma.Sql {
  return isNeeded ? Prisma.sql`LEFT JOIN sweep w ON w.id = r.sweep_id` : Prisma.empty
}

async function countRuns(db: Db, where: Prisma.Sql, withSweep: boolean): Promise<number> {
  const rows = await db.$queryRaw`SELECT count(*)::int AS count FROM run r ${sweepJoin(withSweep)} WHERE ${where}`
  return z.array(z.object({ count: z.int() })).parse(rows)[0]?.count ?? 0
}

function conditions(projectId: string, input: ListRunsInput): Prisma.Sql {
  const search = input.search.replaceAll('\0', '')
  const all = [Prisma.sql`r.project_id = ${projectId}::uuid`, ...input.filters.map(conditionOf)]
  if (input.sweeps.length > 0)
    all.push(Prisma.sql`r.sweep_id = ANY(ARRAY(SELECT id FROM sweep
      WHERE project_id = ${projectId}::uuid AND sweep_id = ANY(${input.sweeps.map((id) => id.replaceAll('\0', ''))}::text[])))`)
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

type Sql = Prisma.Sql

/** Each column as JSON, so that one rule compares them all. Aliases: r run, w sweep. */
const COLUMNS: Record<string, Sql> = {
  name: Prisma.sql`to_jsonb(r.name)`,
  id: Prisma.sql`to_jsonb(r.run_id)`,
  state: Prisma.sql`to_jsonb(r.state::text)`,
  group: Prisma.sql`to_jsonb(r."group")`,
  jobType: Prisma.sql`to_jsonb(r.job_type)`,
  notes: Prisma.sql`to_jsonb(r.notes)`,
  sweep: Prisma.sql`to_jsonb(w.sweep_id)`,
  attempt: Prisma.sql`to_jsonb(r.attempt)`,
  createdAt: Prisma.sql`to_jsonb(extract(epoch FROM r.created_at) * 1000)`,
  durationSeconds: Prisma.sql`to_jsonb(extract(epoch FROM coalesce(r.finished_at, r.heartbeat_at) - r.started_at))`,
}

/** The value of a column as jsonb, SQL null when the run has none. Throws INVALID for a name that is no column. */
function jsonOf(column: string, path: string): Sql {
  const dot = column.indexOf('.')
  const place = dot === -1 ? column : column.slice(0, dot)
  const key = dot === -1 ? '' : column.slice(dot + 1).replaceAll('\0', '')
  if (key !== '' && (place === 'config' || place === 'summary')) {
    const json = place === 'config' ? Prisma.sql`r.config` : Prisma.sql`r.summary`
    // A key may itself have dots; that one goes before the path into an object.
    return Prisma.sql`nullif(coalesce(${json} -> ${key}::text, ${json} #> ${key.split('.')}::text[]), 'null'::jsonb)`
  }
  const known = COLUMNS[column]
  if (known !== undefined && Object.hasOwn(COLUMNS, column)) return known
  throw invalid([
    {
      path,
      line: null,
      found: JSON.stringify(column),
      allowed: `${Object.keys(COLUMNS).join(', ')}, tags, config.<key> or summary.<key>`,
    },
  ])
}

/** The number that a JSON value is, null for all else; infinities travel as text. */
function numberIn(value: Sql): Sql {
  return Prisma.sql`CASE WHEN jsonb_typeof(${value}) = 'number' OR ${value} IN ('"Infinity"', '"-Infinity"')
    THEN (${value} #>> '{}')::float8 END`
}

type SortKey = {
  /** To be ordered by in turn, each in the direction of the sort; the last is the run's id. */
  columns: Sql
  orderBy: Sql
  /** Condition of the rows after the cursor, null for the first page. */
  after: Sql | null
}

const cursorSchema = z.tuple([z.int(), z.int(), z.string().max(40), z.string(), z.uuid()])
type Cursor = z.infer<typeof cursorSchema>

function sortKeyOf(sort: RunSort, cursor: string | null): SortKey {
  if (sort.column === 'createdAt') return createdKeyOf(sort, cursor)
  const value = jsonOf(sort.column, 'sort.column')
  const isMissing = Prisma.sql`(v.value IS NULL OR v.value = '"NaN"')`
  // The flag turns with the direction so that what is missing comes last in both.
  const flag = sort.direction === 'asc' ? Prisma.sql`${isMissing}::int` : Prisma.sql`(NOT ${isMissing})::int`
  const number = numberIn(Prisma.sql`v.value`)
  const direction = sort.direction === 'asc' ? Prisma.sql`ASC` : Prisma.sql`DESC`
  // OFFSET 0 keeps the value as a value: folded in, it is dug out of the run's JSON at each of its nine mentions.
  const columns = Prisma.sql`
    CROSS JOIN LATERAL (SELECT ${value} AS value OFFSET 0) v
    CROSS JOIN LATERAL (SELECT ${flag} AS flag,
      CASE WHEN ${isMissing} THEN 0 WHEN ${number} IS NOT NULL THEN 1 ELSE 2 END AS kind,
      coalesce(${number}, 0) AS number,
      CASE WHEN ${isMissing} OR ${number} IS NOT NULL THEN '' ELSE left(lower(v.value #>> '{}'), 200) END
        COLLATE "C" AS text) k`
  const orderBy = Prisma.sql`k.flag ${direction}, k.kind ${direction}, k.number ${direction}, k.text ${direction},
    r.id ${direction}`
  if (cursor === null) return { columns, orderBy, after: null }
  const [atFlag, atKind, atNumber, atText, atId] = parseCursor(cursor)
  const past = sort.direction === 'asc' ? Prisma.sql`>` : Prisma.sql`<`
  const after = Prisma.sql`(k.flag, k.kind, k.number, k.text, r.id) ${past}
    (${atFlag}::int, ${atKind}::int, ${atNumber}::float8, ${atText}::text COLLATE "C", ${atId}::uuid)`
  return { columns, orderBy, after }
}

/** In the terms of the index itself; the time is kept to the millisecond, so the cursor's number is exact. */
function createdKeyOf({ direction: way }: RunSort, cursor: string | null): SortKey {
  const [direction, past] = way === 'asc' ? [Prisma.sql`ASC`, Prisma.sql`>`] : [Prisma.sql`DESC`, Prisma.sql`<`]
  const columns = Prisma.sql`CROSS JOIN LATERAL (
    SELECT 0 AS flag, 1 AS kind, extract(epoch FROM r.created_at) * 1000 AS number, '' AS text) k`
  const orderBy = Prisma.sql`r.created_at ${direction}, r.id ${direction}`
  if (cursor === null) return { columns, orderBy, after: null }
  const [, , atMs, , atId] = parseCursor(cursor)
  const after = Prisma.sql`(r.created_at, r.id) ${past} (to_timestamp(${atMs}::float8 / 1000), ${atId}::uuid)`
  return { columns, orderBy, after }
}

function printCursor(key: { flag: number; kind: number; number: number; text: string; id: string }): string {
  const cursor: Cursor = [key.flag, key.kind, String(key.number), key.text, key.id]
  return Buffer.from(JSON.stringify(cursor)).toString('base64url')
}

function parseCursor(text: string): Cursor {
  try {
    const cursor = cursorSchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
    if (Number.isNaN(Number(cursor[2])) || cursor[3].includes('\0')) throw new Error('not a sort key')
    return cursor
  } catch {
    throw invalid([
      { path: 'cursor', line: null, found: text.slice(0, 40), allowed: 'the nextCursor of a page before' },
    ])
  }
}

/** One condition; a run without the value meets `missing` and `!=` only. */
function conditionOf(filter: RunFilter, index: number): Sql {
  const path = `filters.${index}`
  if (filter.column === 'tags') return tagCondition(filter, path)
  const value = jsonOf(filter.column, `${path}.column`)
  if (filter.op === 'exists') return Prisma.sql`${value} IS NOT NULL`
  if (filter.op === 'missing') return Prisma.sql`${value} IS NULL`
  const wanted = wantedOf(filter, path)
  if (filter.op === 'contains') return Prisma.sql`position(lower(${String(wanted)}) IN lower(${value} #>> '{}')) > 0`
  if (filter.op === '=') return equals(value, wanted)
  if (filter.op === '!=') return Prisma.sql`NOT ${equals(value, wanted)}`
  const number = typeof wanted === 'number' ? wanted : numberOf(wanted)
  const sign = { '<': Prisma.sql`<`, '<=': Prisma.sql`<=`, '>': Prisma.sql`>`, '>=': Prisma.sql`>=` }[filter.op]
  if (number !== null) return Prisma.sql`coalesce(${numberIn(value)} ${sign} ${String(number)}::float8, false)`
  return Prisma.sql`(jsonb_typeof(${value}) = 'string'
    AND lower(${value} #>> '{}') COLLATE "C" ${sign} lower(${String(wanted)}) COLLATE "C")`
}

/** Text that reads as a number also equals that number: what a person types has no type. */
function equals(value: Sql, wanted: string | number | boolean): Sql {
  const number = typeof wanted === 'number' ? wanted : numberOf(wanted)
  const text = typeof wanted === 'number' ? Prisma.sql`false` : Prisma.sql`${value} #>> '{}' = ${String(wanted)}`
  const same = number === null ? text : Prisma.sql`${numberIn(value)} = ${String(number)}::float8 OR ${text}`
  return Prisma.sql`coalesce(${same}, false)`
}

function tagCondition(filter: RunFilter, path: string): Sql {
  if (filter.op === 'exists') return Prisma.sql`cardinality(r.tags) > 0`
  if (filter.op === 'missing') return Prisma.sql`cardinality(r.tags) = 0`
  const wanted = String(wantedOf(filter, path))
  if (filter.op === '=') return Prisma.sql`${wanted} = ANY(r.tags)`
  if (filter.op === '!=') return Prisma.sql`${wanted} <> ALL(r.tags)`
  if (filter.op === 'contains')
    return Prisma.sql`EXISTS (SELECT FROM unnest(r.tags) tag WHERE position(lower(${wanted}) IN lower(tag)) > 0)`
  throw invalid([{ path: `${path}.op`, line: null, found: filter.op, allowed: '=, !=, contains, exists, missing' }])
}

function wantedOf(filter: RunFilter, path: string): string | number | boolean {
  if (filter.value == null)
    throw invalid([{ path: `${path}.value`, line: null, found: 'nothing', allowed: 'a text, a number, true or false' }])
  return typeof filter.value === 'string' ? filter.value.replaceAll('\0', '') : filter.value
}

function numberOf(wanted: string | boolean): number | null {
  if (typeof wanted === 'boolean' || wanted.trim() === '') return null
  const number = Number(wanted)
  return Number.isNaN(number) ? null : number
}
