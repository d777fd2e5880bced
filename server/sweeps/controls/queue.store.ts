/** The queue of a sweep as people see it and change it: what waits in which order, what may be asked for again. */
import { z } from 'zod'
import type { Db } from '~/server/db/client'
import { jsonObjectSchema } from '~/server/domain/json'
import { suggestionSourceSchema } from '~/server/domain/suggestion'

const waitingRow = z.object({
  id: z.string(),
  number: z.int(),
  source: suggestionSourceSchema,
  version: z.int(),
  attempt: z.int(),
  config: jsonObjectSchema,
  info: jsonObjectSchema,
  createdAt: z.date(),
})

/** In the order in which they are given out. Index scan on (sweep, state, rank, number). */
export async function listWaiting(db: Db, sweepId: string, limit: number): Promise<z.infer<typeof waitingRow>[]> {
  const rows = await db.$queryRaw`
    SELECT id::text, number, source::text, version, attempt_count + 1 AS attempt, config, info, created_at AS "createdAt"
    FROM suggestion WHERE sweep_id = ${sweepId}::uuid AND state = 'pending' ORDER BY rank, number LIMIT ${limit}`
  return z.array(waitingRow).parse(rows)
}

/** Before all others; false when it does not wait any more. */
export async function moveToFront(tx: Db, sweepId: string, id: string): Promise<boolean> {
  const count = await tx.$executeRaw`
    UPDATE suggestion SET rank = first.rank - 1
    FROM (SELECT min(rank) AS rank FROM suggestion WHERE sweep_id = ${sweepId}::uuid AND state = 'pending') AS first
    WHERE id = ${id}::uuid AND sweep_id = ${sweepId}::uuid AND state = 'pending'`
  return count === 1
}

/** Takes a waiting suggestion back for good; false when it does not wait any more. */
export async function withdraw(tx: Db, sweepId: string, { id, by }: { id: string; by: string }): Promise<boolean> {
  const count = await tx.$executeRaw`
    UPDATE suggestion SET state = 'withdrawn', info = info || jsonb_build_object('withdrawnBy', ${by}::text)
    WHERE id = ${id}::uuid AND sweep_id = ${sweepId}::uuid AND state = 'pending'`
  return count === 1
}

const endedRow = z.object({
  number: z.int(),
  config: jsonObjectSchema,
  runId: z.string(),
  runName: z.string(),
  isRetried: z.boolean(),
})
export type RetryCandidate = z.infer<typeof endedRow>

/**
 * Suggestions whose last run ended in one of these states (or is one of these runs), by number, and whether somebody
 * asked for each again already.
 */
export async function listRetryCandidates(
  db: Db,
  sweepId: string,
  { states, runs }: { states: readonly string[]; runs: readonly string[] | null },
): Promise<RetryCandidate[]> {
  const rows = await db.$queryRaw`
    SELECT suggestion.number, suggestion.config, run.run_id AS "runId", run.name AS "runName",
           retried.of IS NOT NULL AS "isRetried"
    FROM run
    JOIN suggestion ON suggestion.id = run.suggestion_id AND suggestion.attempt_count = run.attempt
      AND suggestion.state IN ('finished', 'failed', 'dropped')
    LEFT JOIN (
      SELECT DISTINCT (info ->> 'retryOf')::int AS of FROM suggestion
      WHERE sweep_id = ${sweepId}::uuid AND source = 'retry' AND state <> 'withdrawn') AS retried
      ON retried.of = suggestion.number
    WHERE run.sweep_id = ${sweepId}::uuid AND run.deleted_at IS NULL AND run.state::text = ANY(${states})
      AND (${runs === null} OR run.id = ANY(${runs ?? []}::uuid[]))
    ORDER BY suggestion.number`
  return z.array(endedRow).parse(rows)
}
