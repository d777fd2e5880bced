/**
 * `npm run demo`: the whole system in this process, three sweeps of real trainings, and one link to look at them.
 *   --once    ends by itself when the sweeps are over
 *   --fresh   trains anew; without it a second start finds its data again and only goes on where it stopped
 */
import { parseArgs } from 'node:util'
import { createTRPCClient, httpLink } from '@trpc/client'
import type { SweepSummary } from '~/server/domain/sweep'
import { readEnv } from '~/server/env'
import { type RunningServer, startServer } from '~/server/start'
import { onStopSignal } from '~/server/stop-signals'
import type { AppRouter } from '~/server/trpc/router'
import { AGENT_COUNT, type Agents, startAgents } from './demo/agents'
import { progressLine, resultTable } from './demo/progress'
import { type Client, ensureSweeps, isOver, newestOfEach, PROJECT } from './demo/sweeps'

const LOOK_MS = 1000
/** Where there is no terminal to rewrite a line of, lines come seldom. */
const LOG_MS = 15_000

type Options = { once: boolean; fresh: boolean }

function readOptions(): Options {
  const { values } = parseArgs({ options: { once: { type: 'boolean' }, fresh: { type: 'boolean' } } })
  return { once: values.once ?? false, fresh: values.fresh ?? false }
}

async function main(): Promise<void> {
  const options = readOptions()
  const server = await startServer(readEnv({ ...process.env, LOG_LEVEL: process.env.LOG_LEVEL ?? 'error' }), {
    onPortTaken: (port) => console.log(`Port ${port} is taken, trying ${port + 1}.`),
  })
  let agents: Agents | null = null
  const stopping = new AbortController()
  const stop = async () => {
    stopping.abort()
    await agents?.stop()
    await server.close()
  }
  onStopSignal(() => {
    console.log('\n  Stopping: the agents give their runs back, then the server and its database end.')
    void stop().then(() => process.exit(0))
  })

  console.log(`\n  Sweepboard is at ${server.url}`)
  console.log(`  Open this link to sign in (works once): ${await server.newSignInLink()}\n`)
  const key = keyOf(server)
  const client = createTRPCClient<AppRouter>({
    links: [httpLink({ url: `${server.url}/api/trpc`, headers: { authorization: `Bearer ${key}` } })],
  })
  const { defaultEntity: entity } = await client.accounts.me.query()
  const sweeps = await ensureSweeps(client, entity, options.fresh)
  const open = sweeps.filter((sweep) => !isOver(sweep))
  if (open.length > 0) {
    console.log(`  ${AGENT_COUNT} agents train on Fashion-MNIST for ${open.map((sweep) => sweep.method).join(', ')}.`)
    console.log(`  Watch them at ${server.url}/${entity}/${PROJECT}/sweeps; Ctrl-C stops, the next start goes on.\n`)
    agents = startAgents(
      open.map((sweep) => sweep.id),
      {
        ...process.env,
        SWEEPBOARD_URL: server.url,
        SWEEPBOARD_API_KEY: key,
      },
    )
    await watch(client, { entity, ids: sweeps.map((sweep) => sweep.id), agents, signal: stopping.signal })
  }
  if (stopping.signal.aborted) return
  await printResult(client, entity, sweeps)
  if (options.once) {
    await stop()
    process.exit(0)
  }
  console.log(`\n  The server goes on at ${server.url}; Ctrl-C stops it. "npm run demo -- --fresh" trains anew.`)
}

function keyOf({ ownerKey }: RunningServer): string {
  if (ownerKey !== null) return ownerKey
  const key = process.env.SWEEPBOARD_API_KEY
  if (key) return key
  throw new Error(
    'The demo needs a key of this database, but its owner key file is not in the data directory. Set SWEEPBOARD_API_KEY.',
  )
}

type Watched = { entity: string; ids: readonly string[]; agents: Agents; signal: AbortSignal }

/** Until every sweep is over and the agents are gone. */
async function watch(client: Client, { entity, ids, agents, signal }: Watched): Promise<void> {
  let hasEnded = false
  void agents.done.then(() => {
    hasEnded = true
  })
  const isTerminal = process.stdout.isTTY
  let printedMs = 0
  while (!signal.aborted && !hasEnded) {
    const sweeps = await client.sweeps.list.query({ entity, project: PROJECT }).catch((error: unknown) => {
      if (signal.aborted) return [] // The server is on its way down, and so are we.
      throw error
    })
    const line = `  ${progressLine(newestOfEach(sweeps.filter((sweep) => ids.includes(sweep.id))))}`
    if (isTerminal) process.stdout.write(`\r\x1b[K${line}`)
    else if (Date.now() - printedMs >= LOG_MS) {
      console.log(line)
      printedMs = Date.now()
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
  }
  if (isTerminal) process.stdout.write('\r\x1b[K')
}

async function printResult(client: Client, entity: string, sweeps: readonly SweepSummary[]): Promise<void> {
  const ids = sweeps.map((sweep) => sweep.id)
  const { sweeps: compared } = await client.sweeps.compare.query({ entity, project: PROJECT, sweeps: ids })
  console.log(resultTable(compared))
}

main().catch((error: unknown) => {
  console.error(`\n${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
