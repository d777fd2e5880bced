/** A server of one's own for a benchmark: a new data directory, its own PostgreSQL, a free port; gone afterwards. */
import { execFileSync } from 'node:child_process'
import { type Api, apiClient } from '~/e2e/api-client'
import { makeDataDir, removeDataDir, type ServerProcess, startServerProcess } from '~/e2e/server-process'
import { startEmbeddedPostgres } from '~/server/db/embedded-postgres'

export type BenchServer = { server: ServerProcess; api: Api; databaseUrl: string }

export async function withServer<T>(work: (bench: BenchServer) => Promise<T>): Promise<T> {
  const dataDir = await makeDataDir()
  try {
    const postgres = await startEmbeddedPostgres(dataDir)
    try {
      const server = await startServerProcess({ dataDir, env: { DATABASE_URL: postgres.url } })
      try {
        return await work({ server, api: apiClient(server), databaseUrl: postgres.url })
      } finally {
        await server.stop()
      }
    } finally {
      await postgres.stop()
    }
  } finally {
    await removeDataDir(dataDir)
  }
}

/** Resident memory of the server's process, without PostgreSQL. */
export function rssMb({ process: { pid } }: ServerProcess): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const high = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? high : (high + (sorted[middle - 1] ?? Number.NaN)) / 2
}
