/**
 * An agent inside a program: asks a sweep for configurations and calls `train` with a run for each. With several sweeps
 * it takes one run of each in turn, so that all get on at the same pace; with a project it serves the most urgent of its
 * open sweeps at each turn, waits while there is none, and ends when a person stops it. `train` must give the event loop a turn now and
 * then (any `await` of a timer or of the network does), or the server takes the agent for dead after a minute.
 */
import { hostname } from 'node:os'
import type { JsonObject } from '~/server/domain/json'
import { type AgentPlace, AgentSession, type ClaimedRun } from './agent-session'
import { type Client, createClient } from './client'
import { ownMetadata } from './environment/metadata'
import { startRun, wantedEnvironment } from './init'
import type { Run } from './run'
import { findSettings, type Settings, spoolFolder } from './settings'
import { syncSpool } from './sync'

export type AgentOptions = {
  /** Most runs that this agent makes; no end when there is none. */
  count?: number
  /** Shown on the page beside the host. */
  name?: string
  /** Ends the agent after the run in hand. */
  signal?: AbortSignal
}

export type AgentResult = { runCount: number; failedCount: number; reason: string }

/** How long a sweep with nothing to give may hold the question while others wait for their turn. */
const TURN_WAIT_MS = 1000
const LONG_WAIT_MS = 20_000

export async function agent<Config extends object = JsonObject>(
  serves: string | readonly string[] | { project: string; entity?: string },
  train: (run: Run<Config>) => Promise<void> | void,
  options: AgentOptions = {},
): Promise<AgentResult> {
  const settings = findSettings()
  const client = createClient(settings)
  await syncSpool(client, spoolFolder(), settings)
  const known = { url: settings.url, client, host: hostname(), name: options.name }
  let sessions = await Promise.all(placesOf(serves).map((place) => AgentSession.open({ ...known, place })))
  const result: AgentResult = { runCount: 0, failedCount: 0, reason: '' }
  const signal = options.signal ?? new AbortController().signal
  try {
    while (sessions.length > 0 && result.runCount < (options.count ?? Number.POSITIVE_INFINITY)) {
      for (const session of sessions) {
        if (result.runCount >= (options.count ?? Number.POSITIVE_INFINITY)) break
        const waitMs = sessions.length === 1 ? LONG_WAIT_MS : TURN_WAIT_MS
        const next = await session.next({ waitMs, signal })
        if (next.kind === 'run') {
          result.runCount++
          if (!(await trainOnce(settings, client, session, next, train))) result.failedCount++
        } else if (next.kind !== 'wait') {
          result.reason = next.reason
          await session.leave()
          sessions = sessions.filter((other) => other !== session)
        }
      }
    }
  } finally {
    await Promise.all(sessions.map((session) => session.leave()))
  }
  return { ...result, reason: result.reason || `made ${result.runCount} runs` }
}

function placesOf(serves: string | readonly string[] | { project: string; entity?: string }): AgentPlace[] {
  if (typeof serves === 'string') return [{ sweep: serves }]
  if ('project' in serves) return [{ project: serves.project, entity: serves.entity }]
  return serves.map((sweep) => ({ sweep }))
}

/** False when the training failed; the error is told to the server and printed, and the agent goes on. */
async function trainOnce<Config extends object>(
  settings: Settings,
  client: Client,
  session: AgentSession,
  claimed: ClaimedRun,
  train: (run: Run<Config>) => Promise<void> | void,
): Promise<boolean> {
  const { entity, project } = session.registered
  return session.hold(claimed, async (signal) => {
    const run = await startRun<Config>(settings, client, {
      input: { entity, project, run: claimed.run, resume: 'allow', program: process.argv[1], metadata: ownMetadata() },
      environment: wantedEnvironment(),
      sweep: claimed.sweep,
      isHeldByAgent: true,
      isConsoleCaptured: true,
    })
    signal.addEventListener('abort', () => run.requestStop(signal.reason))
    try {
      await train(run)
      await run.finish()
      return true
    } catch (error) {
      if (run.stopRequested) {
        await run.finish({ exitCode: 143, reason: stopReason(run.signal) })
        return true
      }
      console.error(error)
      await run.finish({
        exitCode: 1,
        reason: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
      })
      return false
    }
  })
}

function stopReason(signal: AbortSignal): string {
  return signal.reason instanceof Error ? signal.reason.message : 'stopped'
}
