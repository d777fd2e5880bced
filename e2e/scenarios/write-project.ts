/**
 * Writes a seeded project into the server's database in one transaction, by COPY: it is there wholly or not at all.
 * History is what the server itself would have stored, chunks with roll-ups and the facts of each series.
 */
import pg from 'pg'
import { type JsonObject, storableObject, toMetricValue } from '~/server/domain/json'
import { type Column, factsOf } from '~/server/series/columns'
import { encodeChunks, FULL_CHUNK_POINTS } from '~/server/series/merge'
import { type Cell, copyRows } from './copy-in'
import {
  publicIdOf,
  type SeededProject,
  type SeededRun,
  type SeededSweep,
  type SuggestedPlace,
  storageIdOf,
} from './seeded-project'

const BATCH_RUNS = 2000
const BATCH_POINTS_MAX = 2_000_000

/** `name` is entity and project: ids follow from it, so that a scenario has the same addresses on every server. */
export type ProjectPlace = { id: string; name: string }

type Target = { client: pg.Client; place: ProjectPlace; sweeps: SweepIds[] }
type SweepIds = { id: string; agents: string[]; createdAtMs: number }

/** The project is there and has no runs yet. */
export async function writeProject(databaseUrl: string, place: ProjectPlace, project: SeededProject): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query('BEGIN')
    const sweeps: SweepIds[] = []
    for (const [index, sweep] of project.sweeps.entries()) sweeps.push(await writeSweep(client, place, sweep, index))
    const target = { client, place, sweeps }
    let batch: SeededRun[] = []
    let points = 0
    let written = 0
    const flush = async () => {
      await writeRuns(target, batch, written)
      written += batch.length
      batch = []
      points = 0
    }
    for (const run of project.runs) {
      batch.push(run)
      points += run.columns.reduce((sum, column) => sum + column.values.length, 0)
      if (batch.length >= BATCH_RUNS || points >= BATCH_POINTS_MAX) await flush()
    }
    await flush()
    await countAgents(client, place.id)
    await client.query('COMMIT')
    await client.query('ANALYZE')
  } finally {
    await client.end()
  }
}

async function writeSweep(
  client: pg.Client,
  place: ProjectPlace,
  sweep: SeededSweep,
  index: number,
): Promise<SweepIds> {
  const at = (ms: number | null) => (ms === null ? null : new Date(ms))
  const id = storageIdOf(sweep.createdAtMs, `${place.name} sweep ${index}`)
  await copyRows(
    client,
    'sweep',
    'id project_id sweep_id name description state end_reason method config yaml seed created_at started_at ended_at updated_at'.split(
      ' ',
    ),
    [
      [
        id,
        place.id,
        publicIdOf(`${place.name} sweep ${index}`),
        sweep.name,
        sweep.config.description ?? null,
        sweep.state,
        sweep.endReason,
        sweep.config.method,
        { json: sweep.config },
        sweep.yaml,
        sweep.config.seed ?? 0,
        new Date(sweep.createdAtMs),
        at(sweep.startedAtMs),
        at(sweep.endedAtMs),
        new Date(sweep.endedAtMs ?? sweep.createdAtMs),
      ],
    ],
  )
  const agents = sweep.agents.map((agent, number) =>
    storageIdOf(agent.createdAtMs, `${place.name} sweep ${index} agent ${number}`),
  )
  await copyRows(
    client,
    'agent',
    ['id', 'project_id', 'sweep_id', 'host', 'name', 'state', 'state_reason', 'created_at', 'heartbeat_at'],
    sweep.agents.map((agent, number) => [
      agents[number] ?? null,
      place.id,
      id,
      agent.host,
      agent.name,
      agent.state,
      agent.stateReason,
      new Date(agent.createdAtMs),
      new Date(agent.heartbeatAtMs),
    ]),
  )
  return { id, agents, createdAtMs: sweep.createdAtMs }
}

/** As agents would have counted them. */
async function countAgents(client: pg.Client, projectId: string): Promise<void> {
  await client.query(
    `UPDATE agent SET finished_count = counted.finished, failed_count = counted.failed
     FROM (SELECT agent_id, count(*) FILTER (WHERE state = 'finished') AS finished,
             count(*) FILTER (WHERE state = 'failed') AS failed
           FROM run WHERE project_id = $1 AND agent_id IS NOT NULL GROUP BY agent_id) AS counted
     WHERE agent.id = counted.agent_id`,
    [projectId],
  )
}

async function writeRuns(target: Target, runs: SeededRun[], from: number): Promise<void> {
  const { client, place, sweeps } = target
  const ids = runs.map(({ createdAtMs }, index) => storageIdOf(createdAtMs, `${place.name} run ${from + index}`))
  await writeSuggestions(target, runs)
  await copyRows(
    client,
    'run',
    RUN_COLUMNS,
    runs.map((run, index) => [
      ids[index] ?? null,
      place.id,
      publicIdOf(`${place.name} run ${from + index}`),
      run.sweep === null ? null : suggestionIdOf(sweeps, run.sweep),
      run.sweep === null ? null : (sweeps[run.sweep.sweep]?.id ?? null),
      run.sweep?.agent == null ? null : (sweeps[run.sweep.sweep]?.agents[run.sweep.agent] ?? null),
      run.sweep?.attempt ?? 1,
      ...runCells(run),
    ]),
  )
  await writeHistory(client, runs, ids)
  await copyRows(
    client,
    'console_chunk',
    ['run_id', 'block', 'lines'],
    runs.flatMap((run, index) => consoleBlocks(ids[index] ?? '', run)),
  )
}

const RUN_COLUMNS = [
  ...['id', 'project_id', 'run_id', 'suggestion_id', 'sweep_id', 'agent_id', 'attempt'],
  ...['name', 'state', 'state_reason', 'exit_code', 'config', 'summary', 'notes', 'tags', 'group', 'job_type'],
  ...['host', 'program', 'metadata', 'created_at', 'started_at', 'heartbeat_at', 'finished_at'],
  ...['history_lines', 'last_step', 'console_line_count'],
]

function runCells(run: SeededRun): Cell[] {
  const steps = run.columns.find(({ key }) => key === '_step')?.steps ?? []
  const isPending = run.state === 'pending'
  return [
    run.name,
    run.state,
    run.stateReason,
    run.exitCode,
    { json: run.config },
    { json: summaryOf(run) },
    run.notes,
    run.tags,
    run.group,
    run.jobType,
    run.host,
    run.program,
    { json: run.metadata },
    new Date(run.createdAtMs),
    isPending ? null : new Date(run.createdAtMs),
    isPending ? null : new Date(run.endedAtMs ?? Date.now()),
    run.endedAtMs === null ? null : new Date(run.endedAtMs),
    steps.length === 0 ? '{}' : `{[0,${steps.length})}`,
    steps.at(-1) ?? null,
    run.console.length,
  ]
}

function summaryOf(run: SeededRun): JsonObject {
  const logged = Object.fromEntries(run.columns.map((column) => [column.key, factsOf(column).summary]))
  return storableObject({ ...logged, ...run.summary })
}

function suggestionIdOf(sweeps: SweepIds[], place: SuggestedPlace): string | null {
  const sweep = sweeps[place.sweep]
  return sweep === undefined ? null : storageIdOf(sweep.createdAtMs + place.number, `${sweep.id} ${place.number}`)
}

async function writeSuggestions({ client, sweeps }: Target, runs: SeededRun[]): Promise<void> {
  await copyRows(
    client,
    'suggestion',
    ['id', 'sweep_id', 'number', 'state', 'config', 'info', 'attempt_count', 'created_at'],
    runs.flatMap(({ sweep, config, createdAtMs }) => {
      if (sweep === null || sweep.attempt > 1) return []
      return [
        [
          suggestionIdOf(sweeps, sweep),
          sweeps[sweep.sweep]?.id ?? null,
          sweep.number,
          sweep.outcome,
          { json: config },
          { json: sweep.info },
          sweep.attemptCount,
          new Date(createdAtMs),
        ],
      ]
    }),
  )
}

async function writeHistory(client: pg.Client, runs: SeededRun[], ids: string[]): Promise<void> {
  const columns = runs.flatMap((run, index) => run.columns.map((column) => ({ column, runId: ids[index] ?? '' })))
  if (columns.length === 0) return
  const { rows } = await client.query<{ id: string }>(
    `SELECT nextval(pg_get_serial_sequence('series', 'id')) AS id FROM generate_series(1, $1)`,
    [columns.length],
  )
  const series: Cell[][] = []
  const chunks: Cell[][] = []
  const values: Cell[][] = []
  for (const [index, { column, runId }] of columns.entries()) {
    const id = rows[index]?.id ?? null
    const encoded = chunksOf(column)
    series.push([
      id,
      runId,
      ...seriesCells(column, encoded.filter((chunk) => chunk.pointCount < FULL_CHUNK_POINTS).length),
    ])
    for (const chunk of encoded)
      chunks.push([
        id,
        chunk.firstLine,
        chunk.lastLine,
        chunk.stepMin,
        chunk.stepMax,
        chunk.pointCount,
        chunk.data,
        chunk.levels,
      ])
    for (const { line, step, value } of column.others) values.push([id, line, step, { json: value }])
  }
  await copyRows(client, 'series', SERIES_COLUMNS, series)
  await copyRows(client, 'history_chunk', CHUNK_COLUMNS, chunks)
  await copyRows(client, 'history_value', ['series_id', 'line', 'step', 'value'], values)
}

const CHUNK_COLUMNS = 'series_id first_line last_line first_step last_step point_count data levels'.split(' ')

const SERIES_COLUMNS = [
  ...['id', 'run_id', 'stream', 'key', 'path', 'point_count', 'min', 'max', 'last', 'last_finite', 'last_line'],
  ...['last_finite_line', 'other_count', 'last_other_line', 'small_chunk_count'],
]

function chunksOf(column: Column) {
  return encodeChunks({
    lines: Float64Array.from(column.lines),
    steps: Float64Array.from(column.steps),
    values: Float64Array.from(column.values),
  })
}

function seriesCells(column: Column, smallChunkCount: number): Cell[] {
  const facts = factsOf(column)
  return [
    'history',
    column.key,
    column.path,
    facts.pointCount,
    facts.min,
    facts.max,
    facts.last === null ? null : toMetricValue(facts.last),
    facts.lastFinite,
    facts.lastLine,
    facts.lastFiniteLine,
    facts.otherCount,
    facts.lastOtherLine,
    smallChunkCount,
  ]
}

const BLOCK_LINES = 256

function consoleBlocks(runId: string, { console: lines, createdAtMs }: SeededRun): Cell[][] {
  return Array.from({ length: Math.ceil(lines.length / BLOCK_LINES) }, (_, block) => [
    runId,
    block,
    {
      json: lines
        .slice(block * BLOCK_LINES, (block + 1) * BLOCK_LINES)
        .map(({ text, stream }, index) => [
          text,
          stream === 'stderr' ? 1 : 0,
          createdAtMs + (block * BLOCK_LINES + index) * 1000,
        ]),
    },
  ])
}
