/**
 * The data directory: database, keys, and the file that says who serves it. Two servers on one directory would each
 * stop the other's database, so the second is refused.
 */
import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

const SERVER_FILE = 'server.json'
const serverFile = z.object({ pid: z.int(), url: z.string() })

/** Throws when the directory's own database is wanted and a living server holds it. */
export async function claimDataDirectory(directory: string, isDatabaseInside: boolean): Promise<void> {
  await mkdir(directory, { recursive: true })
  if (!isDatabaseInside) return
  const holder = await readHolder(directory)
  if (holder !== null && holder.pid !== process.pid && (await isAlive(holder))) {
    throw new Error(
      `${directory} is served already by process ${holder.pid} at ${holder.url}. Use that one, stop it, or set SWEEPBOARD_DATA to another folder.`,
    )
  }
}

/** Lets the command line find this server. */
export async function announceServer(directory: string, url: string): Promise<void> {
  await writeFile(join(directory, SERVER_FILE), JSON.stringify({ pid: process.pid, url }), { mode: 0o600 })
}

export async function withdrawServer(directory: string): Promise<void> {
  if ((await readHolder(directory))?.pid === process.pid) await rm(join(directory, SERVER_FILE), { force: true })
}

/** A secret of this directory, made at the first start; signs cookies where none was set by hand. */
export async function localSecret(directory: string): Promise<string> {
  const path = join(directory, 'secret')
  try {
    return (await readFile(path, 'utf8')).trim()
  } catch {
    const secret = randomBytes(32).toString('hex')
    await writeFile(path, secret, { mode: 0o600 })
    return secret
  }
}

async function readHolder(directory: string): Promise<z.infer<typeof serverFile> | null> {
  try {
    return serverFile.parse(JSON.parse(await readFile(join(directory, SERVER_FILE), 'utf8')))
  } catch {
    return null // No file, or one that a crash left half written: nobody holds the directory.
  }
}

/** The process number alone may belong to another program by now, so its server is asked too. */
async function isAlive({ pid, url }: z.infer<typeof serverFile>): Promise<boolean> {
  try {
    process.kill(pid, 0)
    return (await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(2000) })).ok
  } catch {
    return false
  }
}
