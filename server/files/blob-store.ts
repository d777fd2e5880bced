/**
 * Where bytes are kept, each content once, by its SHA-256. What refers to a blob, and when nothing does any more, is
 * the database's knowledge (run-file.store.ts); a store knows only how to keep, hand out and forget.
 */
import type { Readable } from 'node:stream'

/**
 * Content that was read to its end but is not kept yet. Between the two the caller writes the blob down in the database,
 * so that a sweep of unreferenced blobs can neither miss it nor take it away under the hands of who stores it.
 */
export type ReceivedBlob = {
  /** In hexadecimal. */
  sha256: string
  sizeBytes: number
  /** Makes it last: after this a power cut does not lose it. Keeping what is there already is no error. */
  keep(): Promise<void>
  /** Forgets it; harmless after `keep`. */
  discard(): Promise<void>
}

/** First and last byte, both included. */
export type ByteRange = { start: number; end: number }

export interface BlobStore {
  /** Reads as fast as it can store, never the whole into memory. Throws TOO_LARGE past `bytesMax`. */
  receive(content: AsyncIterable<Uint8Array>, options: { bytesMax: number }): Promise<ReceivedBlob>
  /** Throws GONE when the content is not there. */
  open(sha256: string, range?: ByteRange): Promise<Readable>
  /** Deleting what is not there is no error. */
  delete(sha256: string): Promise<void>
  /** Forgets what was received before `before` and never kept: its process ended in between. How many. */
  deleteAbandoned(before: Date): Promise<number>
}
