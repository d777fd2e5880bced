/**
 * Locks that several server processes share: PostgreSQL advisory locks, held to the end of the transaction. The key is
 * hashed to 64 bits; two keys that collide only wait for each other.
 */
import type { Db } from './client'

/** False at once when another transaction holds it. */
export async function tryLock(tx: Db, key: string): Promise<boolean> {
  const rows = await tx.$queryRaw<
    { locked: boolean }[]
  >`SELECT pg_try_advisory_xact_lock(hashtextextended(${key}, 0)) AS locked`
  return rows[0]?.locked === true
}

/** Waits until the lock is free. */
export async function lock(tx: Db, key: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${key}, 0))`
}
