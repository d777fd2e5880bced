/**
 * Unsent rows on disk: one file a run, one JSON entry a line, appended to while the server is away and deleted when all
 * of it is acknowledged. Entries keep their offsets, so a file may be sent twice, or by another process, without harm.
 */
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { jsonObjectSchema } from '~/server/domain/json'

const consoleLines = z.array(
  z.object({ text: z.string(), stream: z.enum(['stdout', 'stderr']), time: z.string().nullable() }),
)
const entrySchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('history'),
    offset: z.int(),
    lines: z.array(z.string()),
    /** The whole summary after these lines, where the program wrote its own. */
    summary: jsonObjectSchema.nullable(),
  }),
  z.object({ kind: z.literal('console'), offset: z.int(), lines: consoleLines }),
  z.object({ kind: z.literal('system'), offset: z.int(), lines: z.array(z.string()) }),
  z.object({ kind: z.literal('metadata'), metadata: jsonObjectSchema }),
  z.object({ kind: z.literal('finish'), exitCode: z.int(), reason: z.string().nullable() }),
  z.object({
    kind: z.literal('file'),
    /** Path of the server's door where it goes. */
    target: z.string(),
    /** Where the content lies; a copy of ours is deleted once it is sent. */
    source: z.string(),
    isCopy: z.boolean(),
  }),
])
export type SpoolEntry = z.infer<typeof entrySchema>
export type FileEntry = Extract<SpoolEntry, { kind: 'file' }>
/** What the server takes as calls; files go through a door of their own. */
export type RowEntry = Exclude<SpoolEntry, FileEntry>

const headSchema = z.object({
  kind: z.literal('run'),
  storageId: z.string(),
  url: z.string(),
  host: z.string(),
  pid: z.int(),
})
export type SpoolHead = z.infer<typeof headSchema>

export type Spool = {
  path: string
  append(entries: SpoolEntry[]): void
  /** Everything is acknowledged: nothing is to be sent again. */
  clear(): void
}

type SpoolOf = { storageId: string; url: string }

/** Makes no file until there is something to keep. Rows and files of a run have a spool each, cleared by itself. */
export function openSpool(folder: string, run: SpoolOf, kind: 'rows' | 'files' = 'rows'): Spool {
  const path = join(folder, `${run.storageId}.${process.pid}${kind === 'files' ? '.files' : ''}.jsonl`)
  return {
    path,
    append(entries) {
      if (entries.length === 0) return
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      const head: SpoolHead = {
        kind: 'run',
        storageId: run.storageId,
        url: run.url,
        host: hostname(),
        pid: process.pid,
      }
      const lines: unknown[] = existsSync(path) ? entries : [head, ...entries]
      appendFileSync(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(''), { mode: 0o600 })
    },
    clear: () => rmSync(path, { force: true }),
  }
}

/** Where copies of a run's files lie until they are sent. */
export function uploadsFolder(folder: string, storageId: string): string {
  return join(folder, `${storageId}.${process.pid}.files`)
}

export type SpoolFile = { path: string; head: SpoolHead; entries: SpoolEntry[] }

/**
 * The files that nobody holds any more. Each is claimed by renaming it, so that two processes do not send the same one;
 * a claim whose process died is open again.
 */
export function claimSpoolFiles(folder: string, url: string): SpoolFile[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => /\.jsonl(\.\d+)?$/.test(name))
    .flatMap((name) => {
      const path = join(folder, name)
      const file = readSpoolFile(path)
      const claimant = /\.jsonl\.(\d+)$/.exec(name)?.[1]
      if (file === null || file.head.url !== url || isHeld(file.head, claimant)) return []
      const claimed = `${path.replace(/\.jsonl\.\d+$/, '.jsonl')}.${process.pid}`
      try {
        if (claimed !== path) renameSync(path, claimed)
      } catch {
        return [] // Another process was faster.
      }
      return [{ ...file, path: claimed }]
    })
}

function isHeld(head: SpoolHead, claimant: string | undefined): boolean {
  const pid = claimant === undefined ? head.pid : Number(claimant)
  return head.host !== hostname() || (isAlive(pid) && !(claimant !== undefined && pid === process.pid))
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** Null when there is no whole head; a last line that a crash left half written is dropped. */
export function readSpoolFile(path: string): SpoolFile | null {
  const lines = readFileSync(path, 'utf8').split('\n').map(parsed)
  const head = headSchema.safeParse(lines[0])
  if (!head.success) return null
  const entries = lines.slice(1).flatMap((line) => {
    const entry = entrySchema.safeParse(line)
    return entry.success ? [entry.data] : []
  })
  return { path, head: head.data, entries }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}
