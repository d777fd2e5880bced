/** Vitest's global set-up for the database project: one embedded PostgreSQL with a migrated template to clone. */
import { execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbeddedPostgres } from './embedded-postgres'
import { migrate } from './migrate'

export default async function setup(): Promise<() => Promise<void>> {
  const directory = await mkdtemp(join(tmpdir(), 'sweepboard-test-'))
  // mkdtemp closes the folder to others, and as root PostgreSQL runs as another user.
  if (process.platform !== 'win32') execFileSync('chmod', ['755', directory])
  const postgres = await startEmbeddedPostgres(directory)
  const admin = new URL(postgres.url)
  admin.pathname = '/postgres'
  const client = new pg.Client({ connectionString: admin.href })
  await client.connect()
  await client.query('CREATE DATABASE sweepboard_template')
  await client.end()
  const template = new URL(admin)
  template.pathname = '/sweepboard_template'
  await migrate(template.href, 'prisma/migrations')
  process.env['TEST_DATABASE_URL'] = admin.href
  process.env['TEST_BLOBS'] = join(directory, 'blobs')
  return async () => {
    await postgres.stop()
    await rm(directory, { recursive: true, force: true })
  }
}
