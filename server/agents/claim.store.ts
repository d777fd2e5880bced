/**
 * The few statements of a claim. Each is a way to PostgreSQL and back while rows are locked, so they do much at once:
 * what would be several questions elsewhere is one here, for all agents that are served together.
 */
import { z } from 'zod'
import { type Db, PREPARED } from '~/server/db/client'
import { agentStateSchema } from '~/server/domain/agent'
import { type JsonObject, jsonObjectSchema } from '~/server/domain/json'
import { sweepStateSchema } from '~/server/domain/sweep'

const heldRow = z.object({
  state: sweepStateSchema,
  endReason: z.string().nullable(),
  agentId: z.string().nullable(),
  agentState: agentStateSchema.nullable(),
  stateReason: z.string().nullable(),
})

export type Held = {
  sweep: Pick<z.infer<typeof heldRow>, 'state' | 'endReason'>
  agents: Map<string, { state: z.infer<typeof agentStateSchema>; stateReason: string | null }>
}

/**
 * Holds the sweep's state (a pause waits for claims that are under way) and locks the agents (one that asks twice at
 * once is answered with one run), which are thereby heard of: lost and departed ones are back. Null when there is no
 * such sweep.
 */
export async function holdForClaim(
  tx: Db,
  { sweepId, agentIds, now }: { sweepId: string; agentIds: string[]; now: Date },
): Promise<Held | null> {
  const rows = z.array(heldRow).parse(
    await tx.$queryRaw`${PREPARED}
      WITH held AS MATERIALIZED (
        SELECT id, state, end_reason FROM sweep WHERE id = ${sweepId}::uuid FOR SHARE),
      heard AS (
        UPDATE agent SET heartbeat_at = ${now}::timestamptz,
          state_reason = CASE WHEN agent.state IN ('lost', 'gone') THEN NULL ELSE state_reason END,
          state = CASE WHEN agent.state IN ('lost', 'gone') THEN 'active' ELSE agent.state END
        FROM held WHERE agent.id = ANY(${agentIds}::uuid[]) AND agent.sweep_id = held.id
        RETURNING agent.id, agent.state, agent.state_reason)
      SELECT held.state::text, held.end_reason AS "endReason", heard.id::text AS "agentId",
             heard.state::text AS "agentState", heard.state_reason AS "stateReason"
      FROM held LEFT JOIN heard ON true`,
  )
  const [first] = rows
  if (first === undefined) return null
  const agents: Held['agents'] = new Map()
  for (const { agentId, agentState, stateReason } of rows) {
    if (agentId !== null && agentState !== null) agents.set(agentId, { state: agentState, stateReason })
  }
  return { sweep: { state: first.state, endReason: first.endReason }, agents }
}

const runInHandRow = z.object({
  agentId: z.string(),
  storageId: z.string(),
  run: z.string(),
  name: z.string(),
  attempt: z.int(),
  config: jsonObjectSchema,
  stopReason: z.string().nullable(),
  isStopping: z.boolean(),
})
export type RunInHand = z.infer<typeof runInHandRow>

/** What each agent was given and has not ended, with the config as it was suggested; the newest where there are several. */
export async function findRunsInHand(db: Db, agentIds: string[]): Promise<Map<string, RunInHand>> {
  const rows = await db.$queryRaw`${PREPARED}
    SELECT run.agent_id::text AS "agentId", run.id::text AS "storageId", run.run_id AS run, run.name, run.attempt,
           coalesce(suggestion.config, run.config) AS config, run.stop_reason AS "stopReason",
           run.stop_requested_at IS NOT NULL AS "isStopping"
    FROM run LEFT JOIN suggestion ON suggestion.id = run.suggestion_id
    WHERE run.agent_id = ANY(${agentIds}::uuid[]) AND run.state IN ('pending', 'running', 'preempting')
    ORDER BY run.created_at`
  return new Map(
    z
      .array(runInHandRow)
      .parse(rows)
      .map((row) => [row.agentId, row]),
  )
}

export type GivenRun = {
  storageId: string
  runId: string
  name: string
  suggestionId: string
  agentId: string
  attempt: number
  config: JsonObject
}

/** Makes runs, running from now on, so that a silent agent is noticed. The storage ids of those whose run id was free. */
export async function insertGivenRuns(
  tx: Db,
  { projectId, sweepId, runs, now }: { projectId: string; sweepId: string; runs: GivenRun[]; now: Date },
): Promise<Set<string>> {
  const column = (key: 'storageId' | 'runId' | 'name' | 'suggestionId' | 'agentId') => runs.map((run) => run[key])
  const rows = await tx.$queryRaw`${PREPARED}
    INSERT INTO run (id, project_id, run_id, name, state, config, sweep_id, suggestion_id, agent_id, attempt,
      created_at, started_at, heartbeat_at)
    SELECT given.id, ${projectId}::uuid, given.run_id, given.name, 'running', given.config, ${sweepId}::uuid,
      given.suggestion_id, given.agent_id, given.attempt,
      ${now}::timestamptz, ${now}::timestamptz, ${now}::timestamptz
    FROM unnest(${column('storageId')}::uuid[], ${column('runId')}::text[], ${column('name')}::text[],
      ${column('suggestionId')}::uuid[], ${column('agentId')}::uuid[], ${runs.map(({ attempt }) => attempt)}::int[],
      ${runs.map(({ config }) => JSON.stringify(config))}::jsonb[])
      AS given (id, run_id, name, suggestion_id, agent_id, attempt, config)
    ON CONFLICT (project_id, run_id) DO NOTHING
    RETURNING id::text`
  return new Set(
    z
      .array(z.object({ id: z.string() }))
      .parse(rows)
      .map(({ id }) => id),
  )
}
