/** Servers of the peers: on this machine's loopback alone, ended by their own process numbers. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { freePort } from '~/server/db/embedded-postgres'

export type PeerServer = { url: string; stop(): Promise<void> }

const READY_MS_MAX = 120_000

/** `argumentsOf` is told the port. Resolves when the address answers. */
export async function startPeer(
  program: string,
  argumentsOf: (port: number) => string[],
  isUp: (url: string) => Promise<boolean>,
): Promise<PeerServer> {
  const port = await freePort()
  // In a process group of its own: a server's workers are ended with it.
  const child = spawn(program, argumentsOf(port), { stdio: ['ignore', 'ignore', 'pipe'], detached: true })
  let output = ''
  child.stderr?.on('data', (part: Buffer) => {
    output = (output + part.toString()).slice(-4000)
  })
  const url = `http://127.0.0.1:${port}`
  const deadlineMs = Date.now() + READY_MS_MAX
  while (!(await isUp(url).catch(() => false))) {
    if (child.exitCode !== null || Date.now() > deadlineMs) {
      await stop(child)
      throw new Error(`${program} did not come up:\n${output}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  return { url, stop: () => stop(child) }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.pid === undefined) return
  const exited = once(child, 'exit')
  process.kill(-child.pid, 'SIGTERM')
  const killer = setTimeout(() => child.pid !== undefined && process.kill(-child.pid, 'SIGKILL'), 10_000)
  await exited
  clearTimeout(killer)
}
