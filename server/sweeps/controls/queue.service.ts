/**
 * What people do with the queue of a sweep: look at it, write a run by hand, ask for a failed one again, take one back,
 * move one to the front. Whoever adds to it waits for the search, since both number what they make.
 */
import type { z } from 'zod'
import type { Ctx } from '~/server/context'
import { lock } from '~/server/db/lock'
import { transaction } from '~/server/db/transaction'
import { DomainError, invalid, notFound } from '~/server/domain/errors'
import { readHandWritten } from '~/server/domain/hand-written'
import { cutOutOf, outsideOf } from '~/server/domain/in-space'
import { type JsonObject, storableObject } from '~/server/domain/json'
import {
  type Enqueued,
  type EnqueueInput,
  QUEUE_MAX,
  type Retried,
  type RetryInput,
  type SuggestionQueue,
  type suggestionRefSchema,
} from '~/server/domain/suggestion'
import { publish } from '~/server/live/publish'
import { endWhenDone } from '../end-when-done.service'
import { openSweep } from '../open-sweep.service'
import { requireSweep } from '../require-sweep.service'
import * as suggestions from '../suggestion.store'
import * as sweeps from '../sweep.store'
import * as store from './queue.store'

export async function listQueue(ctx: Ctx, id: string): Promise<SuggestionQueue> {
  const { storageId, config } = await requireSweep(ctx, id, 'viewer')
  const waiting = await store.listWaiting(ctx.db, storageId, QUEUE_MAX)
  const counts = await suggestions.countUntried(ctx.db, storageId)
  const total = (state: 'pending' | 'dropped') =>
    counts.filter((each) => each.state === state).reduce((sum, { count }) => sum + count, 0)
  const outside = outsideOf(config)
  return {
    waiting: waiting.map((each) => ({
      ...each,
      outside: outside(each.config),
      createdAt: each.createdAt.toISOString(),
    })),
    waitingCount: total('pending'),
    droppedCount: total('dropped'),
  }
}

/** Given out before everything that the search suggested; opens a sweep that is over. */
export async function enqueue(ctx: Ctx, input: EnqueueInput): Promise<Enqueued> {
  const sweep = await requireSweep(ctx, input.sweep, 'member')
  const done = await addToQueue(ctx, sweep, async (current) => {
    const read = readHandWritten(input.config, current.config, input)
    if (read.kind === 'refused') throw invalid(read.problems)
    const config = storableObject(read.config)
    const note = input.note?.trim()
    return {
      source: 'hand',
      made: [{ config, info: { method: 'hand', by: ctx.actor.username, ...(note ? { note } : {}) } }],
    }
  })
  const [first] = done.suggestions
  if (first === undefined) throw new Error('a hand-written run was not put into the queue')
  return { number: first.number, config: first.config, opened: done.opened }
}

/**
 * The same configs again under new numbers. What was asked for again already is left alone, and so is what was cut out
 * of the space, unless it is named.
 */
export async function retry(ctx: Ctx, input: RetryInput): Promise<Retried> {
  const sweep = await requireSweep(ctx, input.sweep, 'member')
  let found = 0
  const done = await addToQueue(ctx, sweep, async (current, tx) => {
    const runs = input.runs ?? null
    const states = runs === null ? input.states : ['failed', 'crashed', 'killed']
    const candidates = await store.listRetryCandidates(tx, current.storageId, { states, runs })
    found = runs?.length ?? candidates.length
    const isCutOut = runs === null && !input.includeOutside ? cutOutOf(current.config) : () => false
    const made = candidates
      .filter(({ isRetried, config }) => !isRetried && !isCutOut(config))
      .map(({ number, config, runId, runName }) => ({
        config,
        info: { method: 'retry', by: ctx.actor.username, retryOf: number, run: runId, runName },
      }))
    return { source: 'retry', made }
  })
  const queued = done.suggestions.length
  return { queued, skipped: found - queued, opened: done.opened }
}

type Adding = { source: 'hand' | 'retry'; made: { config: JsonObject; info: JsonObject }[] }
type Added = { suggestions: { number: number; config: JsonObject }[]; opened: boolean }

async function addToQueue(
  ctx: Ctx,
  { storageId, projectId }: sweeps.StoredSweep,
  make: (current: sweeps.StoredSweep, tx: Ctx['db']) => Promise<Adding>,
): Promise<Added> {
  const added = await transaction(ctx.db, async (tx): Promise<Added> => {
    await lock(tx, `suggest ${storageId}`)
    const current = await sweeps.lockSweep(tx, storageId)
    if (current === null) throw notFound('sweep', storageId)
    refuseClosed(current, ctx.now())
    const { source, made } = await make(current, tx)
    if (made.length === 0) return { suggestions: [], opened: false }
    const { made: next } = await suggestions.findStanding(tx, storageId)
    const numbered = made.map((each, index) => ({ ...each, number: next + index }))
    await suggestions.insertSuggestions(tx, {
      sweepId: storageId,
      version: current.version,
      source,
      suggestions: numbered,
    })
    const isOver = current.state === 'finished'
    if (isOver) await openSweep({ db: tx, now: ctx.now }, current)
    return { suggestions: numbered, opened: isOver }
  })
  publish({ kind: 'sweep', projectId, id: storageId, sweepId: storageId })
  return added
}

function refuseClosed({ state, endsAt }: sweeps.StoredSweep, now: Date): void {
  if (state === 'canceled')
    throw new DomainError('CONFLICT', 'This sweep was canceled and hands out nothing more; create a new one.')
  if (endsAt !== null && endsAt <= now) {
    const advice = 'Set a later end time, or none, and try again.'
    throw new DomainError('CONFLICT', `The end time of this sweep (${endsAt.toISOString()}) has passed. ${advice}`)
  }
}

type SuggestionRef = z.infer<typeof suggestionRefSchema>

/** It is never given out nor suggested again. A sweep with nothing else left is over. */
export async function withdraw(ctx: Ctx, { sweep: id, id: suggestion }: SuggestionRef): Promise<Record<string, never>> {
  const { storageId, projectId } = await requireSweep(ctx, id, 'member')
  await transaction(ctx.db, async (tx) => {
    const sweep = await sweeps.lockSweep(tx, storageId)
    const taken = { id: suggestion, by: ctx.actor.username }
    if (sweep === null || !(await store.withdraw(tx, storageId, taken))) throw noLongerWaiting()
    await endWhenDone(tx, sweep, ctx.now())
  })
  publish({ kind: 'sweep', projectId, id: storageId, sweepId: storageId })
  return {}
}

export async function moveToFront(
  ctx: Ctx,
  { sweep: id, id: suggestion }: SuggestionRef,
): Promise<Record<string, never>> {
  const { storageId, projectId } = await requireSweep(ctx, id, 'member')
  if (!(await store.moveToFront(ctx.db, storageId, suggestion))) throw noLongerWaiting()
  publish({ kind: 'sweep', projectId, id: storageId, sweepId: storageId })
  return {}
}

function noLongerWaiting(): DomainError {
  return new DomainError(
    'CONFLICT',
    'This suggestion does not wait any more: an agent has taken it, or it was taken back.',
  )
}
