/** Writes a seeded project into the server's database in one transaction, by COPY: it is there wholly or not at all. */
import pg from 'pg'
import { type JsonObject, storableObject } from '~/server/domain/json'
import { factsOf } from '~/server/series/columns'
import { publicIdOf, type SeededProject, type SeededRun, type SuggestedPlace, storageIdOf } from '../seeded-project'
import { copyRows, type Row } from './copy-in'
import { type StoredRun, writeConsole, writeHistory } from './write-history'
import { countAgents, type ProjectPlace, type SweepIds, writeSweep } from './write-sweep'

const BATCH_RUNS = 2000
const BATCH_POINTS_MAX = 2_000_000

type Target = { client: pg.Client; place: ProjectPlace; sweeps: SweepIds[] }

/** The project is there and has no runs yet. */
export async function writeProject(databaseUrl: string, place: ProjectPlace, project: SeededProject): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query('BEGIN')
    const target: Target = { client, place, sweeps: [] }
    for (const [index, sweep] of project.sweeps.entries())
      target.sweeps.push(await writeSweep(client, place, { sweep, index }))
    for (const batch of batchesOf(place, project.runs)) await writeRuns(target, batch)
    await countAgents(client, place.id)
    await client.query('COMMIT')
    await client.query('ANALYZE')
  } finally {
    await client.end()
  }
}

/** So many runs, or runs with so many points, as fit into memory as text. */
function* batchesOf(place: ProjectPlace, runs: Iterable<SeededRun>): Generator<StoredRun[]> {
  let batch: StoredRun[] = []
  let points = 0
  let number = 0
  for (const run of runs) {
    const seed = `${place.name} run ${number}`
    batch.push({ id: storageIdOf(run.createdAtMs, seed), runId: publicIdOf(seed), run })
    number += 1
    points += run.columns.reduce((sum, column) => sum + column.values.length, 0)
    if (batch.length < BATCH_RUNS && points < BATCH_POINTS_MAX) continue
    yield batch
    batch = []
    points = 0
  }
  yield batch
}

async function writeRuns(target: Target, runs: readonly StoredRun[]): Promise<void> {
  const { client, place, sweeps } = target
  await copyRows(
    client,
    'suggestion',
    runs.flatMap(({ run }) => suggestionRows(sweeps, run)),
  )
  await copyRows(
    client,
    'run',
    runs.map(({ id, runId, run }) => ({
      id,
      project_id: place.id,
      run_id: runId,
      ...sweepCells(sweeps, run.sweep),
      ...runRow(run),
    })),
  )
  await writeHistory(client, runs)
  await writeConsole(client, runs)
}

function suggestionId(sweeps: readonly SweepIds[], place: SuggestedPlace): string | null {
  const sweep = sweeps[place.sweep]
  return sweep === undefined ? null : storageIdOf(sweep.createdAtMs + place.number, `${sweep.id} ${place.number}`)
}

function suggestionRows(sweeps: readonly SweepIds[], { sweep, config, createdAtMs }: SeededRun): Row[] {
  if (sweep === null || sweep.attempt > 1) return []
  return [
    {
      id: suggestionId(sweeps, sweep),
      sweep_id: sweeps[sweep.sweep]?.id ?? null,
      number: sweep.number,
      state: sweep.outcome,
      config: { json: config },
      info: { json: sweep.info },
      attempt_count: sweep.attemptCount,
      created_at: new Date(createdAtMs),
    },
  ]
}

function sweepCells(sweeps: readonly SweepIds[], place: SuggestedPlace | null): Row {
  if (place === null) return { sweep_id: null, suggestion_id: null, agent_id: null, attempt: 1 }
  const sweep = sweeps[place.sweep]
  return {
    sweep_id: sweep?.id ?? null,
    suggestion_id: suggestionId(sweeps, place),
    agent_id: place.agent === null ? null : (sweep?.agents[place.agent] ?? null),
    attempt: place.attempt,
  }
}

function runRow(run: SeededRun): Row {
  const steps = run.columns.find(({ key }) => key === '_step')?.steps ?? []
  const createdAt = new Date(run.createdAtMs)
  const endedAt = run.endedAtMs === null ? null : new Date(run.endedAtMs)
  return {
    name: run.name,
    state: run.state,
    state_reason: run.stateReason,
    exit_code: run.exitCode,
    config: { json: run.config },
    summary: { json: summaryOf(run) },
    notes: run.notes,
    tags: run.tags,
    group: run.group,
    job_type: run.jobType,
    host: run.host,
    program: run.program,
    metadata: { json: run.metadata },
    created_at: createdAt,
    started_at: createdAt,
    heartbeat_at: endedAt ?? new Date(),
    finished_at: endedAt,
    deleted_at: run.deletedAtMs === null ? null : new Date(run.deletedAtMs),
    history_lines: linesCell(steps.length),
    system_lines: linesCell(run.systemColumns[0]?.lines.length ?? 0),
    last_step: steps.length === 0 ? null : steps.reduce((most, step) => Math.max(most, step), 0),
    console_line_count: run.console.length,
  }
}

function linesCell(count: number): string {
  return count === 0 ? '{}' : `{[0,${count})}`
}

/** The last value of each metric, and what the program set at its end. */
function summaryOf(run: SeededRun): JsonObject {
  const logged = Object.fromEntries(run.columns.map((column) => [column.key, factsOf(column).summary]))
  return storableObject({ ...logged, ...run.summary })
}
