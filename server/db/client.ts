/**
 * The Prisma client over node-postgres. `Db` is what stores take: the client itself or a transaction of it, so the
 * same function works inside and outside of one.
 */
import { PrismaPg } from '@prisma/adapter-pg'
import type { PoolConfig } from 'pg'
import { Prisma, PrismaClient } from '~/prisma/generated/client'

export { Prisma, PrismaClient }

export type Db = Omit<PrismaClient, '$connect' | '$disconnect' | '$extends' | '$on' | '$transaction' | '$use'>

export type DbPool = { db: PrismaClient; close(): Promise<void> }

/**
 * Connections are opened when they are needed. A connection that breaks is replaced by the pool at the next query, so
 * a database that was restarted is found again without help.
 */
export function connectDb(url: string, connectionsMax: number, onError: (error: Error) => void): DbPool {
  const pool: PoolConfig = {
    connectionString: url,
    max: connectionsMax,
    connectionTimeoutMillis: 15_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
  }
  const db = new PrismaClient({
    adapter: new PrismaPg(pool, { onPoolError: onError, onConnectionError: onError }),
    transactionOptions: { maxWait: 15_000, timeout: 60_000 },
  })
  return { db, close: () => db.$disconnect() }
}
