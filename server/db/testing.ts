/**
 * For `*.db.test.ts` alone: a database of one's own, cloned from a migrated template in milliseconds, and a context
 * to call services with. `testing-setup.ts` starts the PostgreSQL that it lives in.
 */
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { findActorByName, insertUser } from '~/server/accounts/account.store'
import type { Ctx } from '~/server/context'
import { diskBlobStore } from '~/server/files/disk-blob-store'
import { makeLogger } from '~/server/log'
import { connectDb, type Db } from './client'

export type TestDatabase = {
  db: Db
  url: string /** A second pool on the same database, as another server process has. */
  connect(): Db
  close(): Promise<void>
}

export async function testDatabase(connectionsMax = 10): Promise<TestDatabase> {
  const admin = process.env['TEST_DATABASE_URL']
  if (admin === undefined)
    throw new Error('Run database tests with `npx vitest run --project db`: its set-up starts PostgreSQL.')
  const name = `test_${randomBytes(6).toString('hex')}`
  await command(admin, `CREATE DATABASE ${name} TEMPLATE sweepboard_template`)
  const url = new URL(admin)
  url.pathname = `/${name}`
  const pools: ReturnType<typeof connectDb>[] = []
  const connect = (): Db => {
    const pool = connectDb(url.href, connectionsMax, () => undefined)
    pools.push(pool)
    return pool.db
  }
  return {
    db: connect(),
    url: url.href,
    connect,
    async close() {
      await Promise.all(pools.map((pool) => pool.close()))
      await command(admin, `DROP DATABASE ${name} WITH (FORCE)`)
    },
  }
}

/** Acts as "ada", the owner of the entity "ada"; she is made when she is not there. */
export async function testCtx(db: Db, overrides: Partial<Ctx> = {}): Promise<Ctx> {
  const actor =
    (await findActorByName(db, 'ada')) ?? (await insertUser(db, 'ada').then(() => findActorByName(db, 'ada')))
  if (actor === null) throw new Error('the user ada could not be made')
  return {
    actor,
    db,
    blobs: diskBlobStore(process.env['TEST_BLOBS'] ?? 'blobs'),
    now: () => new Date(),
    log: makeLogger('silent'),
    requestId: 'test',
    baseUrl: 'http://127.0.0.1:3000',
    ...overrides,
  }
}

async function command(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
