/**
 * The few statements of a claim. Each is a way to PostgreSQL and back while rows are locked, so they do much at once:
 * what would be several questions elsewhere is one here, for all agents that are served together.
 */
import { z } from 'zod'
import { type Db, PREPARED, Prisma } from '~/server/db/client'
import { agentStateSchema } from '~/server/domain/agent'
import { type JsonObject, jsonObjectSchema, jsonSchema } from '~/server/domain/json'
import { sweepStateSchema } from '~/server/domain/sweep'

const sweepRow = z.object({
  sweep: z.string(),
  state: sweepStateSchema,
  endReason: z.string().nullable(),
  /** Its end time has passed, though the job that ends it did not come yet. */
  isPastEnd: z.boolean(),
  program: z.string().nullable(),
  command: z.array(jsonSchema).nullable(),
})
export type HeldSweep = z.infer<typeof sweepRow>

const agentRow = z.object({
  agentId: z.string(),
  agentState: agentStateSchema,
  stateReason: z.string().nullable(),
  worksForProject: z.boolean(),
  isStopping: z.boolean(),
  waitingSince: z.date().nullable(),
  waitingFor: z.string().nullable(),
})
export type HeldAgent = Omit<z.infer<typeof agentRow>, 'agentId'>
type HeldAgents = Map<string, HeldAgent>

export type Held = { sweep: HeldSweep; agents: HeldAgents }

/** A lost or departed agent that asks is back. */
const heardAt = (now: Date) => Prisma.sql`
  heartbeat_at = ${now}::timestamptz,
  state_reason = CASE WHEN agent.state IN ('lost', 'gone') THEN NULL ELSE state_reason END,
  state = CASE WHEN agent.state IN ('lost', 'gone') THEN 'active' ELSE agent.state END`

const returned = Prisma.sql`
  agent.id, agent.state, agent.state_reason, agent.works_for_project, agent.stop_requested_at, agent.waiting_since,
  agent.waiting_for`

const heardColumns = Prisma.sql`
  heard.id::text AS "agentId", heard.state::text AS "agentState", heard.state_reason AS "stateReason",
  heard.works_for_project AS "worksForProject", heard.stop_requested_at IS NOT NULL AS "isStopping",
  heard.waiting_since AS "waitingSince", heard.waiting_for AS "waitingFor"`

/**
 * Holds the sweep's state (a pause waits for claims that are under way) and locks the agents (one that asks twice at
 * once is answered with one run), which are thereby heard of. Null when there is no such sweep.
 */
export async function holdForClaim(
  tx: Db,
  { sweepId, agentIds, now }: { sweepId: string; agentIds: string[]; now: Date },
): Promise<Held | null> {
  const rows = await tx.$queryRaw`${PREPARED}
    WITH held AS MATERIALIZED (
      SELECT id, project_id, sweep_id, state, end_reason, ends_at, config FROM sweep
      WHERE id = ${sweepId}::uuid FOR SHARE),
    heard AS (
      UPDATE agent SET ${heardAt(now)}
      FROM held WHERE agent.id = ANY(${agentIds}::uuid[]) AND CASE
        WHEN agent.works_for_project THEN agent.project_id = held.project_id ELSE agent.sweep_id = held.id END
      RETURNING ${returned})
    SELECT held.sweep_id AS sweep, held.state::text, held.end_reason AS "endReason",
           coalesce(held.ends_at <= ${now}::timestamptz, false) AS "isPastEnd", held.config ->> 'program' AS program,
           held.config -> 'command' AS command, ${heardColumns}
    FROM held LEFT JOIN heard ON true`
  const [sweep] = z.array(sweepRow).parse(rows)
  return sweep === undefined ? null : { sweep, agents: agentsOf(rows) }
}

/** Likewise for agents of a project while no sweep of it gives anything out. */
export async function holdAgents(
  tx: Db,
  { projectId, agentIds, now }: { projectId: string; agentIds: string[]; now: Date },
): Promise<HeldAgents> {
  return agentsOf(
    await tx.$queryRaw`${PREPARED}
      WITH heard AS (
        UPDATE agent SET ${heardAt(now)}
        WHERE agent.id = ANY(${agentIds}::uuid[]) AND agent.project_id = ${projectId}::uuid RETURNING ${returned})
      SELECT ${heardColumns} FROM heard`,
  )
}

const agentRows = z.array(z.union([agentRow, z.object({ agentId: z.null() }).transform(() => null)]))

function agentsOf(rows: unknown): HeldAgents {
  const agents: HeldAgents = new Map()
  for (const row of agentRows.parse(rows)) {
    if (row === null) continue
    const { agentId, ...agent } = row
    agents.set(agentId, agent)
  }
  return agents
}

const openSweepRow = z.object({ storageId: z.string() })

/**
 * Sweeps of a project that give out runs, the most urgent first, then the oldest. Of those that name no program only
 * when the agent brings its own.
 */
export async function listOpenSweeps(
  db: Db,
  { projectId, needsProgram, now }: { projectId: string; needsProgram: boolean; now: Date },
): Promise<string[]> {
  const rows = await db.$queryRaw`${PREPARED}
    SELECT id::text AS "storageId" FROM sweep
    WHERE project_id = ${projectId}::uuid AND state IN ('pending', 'running')
      AND (ends_at IS NULL OR ends_at > ${now}::timestamptz)
      AND (NOT ${needsProgram}::boolean OR config ? 'program' OR config ? 'command')
    ORDER BY priority DESC, created_at, id`
  return z
    .array(openSweepRow)
    .parse(rows)
    .map(({ storageId }) => storageId)
}

const runInHandRow = z.object({
  agentId: z.string(),
  storageId: z.string(),
  run: z.string(),
  name: z.string(),
  attempt: z.int(),
  config: jsonObjectSchema,
  sweep: z.string(),
  program: z.string().nullable(),
  command: z.array(jsonSchema).nullable(),
  sweepId: z.string(),
  stopReason: z.string().nullable(),
  isStopping: z.boolean(),
})
export type RunInHand = z.infer<typeof runInHandRow>

/** What each agent was given and has not ended, with the config as it was suggested; the newest where there are several. */
export async function findRunsInHand(db: Db, agentIds: string[]): Promise<Map<string, RunInHand>> {
  const rows = await db.$queryRaw`${PREPARED}
    SELECT run.agent_id::text AS "agentId", run.id::text AS "storageId", run.run_id AS run, run.name, run.attempt,
           coalesce(suggestion.config, run.config) AS config, sweep.sweep_id AS sweep, sweep.id::text AS "sweepId",
           sweep.config ->> 'program' AS program, sweep.config -> 'command' AS command,
           run.stop_reason AS "stopReason", run.stop_requested_at IS NOT NULL AS "isStopping"
    FROM run JOIN sweep ON sweep.id = run.sweep_id LEFT JOIN suggestion ON suggestion.id = run.suggestion_id
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
  /** How long its agent waited for it, and for what; null where it did not have to. */
  waitedMs: number
  waitedFor: string | null
}

/** Makes runs, running from now on, so that a silent agent is noticed. The storage ids of those whose run id was free. */
export async function insertGivenRuns(
  tx: Db,
  { projectId, sweepId, runs, now }: { projectId: string; sweepId: string; runs: GivenRun[]; now: Date },
): Promise<Set<string>> {
  const column = <Key extends keyof GivenRun>(key: Key) => runs.map((run) => run[key])
  const rows = await tx.$queryRaw`${PREPARED}
    INSERT INTO run (id, project_id, run_id, name, state, config, sweep_id, suggestion_id, agent_id, attempt,
      waited_ms, waited_for, created_at, started_at, heartbeat_at)
    SELECT given.id, ${projectId}::uuid, given.run_id, given.name, 'running', given.config, ${sweepId}::uuid,
      given.suggestion_id, given.agent_id, given.attempt, given.waited_ms, given.waited_for,
      ${now}::timestamptz, ${now}::timestamptz, ${now}::timestamptz
    FROM unnest(${column('storageId')}::uuid[], ${column('runId')}::text[], ${column('name')}::text[],
      ${column('suggestionId')}::uuid[], ${column('agentId')}::uuid[], ${column('attempt')}::int[],
      ${runs.map(({ config }) => JSON.stringify(config))}::jsonb[], ${column('waitedMs')}::int[],
      ${column('waitedFor')}::text[])
      AS given (id, run_id, name, suggestion_id, agent_id, attempt, config, waited_ms, waited_for)
    ON CONFLICT (project_id, run_id) DO NOTHING
    RETURNING id::text`
  return new Set(
    z
      .array(z.object({ id: z.string() }))
      .parse(rows)
      .map(({ id }) => id),
  )
}
