/** Sends the rows and files that earlier processes had to leave on disk. */
import { appendFileSync, rmdirSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { DomainError } from '~/server/domain/errors'
import { type Client, isPassing } from './client'
import type { Settings } from './settings'
import { claimSpoolFiles, type FileEntry, type SpoolFile } from './spool'
import { transportOf } from './transport'
import { fileSender } from './uploads/send-file'

export type Synced = { runs: number; lines: number; files: number; problems: string[] }

/**
 * A spool whose run the server refuses for good is put aside (`.refused`), so that it is not tried for ever and nothing
 * is thrown away; one that cannot be sent now stays for the next time.
 */
export async function syncSpool(client: Client, folder: string, settings: Settings): Promise<Synced> {
  const synced: Synced = { runs: 0, lines: 0, files: 0, problems: [] }
  for (const spool of claimSpoolFiles(folder, settings.url)) {
    try {
      await sendSpool(client, settings, { spool, synced })
      synced.runs++
      rmSync(spool.path, { force: true })
    } catch (error) {
      const sentence = error instanceof Error ? error.message : String(error)
      synced.problems.push(`${spool.path}: ${sentence}`)
      if (isPassing(error)) break
      putAside(spool, sentence)
    }
  }
  return synced
}

async function sendSpool(client: Client, settings: Settings, { spool, synced }: { spool: SpoolFile; synced: Synced }) {
  const transport = transportOf(client, spool.head.storageId)
  const send = fileSender(settings)
  for (const entry of lastOfEach(spool.entries)) {
    if (entry.kind !== 'file') {
      await transport.send(entry)
      if (entry.kind === 'history') synced.lines += entry.lines.length
      continue
    }
    const sent = await send({ ...entry, signal: new AbortController().signal, onProgress: () => {} })
    if (sent.kind === 'failed') throw new DomainError('UNAVAILABLE', sent.reason)
    if (sent.kind === 'sent') synced.files += 1
    else if (!isSentBefore(entry, sent.status)) synced.problems.push(`${entry.target}: ${sent.reason}`)
    if (sent.kind === 'sent' || sent.status === 404) forget(entry)
  }
}

/** Of a file that was saved several times the last content counts. */
function lastOfEach(entries: SpoolFile['entries']): SpoolFile['entries'] {
  const last = new Map(entries.map((entry, index) => [entry.kind === 'file' ? entry.target : index, entry]))
  return [...last.values()]
}

/** A copy of ours is deleted once it is sent; its process ended before it could say so. */
function isSentBefore(entry: FileEntry, status: number): boolean {
  return entry.isCopy && status === 0
}

function forget(entry: FileEntry): void {
  if (!entry.isCopy) return
  rmSync(entry.source, { force: true })
  try {
    rmdirSync(dirname(entry.source))
  } catch {
    // Others are in it still.
  }
}

function putAside(spool: SpoolFile, reason: string): void {
  const text = [spool.head, ...spool.entries, { refused: reason }].map((line) => `${JSON.stringify(line)}\n`).join('')
  appendFileSync(spool.path.replace(/\.jsonl.*$/, '.refused'), text, { mode: 0o600 })
  rmSync(spool.path, { force: true })
}
