/** Bad input of every kind gets a 4xx with a sentence that helps; nothing is lost and the server stays up. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { apiClient } from '../api-client'
import { makeDataDir, removeDataDir, type ServerProcess, startServerProcess } from '../server-process'

let dataDir: string
let server: ServerProcess
let storageId: string

beforeAll(async () => {
  dataDir = await makeDataDir()
  server = await startServerProcess({ dataDir })
  storageId = (await apiClient(server).runs.start.mutate({ project: 'hostile', run: 'target' })).storageId
  await apiClient(server).history.append.mutate({ storageId, offset: 0, lines: ['{"loss":1}'] })
})
afterAll(async () => {
  await server.stop()
  await removeDataDir(dataDir)
})

type Refusal = {
  status: number
  message: string
  data: { problems: { path: string; found: string; allowed: string }[]; requestId: string }
}

async function post(procedure: string, body: string, headers: Record<string, string> = {}): Promise<Refusal> {
  const response = await fetch(`${server.url}/api/trpc/${procedure}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${server.key}`, 'content-type': 'application/json', ...headers },
    body,
  })
  const { error } = (await response.json()) as { error: Omit<Refusal, 'status'> }
  return { status: response.status, ...error }
}

function append(line: string): Promise<Refusal> {
  return post('history.append', JSON.stringify({ storageId, offset: 1, lines: [line] }))
}

test('a wrong key, and none, are refused with where to get one', async () => {
  for (const authorization of [
    'Bearer wrong',
    `Basic ${Buffer.from(`api:${'x'.repeat(40)}`).toString('base64')}`,
    '',
  ]) {
    const refusal = await post('runs.start', '{"project":"p"}', { authorization })
    expect(refusal.status).toBe(401)
    expect(refusal.message).toMatch(/sweepboard key/)
  }
})

test('a body of 100 MB is refused without being read into memory', async () => {
  const refusal = await fetch(`${server.url}/api/trpc/history.append`, {
    method: 'POST',
    headers: { authorization: `Bearer ${server.key}`, 'content-type': 'application/json' },
    body: 'x'.repeat(100 * 1024 * 1024),
  }).then(
    (response) => response.status,
    () => 413, // The server may close the connection while we still send.
  )
  expect(refusal).toBe(413)
})

test('what is not JSON, or not the right shape, says so with the field', async () => {
  expect((await post('history.append', '{"storageId":')).status).toBe(400)
  const refusal = await post('history.append', '{"storageId":"no-uuid","offset":-1,"lines":"x"}')
  expect(refusal.status).toBe(400)
  expect(refusal.data.problems.map(({ path }) => path).sort()).toEqual(['lines', 'offset', 'storageId'])
})

test('a metric named __proto__, a step of 1e300, 100,000 keys in a row and a line that is no object are refused', async () => {
  const manyKeys = JSON.stringify(Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`k${i}`, i])))
  for (const line of ['{"__proto__":1}', '{"_step":1e300,"loss":1}', manyKeys, '[1,2]', 'not json', '{"a":']) {
    const refusal = await append(line)
    expect(refusal.status, line.slice(0, 40)).toBe(400)
    expect(refusal.message.length, line.slice(0, 40)).toBeGreaterThan(20)
  }
})

test('an unknown run, sweep, project and agent are not found', async () => {
  const unknown = '00000000-0000-4000-8000-000000000000'
  expect((await post('history.append', JSON.stringify({ storageId: unknown, offset: 0, lines: [] }))).status).toBe(404)
  expect((await post('agents.nextRun', JSON.stringify({ agent: unknown, waitMs: 0 }))).status).toBe(404)
  expect((await post('agents.register', JSON.stringify({ sweep: 'abcd1234', host: 'h' }))).status).toBe(404)
  expect((await post('runs.start', JSON.stringify({ entity: 'somebody-else', project: 'p' }))).status).toBe(404)
})

test('a config with a cycle of aliases, or a bomb of them, is refused with the reason', async () => {
  const cycle = 'method: random\nparameters: &p\n  a: *p\n'
  const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghi'
    .split('')
    .map((c, i) => `${c}: &${c} [${`*${'abcdefgh'[i]},`.repeat(9).slice(0, -1)}]`)
    .join('\n')}\nmethod: random\nparameters: {x: {values: *i}}\n`
  for (const config of [cycle, bomb, 'method: [', '', '42']) {
    const refusal = await post('sweeps.create', JSON.stringify({ project: 'hostile', config }))
    expect(refusal.status, config.slice(0, 30)).toBe(400)
    expect(refusal.message.length).toBeGreaterThan(10)
  }
})

test('another site cannot act with the session of a browser', async () => {
  const signedIn = await fetch(`${server.url}/api/sign-in`, {
    method: 'POST',
    body: JSON.stringify({ key: server.key }),
  })
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? ''
  const create = (origin: string) =>
    fetch(`${server.url}/api/trpc/projects.create`, {
      method: 'POST',
      headers: { cookie, origin, 'content-type': 'application/json' },
      body: JSON.stringify({ entity: 'owner', project: 'from-a-page' }),
    })
  expect((await create('https://evil.example')).status).toBe(403)
  expect((await create(server.url)).status).toBe(200)
})

test('after all of that the server is alive and what was stored is there once', async () => {
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
  expect(await (await fetch(`${server.url}/metrics`)).text()).toMatch(/sweepboard_ingest_rows_total [1-9]/)
  const { lines } = await apiClient(server).history.rows.query({ storageId })
  expect(lines.map(({ json }) => (JSON.parse(json) as { loss: number }).loss)).toEqual([1])
})
