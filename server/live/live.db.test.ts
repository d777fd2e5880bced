import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '~/server/db/testing'
import type { Hint } from '~/server/domain/live'
import { makeLogger } from '~/server/log'
import { hintsOf, waitForHint } from './bus'
import { type Channel, openChannel } from './channel'
import { publish } from './publish'

const hint: Hint = {
  kind: 'run',
  projectId: '11111111-1111-4111-8111-111111111111',
  id: '22222222-2222-4222-8222-222222222222',
  sweepId: null,
}

let database: TestDatabase
let channel: Channel

beforeAll(async () => {
  database = await testDatabase()
  channel = openChannel(database.url, makeLogger('silent'))
  await listening()
})
afterAll(async () => {
  await channel.close()
  await database.close()
})

/** Resolves when PostgreSQL shows our LISTEN connection. */
async function listening(notPid = 0): Promise<number> {
  for (;;) {
    const rows = await database.db.$queryRaw<{ pid: number }[]>`
      SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'sweepboard live' AND state = 'idle' AND query ~ 'LISTEN|pg_notify' AND pid <> ${notPid}`
    if (rows[0] !== undefined) return rows[0].pid
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

test('a hint goes through PostgreSQL, so that every process hears it', async () => {
  const other = new pg.Client({ connectionString: database.url })
  await other.connect()
  await other.query('LISTEN sweepboard_hint')
  const elsewhere = new Promise<string>((resolve) => other.on('notification', ({ payload }) => resolve(payload ?? '')))
  const here = waitForHint(({ id }) => id === hint.id, 5000)
  publish(hint)
  expect(JSON.parse(await elsewhere)).toEqual(hint)
  await here
  await other.end()
})

test('a thing that changes a thousand times a second is hinted at about once a second', async () => {
  const busy = { ...hint, id: '33333333-3333-4333-8333-333333333333' }
  const stop = new AbortController()
  const heard: Hint[] = []
  const reading = (async () => {
    for await (const one of hintsOf(({ projectId }) => projectId === hint.projectId, stop.signal))
      if (one.id === busy.id) heard.push(one)
  })()
  for (let i = 0; i < 1000; i++) publish(busy)
  await waitForHint(({ id }) => id === busy.id, 5000)
  for (let i = 0; i < 1000; i++) publish(busy)
  await waitForHint(({ id }) => id === busy.id, 5000)
  stop.abort()
  await reading
  expect(heard).toHaveLength(2)
})

test('hints of projects that one may not see are not heard', async () => {
  const stop = new AbortController()
  const heard: Hint[] = []
  const reading = (async () => {
    for await (const one of hintsOf(
      ({ projectId }) => projectId === '44444444-4444-4444-8444-444444444444',
      stop.signal,
    ))
      heard.push(one)
  })()
  const last = { ...hint, id: '55555555-5555-4555-8555-555555555555' }
  publish(last)
  await waitForHint(({ id }) => id === last.id, 5000)
  stop.abort()
  await reading
  expect(heard).toEqual([])
})

test('the channel is opened again after its connection was cut, and hints flow', async () => {
  const pid = await listening()
  await database.db.$queryRaw`SELECT pg_terminate_backend(${pid}::int)`
  await listening(pid)
  const next = { ...hint, id: '66666666-6666-4666-8666-666666666666' }
  const heard = waitForHint(({ id }) => id === next.id, 5000).then(() => 'heard')
  publish(next)
  expect(await heard).toBe('heard')
})
