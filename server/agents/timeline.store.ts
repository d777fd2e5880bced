/** The runs of a sweep by agent, for the timeline: long columns, made by PostgreSQL in one piece. */
import { z } from 'zod'
import type { Db } from '~/server/db/client'
import { type AgentTimeline, agentStateSchema } from '~/server/domain/agent'

const agentRow = z.object({
  id: z.string(),
  name: z.string(),
  host: z.string(),
  state: agentStateSchema,
  createdAtMs: z.number(),
  heardAtMs: z.number(),
  waitingSinceMs: z.number().nullable(),
  waitingFor: z.string().nullable(),
})

/** Written by the statement below; looking at a million cells again would take longer than reading them. */
const columnsRow = z.object({
  columns: z.custom<Omit<AgentTimeline, 'agents'>>((value) => typeof value === 'object' && value !== null),
})

export async function readAgentTimeline(
  db: Db,
  { storageId, projectId }: { storageId: string; projectId: string },
): Promise<AgentTimeline> {
  const agents = z.array(agentRow).parse(
    await db.$queryRaw`
      SELECT id::text, name, host, state::text, extract(epoch FROM created_at)::float8 * 1000 AS "createdAtMs",
             extract(epoch FROM heartbeat_at)::float8 * 1000 AS "heardAtMs",
             extract(epoch FROM waiting_since)::float8 * 1000 AS "waitingSinceMs", waiting_for AS "waitingFor"
      FROM agent
      WHERE (sweep_id = ${storageId}::uuid AND NOT works_for_project)
         OR (project_id = ${projectId}::uuid AND works_for_project
             AND EXISTS (SELECT 1 FROM run WHERE run.agent_id = agent.id AND run.sweep_id = ${storageId}::uuid))
      ORDER BY created_at, id LIMIT 10000`,
  )
  const rows = await db.$queryRaw`
    WITH place AS (
      SELECT id, (ordinal - 1)::int AS place FROM unnest(${agents.map(({ id }) => id)}::uuid[]) WITH ORDINALITY AS t (id, ordinal)),
    ran AS (
      SELECT place.place, run.run_id, run.name, run.state, run.waited_ms, run.waited_for,
             (extract(epoch FROM run.started_at) * 1000)::int8 AS started,
             CASE WHEN run.state NOT IN ('running', 'preempting')
                  THEN (extract(epoch FROM coalesce(run.finished_at, run.heartbeat_at, run.started_at)) * 1000)::int8 END AS ended
      FROM run JOIN place ON place.id = run.agent_id
      WHERE run.sweep_id = ${storageId}::uuid AND run.started_at IS NOT NULL AND run.deleted_at IS NULL
      ORDER BY place.place, run.started_at, run.id)
    SELECT json_build_object(
      'agent', coalesce(json_agg(place), '[]'), 'runId', coalesce(json_agg(run_id), '[]'),
      'name', coalesce(json_agg(name), '[]'), 'state', coalesce(json_agg(state), '[]'),
      'startedAtMs', coalesce(json_agg(started), '[]'), 'endedAtMs', coalesce(json_agg(ended), '[]'),
      'waitedMs', coalesce(json_agg(waited_ms), '[]'), 'waitedFor', coalesce(json_agg(waited_for), '[]')) AS columns
    FROM ran`
  return { agents, ...z.tuple([columnsRow]).parse(rows)[0].columns }
}
