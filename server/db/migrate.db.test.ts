import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrate, readMigrations } from './migrate'
import { type TestDatabase, testDatabase } from './testing'

let database: TestDatabase

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

test('a migrated database is left alone by a second start', async () => {
  expect(await migrate(database.url, 'prisma/migrations')).toEqual([])
})

test('processes that start together apply each migration once', async () => {
  const directory = await copyOfMigrations('CREATE TABLE made_once (id int);')
  const applied = await Promise.all([1, 2, 3, 4].map(() => migrate(database.url, directory)))
  expect(applied.flat()).toEqual(['9999_extra'])
})

test('a migration that fails leaves nothing behind and names itself', async () => {
  const directory = await copyOfMigrations('CREATE TABLE half (id int); SELECT 1 / 0;', '9999_broken')
  await expect(migrate(database.url, directory)).rejects.toThrow(/9999_broken failed and was rolled back/)
  const rows = await database.db.$queryRaw<unknown[]>`SELECT 1 FROM pg_tables WHERE tablename = 'half'`
  expect(rows).toEqual([])
})

test('a migration that was edited after it was applied is refused', async () => {
  const directory = await copyOfMigrations('SELECT 1;', '9999_other')
  const [first] = await readMigrations(directory)
  const file = join(directory, first!.name, 'migration.sql')
  await writeFile(file, `${await readFile(file, 'utf8')}\n-- edited`)
  await expect(migrate(database.url, directory)).rejects.toThrow(/was changed after it was applied/)
})

async function copyOfMigrations(sql: string, name = '9999_extra'): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'sweepboard-migrations-'))
  await cp('prisma/migrations', directory, { recursive: true })
  await cp(join(directory, '0001_init'), join(directory, name), { recursive: true })
  await writeFile(join(directory, name, 'migration.sql'), sql)
  return directory
}
