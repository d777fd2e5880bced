/**
 * How many points a second the server takes, and how many PostgreSQL itself would. The load is what trainings send:
 * each client has a run of its own and appends batches of rows, waiting for each answer before the next. The peer is
 * the least that storing the same chunks can cost: each batch as one COPY straight into a table like the server's,
 * from as many connections, each batch as durable as an answered request. Steps are not counted as points.
 */
import { Agent, type IncomingMessage, request } from 'node:http'
import { text } from 'node:stream/consumers'
import pg from 'pg'
import { copyIn } from '~/e2e/scenarios/write/copy-in'
import { columnsOf } from '~/server/series/columns'
import { encodeChunks } from '~/server/series/merge'

export type HistoryLoad = {
  clients: number
  seconds: number
  rowsPerRequest: number
  metrics: number
}

export type LoadResult = { pointsPerSecond: number; requestsPerSecond: number; requestMsMedian: number }

export const TYPICAL_LOAD: HistoryLoad = { clients: 8, seconds: 10, rowsPerRequest: 100, metrics: 4 }

/** Trainings that log a row now and then and send it at once. */
export const LIVE_LOADS: HistoryLoad[] = [
  { clients: 8, seconds: 5, rowsPerRequest: 10, metrics: 4 },
  { clients: 8, seconds: 5, rowsPerRequest: 1, metrics: 4 },
  { clients: 100, seconds: 5, rowsPerRequest: 1, metrics: 4 },
]

/** Appends over HTTP until the time is over. Throws at the first request that is refused. */
export async function loadHistory(server: { baseUrl: string; key: string }, load: HistoryLoad): Promise<LoadResult> {
  const runs = await Promise.all(
    Array.from({ length: load.clients }, () => call<{ storageId: string }>(server, 'runs.start', { project: 'bench' })),
  )
  return drive(load, async (client, batch) => {
    const offset = batch * load.rowsPerRequest
    await call(server, 'history.append', {
      storageId: runs[client]?.storageId,
      offset,
      lines: linesOf(offset, load),
    })
  })
}

/** The peer: the same batches, encoded as the server encodes them, by COPY. */
export async function copyHistory(databaseUrl: string, load: HistoryLoad): Promise<LoadResult> {
  const clients = await Promise.all(
    Array.from({ length: load.clients }, async () => {
      const client = new pg.Client({ connectionString: databaseUrl })
      await client.connect()
      return client
    }),
  )
  try {
    await clients[0]?.query('DROP TABLE IF EXISTS bench_chunk')
    await clients[0]?.query('CREATE TABLE bench_chunk (LIKE history_chunk INCLUDING ALL)')
    return await drive(load, async (client, batch) => {
      const rows = copyRows(client, linesOf(batch * load.rowsPerRequest, load), batch * load.rowsPerRequest)
      const connection = clients[client]
      if (connection !== undefined) await copyIn(connection, COPY, rows)
    })
  } finally {
    await clients[0]?.query('DROP TABLE IF EXISTS bench_chunk')
    await Promise.all(clients.map((client) => client.end()))
  }
}

async function drive(load: HistoryLoad, send: (client: number, batch: number) => Promise<void>): Promise<LoadResult> {
  const requestMs: number[] = []
  const startMs = performance.now()
  const endMs = startMs + load.seconds * 1000
  await Promise.all(
    Array.from({ length: load.clients }, async (_, client) => {
      for (let batch = 0; performance.now() < endMs; batch++) {
        const sentMs = performance.now()
        await send(client, batch)
        requestMs.push(performance.now() - sentMs)
      }
    }),
  )
  const seconds = (performance.now() - startMs) / 1000
  requestMs.sort((a, b) => a - b)
  return {
    pointsPerSecond: (requestMs.length * load.rowsPerRequest * load.metrics) / seconds,
    requestsPerSecond: requestMs.length / seconds,
    requestMsMedian: requestMs[Math.floor(requestMs.length / 2)] ?? Number.NaN,
  }
}

/** Lines as a training writes them: a step and a few metrics with all their digits. */
function linesOf(offset: number, load: HistoryLoad): string[] {
  return Array.from({ length: load.rowsPerRequest }, (_, index) => {
    const step = offset + index
    let line = `{"_step":${step}`
    for (let metric = 0; metric < load.metrics; metric++)
      line += `,"metric_${metric}":${Math.exp(-step / 1e4) + metric / 7}`
    return `${line}}`
  })
}

const keepAlive = new Agent({ keepAlive: true })

/** By node:http, because what `fetch` costs is much of what an answer costs, and both share the machine. */
async function call<T>(server: { baseUrl: string; key: string }, procedure: string, input: unknown): Promise<T> {
  const body = JSON.stringify(input)
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const sent = request(`${server.baseUrl}/api/trpc/${procedure}`, {
      method: 'POST',
      agent: keepAlive,
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        authorization: `Bearer ${server.key}`,
      },
      timeout: 60_000,
    })
    sent.on('response', resolve)
    sent.on('error', reject)
    sent.on('timeout', () => sent.destroy(new Error(`${procedure} was not answered within 60 s`)))
    sent.end(body)
  })
  const answer = await text(response)
  if (response.statusCode !== 200) throw new Error(`${procedure} was answered ${response.statusCode}: ${answer}`)
  const { result } = JSON.parse(answer) as { result: { data: T } }
  return result.data
}

const COPY = 'COPY bench_chunk (series_id, first_line, last_line, first_step, last_step, point_count, data) FROM STDIN'

function copyRows(client: number, lines: string[], offset: number): string {
  const rows = lines.map((line, index) => ({ line: offset + index, row: JSON.parse(line) }))
  const { columns } = columnsOf(rows, { lastStep: null, lineCount: 0 })
  return columns
    .flatMap(({ lines, steps, values }, series) =>
      encodeChunks({
        lines: Float64Array.from(lines),
        steps: Float64Array.from(steps),
        values: Float64Array.from(values),
      }).map((chunk) => {
        const { firstLine, lastLine, stepMin, stepMax, pointCount, data } = chunk
        const bytes = `\\\\x${Buffer.from(data).toString('hex')}`
        return `${[client * 1000 + series, firstLine, lastLine, stepMin, stepMax, pointCount, bytes].join('\t')}\n`
      }),
    )
    .join('')
}
