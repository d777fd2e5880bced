/**
 * `npm run db:diff -- NAME [--from-empty]`: writes the next migration, from the schema as committed to the schema as
 * it lies in the working tree. Prisma's engine does the comparing, in its WebAssembly build, because its binary cannot
 * be had everywhere; that build is a prerelease, so nothing but this development script may use it. Hand-written
 * parts (partial indexes, checks) are added to the file afterwards.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import * as engineModule from '@prisma/schema-engine-wasm/schema_engine_bg'
import { startEmbeddedPostgres } from '~/server/db/embedded-postgres'

type SchemaFile = { path: string; content: string }

const SCHEMA = 'prisma/schema'
const MIGRATIONS = 'prisma/migrations'

async function main(): Promise<void> {
  const name = process.argv[2]
  if (name === undefined || !/^[a-z0-9_]+$/.test(name)) {
    throw new Error('Usage: npm run db:diff -- name_of_the_change [--from-empty]')
  }
  const from = process.argv.includes('--from-empty') ? [] : committedSchema()
  const script = await diff(from, workingSchema())
  if (script.includes('This is an empty migration')) {
    console.log('The schema did not change; nothing was written.')
    return
  }
  const next = readdirSync(MIGRATIONS).filter((entry) => /^\d{4}_/.test(entry)).length + 1
  const directory = join(MIGRATIONS, `${String(next).padStart(4, '0')}_${name}`)
  await mkdir(directory, { recursive: true })
  await writeFile(join(directory, 'migration.sql'), script)
  console.log(`Wrote ${directory}/migration.sql. Read it before it is committed.`)
}

function workingSchema(): SchemaFile[] {
  return readdirSync(SCHEMA).map((file) => ({
    path: join(SCHEMA, file),
    content: readFileSync(join(SCHEMA, file), 'utf8'),
  }))
}

function committedSchema(): SchemaFile[] {
  const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8' })
  const files = git('ls-tree', '--name-only', 'HEAD', `${SCHEMA}/`).trim().split('\n').filter(Boolean)
  return files.map((path) => ({ path, content: git('show', `HEAD:${path}`) }))
}

/** The engine wants a database that it can reach, though a comparison of two schemas reads nothing from it. */
async function diff(from: SchemaFile[], to: SchemaFile[]): Promise<string> {
  const directory = mkdtempSync('/tmp/sweepboard-diff-')
  execFileSync('chmod', ['755', directory])
  const postgres = await startEmbeddedPostgres(directory)
  try {
    await loadEngine()
    const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPg({ connectionString: postgres.url }))
    const engine = await engineModule.SchemaEngine.new(
      { datamodels: to.map((f) => [f.path, f.content]) },
      () => {},
      adapter,
    )
    const result = await engine.diff({
      from: from.length === 0 ? { tag: 'empty' } : { tag: 'schemaDatamodel', files: from },
      to: { tag: 'schemaDatamodel', files: to },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    })
    return result.stdout ?? ''
  } finally {
    await postgres.stop()
    await rm(directory, { recursive: true, force: true })
  }
}

async function loadEngine(): Promise<void> {
  const path = createRequire(import.meta.url)
    .resolve('@prisma/schema-engine-wasm')
    .replace('schema_engine.js', 'schema_engine_bg.wasm')
  const compiled = await WebAssembly.compile(readFileSync(path))
  const imports = engineModule as unknown as WebAssembly.ModuleImports
  const instance = await WebAssembly.instantiate(compiled, { './schema_engine_bg.js': imports })
  const { __wbg_set_wasm: setWasm } = engineModule as unknown as { __wbg_set_wasm(exports: unknown): void }
  setWasm(instance.exports)
  ;(instance.exports['__wbindgen_start'] as () => void)()
}

await main()
