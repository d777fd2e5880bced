/**
 * A run, as the program that is tracked holds it. `log` only puts a row in memory; everything else is the sender's.
 * Get one from `init` or `agent`; it ends with `finish`, with the program, or with a stop from the page.
 */

import { type JsonObject, storableObject } from '~/server/domain/json'
import { printJsonLine } from '~/server/domain/json-line'
import type { StartedRun } from '~/server/domain/run'
import { ask, type Client } from './client'
import { systemClock } from './clock'
import { captureConsole } from './console-capture'
import type { StreamName } from './console-lines'
import { plainObject } from './plain-json'
import { Sender } from './sender'
import { type Settings, spoolFolder } from './settings'
import { beforeEnd, type Ending } from './shutdown'
import { openSpool } from './spool'
import { transportOf } from './transport'

/** How long `finish` tries before it leaves the rows on disk. */
const FINISH_MS_MAX = 30_000

export type RunUpdate = {
  name?: string
  notes?: string
  tags?: string[]
  group?: string
  /** Merged into what is there. */
  config?: Record<string, unknown>
}

export type RunParts = {
  settings: Settings
  client: Client
  started: StartedRun
  sweep: string | null
  isConsoleCaptured: boolean
  /** An agent holds the run: it says how the run ended, or gives it back to the sweep when the agent is ended. */
  isHeldByAgent: boolean
}

export class Run<Config extends object = JsonObject> {
  readonly id: string
  readonly name: string
  readonly entity: string
  readonly project: string
  /** Id of the sweep that it belongs to. */
  readonly sweep: string | null
  readonly url: string
  /** What the run was started with; in a sweep, the values that the search chose over the program's defaults. */
  readonly config: Config
  /** The last value of each key. What is written here beside them is kept. */
  readonly summary: JsonObject
  readonly #parts: RunParts
  readonly #sender: Sender
  readonly #stop = new AbortController()
  readonly #startedMs = Date.now()
  #step: number
  #lastValues: JsonObject
  #isEnded = false
  #cleanUps: (() => void)[] = []

  constructor(parts: RunParts, config: Config) {
    const { started, settings, client } = parts
    this.#parts = parts
    this.id = started.run
    this.name = started.name
    this.entity = started.entity
    this.project = started.project
    this.sweep = parts.sweep
    this.url = started.url
    this.config = config
    this.summary = Object.create(null) as JsonObject
    this.#lastValues = Object.create(null) as JsonObject
    this.#step = started.lastStep === null ? 0 : started.lastStep + 1
    this.#sender = new Sender({
      transport: transportOf(client, started.storageId),
      spool: openSpool(spoolFolder(), { storageId: started.storageId, url: settings.url }),
      clock: systemClock,
      chance: Math.random,
      historyOffset: started.historyLineCount,
      consoleOffset: started.consoleLineCount,
      onOrders: ({ stop, stopReason }) => stop && this.#stop.abort(new Error(stopReason ?? 'stopped')),
      warn: (sentence) => process.emitWarning(`${sentence} (run ${started.name})`, 'Sweepboard'),
    })
    this.#cleanUps.push(
      beforeEnd({
        close: (ending) => (parts.isHeldByAgent && ending.isSignal ? this.detach() : this.#end(ending)),
        closeNow: () => this.#sender.close(),
      }),
    )
    if (parts.isConsoleCaptured)
      this.#cleanUps.push(captureConsole((chunk, stream) => this.#sender.print(chunk, stream)))
  }

  /** Aborted when a person or an early-termination rule asks this run to end; the reason is an Error that says why. */
  get signal(): AbortSignal {
    return this.#stop.signal
  }

  get stopRequested(): boolean {
    return this.#stop.signal.aborted
  }

  /** Console lines that another process printed for this run. */
  print(chunk: string, stream: StreamName): void {
    this.#sender.print(chunk, stream)
  }

  /** As when the page asks for it: aborts `signal`. */
  requestStop(reason: unknown): void {
    this.#stop.abort(reason)
  }

  /** One row of history. Returns at once and never throws; the step counts up by itself when none is given. */
  log(row: Record<string, unknown>, options: { step?: number } = {}): void {
    if (this.#isEnded) {
      this.#warn('is finished, so log() does nothing any more')
      return
    }
    const step = options.step ?? this.#step
    if (!Number.isSafeInteger(step)) {
      this.#warn(`got the step ${step}, which is not a whole number; row left out`)
      return
    }
    const nowMs = Date.now()
    try {
      const values = plainObject({
        ...row,
        _step: step,
        _timestamp: nowMs / 1000,
        _runtime: (nowMs - this.#startedMs) / 1000,
      })
      this.#sender.log(printJsonLine(values))
      Object.assign(this.summary, values)
      Object.assign(this.#lastValues, values)
      this.#step = step + 1
    } catch (error) {
      this.#warn(`could not log a row: ${error instanceof Error ? error.message : error}`)
    }
  }

  /** Changes what people wrote about the run. */
  async update({ config, ...words }: RunUpdate): Promise<void> {
    const { client, settings, started } = this.#parts
    const merged = config === undefined ? undefined : storableObject(plainObject(Object.assign(this.config, config)))
    await ask(settings.url, client.runs.update.mutate({ storageId: started.storageId, ...words, config: merged }))
  }

  /** Sends what was logged so far; resolves when the server has it, at the latest after `timeoutMs`. */
  async flush(timeoutMs = FINISH_MS_MAX): Promise<void> {
    this.#sendSummary()
    await this.#sender.flush(timeoutMs)
  }

  /** Ends the run: exit code 0 is `finished`, any other `failed`, after a stop `killed`. Calling it again does nothing. */
  async finish({ exitCode = 0, reason = null }: { exitCode?: number; reason?: string | null } = {}): Promise<void> {
    await this.#end({ exitCode, reason })
  }

  /** Sends what there is and lets the run go without ending it: someone else will. */
  async detach(): Promise<void> {
    await this.#end(null)
  }

  async #end(ending: Pick<Ending, 'exitCode' | 'reason'> | null): Promise<void> {
    if (this.#isEnded) return
    this.#isEnded = true
    this.#sendSummary()
    const isSent = await this.#sender.end(ending, FINISH_MS_MAX)
    for (const cleanUp of this.#cleanUps.splice(0)) cleanUp()
    if (!isSent)
      this.#warn('could not be sent to its end; "sweepboard sync" or the next run sends what is kept on disk')
  }

  /** Only where the program wrote to it: otherwise the server knows the last values by itself. */
  #sendSummary(): void {
    const isOwn = Object.entries(this.summary).some(([key, value]) => !Object.is(this.#lastValues[key], value))
    if (!isOwn) return
    const summary = storableObject(plainObject(this.summary))
    this.#lastValues = { ...this.summary }
    this.#sender.setSummary(summary)
  }

  #warn(sentence: string): void {
    process.emitWarning(`Run ${this.name} ${sentence}.`, 'Sweepboard')
  }
}
