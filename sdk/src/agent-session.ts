/**
 * One agent at one sweep, or at all of a project: registers, asks for runs, says every two seconds that it lives, and passes stops on. What a
 * run is (a function, a program) is its caller's. Failures of the network are waited out: a poll is only a question.
 */
import type { NextRun, RegisteredAgent } from '~/server/domain/agent'
import { waitMs as backoffMs } from './backoff'
import { ask, type Client, explain, isPassing } from './client'
import { type Clock, systemClock } from './clock'
import { beforeEnd } from './shutdown'

const HEARTBEAT_MS = 2000

export type ClaimedRun = Extract<NextRun, { kind: 'run' }>

/** What an agent serves: one sweep, or whichever of a project is the most urgent. */
export type AgentPlace = { sweep: string } | { project: string; entity?: string }

export type SessionOptions = {
  url: string
  client: Client
  place: AgentPlace
  host: string
  name?: string
  clock?: Clock
}

export class AgentSession {
  readonly registered: RegisteredAgent
  readonly #options: SessionOptions
  readonly #clock: Clock
  readonly #running = new Map<string, AbortController>()
  readonly #forget: () => void
  #isLeft = false

  private constructor(options: SessionOptions, registered: RegisteredAgent) {
    this.#options = options
    this.#clock = options.clock ?? systemClock
    this.registered = registered
    this.#forget = beforeEnd({ close: () => this.leave(), closeNow: () => {} })
    void this.#beat()
  }

  static async open(options: SessionOptions): Promise<AgentSession> {
    const { client, place, host, name, url } = options
    return new AgentSession(options, await ask(url, client.agents.register.mutate({ ...place, host, name })))
  }

  /** Asks until there is an answer; `poll` says how long the server may hold the question. */
  async next(poll: { waitMs: number; signal: AbortSignal; needsProgram?: boolean }): Promise<NextRun> {
    for (let failureCount = 0; ; ) {
      if (poll.signal.aborted) return { kind: 'stop', reason: 'the agent is ending' }
      try {
        const { waitMs, needsProgram } = poll
        const question = { agent: this.registered.agent, waitMs, needsProgram }
        // A signal of its own for each request: listeners would pile up on one that lives as long as the agent.
        const signal = AbortSignal.any([poll.signal])
        return await this.#options.client.agents.nextRun.mutate(question, { signal })
      } catch (error) {
        if (!isPassing(error)) throw explain(error, this.#options.url)
        failureCount++
        await this.#clock.sleep(backoffMs(failureCount, Math.random()), { signal: poll.signal })
      }
    }
  }

  /** Holds the run while `work` lasts; the signal it gets is aborted when the run is to be ended. */
  async hold<T>(run: ClaimedRun, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const stop = new AbortController()
    this.#running.set(run.storageId, stop)
    try {
      return await work(stop.signal)
    } finally {
      this.#running.delete(run.storageId)
    }
  }

  async leave(): Promise<void> {
    if (this.#isLeft) return
    this.#isLeft = true
    try {
      await this.#options.client.agents.leave.mutate({ agent: this.registered.agent })
    } catch {
      // The server notices the silence by itself.
    }
    this.#forget()
  }

  async #beat(): Promise<void> {
    while (!this.#isLeft) {
      await this.#clock.sleep(HEARTBEAT_MS, { isIdle: true })
      if (this.#isLeft) return
      try {
        const heartbeat = { agent: this.registered.agent, running: [...this.#running.keys()] }
        const { stop } = await this.#options.client.agents.heartbeat.mutate(heartbeat)
        for (const { storageId, reason } of stop) this.#running.get(storageId)?.abort(new Error(reason))
      } catch {
        // The next one is two seconds away, and the server waits for several.
      }
    }
  }
}
