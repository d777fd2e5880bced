/** The database goes away and comes back under a running server: it reconnects and loses nothing acknowledged. */
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '~/server/db/embedded-postgres'
import { apiClient } from '../api-client'
import { makeDataDir, removeDataDir, type ServerProcess, startServerProcess, waitFor } from '../server-process'

let databaseDir: string
let dataDir: string
let postgres: EmbeddedPostgres
let server: ServerProcess

beforeAll(async () => {
  databaseDir = await makeDataDir()
  dataDir = await makeDataDir()
  postgres = await startEmbeddedPostgres(databaseDir)
  server = await startServerProcess({ dataDir, env: { DATABASE_URL: postgres.url } })
})
afterAll(async () => {
  await server.stop()
  await postgres.stop()
  await removeDataDir(dataDir)
  await removeDataDir(databaseDir)
})

test('a restarted database is found again, nothing acknowledged is lost, and live hints flow anew', async () => {
  const api = apiClient(server)
  const { storageId } = await api.runs.start.mutate({ project: 'restarts', run: 'patient' })
  let acknowledged = 0
  for (let round = 0; round < 3; round++) {
    const endMs = Date.now() + 500
    while (Date.now() < endMs) acknowledged = await appendOne(storageId, acknowledged)
    await postgres.stop()
    await expect(appendOne(storageId, acknowledged)).rejects.toThrow()
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
    expect((await fetch(`${server.url}/readyz`)).status).toBe(503)
    postgres = await startEmbeddedPostgres(databaseDir)
    await waitFor(async () => ((await fetch(`${server.url}/readyz`)).status === 200 ? true : null), 20_000)
  }
  acknowledged = await appendOne(storageId, acknowledged)
  const { lines } = await api.history.rows.query({ storageId, limit: 10_000 })
  expect(lines.map(({ json }) => (JSON.parse(json) as { n: number }).n)).toEqual(
    Array.from({ length: acknowledged }, (_, n) => n),
  )
  expect(server.process.exitCode).toBeNull()
  await hintArrives(storageId)
})

async function appendOne(storageId: string, offset: number): Promise<number> {
  const { lineCount } = await apiClient(server).history.append.mutate({
    storageId,
    offset,
    lines: [JSON.stringify({ n: offset })],
  })
  return lineCount
}

/** Opens the live stream as a browser does and waits for the hint of a change. */
async function hintArrives(storageId: string): Promise<void> {
  const stop = new AbortController()
  const input = encodeURIComponent(JSON.stringify({ path: null }))
  const stream = await fetch(`${server.url}/api/trpc/live.hints?input=${input}`, {
    headers: { authorization: `Bearer ${server.key}`, accept: 'text/event-stream' },
    signal: stop.signal,
  })
  const reader = (stream.body as ReadableStream<Uint8Array>).getReader()
  let text = ''
  const reading = (async () => {
    while (!text.includes(storageId)) text += new TextDecoder().decode((await reader.read()).value)
  })()
  for (let tries = 0; tries < 20 && !text.includes(storageId); tries++) {
    await apiClient(server).runs.heartbeat.mutate({ storageId })
    await apiClient(server).runs.update.mutate({ storageId, notes: `note ${tries}` })
    await Promise.race([reading, sleep(1000)])
  }
  stop.abort()
  expect(text).toContain(storageId)
}
