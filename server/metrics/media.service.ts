/** What runs logged beside numbers: images, tables, histograms, text. Content of files is the files feature's. */
import type { Ctx } from '~/server/context'
import {
  type MediaInput,
  type MediaKey,
  type MediaPage,
  type MediaSteps,
  type MediaStepsInput,
  mediaKindOf,
} from '~/server/domain/media'
import { findRunsAccess } from '~/server/runs/run.service'
import * as store from './media.store'

/** By name; a metric that is of one kind in some runs and of another in others is named once for each. */
export async function listMediaKeys(ctx: Ctx, storageIds: readonly string[]): Promise<MediaKey[]> {
  await findRunsAccess(ctx, [...new Set(storageIds)], 'viewer')
  const keys = new Map<string, MediaKey>()
  for (const { key, type, jsonType, runCount, valueCount } of await store.listTypedKeys(ctx.db, storageIds)) {
    const kind = mediaKindOf(type, jsonType)
    if (kind === null) continue
    const name = JSON.stringify([key, kind])
    const known = keys.get(name) ?? { key, kind, runCount: 0, valueCount: 0 }
    keys.set(name, { ...known, runCount: known.runCount + runCount, valueCount: known.valueCount + valueCount })
  }
  return [...keys.values()]
}

/** In the order of the question; runs that never logged the metric are left out. */
export async function listMediaSteps(ctx: Ctx, input: MediaStepsInput): Promise<MediaSteps[]> {
  await findRunsAccess(ctx, [...new Set(input.storageIds)], 'viewer')
  const byRun = new Map((await store.listSteps(ctx.db, input)).map((steps) => [steps.storageId, steps]))
  return [...new Set(input.storageIds)].flatMap((storageId) => byRun.get(storageId) ?? [])
}

export async function readMedia(ctx: Ctx, input: MediaInput): Promise<MediaPage> {
  await findRunsAccess(ctx, [...new Set(input.runs.map(({ storageId }) => storageId))], 'viewer')
  return store.readMedia(ctx.db, input)
}
