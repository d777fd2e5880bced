/**
 * The Prisma client over node-postgres. `Db` is what stores take: the client itself or a transaction of it, so the
 * same function works inside and outside of one.
 */
import { createHash } from 'node:crypto'
import { PrismaPg } from '@prisma/adapter-pg'
import type { PoolConfig } from 'pg'
import { Prisma, PrismaClient } from '~/prisma/generated/client'

export { Prisma, PrismaClient }

export type Db = Omit<PrismaClient, '$connect' | '$disconnect' | '$extends' | '$on' | '$transaction' | '$use'>

/**
 * Begins a statement that each connection keeps prepared, because planning it costs more than running it. Its text must
 * always be the same: what varies is a parameter. Any other statement is planned anew each time.
 */
export const PREPARED = Prisma.raw('/* prepared */')

const names = new Map<string, string>()

/** Equal texts have equal names; the empty name is that of a statement that is not kept. */
function statementName({ sql }: { sql: string }): string {
  if (!sql.startsWith(PREPARED.sql)) return ''
  const known = names.get(sql)
  if (known !== undefined) return known
  const name = createHash('sha256').update(sql).digest('hex').slice(0, 16)
  names.set(sql, name)
  return name
}

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
    adapter: new PrismaPg(pool, {
      onPoolError: onError,
      onConnectionError: onError,
      statementNameGenerator: statementName,
    }),
    transactionOptions: { maxWait: 15_000, timeout: 60_000 },
  })
  return { db, close: () => db.$disconnect() }
}
