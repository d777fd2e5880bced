/**
 * Brings the whole system up in this process and takes it down again: database, migrations, owner, HTTP, pages, jobs.
 * Order matters on the way down: no new work, finish what runs, then the database.
 */
import { createServer, type RequestListener, type Server } from 'node:http'
import { join } from 'node:path'
import next from 'next'
import { ensureOwner } from './accounts/owner.service'
import { createSignInToken } from './accounts/session.service'
import { announceServer, claimDataDirectory, localSecret, withdrawServer } from './data-directory'
import { connectDb, type DbPool } from './db/client'
import { startEmbeddedPostgres } from './db/embedded-postgres'
import { migrate } from './db/migrate'
import type { Env } from './env'
import { diskBlobStore } from './files/disk-blob-store'
import { actorOf, type CookieSettings } from './http/credentials'
import { createDoor } from './http/door'
import { withPackedPages } from './http/packed-pages'
import { JOBS } from './jobs/registry'
import { startScheduler } from './jobs/scheduler'
import { openChannel } from './live/channel'
import { makeLogger } from './log'
import { setProcess } from './process'
import { packageRoot } from './root'
import { closeSearch } from './sweeps/run-search'
import { createCaller } from './trpc/router'

export type RunningServer = {
  url: string
  /** Signs one browser in, once. */
  newSignInLink(): Promise<string>
  ownerName: string
  /** Null where the owner's key file is not on this machine. */
  ownerKey: string | null
  /** A key was made by this start: the only time that it should be shown. */
  isFirstStart: boolean
  close(): Promise<void>
}

/** How long requests may take to finish once the server stops. */
const FINISH_MS_MAX = 10_000

export async function startServer(
  env: Env,
  options: { isDev?: boolean; onPortTaken?: (port: number) => void } = {},
): Promise<RunningServer> {
  process.env['NEXT_TELEMETRY_DISABLED'] = '1'
  const isLoopback = isLoopbackHost(env.host)
  if (!isLoopback && env.secret === null) {
    throw new Error(
      `HOST=${env.host} lets other machines in, so SWEEPBOARD_SECRET must be set by hand: 32 characters or more, the same for every process, for example the output of \`openssl rand -hex 32\`.`,
    )
  }
  const log = makeLogger(env.logLevel)
  await claimDataDirectory(env.dataDir, env.databaseUrl === null)
  const cleanUps: (() => Promise<unknown>)[] = []
  const close = async () => {
    for (const cleanUp of cleanUps.reverse().splice(0))
      await cleanUp().catch((error: unknown) => log.warn({ error: String(error) }, 'part of the stop failed'))
  }
  try {
    const databaseUrl = await openDatabase(env, cleanUps)
    const pool = connectDb(databaseUrl, env.databaseConnectionsMax, (error) =>
      log.warn({ error: error.message }, 'a database connection broke'),
    )
    cleanUps.push(() => pool.close())
    cleanUps.push(closeSearch)
    const now = () => new Date()
    const owner = await ensureOwner({ db: pool.db, now }, env.ownerName, env.dataDir)

    const server = createServer({ keepAliveTimeout: 65_000, requestTimeout: 0 })
    const port = await listen(server, env, options.onPortTaken)
    const url = env.baseUrl ?? `http://${hostInUrl(env.host)}:${port}`
    const blobs = diskBlobStore(join(env.dataDir, 'blobs'))
    const base = { db: pool.db, blobs, now, log, baseUrl: url }
    const cookie: CookieSettings = {
      name: `sweepboard_${port}`,
      secret: env.secret ?? (await localSecret(env.dataDir)),
      isSecure: url.startsWith('https:'),
    }

    setProcess({
      async callerFor(headers) {
        const actor = await actorOf(base, headers, cookie)
        return actor === null
          ? null
          : createCaller({ ...base, actor, requestId: 'page', signal: new AbortController().signal })
      },
    })

    const channel = openChannel(databaseUrl, log)
    cleanUps.push(() => channel.close())
    if (env.jobs) {
      const scheduler = startScheduler({ db: pool.db, blobs, now, log }, JOBS)
      cleanUps.push(() => scheduler.stop())
    }

    const app = next({ dev: options.isDev ?? false, dir: packageRoot(), hostname: env.host, port, httpServer: server })
    cleanUps.push(() => app.close())
    const stopping = new AbortController()
    let pages: RequestListener | null = null
    server.on(
      'request',
      createDoor({
        base,
        env,
        cookie,
        isLoopback,
        isDev: options.isDev ?? false,
        pages: () => pages,
        notReady: () => whyNotReady(pool),
        stopping: stopping.signal,
      }),
    )
    cleanUps.push(() => stopServing(server, stopping))

    await app.prepare()
    const handle = app.getRequestHandler()
    pages = withPackedPages(join(packageRoot(), '.next', 'static'), (req, res) => void handle(req, res))

    await announceServer(env.dataDir, `http://${hostInUrl(env.host)}:${port}`)
    cleanUps.push(() => withdrawServer(env.dataDir))
    return {
      url,
      newSignInLink: async () => `${url}/sign-in/${await createSignInToken(base, owner.actor.userId)}`,
      ownerName: owner.actor.username,
      ownerKey: owner.key,
      isFirstStart: owner.isNew,
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

async function openDatabase(env: Env, cleanUps: (() => Promise<unknown>)[]): Promise<string> {
  let url = env.databaseUrl
  if (url === null) {
    const postgres = await startEmbeddedPostgres(env.dataDir)
    cleanUps.push(() => postgres.stop())
    url = postgres.url
  }
  await migrate(url, join(packageRoot(), 'prisma', 'migrations'))
  return url
}

async function whyNotReady(pool: DbPool): Promise<string | null> {
  try {
    await pool.db.$queryRaw`SELECT 1 FROM _prisma_migrations LIMIT 1`
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** Tries the ports from the one that was asked for; a port of 0 takes any free one. */
async function listen(server: Server, env: Env, onPortTaken?: (port: number) => void): Promise<number> {
  for (let port = env.port; ; port++) {
    const taken = await new Promise<boolean>((resolve, reject) => {
      const onError = (error: NodeJS.ErrnoException) =>
        error.code === 'EADDRINUSE' && port - env.port < 50 && env.port !== 0 ? resolve(true) : reject(error)
      server.once('error', onError)
      server.listen(port, env.host, () => {
        server.off('error', onError)
        resolve(false)
      })
    })
    if (!taken) {
      const address = server.address()
      return address !== null && typeof address === 'object' ? address.port : port
    }
    onPortTaken?.(port)
  }
}

/** Long polls and live streams end at once, requests in hand are finished, connections that idle are closed. */
async function stopServing(server: Server, stopping: AbortController): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  stopping.abort()
  server.closeIdleConnections()
  const timer = setTimeout(() => server.closeAllConnections(), FINISH_MS_MAX)
  const sweep = setInterval(() => server.closeIdleConnections(), 50)
  await closed
  clearTimeout(timer)
  clearInterval(sweep)
}

function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)
}

function hostInUrl(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}
