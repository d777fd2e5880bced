/** Runs of a sweep that ended, with where they ran, what they said, and whether somebody asked for them again. */
import { z } from 'zod'
import type { Db } from '~/server/db/client'
import { jsonObjectSchema } from '~/server/domain/json'

const endedRow = z.object({
  storageId: z.string(),
  runId: z.string(),
  runName: z.string(),
  state: z.enum(['finished', 'failed', 'crashed', 'killed']),
  reason: z.string().nullable(),
  host: z.string().nullable(),
  agent: z.string().nullable(),
  /** Null for a run that joined the sweep without a suggestion. */
  number: z.int().nullable(),
  /** As it was suggested. */
  config: jsonObjectSchema,
  /** No later attempt of the same suggestion, and none to come. */
  isLast: z.boolean(),
  isRetried: z.boolean(),
})
export type EndedRun = z.infer<typeof endedRow>

export async function listEndedRuns(db: Db, sweepId: string): Promise<EndedRun[]> {
  const rows = await db.$queryRaw`
    SELECT run.id::text AS "storageId", run.run_id AS "runId", run.name AS "runName", run.state::text, run.state_reason AS reason,
           coalesce(agent.host, run.host) AS host, agent.name AS agent, suggestion.number,
           coalesce(suggestion.config, run.config) AS config,
           run.attempt >= coalesce(suggestion.attempt_count, 1)
             AND coalesce(suggestion.state NOT IN ('pending', 'claimed'), true) AS "isLast",
           retried.of IS NOT NULL AS "isRetried"
    FROM run
    LEFT JOIN suggestion ON suggestion.id = run.suggestion_id
    LEFT JOIN agent ON agent.id = run.agent_id
    LEFT JOIN (
      SELECT DISTINCT (info ->> 'retryOf')::int AS of FROM suggestion
      WHERE sweep_id = ${sweepId}::uuid AND source = 'retry' AND state <> 'withdrawn') AS retried
      ON retried.of = suggestion.number
    WHERE run.sweep_id = ${sweepId}::uuid AND run.deleted_at IS NULL
      AND run.state IN ('finished', 'failed', 'crashed', 'killed')
    ORDER BY run.finished_at, run.id`
  return z.array(endedRow).parse(rows)
}
