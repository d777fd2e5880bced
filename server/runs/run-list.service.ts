/** Reading runs: one after the other, what columns there are, and one run's page. */

import type { z } from 'zod'
import type { Ctx } from '~/server/context'
import { DomainError, notFound } from '~/server/domain/errors'
import type { ProjectPath, RunPath } from '~/server/domain/ids'
import type { JsonObject } from '~/server/domain/json'
import type { RunDetail, runColumnsSchema } from '~/server/domain/run'
import type { ListRunsInput, RunPage } from '~/server/domain/run-list'
import { findProjectRef } from '~/server/projects/project.service'
import { findRunAccessByPath, findRunExtras } from './run.store'
import * as store from './run-list.store'
import { parseCursor } from './table/order-sql'
import { answering, readWish, scopeOf } from './table/run-scope'

const COLUMNS_MAX = 1000

export async function listRuns(ctx: Ctx, input: ListRunsInput): Promise<RunPage> {
  const project = await findProjectRef(ctx, input)
  const wish = readWish(input)
  const scope = await scopeOf(ctx, project.id, { wish, sort: input.sort })
  const cursor = input.cursor == null ? null : parseCursor(input.cursor, scope.order)
  const page = { scope, order: scope.order, cursor, limit: input.limit }
  return answering(ctx, wish, (tx) => store.listRuns(tx, page))
}

/** Keys of the newest runs' config, summary and metrics; those that most of them have come first. */
export async function listColumns(ctx: Ctx, path: ProjectPath): Promise<z.infer<typeof runColumnsSchema>> {
  const project = await findProjectRef(ctx, path)
  const newest = await store.listNewestValues(ctx.db, project.id)
  return {
    config: commonKeys(newest.map(({ config }) => config)),
    summary: commonKeys(newest.map(({ summary }) => summary)),
    metrics: await store.listNewestMetrics(ctx.db, project.id, COLUMNS_MAX),
  }
}

export async function findRun(ctx: Ctx, path: RunPath): Promise<RunDetail> {
  const project = await findProjectRef(ctx, path)
  const run = await store.findRunSummary(ctx.db, project.id, path.run.replaceAll('\0', ''))
  const extras = run === null ? null : await findRunExtras(ctx.db, run.storageId)
  if (run === null || extras === null) {
    const known = await findRunAccessByPath(ctx.db, { ...path, run: path.run.replaceAll('\0', '') })
    throw known === null ? notFound('run', path.run) : inTrash(path.run)
  }
  return { ...run, ...extras, entity: project.entity, project: project.name }
}

export function inTrash(run: string): DomainError {
  return new DomainError('GONE', `Run "${run}" is in the trash of its project. Restore it there to see it again.`)
}

function commonKeys(objects: readonly JsonObject[]): string[] {
  const counts = new Map<string, number>()
  for (const object of objects) {
    for (const key of new Set(leafKeys(object, ''))) counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return [...counts]
    .sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1))
    .slice(0, COLUMNS_MAX)
    .map(([key]) => key)
}

function leafKeys(object: JsonObject, prefix: string): string[] {
  return Object.entries(object).flatMap(([key, value]) => {
    const isGroup = typeof value === 'object' && value !== null && !Array.isArray(value)
    return isGroup ? leafKeys(value, `${prefix}${key}.`) : [`${prefix}${key}`]
  })
}
