/** The runs of a table: their order as numbers, and rows with the values of the columns that are shown. */
import { z } from 'zod'
import { type Db, Prisma } from '~/server/db/client'
import { transaction } from '~/server/db/transaction'
import { type Json, jsonSchema } from '~/server/domain/json'
import type { RunRow } from '~/server/domain/run'
import { type RunValues, runValuesSchema } from '~/server/domain/run-values'
import { type Goals, RunColumns, storable } from './column-sql'
import type { RunOrder } from './order-sql'
import { RUN_FACTS, runFactsRow } from './run-facts-sql'

/** Which runs, in terms of the aliases of column-sql.ts. */
type RunScope = { joins: Prisma.Sql; where: Prisma.Sql }

/** Longer than any honest question takes; patterns and huge projects can take for ever. */
const STATEMENT_MS_MAX = 10_000

/**
 * Runs a statement that goes over a whole project. It is cut off when it takes too long; it sorts in memory; and it is not
 * compiled, nor are values remembered between rows: both cost more here than they save.
 */
export function overProject<T>(db: Db, ask: (tx: Db) => Promise<T>): Promise<T> {
  return transaction(db, async (tx) => {
    await tx.$executeRaw`
      SELECT set_config('statement_timeout', ${String(STATEMENT_MS_MAX)}, true), set_config('jit', 'off', true),
        set_config('work_mem', '64MB', true), set_config('enable_memoize', 'off', true)`
    return ask(tx)
  })
}

/** Throws PostgreSQL's 2201B for a regular expression that it cannot read. */
export async function tryPattern(tx: Db, pattern: string): Promise<void> {
  await tx.$queryRaw`SELECT '' ~ ${storable(pattern)}`
}

/** Serial numbers of all runs of the scope, in order. One value of eight bytes a run: 100,000 rows would take ten times as long. */
export async function readOrder(tx: Db, { joins, where }: RunScope, { orderBy }: RunOrder): Promise<Float64Array> {
  const rows = await tx.$queryRaw`
    SELECT string_agg(int8send(r.serial), ''::bytea ORDER BY ${orderBy}) AS serials FROM run r ${joins} WHERE ${where}`
  const packed = z.tuple([z.object({ serials: z.instanceof(Uint8Array).nullable() })]).parse(rows)[0].serials
  return packed === null ? new Float64Array() : unpackSerials(packed)
}

function unpackSerials(packed: Uint8Array): Float64Array {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength)
  return Float64Array.from({ length: packed.byteLength / 8 }, (_, index) => Number(view.getBigInt64(index * 8)))
}

const VALUE_CHARS_MAX = 500
/** An argument list of PostgreSQL has at most a hundred. */
const VALUES_A_LIST = 50

const rowSchema = runFactsRow.extend({ values: z.array(jsonSchema) })

/** In the order of the serials; runs that are gone or in the trash are left out. Long values are cut. */
export async function readRows(
  db: Db,
  { projectId, serials, columns, goals }: { projectId: string; serials: number[]; columns: string[]; goals: Goals },
): Promise<RunRow[]> {
  const source = new RunColumns(goals)
  const values = columns.map((id) => cut(valueAt(source, id)))
  const rows = await db.$queryRaw`
    SELECT ${RUN_FACTS}, ${listOf(values)} AS values
    FROM unnest(${serials}::bigint[]) WITH ORDINALITY AS wanted(serial, place)
    JOIN run r ON r.serial = wanted.serial AND r.project_id = ${projectId}::uuid AND r.deleted_at IS NULL
    LEFT JOIN suggestion s ON s.id = r.suggestion_id
    ${source.withSweep().joins()}
    ORDER BY wanted.place`
  return z
    .array(rowSchema)
    .parse(rows)
    .map(({ values: list, ...run }) => ({ ...run, values: namedValues(columns, list) }))
}

/** What readRows says, as one list a column. Made by the database as one value: thousands of rows take ten times as long. */
export async function readColumnValues(
  db: Db,
  { projectId, serials, columns, goals }: { projectId: string; serials: number[]; columns: string[]; goals: Goals },
): Promise<Omit<RunValues, 'total'>> {
  const source = new RunColumns(goals)
  const values = columns.map((id, index) => Prisma.sql`${cut(valueAt(source, id))} AS ${Prisma.raw(`value${index}`)}`)
  const lists = columns.map((_, index) => Prisma.sql`coalesce(json_agg(${Prisma.raw(`value${index}`)}), '[]')`)
  const rows = await db.$queryRaw`
    WITH found AS (
      SELECT r.run_id, r.id, r.serial, r.name, r.state ${values.length === 0 ? Prisma.empty : Prisma.sql`, ${Prisma.join(values)}`}
      FROM unnest(${serials}::bigint[]) WITH ORDINALITY AS wanted(serial, place)
      JOIN run r ON r.serial = wanted.serial AND r.project_id = ${projectId}::uuid AND r.deleted_at IS NULL
      ${source.joins()}
      ORDER BY wanted.place)
    SELECT json_build_object(
      'id', coalesce(json_agg(run_id), '[]'), 'storageId', coalesce(json_agg(id), '[]'),
      'serial', coalesce(json_agg(serial), '[]'), 'name', coalesce(json_agg(name), '[]'),
      'state', coalesce(json_agg(state), '[]'),
      'columns', json_build_array(${lists.length === 0 ? Prisma.empty : Prisma.join(lists)})) AS values
    FROM found`
  return z.tuple([z.object({ values: runValuesSchema.omit({ total: true }) })]).parse(rows)[0].values
}

function namedValues(columns: string[], values: Json[]): Record<string, Json> {
  return Object.fromEntries(
    columns.map((id, index) => [id, values[index] ?? null]).filter(([, value]) => value !== null),
  )
}

function valueAt(source: RunColumns, id: string): Prisma.Sql {
  return id === 'tags' ? Prisma.sql`to_jsonb(r.tags)` : source.json(id)
}

function cut(value: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`CASE WHEN pg_column_size(${value}) > ${VALUE_CHARS_MAX}::int
    THEN to_jsonb(left(${value} #>> '{}', ${VALUE_CHARS_MAX}::int) || '…') ELSE ${value} END`
}

function listOf(values: Prisma.Sql[]): Prisma.Sql {
  const lists: Prisma.Sql[] = [Prisma.sql`'[]'::jsonb`]
  for (let start = 0; start < values.length; start += VALUES_A_LIST) {
    lists.push(Prisma.sql`jsonb_build_array(${Prisma.join(values.slice(start, start + VALUES_A_LIST))})`)
  }
  return Prisma.join(lists, ' || ')
}

export async function readIds(db: Db, projectId: string, serials: number[]): Promise<string[]> {
  const rows = await db.$queryRaw`
    SELECT r.run_id AS id FROM unnest(${serials}::bigint[]) WITH ORDINALITY AS wanted(serial, place)
    JOIN run r ON r.serial = wanted.serial AND r.project_id = ${projectId}::uuid AND r.deleted_at IS NULL
    ORDER BY wanted.place`
  return z
    .array(z.object({ id: z.string() }))
    .parse(rows)
    .map(({ id }) => id)
}

const wholeSchema = z.object({ serial: z.int(), config: jsonSchema, summary: jsonSchema })

/** Config and summary as they are, by serial. */
export async function readWhole(db: Db, serials: number[]): Promise<Map<number, { config: Json; summary: Json }>> {
  const rows = await db.$queryRaw`
    SELECT serial::float8 AS serial, config, summary FROM run WHERE serial = ANY(${serials}::bigint[])`
  return new Map(
    z
      .array(wholeSchema)
      .parse(rows)
      .map(({ serial, ...values }) => [serial, values]),
  )
}
