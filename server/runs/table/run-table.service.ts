/** Any stretch of a project's runs in any order, for tables: as small at 100,000 runs as at a hundred. */
import type { Ctx } from '~/server/context'
import type { Json, JsonObject } from '~/server/domain/json'
import type { RunRow } from '~/server/domain/run'
import type { ListIdsInput, ReadTableInput, RunTablePage } from '~/server/domain/run-list'
import { findProjectRef } from '~/server/projects/project.service'
import { type KeptOrder, OrderMemory } from './order-memory'
import { answering, goalsFor, readWish, scopeOf } from './run-scope'
import { readIds, readOrder, readRows, readWhole } from './run-table.store'

const memory = new OrderMemory()

/** Call when the runs of a project were changed by a person: the next look shows it. */
export function forgetOrders(projectId: string): void {
  memory.forget(projectId)
}

export async function readTable(ctx: Ctx, input: ReadTableInput): Promise<RunTablePage> {
  const project = await findProjectRef(ctx, input)
  const order = await findOrder(ctx, project.id, input)
  const serials = Array.from(order.serials.subarray(input.offset, input.offset + input.limit))
  const runs = await rowsOf(ctx, project.id, { serials, columns: input.columns, isWhole: input.isWhole })
  return { version: order.version, total: order.serials.length, offset: input.offset, runs }
}

/** Public ids of a stretch, in order. */
export async function listIds(ctx: Ctx, input: ListIdsInput): Promise<{ version: string; ids: string[] }> {
  const project = await findProjectRef(ctx, input)
  const order = await findOrder(ctx, project.id, input)
  const serials = Array.from(order.serials.subarray(input.offset, input.offset + input.limit))
  return { version: order.version, ids: await readIds(ctx.db, project.id, serials) }
}

type OrderWish = Pick<ReadTableInput, 'search' | 'filter' | 'sort' | 'version'>

/** The order that the wish names, else the one of now. */
export async function findOrder(ctx: Ctx, projectId: string, input: OrderWish): Promise<KeptOrder> {
  const wish = readWish(input)
  const question = JSON.stringify([projectId, input.search, input.filter, input.sort])
  const known = input.version == null ? null : memory.find(question, input.version)
  if (known !== null) return known
  return memory.now(question, projectId, async () => {
    const scope = await scopeOf(ctx, projectId, { wish, sort: input.sort })
    return answering(ctx, wish, (tx) => readOrder(tx, scope, scope.order))
  })
}

type Wanted = { serials: number[]; columns: string[]; isWhole: boolean }

async function rowsOf(ctx: Ctx, projectId: string, { serials, columns, isWhole }: Wanted): Promise<(RunRow | null)[]> {
  const goals = await goalsFor(ctx, projectId, columns)
  const [rows, whole] = await Promise.all([
    readRows(ctx.db, { projectId, serials, columns, goals }),
    isWhole ? readWhole(ctx.db, serials) : null,
  ])
  const bySerial = new Map(rows.map((row) => [row.serial, row]))
  return serials.map((serial) => {
    const row = bySerial.get(serial)
    if (row === undefined) return null
    const all = whole?.get(serial)
    if (all === undefined) return row
    return { ...row, values: { ...leaves(all.config, 'config.'), ...leaves(all.summary, 'summary.'), ...row.values } }
  })
}

function leaves(value: Json, prefix: string): JsonObject {
  const found: JsonObject = {}
  const walk = (inner: Json, path: string): void => {
    const isGroup =
      typeof inner === 'object' && inner !== null && !Array.isArray(inner) && Object.keys(inner).length > 0
    if (!isGroup) found[path] = inner
    else
      for (const [key, item] of Object.entries(inner))
        walk(item, path === prefix ? `${prefix}${key}` : `${path}.${key}`)
  }
  walk(value, prefix)
  delete found[prefix]
  return found
}
