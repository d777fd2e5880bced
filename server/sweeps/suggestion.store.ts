/**
 * Suggestions as rows: made in batches, claimed once each, given back when their run was lost. A dropped suggestion was
 * not tried and waits for its sweep to be resumed; it is never forgotten, because its grid cell belongs to it.
 */
import { z } from 'zod'
import { type Db, PREPARED, Prisma } from '~/server/db/client'
import { jsonObjectSchema } from '~/server/domain/json'
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
  const rows = await tx.$queryRaw`${PREPARED}
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
