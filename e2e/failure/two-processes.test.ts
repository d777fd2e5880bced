/** Two server processes share one database: 200 agents that ask at once get every cell of a grid once. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '~/server/db/embedded-postgres'
import { type Api, apiClient } from '../api-client'
import { makeDataDir, removeDataDir, type ServerProcess, startServerProcess } from '../server-process'

const AGENTS = 200

let dataDir: string
let postgres: EmbeddedPostgres
let servers: ServerProcess[]

beforeAll(async () => {
  dataDir = await makeDataDir()
  postgres = await startEmbeddedPostgres(dataDir)
  // One after the other: the first makes the owner, whose key the second finds in the directory they share.
  const start = () => startServerProcess({ dataDir, env: { DATABASE_URL: postgres.url } })
  servers = [await start(), await start()]
})
afterAll(async () => {
  await Promise.all(servers.map((server) => server.stop()))
  await postgres.stop()
  await removeDataDir(dataDir)
})

test('a grid of 500 is given to 200 agents on two processes, each cell exactly once, and ends at 500', async () => {
  const [one, two] = servers.map((server) => apiClient(server))
  if (one === undefined || two === undefined) throw new Error('two servers are needed')
  const { sweep } = await one.sweeps.create.mutate({
    project: 'two',
    config: 'method: grid\nmetric: {name: loss}\nparameters: {a: {min: 1, max: 25}, b: {min: 1, max: 20}}',
  })
  const cells: string[] = []
  await Promise.all(
    Array.from({ length: AGENTS }, async (_, index) => {
      const { agent } = await one.agents.register.mutate({ sweep, host: 'here', name: `agent ${index}` })
      cells.push(...(await work(index % 2 === 0 ? one : two, agent)))
    }),
  )
  expect(cells).toHaveLength(500)
  expect(new Set(cells).size).toBe(500)
  for (const api of [one, two]) {
    const detail = await api.sweeps.byId.query({ sweep })
    expect(detail).toMatchObject({ state: 'finished', endReason: 'grid used up' })
    expect(detail.runs).toMatchObject({ finished: 500, total: 500 })
  }
})

/** Takes runs until the sweep is over; the cells it was given. */
async function work(api: Api, agent: string): Promise<string[]> {
  const cells: string[] = []
  for (;;) {
    const next = await api.agents.nextRun.mutate({ agent, waitMs: 20_000 })
    if (next.kind === 'over') return cells
    if (next.kind !== 'run') continue
    cells.push(`${next.config['a']} ${next.config['b']}`)
    await api.history.append.mutate({ storageId: next.storageId, offset: 0, lines: ['{"loss": 1}'] })
    await api.runs.finish.mutate({ storageId: next.storageId, exitCode: 0 })
  }
}
