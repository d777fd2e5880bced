/**
 * What runs print. Lines are addressed by number and may be written again, so repeating a request changes nothing and
 * a progress bar stays one line.
 */
import { requireRole } from '~/server/accounts/access'
import type { Ctx } from '~/server/context'
import { transaction } from '~/server/db/transaction'
import {
  type ConsolePage,
  type ConsolePageInput,
  type FindLinesInput,
  type FoundLines,
  plainText,
  type WriteConsoleInput,
} from '~/server/domain/console'
import { invalid, notFound } from '~/server/domain/errors'
import type { RunPath } from '~/server/domain/ids'
import { storableText } from '~/server/domain/json'
import type { RunOrders } from '~/server/domain/run'
import { publish } from '~/server/live/publish'
import * as store from './console-log.store'
import { findRunAccess, findRunAccessByPath, hearOf } from './run.service'
import { lockRun } from './run.store'
import { ordersOf } from './run-liveness'

/** A thousand million lines; more is a mistake of the writer's. */
const LINE_NUMBER_MAX = 1_000_000_000
/** Longer lines are cut, visibly: a block of 256 must fit in one JSON value. */
const LINE_CHARACTERS_MAX = 128 * 1024
/** Characters in one answer; what is past it is left for the next question. */
const PAGE_CHARACTERS_MAX = 8 * 1024 * 1024

export async function writeConsole(ctx: Ctx, input: WriteConsoleInput): Promise<RunOrders> {
  const { storageId, offset } = input
  if (offset + input.lines.length > LINE_NUMBER_MAX) {
    throw invalid([
      { path: 'offset', line: null, found: String(offset), allowed: `line numbers below ${LINE_NUMBER_MAX}` },
    ])
  }
  const lines = input.lines.map(({ text, stream, time }): store.StoredLine => {
    return [storableText(shortened(text)), stream === 'stderr' ? 1 : 0, time == null ? null : Date.parse(time)]
  })
  const run = await transaction(ctx.db, async (tx) => {
    const run = await lockRun(tx, storageId)
    if (run === null) throw notFound('run', storageId)
    requireRole(ctx.actor, run.entity, 'member')
    if (lines.length > 0) await store.writeLines(tx, { storageId, offset, lines })
    return (await hearOf(tx, run, ctx.now())) ? { ...run, state: 'running' as const } : run
  })
  publish({ kind: 'console', projectId: run.projectId, id: storageId, sweepId: run.sweepId })
  return ordersOf(run)
}

function shortened(text: string): string {
  if (text.length <= LINE_CHARACTERS_MAX) return text
  return `${text.slice(0, LINE_CHARACTERS_MAX)} … [${text.length - LINE_CHARACTERS_MAX} more characters were cut]`
}

export async function readConsole(ctx: Ctx, input: ConsolePageInput): Promise<ConsolePage> {
  const { storageId, limit } = input
  await findRunAccess(ctx, storageId, 'viewer')
  const lineCount = await store.countLines(ctx.db, storageId)
  const from = input.from ?? null
  const search = storableText(input.search)
  if (search !== '') {
    const { lines, matchCount } = await store.findLines(ctx.db, { storageId, search, from, limit })
    return { lines: withinBudget(lines, from === null), lineCount, matchCount }
  }
  const first = from ?? Math.max(0, lineCount - limit)
  const lines = await store.readLines(ctx.db, { storageId, from: first, to: Math.min(lineCount, first + limit) })
  return { lines: withinBudget(lines, from === null), lineCount, matchCount: lineCount }
}

/** More matches than this nobody goes through one by one. */
const MATCHES_MAX = 20_000

export async function findLines(ctx: Ctx, { storageId, search, from }: FindLinesInput): Promise<FoundLines> {
  await findRunAccess(ctx, storageId, 'viewer')
  const lineCount = await store.countLines(ctx.db, storageId)
  const wanted = { storageId, search: storableText(search), from, limit: MATCHES_MAX + 1 }
  const numbers = await store.findNumbers(ctx.db, wanted)
  return { numbers: numbers.slice(0, MATCHES_MAX), isCut: numbers.length > MATCHES_MAX, lineCount }
}

/** Lines read at a time of a console that is taken along. */
const TEXT_PAGE_LINES = 5000

/** The whole console as plain text, piece by piece; authorised before the first piece is asked for. */
export async function consoleText(ctx: Ctx, path: RunPath): Promise<AsyncGenerator<string>> {
  const { storageId } = await findRunAccessByPath(ctx, path, 'viewer')
  return readText(ctx, storageId)
}

async function* readText(ctx: Ctx, storageId: string): AsyncGenerator<string> {
  const lineCount = await store.countLines(ctx.db, storageId)
  for (let from = 0; from < lineCount; from += TEXT_PAGE_LINES) {
    const lines = await store.readLines(ctx.db, { storageId, from, to: Math.min(lineCount, from + TEXT_PAGE_LINES) })
    yield lines.map(({ text }) => `${plainText(text)}\n`).join('')
  }
}

/** A page of very long lines ends early; a tail loses its first lines instead. */
function withinBudget(lines: ConsolePage['lines'], isTail: boolean): ConsolePage['lines'] {
  const inTurn = isTail ? lines.toReversed() : lines
  let left = PAGE_CHARACTERS_MAX
  const kept = inTurn.filter((line, index) => {
    left -= line.text.length
    return index === 0 || left >= 0
  })
  return isTail ? kept.toReversed() : kept
}
