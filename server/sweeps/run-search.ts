/**
 * The search in worker threads, so that fitting a model never holds up ingest; comparisons go there too. Threads start with the first question
 * and end when nothing was asked for a while. Built, the worker is a bundle beside the server's own; run from source
 * (tests), the same worker is the TypeScript file, read through tsx.
 */
import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Piscina } from 'piscina'
import type { SweepConfig } from '~/server/domain/sweep-config'
import type { Importance, SuggestInput, SuggestOutput, Trial } from '~/server/domain/trial'
import type { ComparisonNumbers, ComparisonTask } from './comparison/task'
import type { SearchAnswer, SearchTask } from './search-task'

const IDLE_MS = 30_000

let pool: Piscina<SearchTask, SearchAnswer> | null = null

export async function runSuggest(input: SuggestInput): Promise<{ output: SuggestOutput; tookMs: number }> {
  const answer = await ask({ kind: 'suggest', input })
  if (answer.kind !== 'suggest') throw new Error('the search worker answered another question')
  return answer
}

export async function runImportance(input: { config: SweepConfig; trials: Trial[] }): Promise<Importance> {
  const answer = await ask({ kind: 'importance', input })
  if (answer.kind !== 'importance') throw new Error('the search worker answered another question')
  return answer.output
}

export async function runComparison(input: ComparisonTask): Promise<ComparisonNumbers> {
  const answer = await ask({ kind: 'comparison', input })
  if (answer.kind !== 'comparison') throw new Error('the search worker answered another question')
  return answer.output
}

/** Ends the threads; a later question starts them again. */
export async function closeSearch(): Promise<void> {
  const closing = pool
  pool = null
  await closing?.destroy()
}

function ask(task: SearchTask): Promise<SearchAnswer> {
  pool ??= new Piscina<SearchTask, SearchAnswer>({
    ...findWorker(dirname(fileURLToPath(import.meta.url))),
    minThreads: 0,
    maxThreads: Math.max(1, Math.min(4, availableParallelism() - 1)),
    idleTimeout: IDLE_MS,
  })
  return pool.run(task)
}

function findWorker(here: string): { filename: string; execArgv?: string[] } {
  // This code is in the server's bundle, in a chunk shared by several (the folder above), or in another's bundle.
  const built = ['.', 'server', '../server'].map((way) => join(here, way, 'search-worker.js')).find(existsSync)
  if (built !== undefined) return { filename: built }
  return { filename: join(here, 'search-worker.ts'), execArgv: ['--import', 'tsx'] }
}
