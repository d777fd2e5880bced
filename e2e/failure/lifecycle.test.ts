/** Start, stop and refuse: what a person at a terminal meets. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { apiClient } from '../api-client'
import { makeDataDir, removeDataDir, startServerProcess } from '../server-process'

let dataDir: string

beforeAll(async () => {
  dataDir = await makeDataDir()
})
afterAll(() => removeDataDir(dataDir))

async function startFails(env: Record<string, string>): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, ['dist/server/main.js'], {
    env: { ...process.env, DATABASE_URL: '', SWEEPBOARD_DATA: dataDir, PORT: '0', ...env },
  })
  let output = ''
  child.stdout.on('data', (part: Buffer) => (output += part.toString()))
  child.stderr.on('data', (part: Buffer) => (output += part.toString()))
  const [code] = (await once(child, 'exit')) as [number | null]
  return { code, output }
}

test('Ctrl-C stops the server and its database, ends held requests, and the data is there at the next start', async () => {
  const first = await startServerProcess({ dataDir })
  const { storageId } = await apiClient(first).runs.start.mutate({ project: 'kept', run: 'one' })
  const held = fetch(`${first.url}/api/trpc/live.hints?input=${encodeURIComponent('{"path":null}')}`, {
    headers: { authorization: `Bearer ${first.key}` },
  })
  const stream = (await held).text()
  expect(await first.stop()).toBe(0)
  // Ended by the server, not cut off: this rejects when the connection was torn down.
  expect(await stream).toContain('event:')
  expect(existsSync(join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false)

  const second = await startServerProcess({ dataDir })
  const run = await apiClient(second).runs.byId.query({ entity: 'owner', project: 'kept', run: 'one' })
  expect(run.storageId).toBe(storageId)
  await second.stop()
})

test('a second server on the same folder is refused, and the first goes on', async () => {
  const first = await startServerProcess({ dataDir })
  const { code, output } = await startFails({})
  expect(code).toBe(1)
  expect(output).toMatch(/is served already by process \d+ at http/)
  expect((await fetch(`${first.url}/readyz`)).status).toBe(200)
  await first.stop()
})

test('a folder that a killed server left behind starts again', async () => {
  const first = await startServerProcess({ dataDir })
  await first.kill()
  const second = await startServerProcess({ dataDir })
  expect((await fetch(`${second.url}/readyz`)).status).toBe(200)
  expect(await second.stop()).toBe(0)
})

test('the next free port is taken, and said, when the wanted one is not free', async () => {
  const first = await startServerProcess({ dataDir })
  const otherDir = await makeDataDir()
  const port = Number(new URL(first.url).port)
  const second = await startServerProcess({ dataDir: otherDir, port })
  expect(second.output()).toContain(`Port ${port} is taken`)
  expect(second.url).not.toBe(first.url)
  await second.stop()
  await first.stop()
  await removeDataDir(otherDir)
})

test('a server that other machines can reach needs a secret that was set by hand', async () => {
  const { code, output } = await startFails({ HOST: '0.0.0.0' })
  expect(code).toBe(1)
  expect(output).toMatch(/SWEEPBOARD_SECRET must be set by hand/)
})

test('settings that make no sense are named before anything is started', async () => {
  const { code, output } = await startFails({ PORT: 'eighty' })
  expect(code).toBe(1)
  expect(output).toMatch(/PORT: found "eighty"/)
})
