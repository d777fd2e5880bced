/** Agents as rows, with what each has in hand. Whoever locks both locks runs before agents, as the end of a run does. */
import { z } from 'zod'
import { type Db, PREPARED, Prisma } from '~/server/db/client'
import { type AgentState, agentStateSchema } from '~/server/domain/agent'

const agentRow = z.object({
  id: z.string(),
  sweepId: z.string().nullable(),
  projectId: z.string(),
  entity: z.string(),
  project: z.string(),
  worksForProject: z.boolean(),
  sweep: z.string().nullable(),
  sweepName: z.string().nullable(),
  host: z.string(),
  name: z.string(),
  state: agentStateSchema,
  stateReason: z.string().nullable(),
  runId: z.string().nullable(),
  runName: z.string().nullable(),
  runStorageId: z.string().nullable(),
  runStartedAt: z.date().nullable(),
  runStopRequestedAt: z.date().nullable(),
  stopRequestedAt: z.date().nullable(),
  waitingSince: z.date().nullable(),
  waitingFor: z.string().nullable(),
  finishedCount: z.int(),
  failedCount: z.int(),
  consecutiveFailures: z.int(),
  createdAt: z.date(),
  heartbeatAt: z.date(),
})
export type StoredAgent = z.infer<typeof agentRow>

/** Why an agent ends whose reason was overwritten since. */
export const STOPPED = 'a person asked this agent to end'

/** Run rows are wide and beats come every two seconds: to know of a run's life within this time is enough. */
const RUN_TOUCH_MS = 10_000

/** A run that an agent was given and that has not ended. */
const isInHand = Prisma.sql`run.state IN ('pending', 'running', 'preempting')`

/** `counts` are the two columns of how many runs finished and failed. */
const selectAgents = (counts: Prisma.Sql) => Prisma.sql`
  SELECT agent.id::text, agent.sweep_id::text AS "sweepId", agent.project_id::text AS "projectId",
         entity.name AS entity, project.name AS project, agent.works_for_project AS "worksForProject",
         sweep.sweep_id AS sweep, sweep.name AS "sweepName",
         agent.host, agent.name, agent.state::text, agent.state_reason AS "stateReason",
         held.run_id AS "runId", held.name AS "runName", held.id::text AS "runStorageId",
         held.started_at AS "runStartedAt", held.stop_requested_at AS "runStopRequestedAt",
         agent.stop_requested_at AS "stopRequestedAt", agent.waiting_since AS "waitingSince",
         agent.waiting_for AS "waitingFor", ${counts}, agent.consecutive_failures AS "consecutiveFailures",
         agent.created_at AS "createdAt", agent.heartbeat_at AS "heartbeatAt"
  FROM agent
  JOIN project ON project.id = agent.project_id
  JOIN entity ON entity.id = project.entity_id
  LEFT JOIN sweep ON sweep.id = agent.sweep_id
  LEFT JOIN LATERAL (
    SELECT run.id, run.run_id, run.name, run.started_at, run.stop_requested_at FROM run WHERE run.agent_id = agent.id AND ${isInHand}
    ORDER BY run.created_at DESC LIMIT 1) AS held ON true`

const ALL_RUNS = Prisma.sql`agent.finished_count AS "finishedCount", agent.failed_count AS "failedCount"`

/** An agent of a project counts for all its sweeps, so of one sweep its runs have to be counted. */
function runsOf(sweepId: string): Prisma.Sql {
  const count = (state: 'finished' | 'failed', kept: Prisma.Sql) => Prisma.sql`
    CASE WHEN NOT agent.works_for_project THEN ${kept} ELSE (
      SELECT count(*)::int FROM run
      WHERE run.agent_id = agent.id AND run.sweep_id = ${sweepId}::uuid AND run.state = ${state}::run_state) END`
  return Prisma.sql`
    ${count('finished', Prisma.sql`agent.finished_count`)} AS "finishedCount",
    ${count('failed', Prisma.sql`agent.failed_count`)} AS "failedCount"`
}

export async function findAgent(db: Db, id: string): Promise<StoredAgent | null> {
  const rows = await db.$queryRaw`${selectAgents(ALL_RUNS)} WHERE agent.id = ${id}::uuid`
  return z.array(agentRow).parse(rows)[0] ?? null
}

type SweepPlace = { storageId: string; projectId: string }

/** Who works for the sweep, has worked for it, or may at any moment, because it works for the whole project. */
const isOfSweep = ({ storageId, projectId }: SweepPlace) => Prisma.sql`(
  (agent.sweep_id = ${storageId}::uuid AND NOT agent.works_for_project)
  OR (agent.project_id = ${projectId}::uuid AND agent.works_for_project AND (
    agent.state IN ('active', 'set_aside')
    OR EXISTS (SELECT 1 FROM run WHERE run.agent_id = agent.id AND run.sweep_id = ${storageId}::uuid))))`

/** In the order in which they came. */
export async function listAgentsOfSweep(db: Db, sweep: SweepPlace): Promise<StoredAgent[]> {
  const rows = await db.$queryRaw`
    ${selectAgents(runsOf(sweep.storageId))} WHERE ${isOfSweep(sweep)}
    ORDER BY agent.created_at, agent.id LIMIT 10000`
  return z.array(agentRow).parse(rows)
}

export type NewAgent = {
  id: string
  projectId: string
  /** Null for one that works for the whole project. */
  sweepId: string | null
  host: string
  name: string
  now: Date
}

export async function insertAgent(db: Db, { id, projectId, sweepId, host, name, now }: NewAgent): Promise<void> {
  await db.$executeRaw`
    INSERT INTO agent (id, project_id, sweep_id, works_for_project, host, name, created_at, heartbeat_at)
    VALUES (${id}::uuid, ${projectId}::uuid, ${sweepId}::uuid, ${sweepId === null}, ${host}, ${name},
            ${now}::timestamptz, ${now}::timestamptz)`
}

const placeRow = z.object({ sweepId: z.string().nullable(), projectId: z.string(), entity: z.string() })
export type AgentPlace = z.infer<typeof placeRow>

/** Where an agent belongs, which never changes; without a sweep it belongs to the whole project. */
export async function findAgentPlace(db: Db, id: string): Promise<AgentPlace | null> {
  const rows = await db.$queryRaw`${PREPARED}
    SELECT CASE WHEN NOT agent.works_for_project THEN agent.sweep_id::text END AS "sweepId",
           agent.project_id::text AS "projectId", entity.name AS entity
    FROM agent
    JOIN project ON project.id = agent.project_id
    JOIN entity ON entity.id = project.entity_id
    WHERE agent.id = ${id}::uuid`
  return z.array(placeRow).parse(rows)[0] ?? null
}

const stopRow = z.object({ storageId: z.string(), stopReason: z.string().nullable(), state: z.string() })
const beatRow = z.object({
  wasAway: z.boolean(),
  /** Why the agent is to end; null while nobody asked for that. */
  stopReason: z.string().nullable(),
  toStop: z.array(stopRow),
})
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
    SELECT agent.state IN ('lost', 'gone') AS "wasAway",
      CASE WHEN agent.stop_requested_at IS NOT NULL THEN coalesce(agent.state_reason, ${STOPPED}::text) END AS "stopReason",
      coalesce(
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
      waiting_since = CASE WHEN ${to} IN ('active', 'set_aside') THEN waiting_since END,
      waiting_for = CASE WHEN ${to} IN ('active', 'set_aside') THEN waiting_for END,
      consecutive_failures = CASE WHEN ${to} = 'active' THEN 0 ELSE consecutive_failures END
    WHERE id = ${id}::uuid AND state::text = ANY(${from})`
  return count === 1
}

/** From now on its answers tell it to end. False when it was asked already. */
export async function requestAgentStop(
  tx: Db,
  { id, reason, now }: { id: string; reason: string; now: Date },
): Promise<boolean> {
  const count = await tx.$executeRaw`
    UPDATE agent SET stop_requested_at = ${now}::timestamptz, state_reason = ${reason}
    WHERE id = ${id}::uuid AND stop_requested_at IS NULL`
  return count === 1
}

/** They ask and get nothing. An agent of a project is of no sweep meanwhile. */
export async function setWaiting(
  db: Db,
  { ids, reason, now }: { ids: readonly string[]; reason: string; now: Date },
): Promise<void> {
  await db.$executeRaw`
    UPDATE agent SET waiting_since = coalesce(waiting_since, ${now}::timestamptz), waiting_for = ${reason},
      sweep_id = CASE WHEN works_for_project THEN NULL ELSE sweep_id END
    WHERE id = ANY(${ids}::uuid[]) AND state IN ('active', 'set_aside')`
}

/** They have runs of this sweep now. */
export async function setWorking(tx: Db, { ids, sweepId }: { ids: readonly string[]; sweepId: string }): Promise<void> {
  await tx.$executeRaw`
    UPDATE agent SET waiting_since = NULL, waiting_for = NULL, sweep_id = ${sweepId}::uuid
    WHERE id = ANY(${ids}::uuid[])`
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
  sweepId: z.string().nullable(),
  projectId: z.string(),
  host: z.string(),
  name: z.string(),
})

/** Active agents that were last heard of before `before`, the most silent first. Index scan on (state, heartbeat). */
export async function listSilentAgents(db: Db, before: Date, limit: number): Promise<z.infer<typeof silentAgentRow>[]> {
  const rows = await db.$queryRaw`
    SELECT agent.id::text, agent.sweep_id::text AS "sweepId", agent.project_id::text AS "projectId", agent.host, agent.name
    FROM agent
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
