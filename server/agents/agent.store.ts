/** Agents as rows, with what each has in hand. Whoever locks both locks runs before agents, as the end of a run does. */
import { z } from 'zod'
import { type Db, PREPARED, Prisma } from '~/server/db/client'
import { type AgentState, agentStateSchema } from '~/server/domain/agent'

const agentRow = z.object({
  id: z.string(),
  sweepId: z.string(),
  projectId: z.string(),
  entity: z.string(),
  host: z.string(),
  name: z.string(),
  state: agentStateSchema,
  stateReason: z.string().nullable(),
  runId: z.string().nullable(),
  runName: z.string().nullable(),
  finishedCount: z.int(),
  failedCount: z.int(),
  consecutiveFailures: z.int(),
  createdAt: z.date(),
  heartbeatAt: z.date(),
})
export type StoredAgent = z.infer<typeof agentRow>

/** Run rows are wide and beats come every two seconds: to know of a run's life within this time is enough. */
const RUN_TOUCH_MS = 10_000

/** A run that an agent was given and that has not ended. */
const isInHand = Prisma.sql`run.state IN ('pending', 'running', 'preempting')`

const selectAgents = Prisma.sql`
  SELECT agent.id::text, agent.sweep_id::text AS "sweepId", sweep.project_id::text AS "projectId",
         entity.name AS entity, agent.host, agent.name, agent.state::text, agent.state_reason AS "stateReason",
         held.run_id AS "runId", held.name AS "runName", agent.finished_count AS "finishedCount",
         agent.failed_count AS "failedCount", agent.consecutive_failures AS "consecutiveFailures",
         agent.created_at AS "createdAt", agent.heartbeat_at AS "heartbeatAt"
  FROM agent
  JOIN sweep ON sweep.id = agent.sweep_id
  JOIN project ON project.id = sweep.project_id
  JOIN entity ON entity.id = project.entity_id
  LEFT JOIN LATERAL (
    SELECT run.run_id, run.name FROM run WHERE run.agent_id = agent.id AND ${isInHand}
    ORDER BY run.created_at DESC LIMIT 1) AS held ON true`

export async function findAgent(db: Db, id: string): Promise<StoredAgent | null> {
  const rows = await db.$queryRaw`${selectAgents} WHERE agent.id = ${id}::uuid`
  return z.array(agentRow).parse(rows)[0] ?? null
}

/** In the order in which they came. */
export async function listAgentsOfSweep(db: Db, sweepId: string): Promise<StoredAgent[]> {
  const rows = await db.$queryRaw`
    ${selectAgents} WHERE agent.sweep_id = ${sweepId}::uuid ORDER BY agent.created_at, agent.id LIMIT 10000`
  return z.array(agentRow).parse(rows)
}

export type NewAgent = { id: string; sweepId: string; host: string; name: string; now: Date }

export async function insertAgent(db: Db, { id, sweepId, host, name, now }: NewAgent): Promise<void> {
  await db.$executeRaw`
    INSERT INTO agent (id, project_id, sweep_id, host, name, created_at, heartbeat_at)
    SELECT ${id}::uuid, sweep.project_id, sweep.id, ${host}, ${name}, ${now}::timestamptz, ${now}::timestamptz
    FROM sweep WHERE sweep.id = ${sweepId}::uuid`
}

const placeRow = z.object({ sweepId: z.string(), projectId: z.string(), entity: z.string() })
export type AgentPlace = z.infer<typeof placeRow>

/** Where an agent belongs, which never changes. */
export async function findAgentPlace(db: Db, id: string): Promise<AgentPlace | null> {
  const rows = await db.$queryRaw`${PREPARED}
    SELECT agent.sweep_id::text AS "sweepId", sweep.project_id::text AS "projectId", entity.name AS entity
    FROM agent
    JOIN sweep ON sweep.id = agent.sweep_id
    JOIN project ON project.id = sweep.project_id
    JOIN entity ON entity.id = project.entity_id
    WHERE agent.id = ${id}::uuid`
  return z.array(placeRow).parse(rows)[0] ?? null
}

const stopRow = z.object({ storageId: z.string(), stopReason: z.string().nullable(), state: z.string() })
const beatRow = z.object({ wasAway: z.boolean(), toStop: z.array(stopRow) })
export type Beat = { id: string; running: string[]; freshMs: number; now: Date }

/**
 * The agent was heard of, and back if it was taken for lost or gone; so were the runs that it executes, since a training
 * may well say nothing itself for an hour. Who was heard of within `freshMs`, and a run within RUN_TOUCH_MS, is left
 * alone: such a beat writes nothing. `toStop`: runs that it should end, because it was asked to, or they were ended
 * here or belong to another agent now. Null when there is no such agent.
 */
export async function beat(db: Db, { id, running, freshMs, now }: Beat): Promise<z.infer<typeof beatRow> | null> {
  const agoOf = (ms: number) => new Date(now.getTime() - ms)
  const rows = await db.$queryRaw`${PREPARED}
    WITH heard AS (
      UPDATE run SET heartbeat_at = ${now}::timestamptz
      WHERE id = ANY(${running}::uuid[]) AND agent_id = ${id}::uuid AND ${isInHand}
        AND heartbeat_at < ${agoOf(RUN_TOUCH_MS)}::timestamptz
      RETURNING id
    ), runs AS MATERIALIZED (SELECT count(*) AS count FROM heard),
    -- Reads the count, so that the runs are locked before the agent is.
    touched AS (
      UPDATE agent SET heartbeat_at = ${now}::timestamptz,
        state_reason = CASE WHEN state IN ('lost', 'gone') THEN NULL ELSE state_reason END,
        state = CASE WHEN state IN ('lost', 'gone') THEN 'active' ELSE state END
      FROM runs
      WHERE agent.id = ${id}::uuid AND runs.count >= 0
        AND (heartbeat_at < ${agoOf(freshMs)}::timestamptz OR state IN ('lost', 'gone'))
      RETURNING agent.id
    )
    SELECT agent.state IN ('lost', 'gone') AS "wasAway", coalesce(
      (SELECT json_agg(json_build_object('storageId', run.id, 'stopReason', run.stop_reason, 'state', run.state))
       FROM run
       WHERE (run.agent_id = agent.id AND ${isInHand} AND run.stop_requested_at IS NOT NULL)
          OR (run.id = ANY(${running}::uuid[])
              AND (run.stop_requested_at IS NOT NULL OR NOT ${isInHand} OR run.agent_id IS DISTINCT FROM agent.id))),
      '[]') AS "toStop"
    FROM agent WHERE agent.id = ${id}::uuid`
  return z.array(beatRow).parse(rows)[0] ?? null
}

/** Counts a result. A success wipes the failures before it. */
export async function countResult(tx: Db, id: string, hasFailed: boolean): Promise<number> {
  const rows = await tx.$queryRaw`${PREPARED}
    UPDATE agent SET
      finished_count = finished_count + ${hasFailed ? 0 : 1}::int,
      failed_count = failed_count + ${hasFailed ? 1 : 0}::int,
      consecutive_failures = CASE WHEN ${hasFailed} THEN consecutive_failures + 1 ELSE 0 END
    WHERE id = ${id}::uuid RETURNING consecutive_failures AS "inARow"`
  return z.array(z.object({ inARow: z.int() })).parse(rows)[0]?.inARow ?? 0
}

export type AgentMove = { id: string; from: AgentState[]; to: AgentState; reason: string | null }

/** False when the agent was in none of the states named. Only an agent that is let in again starts to count anew. */
export async function moveAgent(db: Db, { id, from, to, reason }: AgentMove): Promise<boolean> {
  const count = await db.$executeRaw`
    UPDATE agent SET state = ${to}::agent_state, state_reason = ${reason},
      consecutive_failures = CASE WHEN ${to} = 'active' THEN 0 ELSE consecutive_failures END
    WHERE id = ${id}::uuid AND state::text = ANY(${from})`
  return count === 1
}

/** Locks what an agent has in hand, before the agent itself is. */
export async function lockRunsInHand(tx: Db, agentId: string): Promise<string[]> {
  const rows = await tx.$queryRaw`
    SELECT run.id::text FROM run WHERE run.agent_id = ${agentId}::uuid AND ${isInHand} ORDER BY run.id FOR NO KEY UPDATE`
  return z
    .array(z.object({ id: z.string() }))
    .parse(rows)
    .map(({ id }) => id)
}

const silentAgentRow = z.object({
  id: z.string(),
  sweepId: z.string(),
  projectId: z.string(),
  host: z.string(),
  name: z.string(),
})

/** Active agents that were last heard of before `before`, the most silent first. Index scan on (state, heartbeat). */
export async function listSilentAgents(db: Db, before: Date, limit: number): Promise<z.infer<typeof silentAgentRow>[]> {
  const rows = await db.$queryRaw`
    SELECT agent.id::text, agent.sweep_id::text AS "sweepId", sweep.project_id::text AS "projectId", agent.host, agent.name
    FROM agent JOIN sweep ON sweep.id = agent.sweep_id
    WHERE agent.state = 'active' AND agent.heartbeat_at < ${before}::timestamptz
    ORDER BY agent.heartbeat_at LIMIT ${limit}`
  return z.array(silentAgentRow).parse(rows)
}

/** Whether the agent is still silent, locked: it may have spoken since it was listed. */
export async function holdIfSilent(tx: Db, id: string, before: Date): Promise<boolean> {
  const rows = await tx.$queryRaw`
    SELECT 1 FROM agent WHERE id = ${id}::uuid AND state = 'active' AND heartbeat_at < ${before}::timestamptz FOR NO KEY UPDATE`
  return (rows as unknown[]).length === 1
}

export async function countActiveAgents(db: Db): Promise<number> {
  return db.agent.count({ where: { state: 'active' } })
}
