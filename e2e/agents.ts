/** Real agents as processes: they train the demo's network on the demo's images for the sweeps that they are given. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

export type AgentProcess = {
  process: ChildProcess
  exited: Promise<number | null>
  output(): string
  stop(): Promise<void>
}

export function startAgent(server: { url: string; key: string }, sweeps: string[], name: string): AgentProcess {
  const child = spawn(process.execPath, ['dist/examples/fashion-mnist/agent.js', ...sweeps], {
    env: { ...process.env, SWEEPBOARD_URL: server.url, SWEEPBOARD_API_KEY: server.key, AGENT_NAME: name },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout.on('data', (part: Buffer) => {
    output += part.toString()
  })
  child.stderr.on('data', (part: Buffer) => {
    output += part.toString()
  })
  const exited = once(child, 'exit').then(([code]) => code as number | null)
  return {
    process: child,
    exited,
    output: () => output,
    async stop() {
      if (child.exitCode === null) child.kill('SIGTERM')
      await exited
    },
  }
}
