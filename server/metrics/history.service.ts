/**
 * Appending and reading back what runs log. A request names the line number of its first row; lines that are stored
 * already are left alone, so a client repeats whatever it got no answer to. Once `appendHistory` has answered, the
 * rows are on disk, each once.
 */

import { requireRole } from '~/server/accounts/access'
import type { Ctx } from '~/server/context'
import { transaction } from '~/server/db/transaction'
import { hasRole } from '~/server/domain/account'
import { invalid, notFound } from '~/server/domain/errors'
import {
  type Appended,
  type AppendHistoryInput,
  HISTORY_KEYS_MAX,
  type MetricFact,
  type MetricsInput,
  type Rows,
  type RowsInput,
} from '~/server/domain/history'
import type { ProjectPath } from '~/server/domain/ids'
import type { JsonObject } from '~/server/domain/json'
import { parseJsonLine, printJsonLine } from '~/server/domain/json-line'
import { isTerminal } from '~/server/domain/run-state'
import { publish } from '~/server/live/publish'
import { ingestPoints, ingestRows } from '~/server/metrics-registry'
import { findProjectRef } from '~/server/projects/project.service'
import { findRunAccess } from '~/server/runs/run.service'
import { isReopenedByWords, ordersOf } from '~/server/runs/run-liveness'
import { type Column, columnsOf, type NumberedRow, placeInRow } from '~/server/series/columns'
import { appendTogether } from './append-queue'
import * as store from './history.store'
import * as rowStore from './row.store'

/** Values in one answer of `readRows`; a run of many metrics is read in more pages. */
const CELLS_MAX = 1_000_000

/** Throws NOT_FOUND for an unknown run and INVALID, with nothing stored, for a line that can never be stored. */
export async function appendHistory(ctx: Ctx, input: AppendHistoryInput): Promise<Appended> {
  const { storageId, offset } = input
  if (!Number.isSafeInteger(offset + input.lines.length)) {
    throw invalid([{ path: 'offset', line: null, found: String(offset), allowed: 'a line number below 2^53' }])
  }
  const rows = input.lines.map((text, index) => parseJsonLine(text, `lines.${index}`, HISTORY_KEYS_MAX))
  const numbered = rows.map((row, index) => ({ line: offset + index, row }))
  const { run, lineCount, written } =
    (await appendAtEnd(ctx, input, numbered)) ?? (await appendMissing(ctx, input, numbered))
  ingestRows.inc(written.rows)
  ingestPoints.inc(written.points)
  publish({ kind: 'history', projectId: run.projectId, id: storageId, sweepId: run.sweepId })
  return { lineCount, newCount: written.rows, ...ordersOf(run) }
}

type Written = {
  run: Omit<store.AppendedRun, 'storageId'>
  lineCount: number
  written: { rows: number; points: number }
}

/** The quick way of the usual request; null when only the careful one can tell what to do. */
async function appendAtEnd(ctx: Ctx, input: AppendHistoryInput, rows: readonly NumberedRow[]): Promise<Written | null> {
  // A first row without a step gets one that depends on what is stored.
  if (rows.length === 0 || typeof rows[0]?.row._step !== 'number') return null
  const { columns, stepMax } = columnsOf(rows, { lastStep: null, lineCount: 0 })
  const run = await appendTogether(ctx.db, input.stream, {
    ...writeOf(ctx, input),
    columns,
    stepMax,
    touchesSummary: input.stream === 'history',
    isReopened: false,
    isAlive: true,
    entities: Object.keys(ctx.actor.roles).filter((entity) => hasRole(ctx.actor, entity, 'member')),
  })
  if (run === null) return null
  return { run, lineCount: input.offset + rows.length, written: { rows: rows.length, points: pointsOf(columns) } }
}

function appendMissing(ctx: Ctx, input: AppendHistoryInput, rows: readonly NumberedRow[]): Promise<Written> {
  const { storageId, stream, offset } = input
  const count = rows.length
  return transaction(ctx.db, async (tx) => {
    const run = await store.lockRunForAppend(tx, { storageId, stream, offset, count })
    if (run === null || ctx.actor.roles[run.entity] === undefined) throw notFound('run', storageId)
    requireRole(ctx.actor, run.entity, 'member')
    const missing = run.missing.flatMap(([from, to]) => rows.slice(from - offset, to - offset))
    const { columns, stepMax } = columnsOf(missing, run)
    const isReopened = isReopenedByWords(run)
    await store.writeHistory(tx, stream, {
      ...writeOf(ctx, input),
      columns,
      stepMax,
      touchesSummary: stream === 'history' && (input.summary == null || offset + count >= run.lineCount),
      isReopened,
      isAlive: isReopened || !isTerminal(run.state),
    })
    return {
      run: isReopened ? { ...run, state: 'running' as const } : run,
      lineCount: Math.max(run.lineCount, count > 0 ? offset + count : 0),
      written: { rows: missing.length, points: pointsOf(columns) },
    }
  })
}

function writeOf(ctx: Ctx, { storageId, offset, lines, summary }: AppendHistoryInput) {
  return { storageId, offset, count: lines.length, summary: summary ?? null, now: ctx.now() }
}

/** `_step` belongs to every row and is no metric that somebody logged. */
function pointsOf(columns: readonly Column[]): number {
  return columns.reduce((sum, { key, values }) => sum + (key === '_step' ? 0 : values.length), 0)
}

/** Rows by line, as they were logged. An empty page with `nextLine` null is the end. */
export async function readRows(ctx: Ctx, input: RowsInput): Promise<Rows> {
  await findRunAccess(ctx, input.storageId, 'viewer')
  const series = await rowStore.listSeries(ctx.db, input.storageId, input.stream)
  const limit = Math.max(1, Math.min(input.limit, Math.floor(CELLS_MAX / Math.max(1, series.length))))
  const page = await rowStore.readCells(ctx.db, { series, fromLine: input.fromLine, limit })
  const rows = new Map<number, JsonObject>(page.lines.map((line) => [line, {}]))
  for (const { key, path, line, value } of page.cells) {
    const row = rows.get(line)
    // System rows carry no step of their own; the one that is stored is their line number.
    if (row !== undefined && !(input.stream === 'system' && key === '_step')) placeInRow(row, key, path, value)
  }
  return {
    lines: [...rows].map(([line, row]) => ({ line, json: printJsonLine(row) })),
    nextLine: page.nextLine,
  }
}

const KEYS_MAX = 50_000

/** Names of what the newest runs of a project log, those of the most runs first. */
export async function listKeys(ctx: Ctx, path: ProjectPath): Promise<string[]> {
  const project = await findProjectRef(ctx, path)
  return rowStore.listNewestKeys(ctx.db, project.id, KEYS_MAX)
}

/** Facts of every metric of a stream of a run, by name. */
export async function listMetrics(ctx: Ctx, input: MetricsInput): Promise<MetricFact[]> {
  await findRunAccess(ctx, input.storageId, 'viewer')
  return rowStore.listFacts(ctx.db, input)
}
