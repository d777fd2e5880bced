/**
 * Suggestions as rows: made in batches, claimed once each, given back when their run was lost. A dropped suggestion was
 * not tried and waits for its sweep to be resumed; it is never forgotten, because its grid cell belongs to it.
 */
import { z } from 'zod'
import { type Db, Prisma } from '~/server/db/client'
import { type JsonObject, jsonObjectSchema } from '~/server/domain/json'
import type { Suggested } from '~/server/domain/trial'

export type SuggestionState = 'pending' | 'claimed' | 'finished' | 'failed' | 'dropped'

export async function insertSuggestions(tx: Db, sweepId: string, suggestions: Suggested[]): Promise<void> {
  await tx.suggestion.createMany({
    data: suggestions.map(({ number, config, info }) => ({
      sweepId,
      number,
      config: config as Prisma.InputJsonObject,
      info: info as Prisma.InputJsonObject,
    })),
  })
}

const claimedRow = z.object({ id: z.string(), number: z.int(), attempt: z.int(), config: jsonObjectSchema })
export type ClaimedSuggestion = z.infer<typeof claimedRow>

/**
 * Takes up to `count` waiting suggestions, lowest numbers first; no two callers ever get the same one. The inner query
 * is materialized, so that it runs once: index scan on (sweep, state, number), rows locked by others are skipped.
 */
export async function claimSuggestions(tx: Db, sweepId: string, count: number): Promise<ClaimedSuggestion[]> {
  const rows = await tx.$queryRaw`
    WITH next AS MATERIALIZED (
      SELECT id FROM suggestion WHERE sweep_id = ${sweepId}::uuid AND state = 'pending'
      ORDER BY number LIMIT ${count} FOR UPDATE SKIP LOCKED)
    UPDATE suggestion SET state = 'claimed', attempt_count = attempt_count + 1
    FROM next WHERE suggestion.id = next.id
    RETURNING suggestion.id::text, suggestion.number, suggestion.attempt_count AS attempt, suggestion.config`
  return z
    .array(claimedRow)
    .parse(rows)
    .sort((a, b) => a.number - b.number)
}

const heldRow = z.object({
  state: z.enum(['pending', 'claimed', 'finished', 'failed', 'dropped']),
  attemptCount: z.int(),
  attempt: z.int(),
})

/** The suggestion of a run that ended, locked, with the run's own attempt beside the number of attempts so far. */
export async function holdSuggestionOfRun(tx: Db, storageId: string): Promise<z.infer<typeof heldRow> | null> {
  const rows = await tx.$queryRaw`
    SELECT suggestion.state::text, suggestion.attempt_count AS "attemptCount", run.attempt
    FROM run JOIN suggestion ON suggestion.id = run.suggestion_id
    WHERE run.id = ${storageId}::uuid FOR NO KEY UPDATE OF suggestion`
  return z.array(heldRow).parse(rows)[0] ?? null
}

export async function setSuggestionState(tx: Db, id: string, state: SuggestionState): Promise<void> {
  await tx.$executeRaw`UPDATE suggestion SET state = ${state}::suggestion_state WHERE id = ${id}::uuid`
}

/** Moves all suggestions of a sweep that are in one state to another; how many there were. */
export async function moveSuggestions(
  tx: Db,
  sweepId: string,
  { from, to }: { from: SuggestionState; to: SuggestionState },
): Promise<number> {
  return tx.$executeRaw`
    UPDATE suggestion SET state = ${to}::suggestion_state
    WHERE sweep_id = ${sweepId}::uuid AND state = ${from}::suggestion_state`
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

/** The config of a suggestion as it was made. */
export async function findSuggestionConfigs(db: Db, ids: string[]): Promise<Map<string, JsonObject>> {
  const rows = await db.$queryRaw`SELECT id::text, config FROM suggestion WHERE id = ANY(${ids}::uuid[])`
  return new Map(
    z
      .array(z.object({ id: z.string(), config: jsonObjectSchema }))
      .parse(rows)
      .map((row) => [row.id, row.config]),
  )
}
