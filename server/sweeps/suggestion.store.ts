/**
 * Suggestions as rows: made in batches, claimed once each, given back when their run was lost. A dropped suggestion was
 * not tried and waits for its sweep to be resumed; it is never forgotten, because its grid cell belongs to it.
 */
import { z } from 'zod'
import { type Db, PREPARED, Prisma } from '~/server/db/client'
import { jsonObjectSchema } from '~/server/domain/json'
import { type SuggestionSource, type SuggestionState, suggestionSourceSchema } from '~/server/domain/suggestion'
import type { Suggested } from '~/server/domain/trial'

/** What people ask for is given out before what the search suggests. */
export const ASKED_RANK = -1

export type NewSuggestions = {
  sweepId: string
  /** Version of the config under which they are made. */
  version: number
  source: SuggestionSource
  suggestions: Suggested[]
}

export async function insertSuggestions(tx: Db, made: NewSuggestions): Promise<void> {
  const { sweepId, version, source, suggestions } = made
  await tx.suggestion.createMany({
    data: suggestions.map(({ number, config, info }) => ({
      sweepId,
      number,
      version,
      source,
      rank: source === 'search' ? 0 : ASKED_RANK,
      config: config as Prisma.InputJsonObject,
      info: info as Prisma.InputJsonObject,
    })),
  })
}

const claimedRow = z.object({
  id: z.string(),
  number: z.int(),
  rank: z.int(),
  attempt: z.int(),
  config: jsonObjectSchema,
})
export type ClaimedSuggestion = z.infer<typeof claimedRow>

/**
 * Takes up to `count` waiting suggestions, lowest ranks and then numbers first; no two callers ever get the same one.
 * The inner query is materialized, so that it runs once: index scan on (sweep, state, rank, number), rows locked by
 * others are skipped.
 */
export async function claimSuggestions(tx: Db, sweepId: string, count: number): Promise<ClaimedSuggestion[]> {
  const rows = await tx.$queryRaw`${PREPARED}
    WITH next AS MATERIALIZED (
      SELECT id FROM suggestion WHERE sweep_id = ${sweepId}::uuid AND state = 'pending'
      ORDER BY rank, number LIMIT ${count} FOR UPDATE SKIP LOCKED)
    UPDATE suggestion SET state = 'claimed', attempt_count = attempt_count + 1
    FROM next WHERE suggestion.id = next.id
    RETURNING suggestion.id::text, suggestion.number, suggestion.rank, suggestion.attempt_count AS attempt,
      suggestion.config`
  return z
    .array(claimedRow)
    .parse(rows)
    .sort((a, b) => a.rank - b.rank || a.number - b.number)
}

export type SettledRun = { storageId: string; sweepId: string; isLost: boolean; repeatsMax: number }

/**
 * What becomes of the suggestion of a run that ended. Only its last attempt decides, and a result is never taken back;
 * a lost one (crashed) is given out again, or kept for a resume when its sweep is over, up to `repeatsMax` times. True
 * when this may have been the end of the sweep: it has not ended, and it is one that ends by itself.
 */
export async function settleSuggestion(
  tx: Db,
  { storageId, sweepId, isLost, repeatsMax }: SettledRun,
): Promise<boolean> {
  const rows = await tx.$queryRaw`${PREPARED}
    WITH settled AS (
      UPDATE suggestion SET state = CASE
        WHEN NOT ${isLost}::boolean THEN 'finished'
        WHEN suggestion.attempt_count > ${repeatsMax}::int THEN 'failed'
        WHEN sweep.state IN ('finished', 'canceled') THEN 'dropped'
        ELSE 'pending' END::suggestion_state
      FROM run, sweep
      WHERE run.id = ${storageId}::uuid AND suggestion.id = run.suggestion_id AND sweep.id = suggestion.sweep_id
        AND run.attempt = suggestion.attempt_count AND suggestion.state <> 'finished')
    SELECT 1 FROM sweep
    WHERE id = ${sweepId}::uuid AND state IN ('pending', 'running', 'paused')
      AND (method = 'grid' OR config ? 'run_cap' OR config -> 'metric' ? 'target')`
  return (rows as unknown[]).length === 1
}

/** Moves all suggestions of a sweep that are in one state to another; how many there were. */
export async function moveSuggestions(
  tx: Db,
  sweepId: string,
  { from, to, source }: { from: SuggestionState; to: SuggestionState; source?: SuggestionSource },
): Promise<number> {
  const ofSource = source === undefined ? Prisma.empty : Prisma.sql`AND source = ${source}::suggestion_source`
  return tx.$executeRaw`
    UPDATE suggestion SET state = ${to}::suggestion_state
    WHERE sweep_id = ${sweepId}::uuid AND state = ${from}::suggestion_state ${ofSource}`
}

/** Likewise for those that are named; one that an agent took meanwhile is left to it. */
export async function moveNamed(
  tx: Db,
  ids: readonly string[],
  { from, to }: { from: SuggestionState; to: SuggestionState },
): Promise<number> {
  if (ids.length === 0) return 0
  return tx.$executeRaw`
    UPDATE suggestion SET state = ${to}::suggestion_state
    WHERE id = ANY(${ids}::uuid[]) AND state = ${from}::suggestion_state`
}

const standingRow = z.object({
  made: z.int(),
  hasPending: z.boolean(),
  hasClaimed: z.boolean(),
  hasDropped: z.boolean(),
})
export type Standing = z.infer<typeof standingRow>

/** `made`: the number that the next suggestion gets. Four index look-ups, however many there are. */
export async function findStanding(db: Db, sweepId: string): Promise<Standing> {
  const has = (state: SuggestionState) => Prisma.sql`
    EXISTS (SELECT 1 FROM suggestion WHERE sweep_id = ${sweepId}::uuid AND state = ${state}::suggestion_state)`
  const rows = await db.$queryRaw`
    SELECT coalesce((SELECT max(number) + 1 FROM suggestion WHERE sweep_id = ${sweepId}::uuid), 0)::int AS made,
           ${has('pending')} AS "hasPending", ${has('claimed')} AS "hasClaimed", ${has('dropped')} AS "hasDropped"`
  return standingRow.parse((rows as unknown[])[0])
}

/** What people asked for or took back has an index of its own. */
const isByPeople = Prisma.sql`(source <> 'search' OR state = 'withdrawn')`

/** Whether something waits that a person asked for. */
export async function hasAskedWaiting(db: Db, sweepId: string): Promise<boolean> {
  const rows = await db.$queryRaw`
    SELECT 1 FROM suggestion WHERE sweep_id = ${sweepId}::uuid AND ${isByPeople} AND state = 'pending' LIMIT 1`
  return (rows as unknown[]).length === 1
}

/** How many people asked for and did not take back. */
export async function countAsked(db: Db, sweepId: string): Promise<number> {
  const rows = await db.$queryRaw`
    SELECT count(*)::int AS count FROM suggestion
    WHERE sweep_id = ${sweepId}::uuid AND ${isByPeople} AND state <> 'withdrawn'`
  return z.object({ count: z.int() }).parse((rows as unknown[])[0]).count
}

/** Those of the sweeps whose suggestions are not the search's alone, so that its own count does not tell the whole. */
export async function listTouchedByPeople(db: Db, sweepIds: readonly string[]): Promise<Set<string>> {
  const rows = await db.$queryRaw`
    SELECT DISTINCT sweep_id::text AS id FROM suggestion WHERE sweep_id = ANY(${sweepIds}::uuid[]) AND ${isByPeople}`
  return new Set(
    z
      .array(z.object({ id: z.string() }))
      .parse(rows)
      .map(({ id }) => id),
  )
}

const countRow = z.object({ state: z.enum(['pending', 'dropped']), isAsked: z.boolean(), count: z.int() })

/** How many wait and how many are dropped, of the search and asked for by people. */
export async function countUntried(db: Db, sweepId: string): Promise<z.infer<typeof countRow>[]> {
  const rows = await db.$queryRaw`
    SELECT state::text, source <> 'search' AS "isAsked", count(*)::int AS count FROM suggestion
    WHERE sweep_id = ${sweepId}::uuid AND state IN ('pending', 'dropped') GROUP BY 1, 2`
  return z.array(countRow).parse(rows)
}

export type Made = { searched: number; asked: number; withdrawn: number }

/** Suggestions that take room under a run cap (those of the search), and those that do not; dropped ones count as none. */
export async function countMade(db: Db, sweepIds: readonly string[]): Promise<Map<string, Made>> {
  const rows = await db.$queryRaw`
    SELECT sweep_id::text AS "sweepId",
           count(*) FILTER (WHERE source = 'search' AND state <> 'withdrawn')::int AS searched,
           count(*) FILTER (WHERE source <> 'search' AND state <> 'withdrawn')::int AS asked,
           count(*) FILTER (WHERE state = 'withdrawn')::int AS withdrawn
    FROM suggestion WHERE sweep_id = ANY(${sweepIds}::uuid[]) AND state <> 'dropped' GROUP BY sweep_id`
  const row = z.object({ sweepId: z.string(), searched: z.int(), asked: z.int(), withdrawn: z.int() })
  return new Map(
    z
      .array(row)
      .parse(rows)
      .map(({ sweepId, ...made }) => [sweepId, made]),
  )
}

const configRow = z.object({ config: jsonObjectSchema })

/** Configs that people took out of the queue: untried, and not to be suggested again. */
export async function listWithdrawn(db: Db, sweepId: string): Promise<z.infer<typeof configRow>['config'][]> {
  const rows = await db.$queryRaw`
    SELECT config FROM suggestion WHERE sweep_id = ${sweepId}::uuid AND state = 'withdrawn' ORDER BY number`
  return z
    .array(configRow)
    .parse(rows)
    .map(({ config }) => config)
}

/** Configs that take a cell of a grid: all but the dropped ones. */
export async function listTakenConfigs(db: Db, sweepId: string): Promise<z.infer<typeof configRow>['config'][]> {
  const rows = await db.$queryRaw`
    SELECT config FROM suggestion WHERE sweep_id = ${sweepId}::uuid AND state <> 'dropped'`
  return z
    .array(configRow)
    .parse(rows)
    .map(({ config }) => config)
}

const untriedRow = z.object({ id: z.string(), source: suggestionSourceSchema, config: jsonObjectSchema })
export type Untried = z.infer<typeof untriedRow>

/** In the order in which they are given out. */
export async function listUntried(db: Db, sweepId: string, state: 'pending' | 'dropped'): Promise<Untried[]> {
  const rows = await db.$queryRaw`
    SELECT id::text, source::text, config FROM suggestion
    WHERE sweep_id = ${sweepId}::uuid AND state = ${state}::suggestion_state ORDER BY rank, number`
  return z.array(untriedRow).parse(rows)
}
