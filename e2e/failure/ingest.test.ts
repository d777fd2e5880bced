/** Nothing acknowledged is lost: the server is killed twenty times while eight writers log to it. */
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Api, apiClient } from '../api-client'
import { makeDataDir, removeDataDir, type ServerProcess, startServerProcess } from '../server-process'

const KILLS = 20
const WRITERS = 8
const ROWS_PER_REQUEST = 25

let dataDir: string
let server: ServerProcess

beforeAll(async () => {
  dataDir = await makeDataDir()
  server = await startServerProcess({ dataDir })
})
afterAll(async () => {
  await server.stop()
  await removeDataDir(dataDir)
})

type Writer = {
  storageId: string /** Rows that the server said it has. */
  acknowledged: number /** Rows that were ever sent. */
  sent: number
  repeats: number
}

test('a server killed twenty times in the middle of ingest has every acknowledged row once', async () => {
  const writers = await Promise.all(
    Array.from({ length: WRITERS }, async (_, index): Promise<Writer> => {
      const run = await apiClient(server).runs.start.mutate({ project: 'killed', run: `writer-${index}` })
      return { storageId: run.storageId, acknowledged: 0, sent: 0, repeats: 0 }
    }),
  )
  const stop = new AbortController()
  const writing = writers.map((writer) => write(writer, stop.signal))
  for (let kill = 0; kill < KILLS; kill++) {
    await sleep(150 + ((kill * 37) % 200))
    const port = Number(new URL(server.url).port)
    await server.kill()
    server = await startServerProcess({ dataDir, port })
  }
  stop.abort()
  await Promise.all(writing)

  expect(writers.reduce((sum, { repeats }) => sum + repeats, 0)).toBeGreaterThan(0)
  for (const writer of writers) {
    expect(writer.acknowledged).toBeGreaterThan(0)
    const rows = await readAll(apiClient(server), writer.storageId)
    expect(rows.length).toBeGreaterThanOrEqual(writer.acknowledged)
    expect(rows.length).toBeLessThanOrEqual(writer.sent)
    rows.forEach((row, line) => {
      expect(row).toMatchObject({ line, loss: 1 / (line + 1), step: line })
    })
    const [series] = await apiClient(server).history.series.query({
      storageIds: [writer.storageId],
      keys: ['loss'],
      buckets: 10,
    })
    expect(series?.pointCount).toBe(rows.length)
  }
})

/** Sends rows with their line numbers and repeats a request until it is answered, as the SDKs do. */
async function write(writer: Writer, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const offset = writer.acknowledged
    const lines = Array.from({ length: ROWS_PER_REQUEST }, (_, index) => {
      const line = offset + index
      return JSON.stringify({ _step: line, loss: 1 / (line + 1) })
    })
    writer.sent = offset + lines.length
    try {
      const { lineCount } = await apiClient(server).history.append.mutate({
        storageId: writer.storageId,
        offset,
        lines,
      })
      writer.acknowledged = lineCount
    } catch {
      writer.repeats++
      await sleep(50)
    }
  }
}

async function readAll(api: Api, storageId: string): Promise<{ line: number; step: number; loss: number }[]> {
  const rows: { line: number; step: number; loss: number }[] = []
  for (let fromLine: number | null = 0; fromLine !== null; ) {
    const page: Awaited<ReturnType<Api['history']['rows']['query']>> = await api.history.rows.query({
      storageId,
      fromLine,
      limit: 5000,
    })
    for (const { line, json } of page.lines) {
      const row = JSON.parse(json) as { _step: number; loss: number }
      rows.push({ line, step: row._step, loss: row.loss })
    }
    fromLine = page.nextLine
  }
  return rows
}
