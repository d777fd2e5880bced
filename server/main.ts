/** `npm start`: the server alone. Everything it does is in start.ts; this is its command line. */
import { setFlagsFromString } from 'node:v8'
import { env } from './env'
import { startServer } from './start'
import { onStopSignal } from './stop-signals'

/**
 * Requests leave much that only a full garbage collection frees. By default the heap grows to several times what is
 * alive before there is one; collecting at half as much again keeps the process small.
 */
const HEAP_GROWTH = '--heap-growing-percent=50'

async function main(): Promise<void> {
  setFlagsFromString(HEAP_GROWTH)
  const isDev = process.env['NODE_ENV'] === 'development'
  const server = await startServer(env(), {
    isDev,
    onPortTaken: (port) => console.log(`Port ${port} is taken, trying ${port + 1}.`),
  })
  console.log(`\n  Sweepboard is at ${server.url}`)
  console.log(`  Open this link to sign in (works once): ${await server.newSignInLink()}`)
  if (server.isFirstStart)
    console.log(`  API key of ${server.ownerName} (shown this once, kept in the data directory): ${server.ownerKey}`)
  console.log('  Ctrl-C stops it.\n')
  onStopSignal(() => void server.close().then(() => process.exit(0)))
}

main().catch((error: unknown) => {
  console.error(`\n${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
