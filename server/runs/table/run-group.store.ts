/** Groups of runs with what their numbers come to, in one pass over the project. */
import { z } from 'zod'
import { type Db, Prisma } from '~/server/db/client'
import { type Json, jsonSchema } from '~/server/domain/json'
import type { NumberFacts } from '~/server/domain/run-group'
import type { RunSort } from '~/server/domain/run-list'
import { RUN_STATES, type RunState } from '~/server/domain/run-state'
import type { RunColumns } from './column-sql'

type Sql = Prisma.Sql

/** The value that a run is grouped by, as jsonb; null where it has none. A run with several tags is in the group of each. */
export function groupValue(columns: RunColumns, id: string): Sql {
  if (id === 'tags') return Prisma.sql`to_jsonb(tag.text)`
  if (id === 'sweep') return Prisma.sql`to_jsonb(${columns.withSweep().sweepId()})`
  const kind = columns.kind(id)
  if (kind === 'time') return Prisma.sql`to_jsonb(to_char(${columns.plain(id)} AT TIME ZONE 'UTC', 'YYYY-MM-DD'))`
  return kind === 'json'
    ? Prisma.sql`nullif(${columns.json(id)}, 'null'::jsonb)`
    : Prisma.sql`to_jsonb(${columns.plain(id)})`
}

export function withinSql(columns: RunColumns, id: string, value: Json): Sql {
  if (id === 'tags') {
    return value === null ? Prisma.sql`cardinality(r.tags) = 0` : Prisma.sql`${String(value)} = ANY(r.tags)`
  }
  const json = value === null ? null : JSON.stringify(value)
  return Prisma.sql`${groupValue(columns, id)} IS NOT DISTINCT FROM ${json}::jsonb`
}

/** What groups stand in order of: the value of a column that they are by, or what was made of their runs. */
export function groupOrder(
  columns: RunColumns,
  by: readonly string[],
  isFlat: boolean,
  sort: RunSort | undefined,
): Sql {
  const way = sort?.direction === 'asc' ? Prisma.sql`ASC NULLS LAST` : Prisma.sql`DESC NULLS LAST`
  const byValue = (value: Sql, direction: Sql) => Prisma.sql`
    CASE WHEN jsonb_typeof(${value}) = 'number' THEN (${value})::float8 END ${direction},
    lower(nullif(${value}, 'null'::jsonb) #>> '{}') COLLATE "C" ${direction}`
  const whole = Prisma.sql`g.value`
  const ties = Prisma.sql`g.count DESC, ${byValue(whole, Prisma.sql`ASC NULLS LAST`)}`
  if (sort === undefined) return ties
  const place = by.indexOf(sort.column)
  if (place !== -1) return Prisma.sql`${byValue(isFlat ? Prisma.sql`g.value -> ${place}::int` : whole, way)}, ${ties}`
  return columns.kind(sort.column) === 'text' ? ties : Prisma.sql`g.ordered ${way}, ${ties}`
}

/** Over the runs of a group: the newest (or oldest) for times, the mean for numbers. */
export function groupOrdered(columns: RunColumns, sort: RunSort | undefined): Sql {
  if (sort === undefined) return Prisma.sql`NULL::float8`
  const kind = columns.kind(sort.column)
  if (kind === 'time') {
    const extreme = sort.direction === 'asc' ? Prisma.sql`min` : Prisma.sql`max`
    return Prisma.sql`extract(epoch FROM ${extreme}(${columns.plain(sort.column)}))::float8`
  }
  if (kind !== 'number' && kind !== 'json') return Prisma.sql`NULL::float8`
  return Prisma.sql`avg(${columns.finite(sort.column)})`
}

/** The pieces of facts of one column, in the order of `factsRow`. */
export function factsSql(columns: RunColumns, id: string): Sql {
  const number = columns.finite(id)
  return Prisma.sql`ARRAY[count(${number})::float8, avg(${number}), stddev_samp(${number}), min(${number}), max(${number})]`
}

/** One value a column, as a list. */
export function flatValue(columns: RunColumns, ids: readonly string[]): Sql {
  return Prisma.sql`jsonb_build_array(${Prisma.join(ids.map((id) => groupValue(columns, id)))})`
}

export type GroupQuestion = {
  /** To stand after FROM run r. */
  joins: Sql
  where: Sql
  value: Sql
  label: Sql
  isByTag: boolean
  facts: Sql[]
  ordered: Sql
  orderBy: Sql
  members: number
  isFlat: boolean
  offset: number
  limit: number
}

const factsRow = z.tuple([
  z.number(),
  z.number().nullable(),
  z.number().nullable(),
  z.number().nullable(),
  z.number().nullable(),
])

const groupRow = z.object({
  value: jsonSchema.nullable(),
  /** As PostgreSQL writes it, by which a filter finds it again; of a list, each of its values. */
  texts: z.array(z.string().nullable()),
  label: z.string().nullable(),
  members: z.array(z.string()).nullable(),
  count: z.int(),
  states: z.array(z.int()),
  facts: z.array(factsRow),
  total: z.int(),
})

export type GroupRow = Omit<z.infer<typeof groupRow>, 'states' | 'facts' | 'total' | 'value' | 'members'> & {
  value: Json
  members: string[]
  states: Partial<Record<RunState, number>>
  facts: NumberFacts[]
}

export async function listGroups(tx: Db, ask: GroupQuestion): Promise<{ total: number; groups: GroupRow[] }> {
  const states = Prisma.join(
    RUN_STATES.map((state) => Prisma.sql`count(*) FILTER (WHERE r.state = ${state}::run_state)::int`),
  )
  const tags = ask.isByTag
    ? Prisma.sql`LEFT JOIN LATERAL (SELECT DISTINCT t AS text FROM unnest(r.tags) AS u(t)) tag ON true`
    : Prisma.empty
  const facts = ask.facts.map((each) => Prisma.sql`to_jsonb(${each})`)
  const members =
    ask.members === 0
      ? Prisma.sql`NULL::text[]`
      : Prisma.sql`(array_agg(r.id::text ORDER BY r.created_at DESC, r.serial DESC))[1:${ask.members}::int]`
  const texts = ask.isFlat
    ? Prisma.sql`ARRAY(SELECT nullif(e, 'null'::jsonb) #>> '{}' FROM jsonb_array_elements(g.value) WITH ORDINALITY AS l(e, n) ORDER BY n)`
    : Prisma.sql`ARRAY[g.value #>> '{}']`
  const rows = await tx.$queryRaw`
    WITH g AS MATERIALIZED (
      SELECT ${ask.value} AS value, max(${ask.label}) AS label, count(*)::int AS count, ARRAY[${states}] AS states,
        jsonb_build_array(${facts.length === 0 ? Prisma.empty : Prisma.join(facts)}) AS facts, ${ask.ordered} AS ordered,
        ${members} AS members
      FROM run r ${ask.joins} ${tags} WHERE ${ask.where} GROUP BY 1)
    SELECT g.value, ${texts} AS texts, g.members, g.label, g.count, g.states, g.facts, (count(*) OVER ())::int AS total
    FROM g ORDER BY ${ask.orderBy} LIMIT ${ask.limit}::int OFFSET ${ask.offset}::int`
  const read = z.array(groupRow).parse(rows)
  return {
    total: read[0]?.total ?? 0,
    groups: read.map((row) => ({
      value: row.value ?? null,
      texts: row.texts,
      members: row.members ?? [],
      label: row.label,
      count: row.count,
      states: statesOf(row.states),
      facts: row.facts.map(([count, mean, deviation, min, max]) => ({ count, mean, deviation, min, max })),
    })),
  }
}

function statesOf(counts: number[]): Partial<Record<RunState, number>> {
  return Object.fromEntries(RUN_STATES.flatMap((state, index) => (counts[index] ? [[state, counts[index]]] : [])))
}
