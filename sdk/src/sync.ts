/** Sends the rows that earlier processes had to leave on disk. */
import { appendFileSync, rmSync } from 'node:fs'
import { type Client, isPassing } from './client'
import { claimSpoolFiles, type SpoolFile } from './spool'
import { transportOf } from './transport'

export type Synced = { runs: number; lines: number; problems: string[] }

/**
 * A file whose run the server refuses for good is put aside (`.refused`), so that it is not tried for ever and nothing
 * is thrown away; one that cannot be sent now stays for the next time.
 */
export async function syncSpool(client: Client, folder: string, url: string): Promise<Synced> {
  const synced: Synced = { runs: 0, lines: 0, problems: [] }
  for (const file of claimSpoolFiles(folder, url)) {
    try {
      synced.lines += await sendFile(client, file)
      synced.runs++
      rmSync(file.path, { force: true })
    } catch (error) {
      const sentence = error instanceof Error ? error.message : String(error)
      synced.problems.push(`${file.path}: ${sentence}`)
      if (isPassing(error)) break
      putAside(file, sentence)
    }
  }
  return synced
}

async function sendFile(client: Client, { head, entries }: SpoolFile): Promise<number> {
  const transport = transportOf(client, head.storageId)
  let lineCount = 0
  for (const entry of entries) {
    await transport.send(entry)
    if (entry.kind === 'history') lineCount += entry.lines.length
  }
  return lineCount
}

function putAside(file: SpoolFile, reason: string): void {
  const text = [file.head, ...file.entries, { refused: reason }].map((line) => `${JSON.stringify(line)}\n`).join('')
  appendFileSync(file.path.replace(/\.jsonl.*$/, '.refused'), text, { mode: 0o600 })
  rmSync(file.path, { force: true })
}
