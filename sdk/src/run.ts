/**
 * A run, as the program that is tracked holds it. `log` only puts a row in memory; everything else is the sender's.
 * Get one from `init` or `agent`; it ends with `finish`, with the program, or with a stop from the page.
 */

import { basename, isAbsolute, relative, sep } from 'node:path'
import { runFilePathSchema } from '~/server/domain/file'
import { type JsonObject, storableObject } from '~/server/domain/json'
import { printJsonLine } from '~/server/domain/json-line'
import type { StartedRun } from '~/server/domain/run'
import { PATCH_FILE } from '~/server/domain/run-metadata'
import { ask, type Client } from './client'
import { systemClock } from './clock'
import { captureConsole } from './console-capture'
import type { StreamName } from './console-lines'
import type { ProcessFacts } from './environment/machine'
import { readSlowFacts } from './environment/metadata'
import { FIRST_SAMPLE_MS, SAMPLE_MS, sampleSystem } from './environment/system-metrics'
import { type KeepFile, withMedia } from './media/logged-row'
import { plainObject } from './plain-json'
import { Sender } from './sender'
import { type Settings, spoolFolder } from './settings'
import { beforeEnd, type Ending } from './shutdown'
import { openSpool, uploadsFolder } from './spool'
import { transportOf } from './transport'
import { fileSender } from './uploads/send-file'
import { Uploads } from './uploads/uploads'

/** How long `finish` tries before it leaves the rows on disk. */
const FINISH_MS_MAX = 30_000
/** Files may take as long as they move. */
const FILES_MS_MAX = 3_600_000
/** Somebody waits for the process to end: what is not sent is on disk. */
const SIGNAL_FILES_MS_MAX = 2000
/** The end of a short run waits so long for what is learned of its environment. */
const DESCRIBE_MS_MAX = 2000

export type RunUpdate = {
  name?: string
  notes?: string
  tags?: string[]
  group?: string
  /** Merged into what is there. */
  config?: Record<string, unknown>
}

export type Environment = {
  isGitWanted: boolean
  isSystemWanted: boolean
  processFacts?: () => Promise<ProcessFacts | null>
}

export type RunParts = {
  settings: Settings
  client: Client
  started: StartedRun
  sweep: string | null
  isConsoleCaptured: boolean
  /** What is told of the machine and the code; `processFacts` is of a program that this process started. */
  environment: Environment
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
  readonly #uploads: Uploads
  readonly #described: Promise<void>
  readonly #stop = new AbortController()
  readonly #startedMs = Date.now()
  #step: number
  #lastValues: JsonObject
  #isEnded = false
  #cleanUps: (() => void)[] = []
  #endSampling: () => void = () => {}

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
    const spoolOf = { storageId: started.storageId, url: settings.url }
    const shared = {
      clock: systemClock,
      chance: Math.random,
      warn: (sentence: string) => process.emitWarning(`${sentence} (run ${started.name})`, 'Sweepboard'),
    }
    this.#sender = new Sender({
      ...shared,
      transport: transportOf(client, started.storageId),
      spool: openSpool(spoolFolder(), spoolOf),
      historyOffset: started.historyLineCount,
      systemOffset: started.systemLineCount,
      consoleOffset: started.consoleLineCount,
      onOrders: ({ stop, stopReason }) => stop && this.#stop.abort(new Error(stopReason ?? 'stopped')),
      onSystemTaken: () => this.#endSampling(),
    })
    this.#uploads = new Uploads({
      ...shared,
      target: `/files/${[started.entity, started.project, started.run].map(encodeURIComponent).join('/')}`,
      folder: uploadsFolder(spoolFolder(), started.storageId),
      spool: openSpool(spoolFolder(), spoolOf, 'files'),
      send: fileSender(settings),
    })
    this.#described = this.#describe()
    if (parts.environment.isSystemWanted) this.#sample()
    this.#cleanUps.push(
      beforeEnd({
        close: (ending) =>
          parts.isHeldByAgent && ending.isSignal ? this.#end(null, true) : this.#end(ending, ending.isSignal),
        closeNow: () => this.#closeNow(),
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
        ...withMedia(row, step, this.#keepFile),
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

  /**
   * Saves a file with the run, under its path from the working folder or the one that is given. Resolves once the file
   * may be changed again (above 256 MB it is sent from where it lies); it is sent in the background.
   */
  async saveFile(path: string, options: { as?: string } = {}): Promise<void> {
    const inside = relative(process.cwd(), path)
    const own = inside === '' || inside.startsWith('..') || isAbsolute(inside) ? basename(path) : inside
    const name = options.as ?? own.split(sep).join('/')
    const checked = runFilePathSchema.safeParse(name)
    if (!checked.success)
      throw new TypeError(`"${name}" cannot be the name of a file: ${checked.error.issues[0]?.message}`)
    await this.#uploads.save(checked.data, path)
  }

  /** What cannot be written to disk is missed, with a warning; the numbers beside it are not. */
  readonly #keepFile: KeepFile = (content, pathOf) => {
    try {
      return this.#uploads.keep(content, pathOf)
    } catch (error) {
      this.#warn(`could not keep a file to send: ${error instanceof Error ? error.message : error}`)
      return { path: pathOf(''), sha256: '', size: content.length }
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
    const limits = { stalledMsMax: timeoutMs, msMax: timeoutMs }
    await Promise.all([this.#sender.flush(timeoutMs), this.#uploads.drain(limits)])
  }

  /** Ends the run: exit code 0 is `finished`, any other `failed`, after a stop `killed`. Calling it again does nothing. */
  async finish({ exitCode = 0, reason = null }: { exitCode?: number; reason?: string | null } = {}): Promise<void> {
    await this.#end({ exitCode, reason }, false)
  }

  /** Sends what there is and lets the run go without ending it: someone else will. */
  async detach(): Promise<void> {
    await this.#end(null, false)
  }

  /** Files first, so that a run that is over has all of them. */
  async #end(ending: Pick<Ending, 'exitCode' | 'reason'> | null, isHurried: boolean): Promise<void> {
    if (this.#isEnded) return
    this.#isEnded = true
    this.#endSampling()
    this.#sendSummary()
    const described = new AbortController()
    await Promise.race([this.#described, systemClock.sleep(DESCRIBE_MS_MAX, { signal: described.signal })])
    described.abort()
    const areFilesSent = await this.#uploads.drain({
      stalledMsMax: isHurried ? SIGNAL_FILES_MS_MAX : FINISH_MS_MAX,
      msMax: isHurried ? SIGNAL_FILES_MS_MAX : FILES_MS_MAX,
    })
    this.#uploads.close()
    const isSent = await this.#sender.end(ending, FINISH_MS_MAX)
    for (const cleanUp of this.#cleanUps.splice(0)) cleanUp()
    if (!isSent || !areFilesSent)
      this.#warn('could not be sent to its end; "sweepboard sync" or the next run sends what is kept on disk')
  }

  #closeNow(): void {
    this.#uploads.close()
    this.#sender.close()
  }

  /** What takes a moment to learn of the code and the machine follows the start of the run. */
  async #describe(): Promise<void> {
    const { metadata, patch } = await readSlowFacts(this.#parts.environment.isGitWanted)
    if (Object.keys(metadata).length > 0) this.#sender.addMetadata(metadata)
    if (patch !== null) this.#keepFile(Buffer.from(patch), () => PATCH_FILE)
  }

  #sample(): void {
    const { processFacts } = this.#parts.environment
    this.#endSampling = sampleSystem({
      clock: systemClock,
      startedMs: this.#startedMs,
      // A program that logs its own readings begins first, which is how we learn of it.
      firstMs: processFacts === undefined ? FIRST_SAMPLE_MS : SAMPLE_MS,
      processFacts,
      onLine: (line) => this.#sender.logSystem(line),
    })
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
