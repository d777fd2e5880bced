/** What people do to many runs at once: tag, group, stop, delete, move. Each says what was done and what was not, and why. */
import { randomBytes } from 'node:crypto'
import { requireRole } from '~/server/accounts/access'
import type { Ctx } from '~/server/context'
import { invalid } from '~/server/domain/errors'
import { shortId } from '~/server/domain/ids'
import { storableText } from '~/server/domain/json'
import type { BulkInput, BulkOutcome, BulkPreview, MoveRunsInput, PreviewRunsInput } from '~/server/domain/run-bulk'
import { isTerminal } from '~/server/domain/run-state'
import { findProjectRef, openProject } from '~/server/projects/project.service'
import { requestStopRuns } from '../run.service'
import { allSerials, announce, goOver } from './batch'
import * as store from './bulk.store'

type Refusal = { row: store.BulkRow; reason: string }

const TAGS_MAX = 256

/** The rows that are not in the trash, and a refusal for each that is. */
function living(rows: store.BulkRow[]): { alive: store.BulkRow[]; refused: Refusal[] } {
  return {
    alive: rows.filter(({ deletedAt }) => deletedAt === null),
    refused: rows.filter(({ deletedAt }) => deletedAt !== null).map((row) => ({ row, reason: 'it is in the trash' })),
  }
}

export async function tagRuns(ctx: Ctx, input: BulkInput & { add: string[]; remove: string[] }): Promise<BulkOutcome> {
  const add = input.add.map(storableText)
  const remove = new Set(input.remove.map(storableText))
  return goOver(ctx, input, async (tx, rows) => {
    const { alive, refused } = living(rows)
    const wanted = alive.map((row) => ({
      row,
      tags: [...new Set([...row.tags.filter((tag) => !remove.has(tag)), ...add])],
    }))
    const tooMany = wanted.filter(({ tags }) => tags.length > TAGS_MAX)
    const changed = wanted.filter(({ row, tags }) => tags.length <= TAGS_MAX && tags.join('\0') !== row.tags.join('\0'))
    await store.setTags(
      tx,
      changed.map(({ row, tags }) => ({ storageId: row.storageId, tags })),
    )
    return {
      done: changed.length,
      unchanged: alive.length - changed.length - tooMany.length,
      refused: [...refused, ...tooMany.map(({ row }) => ({ row, reason: `it would have more than ${TAGS_MAX} tags` }))],
    }
  })
}

export async function groupRuns(ctx: Ctx, input: BulkInput & { group: string | null }): Promise<BulkOutcome> {
  const group = input.group === null ? null : storableText(input.group)
  return goOver(ctx, input, async (tx, rows) => {
    const { alive, refused } = living(rows)
    const changed = alive.filter((row) => row.group !== group).map(({ storageId }) => storageId)
    await store.setGroup(tx, changed, group)
    return { done: changed.length, unchanged: alive.length - changed.length, refused }
  })
}

export async function stopRuns(ctx: Ctx, input: BulkInput): Promise<BulkOutcome> {
  return goOver(ctx, input, async (tx, rows) => {
    const { alive, refused } = living(rows)
    const open = alive.filter(({ state }) => !isTerminal(state))
    const done = await requestStopRuns(tx, {
      storageIds: open.map(({ storageId }) => storageId),
      reason: `stopped by ${ctx.actor.username}`,
      now: ctx.now(),
    })
    const ended = alive.filter(({ state }) => isTerminal(state))
    return {
      done,
      unchanged: open.length - done,
      refused: [...refused, ...ended.map((row) => ({ row, reason: `it has ended already: ${row.state}` }))],
    }
  })
}

/** Begins the reason with which a deletion stops what still runs; a restore takes that back. */
export const DELETED_BY = 'deleted by '

/** Into the trash. What still runs is asked to stop; what it logs until then is kept. */
export async function deleteRuns(ctx: Ctx, input: BulkInput): Promise<BulkOutcome> {
  let deletedAt = ''
  const outcome = await goOver(ctx, input, async (tx, rows, { at }) => {
    deletedAt = at.toISOString()
    const alive = rows.filter((row) => row.deletedAt === null)
    const ids = alive.map(({ storageId }) => storageId)
    await store.setDeleted(tx, ids, at)
    await requestStopRuns(tx, { storageIds: ids, reason: `${DELETED_BY}${ctx.actor.username}`, now: ctx.now() })
    return { done: alive.length, unchanged: rows.length - alive.length, refused: [] }
  })
  return { ...outcome, deletedAt }
}

/** Runs leave their sweep when they are moved. A run that has not ended stays: its program writes to where it is. */
export async function moveRuns(ctx: Ctx, input: MoveRunsInput): Promise<BulkOutcome> {
  requireRole(ctx.actor, input.to.entity, 'member')
  const target = await openProject(ctx, input.to)
  const outcome = await goOver(ctx, input, async (tx, rows, { project }) => {
    if (target.id === project.id) {
      throw invalid([
        { path: 'to', line: null, found: `${target.entity}/${target.name}`, allowed: 'another project than theirs' },
      ])
    }
    const { alive, refused } = living(rows)
    const open = alive.filter(({ state }) => !isTerminal(state))
    const ended = alive.filter(({ state }) => isTerminal(state))
    const taken = await store.listTakenIds(
      tx,
      target.id,
      ended.map(({ runId }) => runId),
    )
    const isRefused = ({ runId }: store.BulkRow) => taken.has(runId) && !input.givesNewIds
    const moved = ended.filter((row) => !isRefused(row))
    await store.moveRuns(
      tx,
      target.id,
      moved.map(({ storageId, runId }) => ({ storageId, runId: taken.has(runId) ? shortId(randomBytes) : runId })),
    )
    return {
      done: moved.length,
      unchanged: 0,
      refused: [
        ...refused,
        ...open.map((row) => ({ row, reason: `it is ${row.state}: move it when it has ended` })),
        ...ended.filter(isRefused).map((row) => ({ row, reason: `${target.name} has a run with the id ${row.runId}` })),
      ],
    }
  })
  if (outcome.done > 0) announce(target.id)
  return outcome
}

/** What an action would touch. */
export async function previewRuns(ctx: Ctx, input: PreviewRunsInput): Promise<BulkPreview> {
  const project = await findProjectRef(ctx, input)
  const target = input.to == null ? null : await findProjectRef(ctx, input.to).catch(() => null)
  const serials = await allSerials(ctx, project.id, input.which)
  const [counts, tags] = await Promise.all([
    store.previewBatch(ctx.db, serials, target?.id ?? null),
    store.listCommonTags(ctx.db, serials),
  ])
  return { ...counts, tags }
}
