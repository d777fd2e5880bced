/** Keys of machines: made by a signed-in person, shown once, revocable one by one. */
import type { Ctx } from '~/server/context'
import type { Actor, ApiKey } from '~/server/domain/account'
import { notFound } from '~/server/domain/errors'
import * as accounts from './account.store'
import { hashSecret, newKey, prefixOf } from './secret'

/** `lastUsedAt` is written at most this often for each key: it is for people, and ingest must not wait for it. */
const TOUCH_MS = 60_000

type Cached = { actor: Actor; keyId: string; readAtMs: number; touchedAtMs: number }

/** Requests of agents come by the thousand with the same key; a revoked key is refused within this time. */
const CACHE_MS = 2000
const CACHE_MAX = 1000
const cache = new Map<string, Cached>()

export async function listKeys(ctx: Ctx): Promise<ApiKey[]> {
  return accounts.listKeys(ctx.db, ctx.actor.userId)
}

export async function createKey(ctx: Ctx, name: string): Promise<ApiKey & { key: string }> {
  const key = newKey()
  const row = { userId: ctx.actor.userId, name, prefix: prefixOf(key), keyHash: hashSecret(key), now: ctx.now() }
  return { ...(await accounts.insertKey(ctx.db, row)), key }
}

export async function revokeKey(ctx: Ctx, id: string): Promise<Record<string, never>> {
  if (!(await accounts.revokeKey(ctx.db, { userId: ctx.actor.userId, id, now: ctx.now() }))) throw notFound('key', id)
  cache.clear()
  return {}
}

/** Who holds this key, or null when nobody does. */
export async function actorOfKey(ctx: Pick<Ctx, 'db' | 'now'>, key: string): Promise<Actor | null> {
  const hash = hashSecret(key)
  const cacheKey = Buffer.from(hash).toString('base64')
  const now = ctx.now()
  const cached = cache.get(cacheKey)
  if (cached !== undefined && now.getTime() - cached.readAtMs < CACHE_MS) return cached.actor
  const found = await accounts.findActorByKey(ctx.db, hash)
  if (found === null) {
    cache.delete(cacheKey)
    return null
  }
  const isStale = now.getTime() - (cached?.touchedAtMs ?? 0) > TOUCH_MS
  if (isStale) await accounts.touchKey(ctx.db, found.keyId, now)
  if (cache.size >= CACHE_MAX) cache.clear()
  cache.set(cacheKey, {
    ...found,
    readAtMs: now.getTime(),
    touchedAtMs: isStale ? now.getTime() : (cached?.touchedAtMs ?? 0),
  })
  return found.actor
}
