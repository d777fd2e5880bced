/**
 * Blobs in a folder: `ab/cdef…` by hash, and `receiving/` for what is under way. A blob appears by a rename of a file
 * that is on the disk already, so that it is there whole or not at all.
 */
import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { DomainError } from '~/server/domain/errors'
import type { BlobStore, ReceivedBlob } from './blob-store'

const RECEIVING = 'receiving'

/** Makes its folders when the first blob comes. */
export function diskBlobStore(folder: string): BlobStore {
  const pathOf = (sha256: string) => join(folder, sha256.slice(0, 2), sha256.slice(2))
  return {
    async receive(content, { bytesMax }) {
      const path = join(folder, RECEIVING, randomUUID())
      await mkdir(dirname(path), { recursive: true })
      try {
        const { sha256, sizeBytes } = await write(content, path, bytesMax)
        return receivedBlob({ path, target: pathOf(sha256), sha256, sizeBytes })
      } catch (error) {
        await rm(path, { force: true })
        throw refusalOf(error)
      }
    },

    async open(sha256, range) {
      try {
        const file = await open(pathOf(sha256), 'r')
        return file.createReadStream({ ...range, highWaterMark: 256 * 1024 })
      } catch (error) {
        if (!hasCode(error, 'ENOENT')) throw error
        throw new DomainError(
          'GONE',
          'The content of this file is not in the data directory any more. Restore its folder "blobs" from a backup, or delete the file.',
        )
      }
    },

    delete: (sha256) => rm(pathOf(sha256), { force: true }),

    async deleteAbandoned(before) {
      const receiving = join(folder, RECEIVING)
      let count = 0
      for (const name of await readdir(receiving).catch(() => [])) {
        const path = join(receiving, name)
        const modified = (await stat(path).catch(() => null))?.mtime
        if (modified === undefined || modified >= before) continue
        await rm(path, { force: true })
        count += 1
      }
      return count
    },
  }
}

async function write(
  content: AsyncIterable<Uint8Array>,
  path: string,
  bytesMax: number,
): Promise<{ sha256: string; sizeBytes: number }> {
  const hash = createHash('sha256')
  let sizeBytes = 0
  const file = await open(path, 'wx', 0o600)
  try {
    for await (const part of content) {
      sizeBytes += part.byteLength
      if (sizeBytes > bytesMax) throw new DomainError('TOO_LARGE', `A file may have ${bytesMax} bytes at most.`)
      hash.update(part)
      await writeAll(file, part)
    }
    await file.sync()
  } finally {
    await file.close()
  }
  return { sha256: hash.digest('hex'), sizeBytes }
}

/** A write may take a part of what it is given. */
async function writeAll(file: Awaited<ReturnType<typeof open>>, part: Uint8Array): Promise<void> {
  for (let at = 0; at < part.byteLength; ) {
    const { bytesWritten } = await file.write(part, at, part.byteLength - at)
    at += bytesWritten
  }
}

type Received = { path: string; target: string; sha256: string; sizeBytes: number }

function receivedBlob({ path, target, sha256, sizeBytes }: Received): ReceivedBlob {
  return {
    sha256,
    sizeBytes,
    async keep() {
      const known = await stat(target).catch(() => null)
      if (known?.size === sizeBytes) return rm(path, { force: true })
      await mkdir(dirname(target), { recursive: true })
      await rename(path, target)
      await syncFolder(dirname(target))
      await syncFolder(dirname(dirname(target)))
    },
    discard: () => rm(path, { force: true }),
  }
}

/** The name of a file lasts only once its folder is on the disk too. Windows has no such thing. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function refusalOf(error: unknown): unknown {
  if (hasCode(error, 'ENOSPC') || hasCode(error, 'EDQUOT'))
    return new DomainError('UNAVAILABLE', "The server's disk is full. Nothing was stored; make room and send it again.")
  return error
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
