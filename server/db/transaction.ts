/** Transactions that may be nested and that try again when PostgreSQL asks for it. */
import type { Db, PrismaClient } from './client'

const ATTEMPTS_MAX = 5

/**
 * Runs `work` in one READ COMMITTED transaction; inside a transaction it joins that one. Deadlocks and serialization
 * failures are tried again, so `work` must do nothing outside the database.
 */
export async function transaction<T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> {
  if (!isClient(db)) return work(db)
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.$transaction(work)
    } catch (error) {
      if (attempt === ATTEMPTS_MAX || !isRetryable(error)) throw error
    }
  }
}

function isClient(db: Db): db is PrismaClient {
  return typeof (db as { $transaction?: unknown }).$transaction === 'function'
}

/** 40001 serialization failure, 40P01 deadlock; P2034 is Prisma's word for both. */
function isRetryable(error: unknown): boolean {
  const state = sqlStateOf(error)
  return state === 'P2034' || state === '40001' || state === '40P01'
}

/** PostgreSQL's code of an error; Prisma's where there is none; null for what is no error of a database. */
export function sqlStateOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null) return null
  const { code, meta } = error as {
    code?: unknown
    meta?: { code?: unknown; driverAdapterError?: { cause?: { originalCode?: unknown } } }
  }
  const state = meta?.driverAdapterError?.cause?.originalCode ?? meta?.code ?? code
  return typeof state === 'string' ? state : null
}
