/** The groups of a project's runs, one level at a time. */
import type { Ctx } from '~/server/context'
import { Prisma } from '~/server/db/client'
import { invalid } from '~/server/domain/errors'
import { printFilter } from '~/server/domain/filter/print'
import { allOf, type FilterTree } from '~/server/domain/filter/tree'
import type { Json } from '~/server/domain/json'
import { columnKind } from '~/server/domain/run-column'
import { groupKey, type ListGroupsInput, type RunGroups } from '~/server/domain/run-group'
import { findProjectRef } from '~/server/projects/project.service'
import { Recent } from './recent'
import * as store from './run-group.store'
import { answering, type RunWish, readWish, wherePieces } from './run-scope'

const recent = new Recent<RunGroups>()

/** Call when the runs of a project were changed by a person: the next look shows it. */
export function forgetGroups(projectId: string): void {
  recent.forget(projectId)
}

export async function listGroups(ctx: Ctx, input: ListGroupsInput): Promise<RunGroups> {
  const project = await findProjectRef(ctx, input)
  const wish = readWish(input)
  if (input.within.length > 0 && input.within.length >= input.groupBy.length) {
    throw invalid([
      { path: 'within', line: null, found: `${input.within.length} values`, allowed: 'fewer than columns in groupBy' },
    ])
  }
  const question = JSON.stringify({ ...input, entity: '', project: project.id })
  return recent.ask(question, project.id, () => readGroups(ctx, project.id, { wish, input }))
}

async function readGroups(
  ctx: Ctx,
  projectId: string,
  { wish, input }: { wish: RunWish; input: ListGroupsInput },
): Promise<RunGroups> {
  const { groupBy, within, offset, limit } = input
  const isFlat = input.isFlat && groupBy.length > 0
  const by = isFlat ? groupBy : groupBy.slice(within.length, within.length + 1)
  const column = isFlat ? null : (by[0] ?? null)
  const sort = input.sort?.[0]
  const named = [...groupBy, ...input.columns, ...(sort === undefined ? [] : [sort.column])]
  const { columns, where } = await wherePieces(ctx, projectId, wish, named)
  const conditions = within.map((value, level) => store.withinSql(columns, groupBy[level] ?? '', value))
  const question = {
    where: Prisma.join([where, ...conditions], ' AND '),
    value: isFlat
      ? store.flatValue(columns, groupBy)
      : column === null
        ? Prisma.sql`NULL::jsonb`
        : store.groupValue(columns, column),
    label: column === 'sweep' ? columns.text('sweep') : Prisma.sql`NULL::text`,
    isByTag: by.includes('tags'),
    members: input.members,
    isFlat,
    facts: input.columns.map((id) => store.factsSql(columns, id)),
    ordered: store.groupOrdered(columns, sort),
    orderBy: store.groupOrder(columns, by, isFlat, sort),
    offset,
    limit,
  }
  // Last, when every column was asked for.
  const joins = columns.joins()
  const { total, groups } = await answering(ctx, wish, (tx) => store.listGroups(tx, { ...question, joins }))
  return {
    total,
    offset,
    groups: groups.map(({ texts, facts, ...group }) => {
      const values = isFlat && Array.isArray(group.value) ? group.value : [group.value]
      const conditions = by.map((id, index) => groupCondition(id, values[index] ?? null, texts[index] ?? null))
      return {
        ...group,
        key: groupKey([...within, ...values]),
        filter: printFilter(allOf(conditions)),
        facts: Object.fromEntries(input.columns.flatMap((id, index) => (facts[index] ? [[id, facts[index]]] : []))),
      }
    }),
  }
}

function groupCondition(column: string, value: Json, text: string | null): FilterTree {
  if (value === null || text === null) return { op: 'missing', column }
  if (columnKind(column) === 'time') return { op: '=', column, value: { time: text } }
  const isPlain = typeof value === 'number' || typeof value === 'boolean'
  return { op: '=', column, value: isPlain ? value : text }
}
