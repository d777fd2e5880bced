/**
 * A real server as a process of its own, for tests that look at it from outside or kill it. Every test has its own
 * data directory; only processes that were started here are ever ended, by their id.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type ServerProcess = {
  url: string
  key: string
  dataDir: string
  signInLink: string
  process: ChildProcess
  output(): string
  /** As Ctrl-C does; resolves with the exit code. */
  stop(): Promise<number | null>
  /** As a power cut does. */
  kill(): Promise<void>
}

export type ServerOptions = { dataDir: string; port?: number; env?: Record<string, string> }

const READY_MS_MAX = 60_000

/** A folder that PostgreSQL's own user may enter too. */
export async function makeDataDir(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'sweepboard-e2e-'))
  if (process.platform !== 'win32') execFileSync('chmod', ['755', directory])
  return directory
}

/** Stops what may still serve this folder after a kill, then deletes it. */
export async function removeDataDir(dataDir: string): Promise<void> {
  const pidFile = join(dataDir, 'postgres', 'postmaster.pid')
  if (existsSync(pidFile)) {
    const pid = Number((await readFile(pidFile, 'utf8')).split('\n')[0])
    process.kill(pid, 'SIGINT')
    while (existsSync(pidFile)) await new Promise((resolve) => setTimeout(resolve, 50))
  }
  await rm(dataDir, { recursive: true, force: true })
}

export async function startServerProcess({ dataDir, port = 0, env = {} }: ServerOptions): Promise<ServerProcess> {
  const child = spawn(process.execPath, ['--enable-source-maps', 'dist/server/main.js'], {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      DATABASE_URL: '',
      SWEEPBOARD_DATA: dataDir,
      PORT: String(port),
      LOG_LEVEL: 'warn',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const collect = (part: Buffer) => {
    output += part.toString()
  }
  child.stdout.on('data', collect)
  child.stderr.on('data', collect)
  const exited = new Promise<number | null>((resolve) => child.on('exit', resolve))
  const signInLink = await waitFor(() => {
    if (child.exitCode !== null)
      throw new Error(`The server ended with ${child.exitCode} before it was ready:\n${output}`)
    return /works once\): (\S+)/.exec(output)?.[1] ?? null
  }, READY_MS_MAX)
  return {
    url: new URL(signInLink).origin,
    key: (await readFile(join(dataDir, 'owner-key'), 'utf8')).trim(),
    dataDir,
    signInLink,
    process: child,
    output: () => output,
    stop() {
      child.kill('SIGINT')
      return exited
    },
    async kill() {
      child.kill('SIGKILL')
      await exited
    },
  }
}

/** Asks until there is an answer; throws when there is none in time. */
export async function waitFor<T>(ask: () => T | null | Promise<T | null>, msMax: number): Promise<T> {
  const endMs = Date.now() + msMax
  for (;;) {
    const answer = await ask()
    if (answer !== null) return answer
    if (Date.now() > endMs) throw new Error(`Nothing came within ${msMax} ms.`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
