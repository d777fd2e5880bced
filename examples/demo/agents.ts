/**
 * The demo's two agents, as child processes. Each takes one run of every sweep in turn: so all three methods have runs
 * to compare from the first seconds, and bayes, with two runs under way at most, learns from nearly all of its own.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { constants, setPriority } from 'node:os'
import { join } from 'node:path'
import { packageRoot } from '~/server/root'

export const AGENT_COUNT = 2

/** An agent that fell over is started again, but not for ever. */
const STARTS_MAX = 5
const STOP_MS_MAX = 6000

export type Agents = {
  /** Resolves when every agent has ended by itself. */
  done: Promise<void>
  stop(): Promise<void>
}

export function startAgents(sweeps: readonly string[], env: NodeJS.ProcessEnv): Agents {
  const stopping = new AbortController()
  const running = Array.from({ length: AGENT_COUNT }, (_, i) =>
    keepAgent(`agent-${i + 1}`, sweeps, env, stopping.signal),
  )
  const done = Promise.all(running).then(() => {})
  return {
    done,
    async stop() {
      stopping.abort()
      await done
    },
  }
}

async function keepAgent(name: string, sweeps: readonly string[], env: NodeJS.ProcessEnv, stopping: AbortSignal) {
  for (let start = 1; start <= STARTS_MAX && !stopping.aborted; start++) {
    const script = join(packageRoot(), 'dist', 'examples', 'fashion-mnist', 'agent.js')
    const child = spawn(process.execPath, ['--enable-source-maps', script, ...sweeps], {
      env: { ...env, AGENT_NAME: name },
      stdio: ['ignore', 'ignore', 'inherit'],
      // Ctrl-C in a terminal reaches the whole group; the agents are to end before the server, so it ends them.
      detached: true,
    })
    beNice(child)
    if ((await endOf(child, stopping)) === 0) return
    if (!stopping.aborted) console.error(`${name} ended before its sweeps did; start ${start} of ${STARTS_MAX}.`)
  }
}

/** Training may wait a little; the page should not. */
function beNice(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // Not allowed here; then they compete as equals.
  }
}

function endOf(child: ChildProcess, stopping: AbortSignal): Promise<number | null> {
  return new Promise((resolve) => {
    let timer: NodeJS.Timeout | undefined
    const stop = () => {
      child.kill('SIGTERM')
      timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS_MAX)
    }
    // A terminal that closes must not leave trainings behind.
    const kill = () => child.kill('SIGKILL')
    process.on('exit', kill)
    stopping.addEventListener('abort', stop, { once: true })
    const ended = (code: number | null) => {
      clearTimeout(timer)
      stopping.removeEventListener('abort', stop)
      process.off('exit', kill)
      resolve(code)
    }
    child.on('error', () => ended(null))
    child.on('exit', ended)
  })
}
