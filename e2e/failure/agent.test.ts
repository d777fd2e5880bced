/** An agent that is killed: its run is crashed, its configuration is trained by another, and the run says so. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AgentProcess, startAgent } from '../agents'
import { type Api, apiClient } from '../api-client'
import { makeDataDir, removeDataDir, type ServerProcess, startServerProcess, waitFor } from '../server-process'

const PROJECT = { entity: 'owner', project: 'killed-agents' }
const SILENCE_MS = 3000

let dataDir: string
let server: ServerProcess
let api: Api
const agents: AgentProcess[] = []

beforeAll(async () => {
  dataDir = await makeDataDir()
  server = await startServerProcess({ dataDir, env: { SWEEPBOARD_AGENT_SILENCE_MS: String(SILENCE_MS) } })
  api = apiClient(server)
})
afterAll(async () => {
  for (const agent of agents) agent.process.kill('SIGKILL')
  await server.stop()
  await removeDataDir(dataDir)
})

function agentFor(sweep: string, name: string): AgentProcess {
  const agent = startAgent(server, [sweep], name)
  agents.push(agent)
  return agent
}

async function sweepOf(epochs: number): Promise<string> {
  const config = `method: grid\nmetric: {name: val_accuracy, goal: maximize}\nparameters: {layers: {values: [32]}, batch_size: {values: [128]}, epochs: {values: [${epochs}]}}`
  return (await api.sweeps.create.mutate({ project: PROJECT.project, config })).sweep
}

function runsOf(sweep: string) {
  return api.runs.list
    .query({ ...PROJECT, filter: `sweep = ${sweep}`, sort: [{ column: 'createdAt', direction: 'asc' }] })
    .then(({ runs }) => runs)
}

/** Kills the agent once its run has logged something. */
async function killInTraining(agent: AgentProcess, sweep: string, runIndex: number): Promise<void> {
  await waitFor(async () => {
    const run = (await runsOf(sweep))[runIndex]
    return run !== undefined && run.summary['val_accuracy'] !== undefined ? run : null
  }, 60_000)
  agent.process.kill('SIGKILL')
  await agent.exited
}

test('the configuration of a killed agent is given to another, which finishes it; both attempts are told', async () => {
  const sweep = await sweepOf(12)
  await killInTraining(agentFor(sweep, 'doomed'), sweep, 0)
  const second = agentFor(sweep, 'heir')
  expect(await second.exited, second.output()).toBe(0)

  const [first, repeat] = await runsOf(sweep)
  expect(first).toMatchObject({ state: 'crashed', attempt: 1 })
  expect(repeat).toMatchObject({ state: 'finished', attempt: 2, config: first?.config })
  const told = await api.runs.byId.query({ ...PROJECT, run: repeat?.id ?? '' })
  expect(told.attempts.map(({ attempt, state, agent }) => ({ attempt, state, agent }))).toEqual([
    { attempt: 1, state: 'crashed', agent: 'doomed' },
    { attempt: 2, state: 'finished', agent: 'heir' },
  ])
  expect(told.attempts[0]?.stateReason).toMatch(/silent/)
  expect(await api.sweeps.byId.query({ sweep })).toMatchObject({
    state: 'finished',
    endReason: expect.stringMatching(/grid/),
  })
  const lost = (await api.agents.list.query({ sweep })).find(({ name }) => name === 'doomed')
  expect(lost?.state).toBe('lost')
})

test('a configuration that kills its agent three times counts as failed, and the sweep ends', async () => {
  const sweep = await sweepOf(200)
  for (let attempt = 0; attempt < 3; attempt++)
    await killInTraining(agentFor(sweep, `victim-${attempt}`), sweep, attempt)
  const last = agentFor(sweep, 'last')
  expect(await last.exited, last.output()).toBe(0)
  const runs = await runsOf(sweep)
  expect(runs.map(({ state, attempt }) => ({ state, attempt }))).toEqual(
    [1, 2, 3].map((attempt) => ({ state: 'crashed', attempt })),
  )
  expect((await api.sweeps.byId.query({ sweep })).state).toBe('finished')
})
