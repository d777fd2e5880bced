/**
 * What one request or one turn of a job carries: who asks, the database, the clock. Services take it first; it is how
 * transports reach the database without naming it, and how a test sets the time.
 */
import type { Db } from './db/client'
import type { Actor } from './domain/account'
import type { BlobStore } from './files/blob-store'
import type { Logger } from './log'

export type Ctx = {
  actor: Actor
  db: Db
  /** Content of files, by hash. */
  blobs: BlobStore
  now: () => Date
  log: Logger
  requestId: string
  /** Address of this server as its users reach it, without a slash at the end. */
  baseUrl: string
}
