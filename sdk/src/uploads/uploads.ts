/**
 * Files of one run on their way to the server. What is logged is copied to disk and written down in a spool before
 * anything else, so that neither a server that is away nor the end of the process loses it; then it is sent in the
 * background, a few at a time, and tried again until it is taken or refused for good.
 */
import { createHash, randomUUID } from 'node:crypto'
import { constants, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { copyFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { waitMs } from '../backoff'
import type { Clock } from '../clock'
import type { FileEntry, Spool } from '../spool'
import type { SendFile } from './send-file'

/** Larger files are sent from where they lie. */
const COPY_BYTES_MAX = 256 * 1024 * 1024
const WORKERS = 3
const LOOK_MS = 100

export type UploadsOptions = {
  /** Door of the run's files: `/files/entity/project/run`. */
  target: string
  /** Where copies lie until they are sent. */
  folder: string
  spool: Spool
  send: SendFile
  clock: Clock
  chance: () => number
  warn(sentence: string): void
}

export class Uploads {
  readonly #options: UploadsOptions
  /** By target: a file that is saved again before it is sent is sent once. */
  readonly #waiting = new Map<string, FileEntry>()
  readonly #sending = new Map<string, FileEntry>()
  readonly #end = new AbortController()
  #workers = 0
  #failureCount = 0
  #movedMs = 0
  /** The server takes nothing of this run: what there is stays on disk, or there is nothing to keep it for. */
  #refusal: 'kept' | 'gone' | null = null
  #isEnded = false

  constructor(options: UploadsOptions) {
    this.#options = options
  }

  get unsentCount(): number {
    return this.#waiting.size + this.#sending.size
  }

  /** Content of ours, under the path that its hash gives. Throws where it cannot be written to disk. */
  keep(content: Uint8Array, pathOf: (sha256: string) => string): { path: string; sha256: string; size: number } {
    const sha256 = createHash('sha256').update(content).digest('hex')
    const path = pathOf(sha256)
    const source = join(this.#options.folder, sha256)
    if (!existsSync(source)) {
      mkdirSync(this.#options.folder, { recursive: true, mode: 0o700 })
      writeFileSync(source, content, { mode: 0o600 })
    }
    this.#add({ path, source, isCopy: true })
    return { path, sha256, size: content.length }
  }

  /** A file of the program's. Throws where it cannot be read. */
  async save(path: string, source: string): Promise<void> {
    const facts = await stat(source)
    if (!facts.isFile()) throw new Error(`${source} is no file`)
    if (facts.size > COPY_BYTES_MAX) return this.#add({ path, source, isCopy: false })
    const copy = join(this.#options.folder, randomUUID())
    mkdirSync(this.#options.folder, { recursive: true, mode: 0o700 })
    await copyFile(source, copy, constants.COPYFILE_FICLONE)
    this.#add({ path, source: copy, isCopy: true })
  }

  #add({ path, source, isCopy }: { path: string; source: string; isCopy: boolean }): void {
    if (this.#refusal !== null || this.#isEnded) return
    const target = `${this.#options.target}/${path.split('/').map(encodeURIComponent).join('/')}`
    const entry: FileEntry = { kind: 'file', target, source, isCopy }
    this.#options.spool.append([entry])
    const replaced = this.#waiting.get(target)
    this.#waiting.set(target, entry)
    if (replaced !== undefined) this.#forget(replaced)
    while (this.#workers < Math.min(WORKERS, this.#waiting.size)) {
      this.#workers++
      void this.#work()
    }
  }

  /**
   * Waits until everything is sent, at most `msMax`, and no longer than `stalledMsMax` in which nothing moves. False
   * when something is left; it stays on disk.
   */
  async drain({ stalledMsMax, msMax }: { stalledMsMax: number; msMax: number }): Promise<boolean> {
    const { clock } = this.#options
    const startMs = clock.now()
    this.#movedMs = Math.max(this.#movedMs, startMs)
    while (this.unsentCount > 0 && this.#refusal === null) {
      if (clock.now() - startMs >= msMax || clock.now() - this.#movedMs >= stalledMsMax) return false
      await clock.sleep(LOOK_MS)
    }
    return this.#refusal !== 'kept'
  }

  /** What is not sent stays on disk for `sweepboard sync` or the next run. */
  close(): void {
    if (this.#isEnded) return
    this.#isEnded = true
    this.#end.abort()
  }

  async #work(): Promise<void> {
    for (;;) {
      // Of two contents of one file that are sent at once, either could arrive last.
      const next = [...this.#waiting].find(([target]) => !this.#sending.has(target))
      if (next === undefined || this.#isEnded || this.#refusal !== null) break
      const [target, entry] = next
      this.#waiting.delete(target)
      this.#sending.set(target, entry)
      await this.#attempt(entry)
      this.#sending.delete(target)
      if (this.#failureCount > 0) await this.#pause()
    }
    this.#workers--
  }

  async #pause(): Promise<void> {
    const ms = waitMs(this.#failureCount, this.#options.chance())
    await this.#options.clock.sleep(ms, { signal: this.#end.signal, isIdle: true })
  }

  async #attempt(entry: FileEntry): Promise<void> {
    const { send, clock, warn } = this.#options
    const moved = () => {
      this.#movedMs = clock.now()
    }
    const sent = await send({ target: entry.target, source: entry.source, signal: this.#end.signal, onProgress: moved })
    if (this.#isEnded && sent.kind !== 'sent') return
    if (sent.kind === 'failed') {
      this.#failureCount++
      if (this.#failureCount === 2)
        warn(`Files cannot be sent (${sent.reason}); they are kept in ${this.#options.folder}`)
      // A newer content of the same file takes the place of this one.
      if (this.#waiting.has(entry.target)) this.#forget(entry)
      else this.#waiting.set(entry.target, entry)
      return
    }
    this.#failureCount = 0
    moved()
    if (sent.kind === 'refused') this.#refused(entry, sent)
    else this.#forget(entry)
    if (this.#refusal !== 'kept' && this.#waiting.size === 0 && this.#sending.size <= 1) this.#allDone()
  }

  /** A run that is gone, or a key that does not do, refuses every file alike; anything else is this file's own fault. */
  #refused(entry: FileEntry, { status, reason }: { status: number; reason: string }): void {
    const { warn } = this.#options
    if (status !== 401 && status !== 403 && status !== 404) {
      warn(`The server does not take ${decodeURIComponent(entry.target)}: ${reason}`)
      this.#forget(entry)
      return
    }
    if (this.#refusal !== null) return
    warn(`The server takes no more files of this run: ${reason}`)
    this.#refusal = status === 404 ? 'gone' : 'kept'
    // Without a run there is nowhere to send them; with another key there may be.
    if (status === 404) {
      this.#waiting.clear()
      this.#allDone()
    }
  }

  #forget(entry: FileEntry): void {
    if (!entry.isCopy) return
    const others = [...this.#waiting.values(), ...this.#sending.values()]
    const isNeeded = others.some((other) => other !== entry && other.source === entry.source)
    if (!isNeeded) rmSync(entry.source, { force: true })
  }

  #allDone(): void {
    this.#options.spool.clear()
    rmSync(this.#options.folder, { recursive: true, force: true })
  }
}
