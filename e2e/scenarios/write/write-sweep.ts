/** A seeded sweep with its agents. */
import type pg from 'pg'
import { publicIdOf, type SeededSweep, storageIdOf } from '../seeded-project'
import { copyRows } from './copy-in'

/** `name` is entity and project: ids follow from it, so that a scenario has the same addresses on every server. */
export type ProjectPlace = { id: string; name: string }

export type SweepIds = { id: string; agents: string[]; createdAtMs: number }

/** `index` is its position among the sweeps of the project. */
export async function writeSweep(
  client: pg.Client,
  place: ProjectPlace,
  { sweep, index }: { sweep: SeededSweep; index: number },
): Promise<SweepIds> {
  const seed = `${place.name} sweep ${index}`
  const id = storageIdOf(sweep.createdAtMs, seed)
  await copyRows(client, 'sweep', [
    {
      id,
      project_id: place.id,
      sweep_id: publicIdOf(seed),
      name: sweep.name,
      description: sweep.config.description ?? null,
      state: sweep.state,
      end_reason: sweep.endReason,
      method: sweep.config.method,
      config: { json: sweep.config },
      yaml: sweep.yaml,
      seed: sweep.config.seed ?? 0,
      created_at: new Date(sweep.createdAtMs),
      started_at: sweep.startedAtMs === null ? null : new Date(sweep.startedAtMs),
      ended_at: sweep.endedAtMs === null ? null : new Date(sweep.endedAtMs),
      updated_at: new Date(sweep.endedAtMs ?? sweep.createdAtMs),
    },
  ])
  await copyRows(client, 'sweep_version', [
    {
      sweep_id: id,
      version: 1,
      config: { json: sweep.config },
      yaml: sweep.yaml,
      made_by: place.name.split('/')[0] ?? '',
      note: 'as it was made',
      created_at: new Date(sweep.createdAtMs),
    },
  ])
  const agents = sweep.agents.map((agent, number) => ({
    id: storageIdOf(agent.createdAtMs, `${seed} agent ${number}`),
    project_id: place.id,
    sweep_id: id,
    host: agent.host,
    name: agent.name,
    state: agent.state,
    state_reason: agent.stateReason,
    created_at: new Date(agent.createdAtMs),
    // Who works is heard of at this very moment, whichever one the scenario is made for: silence has consequences.
    heartbeat_at: agent.state === 'active' ? new Date() : new Date(agent.heartbeatAtMs),
  }))
  await copyRows(client, 'agent', agents)
  return { id, agents: agents.map((agent) => agent.id), createdAtMs: sweep.createdAtMs }
}

/** As agents would have counted them. */
export async function countAgents(client: pg.Client, projectId: string): Promise<void> {
  await client.query(
    `UPDATE agent SET finished_count = counted.finished, failed_count = counted.failed
     FROM (SELECT agent_id, count(*) FILTER (WHERE state = 'finished') AS finished,
             count(*) FILTER (WHERE state = 'failed') AS failed
           FROM run WHERE project_id = $1 AND agent_id IS NOT NULL GROUP BY agent_id) AS counted
     WHERE agent.id = counted.agent_id`,
    [projectId],
  )
}
