/** The database of a server on this machine: DATABASE_URL, or the one that runs in the server's data directory. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

export async function localDatabaseUrl(dataDir: string): Promise<string> {
  const named = process.env['DATABASE_URL']
  if (named !== undefined && named !== '') return named
  try {
    const password = (await readFile(join(dataDir, 'postgres-password'), 'utf8')).trim()
    // The fourth line of PostgreSQL's own file of a running server is its port.
    const port = Number((await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[3])
    return `postgresql://postgres:${password}@127.0.0.1:${port}/sweepboard`
  } catch (error) {
    throw new Error(
      `This scenario is written straight into the database, and ${dataDir} has none that runs. Name the server's data directory (SWEEPBOARD_DATA) or its database (DATABASE_URL).`,
      { cause: error },
    )
  }
}
