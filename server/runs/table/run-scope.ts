/** From what a reader asked (a search, a filter, an order) to the pieces of SQL that answer it, and to a sentence when it cannot be answered. */
import type { Ctx } from '~/server/context'
import { Prisma } from '~/server/db/client'
import { sqlStateOf } from '~/server/db/transaction'
import { DomainError, invalid } from '~/server/domain/errors'
import { type FilterPattern, parseFilter } from '~/server/domain/filter/parse'
import { conditionsOf, type FilterTree } from '~/server/domain/filter/tree'
import type { RunSort } from '~/server/domain/run-list'
import { listGoals } from '../run-list.store'
import { type Goals, RunColumns, storable } from './column-sql'
import { filterSql } from './filter-sql'
import { orderOf, type RunOrder } from './order-sql'
import { overProject, tryPattern } from './run-table.store'

/** What a filter in text or from another door says. */
export type RunWish = { search: string; tree: FilterTree | null; patterns: FilterPattern[] }

/** Throws INVALID that says where the filter is wrong. */
export function readWish({ search, filter }: { search: string; filter: string }): RunWish {
  const parsed = parseFilter(filter)
  if (parsed.kind === 'filter') return { search, tree: parsed.tree, patterns: parsed.patterns }
  const { at, found, allowed } = parsed.problem
  throw invalid([{ path: 'filter', line: null, found: `${found} at ${at + 1}`, allowed }])
}

export type RunScope = { joins: Prisma.Sql; where: Prisma.Sql; order: RunOrder }

export async function scopeOf(
  ctx: Ctx,
  projectId: string,
  { wish, sort }: { wish: RunWish; sort: readonly RunSort[] },
): Promise<RunScope> {
  const { columns, where } = await wherePieces(
    ctx,
    projectId,
    wish,
    sort.map(({ column }) => column),
  )
  const order = orderOf(sort, columns)
  return { joins: columns.joins(), where, order }
}

/** What lets the wished runs through; `named` are columns that the statement mentions besides. Take the joins last. */
export async function wherePieces(
  ctx: Ctx,
  projectId: string,
  { search, tree }: RunWish,
  named: readonly string[],
): Promise<{ columns: RunColumns; where: Prisma.Sql }> {
  const all = [...conditionsOf(tree).map(({ column }) => column), ...named]
  const goals = await goalsFor(ctx, projectId, all)
  refuseUnknownBest(all, goals)
  const columns = new RunColumns(goals)
  const where = Prisma.join(
    [
      Prisma.sql`r.project_id = ${projectId}::uuid AND r.deleted_at IS NULL`,
      searchSql(search),
      filterSql(tree, columns, ctx.now()),
    ],
    ' AND ',
  )
  return { columns, where }
}

const NO_GOALS: Goals = new Map()

/** Asked for only where they matter. */
export async function goalsFor(ctx: Ctx, projectId: string, columns: readonly string[]): Promise<Goals> {
  return columns.some((id) => id.startsWith('best.')) ? listGoals(ctx.db, projectId) : NO_GOALS
}

function refuseUnknownBest(columns: readonly string[], goals: Goals): void {
  const unknown = columns.find((id) => id.startsWith('best.') && !goals.has(id.slice('best.'.length)))
  if (unknown === undefined) return
  const key = unknown.slice('best.'.length)
  throw invalid([
    {
      path: 'column',
      line: null,
      found: unknown,
      allowed: `min.${key} or max.${key}: no sweep of this project says which of them is good`,
    },
  ])
}

function searchSql(text: string): Prisma.Sql {
  if (text === '') return Prisma.sql`true`
  const search = storable(text)
  return Prisma.sql`(position(lower(${search}) IN lower(r.name)) > 0 OR position(lower(${search}) IN lower(r.run_id)) > 0
    OR EXISTS (SELECT FROM unnest(r.tags) tag WHERE position(lower(${search}) IN lower(tag)) > 0))`
}

const BAD_PATTERN = '2201B'
const TIMED_OUT = '57014'

/**
 * Asks over a whole project, and says a refusal of the database in the reader's terms: a pattern that only it does not
 * understand, or a question that takes too long.
 */
export async function answering<T>(ctx: Ctx, { patterns }: RunWish, ask: (tx: Ctx['db']) => Promise<T>): Promise<T> {
  let at = 0
  try {
    return await overProject(ctx.db, async (tx) => {
      for (at = 0; at < patterns.length; at += 1) await tryPattern(tx, patterns[at]?.pattern ?? '')
      at = 0
      return ask(tx)
    })
  } catch (error) {
    const state = sqlStateOf(error)
    const pattern = patterns[at]
    if (state !== TIMED_OUT && (state !== BAD_PATTERN || pattern === undefined)) throw error
    if (pattern === undefined) {
      throw new DomainError('UNAVAILABLE', 'Looking through these runs took too long. Narrow the filter, or try again.')
    }
    const found = `the pattern /${pattern.pattern}/ at ${pattern.at + 1}`
    throw invalid([
      state === BAD_PATTERN
        ? {
            path: 'filter',
            line: null,
            found,
            allowed: 'a regular expression as PostgreSQL reads it, such as /resnet.*50/i',
          }
        : {
            path: 'filter',
            line: null,
            found: `${found}, which takes too long on these runs`,
            allowed: 'a simpler one, or contains',
          },
    ])
  }
}
