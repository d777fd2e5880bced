/**
 * Runs one program for one run: its own process group, so that a signal reaches whatever it started too; its output
 * copied to the terminal and to the run; SIGTERM when it is to end, SIGKILL when it has not after 30 seconds.
 */
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import type { StreamName } from './console-lines'

export const TERM_MS_MAX = 30_000

export type ProgramOptions = {
  tokens: readonly string[]
  env: NodeJS.ProcessEnv
  /** Aborted when the program is to end. */
  signal: AbortSignal
  onPrint(chunk: string, stream: StreamName): void
  /** Its process, which leads a group of its own. */
  onStart?(pid: number): void
  termMsMax?: number
}

/** `reason` is null after exit code 0. */
export type ProgramEnd = { exitCode: number; reason: string | null }

export async function runProgram({
  tokens,
  env,
  signal,
  onPrint,
  onStart,
  ...rest
}: ProgramOptions): Promise<ProgramEnd> {
  const [file, ...args] = tokens
  if (file === undefined) return { exitCode: 127, reason: 'the sweep has no command and no program' }
  const isWindows = process.platform === 'win32'
  const child = spawn(file, args, { env, stdio: ['ignore', 'pipe', 'pipe'], detached: !isWindows })
  if (child.pid !== undefined) onStart?.(child.pid)
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (chunk: string) => {
      process[name].write(chunk)
      onPrint(chunk, name)
    })
  }
  const send = (name: NodeJS.Signals) => {
    if (child.pid === undefined) return
    try {
      if (isWindows) child.kill(name)
      else process.kill(-child.pid, name)
    } catch {
      // The group is gone already.
    }
  }
  let killTimer: NodeJS.Timeout | undefined
  const end = () => {
    send('SIGTERM')
    killTimer = setTimeout(() => send('SIGKILL'), rest.termMsMax ?? TERM_MS_MAX)
  }
  if (signal.aborted) end()
  else signal.addEventListener('abort', end, { once: true })
  try {
    return await new Promise<ProgramEnd>((resolve) => {
      child.on('error', (error) => resolve({ exitCode: 127, reason: `${file} could not be started: ${error.message}` }))
      child.on('close', (code, killedBy) => resolve(endOf(code, killedBy)))
    })
  } finally {
    clearTimeout(killTimer)
    signal.removeEventListener('abort', end)
  }
}

function endOf(code: number | null, killedBy: NodeJS.Signals | null): ProgramEnd {
  if (killedBy !== null) {
    return { exitCode: 128 + (constants.signals[killedBy] ?? 0), reason: `the program was ended by ${killedBy}` }
  }
  const exitCode = code ?? 1
  return { exitCode, reason: exitCode === 0 ? null : `the program ended with exit code ${exitCode}` }
}
