/**
 * Carries what one run logs to the server: collects for up to half a second, has one request in flight, and repeats a
 * request that got no answer with the same offset, so that the server writes every line once. While the server is away
 * the rows are also kept on disk. It never throws into the program and never makes it wait.
 */

import type { JsonObject } from '~/server/domain/json'
import type { RunOrders } from '~/server/domain/run'
import { waitMs } from './backoff'
import { isPassing, refusalStatus } from './client'
import type { Clock } from './clock'
import { ConsoleLines, type StreamName } from './console-lines'
import { LineBuffer } from './line-buffer'
import type { RowEntry, Spool } from './spool'
import type { Transport } from './transport'

export const COLLECT_MS = 500
export const BATCH_LINES_MAX = 2000
const HEARTBEAT_MS = 2000

export type SenderOptions = {
  transport: Transport
  spool: Spool
  clock: Clock
  /** In [0, 1): spreads the repeats of many clients. */
  chance: () => number
  /** Numbers of the first lines. */
  historyOffset: number
  systemOffset: number
  consoleOffset: number
  onOrders(orders: RunOrders): void
  /** Somebody else had written a line of system metrics under its number. */
  onSystemTaken?(): void
  warn(sentence: string): void
}

type Waiting = { until: Promise<void>; resolve(): void }

export class Sender {
  readonly #options: SenderOptions
  #history: LineBuffer
  #system: LineBuffer
  #summary: JsonObject | null = null
  #metadata: JsonObject | null = null
  #console: ConsoleLines
  #finish: { exitCode: number; reason: string | null } | null = null
  #linesMax = BATCH_LINES_MAX
  #failureCount = 0
  #spooledSummary: JsonObject | null = null
  #spooledMetadata: JsonObject | null = null
  #inFlight: RowEntry | null = null
  /** Set when the server will never take more of this run: the key was revoked, the run deleted. */
  #refusal: string | null = null
  #isClosed = false
  #isUrgent = false
  #pump: Promise<void> | null = null
  #wake = new AbortController()
  #lastAnswerMs: number
  #drained: Waiting[] = []

  constructor(options: SenderOptions) {
    this.#options = options
    this.#history = new LineBuffer(options.historyOffset)
    this.#system = new LineBuffer(options.systemOffset)
    this.#console = new ConsoleLines(options.consoleOffset)
    this.#lastAnswerMs = options.clock.now()
    void this.#beat()
  }

  get unsentLines(): number {
    return this.#history.lines.length
  }

  log(line: string): void {
    this.#history.lines.push(line)
    this.#start(this.#history.lines.length >= BATCH_LINES_MAX)
  }

  logSystem(line: string): void {
    this.#system.lines.push(line)
    this.#start(false)
  }

  /** What is learned of the program and its machine; keys are added to those that were sent. */
  addMetadata(metadata: JsonObject): void {
    this.#metadata = { ...this.#metadata, ...metadata }
    this.#start(false)
  }

  print(chunk: string, stream: StreamName): void {
    this.#console.feed(chunk, stream, new Date(this.#options.clock.now()).toISOString())
    this.#start(false)
  }

  /** The whole summary, where it is more than the last values. */
  setSummary(summary: JsonObject): void {
    this.#summary = summary
    this.#start(false)
  }

  /** Sends what there is at once. Resolves when all is acknowledged, refused for good, or `timeoutMs` is over. */
  async flush(timeoutMs: number): Promise<void> {
    if (!this.#hasWork()) return
    const waiting = deferred()
    this.#drained.push(waiting)
    this.#start(true)
    const isOver = new AbortController()
    await Promise.race([waiting.until, this.#options.clock.sleep(timeoutMs, { signal: isOver.signal })])
    isOver.abort()
  }

  /** The last thing: ends the run, or with null only lets it go. False when the server did not get all of it in time. */
  async end(ending: { exitCode: number; reason: string | null } | null, timeoutMs: number): Promise<boolean> {
    if (ending !== null) this.#finish = { exitCode: ending.exitCode, reason: ending.reason?.slice(0, 2000) ?? null }
    await this.flush(timeoutMs)
    const isSent = !this.#hasWork()
    this.close()
    return isSent
  }

  /** Stops all activity and puts on disk what is not acknowledged; safe in an exit handler. */
  close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#wake.abort()
    if (this.#inFlight?.kind === 'console') this.#console.putBack(this.#inFlight.offset, this.#inFlight.lines)
    if (this.#hasWork()) {
      this.#spoolAll()
      if (this.#finish !== null) this.#options.spool.append([{ kind: 'finish', ...this.#finish }])
    }
  }

  #hasWork(): boolean {
    if (this.#refusal !== null) return false
    return this.#inFlight !== null || this.#nextEntry(false) !== null
  }

  #start(isUrgent: boolean): void {
    if (this.#isClosed || this.#refusal !== null) return
    if (isUrgent && !this.#isUrgent) {
      this.#isUrgent = true
      this.#wake.abort()
    }
    this.#pump ??= this.#run()
  }

  async #run(): Promise<void> {
    await Promise.resolve() // `#pump` must be set before anything here can end it.
    while (!this.#isClosed) {
      if (this.#failureCount > 0) await this.#sleep(waitMs(this.#failureCount, this.#options.chance()), true)
      else if (!this.#isUrgent) await this.#sleep(COLLECT_MS, false)
      if (this.#isClosed) break
      const entry = this.#nextEntry(true)
      if (entry === null) break
      await this.#attempt(entry)
    }
    this.#pump = null
    this.#isUrgent = false
    for (const waiting of this.#drained.splice(0)) waiting.resolve()
  }

  async #sleep(ms: number, isIdle: boolean): Promise<void> {
    this.#wake = new AbortController()
    await this.#options.clock.sleep(ms, { signal: this.#wake.signal, isIdle })
  }

  /** History before the rest, the end last; `isTaken` says that the console's lines leave their buffer. */
  #nextEntry(isTaken: boolean): RowEntry | null {
    if (this.#history.lines.length > 0 || this.#summary !== null) {
      const lines = this.#history.batch(this.#linesMax)
      return { kind: 'history', offset: this.#history.offset, lines, summary: this.#summary }
    }
    if (this.#console.hasChanges) {
      if (!isTaken) return { kind: 'console', offset: 0, lines: [] }
      const page = this.#console.take(BATCH_LINES_MAX)
      if (page !== null) return { kind: 'console', ...page }
    }
    if (this.#system.lines.length > 0) {
      return { kind: 'system', offset: this.#system.offset, lines: this.#system.batch(BATCH_LINES_MAX) }
    }
    if (this.#metadata !== null) return { kind: 'metadata', metadata: this.#metadata }
    return this.#finish === null ? null : { kind: 'finish', ...this.#finish }
  }

  async #attempt(entry: RowEntry): Promise<void> {
    this.#inFlight = entry
    const isRepeated = this.#failureCount > 0
    try {
      const answer = await this.#options.transport.send(entry)
      this.#inFlight = null
      this.#acknowledge(entry)
      this.#options.onOrders(answer)
      // Of a request that is repeated the lines may be our own.
      if (entry.kind === 'system' && !isRepeated && answer.newCount !== entry.lines.length)
        this.#options.onSystemTaken?.()
    } catch (error) {
      this.#inFlight = null
      if (entry.kind === 'console') this.#console.putBack(entry.offset, entry.lines)
      if (isPassing(error)) this.#keepForLater()
      else this.#refused(entry, error)
    }
  }

  #acknowledge(entry: RowEntry): void {
    this.#lastAnswerMs = this.#options.clock.now()
    if (entry.kind === 'history') {
      this.#history.acknowledge(entry.lines.length)
      if (this.#summary === entry.summary) this.#summary = null
      this.#linesMax = Math.min(BATCH_LINES_MAX, this.#linesMax * 2)
    }
    if (entry.kind === 'system') this.#system.acknowledge(entry.lines.length)
    if (entry.kind === 'metadata' && this.#metadata === entry.metadata) this.#metadata = null
    if (entry.kind === 'finish') this.#finish = null
    if (this.#failureCount > 0) this.#options.warn('The server is back; what was kept is being sent.')
    this.#failureCount = 0
    if (!this.#hasWork()) {
      this.#options.spool.clear()
      this.#history.forgetDisk()
      this.#system.forgetDisk()
      this.#spooledSummary = null
      this.#spooledMetadata = null
    }
  }

  #keepForLater(): void {
    this.#failureCount++
    if (this.#failureCount === 2) {
      this.#options.warn(`The server does not answer; rows are kept in ${this.#options.spool.path} until it is back.`)
    }
    if (!this.#isClosed) this.#spoolAll()
  }

  /** Appends what is not on disk yet. */
  #spoolAll(): void {
    const entries: RowEntry[] = []
    const history = this.#history.unsaved()
    if (history.lines.length > 0 || this.#summary !== this.#spooledSummary)
      entries.push({ kind: 'history', ...history, summary: this.#summary })
    entries.push(...this.#console.takeUnsaved().map((page): RowEntry => ({ kind: 'console', ...page })))
    const system = this.#system.unsaved()
    if (system.lines.length > 0) entries.push({ kind: 'system', ...system })
    if (this.#metadata !== null && this.#metadata !== this.#spooledMetadata)
      entries.push({ kind: 'metadata', metadata: this.#metadata })
    try {
      this.#options.spool.append(entries)
      this.#history.markSaved()
      this.#system.markSaved()
      this.#spooledSummary = this.#summary
      this.#spooledMetadata = this.#metadata
    } catch (error) {
      this.#options.warn(`Unsent rows could not be kept on disk: ${error instanceof Error ? error.message : error}`)
    }
  }

  /** A refusal that no repeat will change. One line that cannot be stored must not take the others with it. */
  #refused(entry: RowEntry, error: unknown): void {
    const sentence = error instanceof Error ? error.message : String(error)
    const status = refusalStatus(error)
    if (status === 401 || status === 403 || status === 404) {
      this.#options.warn(`The server takes no more of this run: ${sentence}`)
      this.#giveUp(sentence, status !== 404)
      return
    }
    if (entry.kind === 'history' && entry.lines.length > 1) {
      this.#linesMax = Math.max(1, Math.floor(entry.lines.length / 2))
      return
    }
    this.#options.warn(`The server refused something for good, and it is left out: ${sentence}`)
    if (entry.kind === 'history') {
      // The line keeps its number, so that those after it keep theirs.
      if (entry.lines[0] !== undefined && entry.lines[0] !== '{}') this.#history.lines[0] = '{}'
      else this.#history.acknowledge(entry.lines.length)
      this.#summary = null
    }
    if (entry.kind === 'console') this.#console.take(entry.lines.length)
    if (entry.kind === 'system') this.#system.acknowledge(entry.lines.length)
    if (entry.kind === 'metadata') this.#metadata = null
    if (entry.kind === 'finish') this.#finish = null
  }

  #giveUp(sentence: string, isKept: boolean): void {
    if (isKept) this.#spoolAll()
    this.#refusal = sentence
    this.#isClosed = true
    this.#wake.abort()
  }

  /** A run that logs nothing still says that it lives, and still hears a stop within seconds. */
  async #beat(): Promise<void> {
    const { clock, transport, onOrders } = this.#options
    while (!this.#isClosed) {
      await clock.sleep(HEARTBEAT_MS, { isIdle: true })
      if (this.#isClosed || this.#inFlight !== null || clock.now() - this.#lastAnswerMs < HEARTBEAT_MS) continue
      try {
        const orders = await transport.heartbeat()
        this.#lastAnswerMs = clock.now()
        onOrders(orders)
      } catch {
        // Nothing is lost with a heartbeat; the next one is two seconds away.
      }
    }
  }
}

function deferred(): Waiting {
  let resolve = () => {}
  const until = new Promise<void>((done) => {
    resolve = done
  })
  return { until, resolve }
}
