/** `sweepboard runs` and `sweepboard export`: what a project holds, read page by page. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { JsonObject } from '~/server/domain/json'
import { parseJsonLine } from '~/server/domain/json-line'
import type { RunSummary } from '~/server/domain/run'
import { ask, type Client } from './client'
import { csvText } from './csv'

export type Place = { entity?: string; project: string; filter?: string }

const PAGE_ROWS = 1000
const LINES_A_PAGE = 5000

/** Oldest first. */
export async function* listRuns(
  client: Client,
  url: string,
  { entity, project, filter }: Place,
): AsyncGenerator<RunSummary> {
  const owner = entity ?? (await ask(url, client.accounts.me.query())).defaultEntity
  let cursor: string | null = null
  do {
    const page: { runs: RunSummary[]; nextCursor: string | null } = await ask(
      url,
      client.runs.list.query({
        entity: owner,
        project,
        filter,
        sort: [{ column: 'createdAt', direction: 'asc' }],
        limit: PAGE_ROWS,
        cursor,
      }),
    )
    yield* page.runs
    cursor = page.nextCursor
  } while (cursor !== null)
}

export type Exported = { runCount: number; lineCount: number }

/**
 * `runs.json` with every run, and for each run `history/<id>.jsonl` (the lines as they were logged) and
 * `history/<id>.csv` (a column a key, nested values as JSON).
 */
export async function exportProject(client: Client, url: string, place: Place, folder: string): Promise<Exported> {
  mkdirSync(join(folder, 'history'), { recursive: true })
  const runs: RunSummary[] = []
  let lineCount = 0
  for await (const run of listRuns(client, url, place)) {
    runs.push(run)
    const lines = await readHistory(client, url, run.storageId)
    lineCount += lines.length
    const rows = lines.map((line): JsonObject => parseJsonLine(line, 'history', Number.MAX_SAFE_INTEGER))
    const file = join(folder, 'history', encodeURIComponent(run.id))
    writeFileSync(`${file}.jsonl`, lines.map((line) => `${line}\n`).join(''))
    writeFileSync(`${file}.csv`, csvText(rows))
  }
  writeFileSync(join(folder, 'runs.json'), `${JSON.stringify(runs, null, 2)}\n`)
  return { runCount: runs.length, lineCount }
}

async function readHistory(client: Client, url: string, storageId: string): Promise<string[]> {
  const lines: string[] = []
  let fromLine: number | null = 0
  while (fromLine !== null) {
    const page: { lines: { json: string }[]; nextLine: number | null } = await ask(
      url,
      client.history.rows.query({ storageId, fromLine, limit: LINES_A_PAGE }),
    )
    lines.push(...page.lines.map((line) => line.json))
    fromLine = page.nextLine
  }
  return lines
}
