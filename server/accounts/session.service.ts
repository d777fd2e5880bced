/**
 * Sign-in of browsers: by a one-time link that the server prints, or by a key that is pasted. There are no passwords
 * in this version, hence nothing that a library for them would add.
 */
import { randomBytes } from 'node:crypto'
import type { Ctx } from '~/server/context'
import type { Actor } from '~/server/domain/account'
import { DomainError } from '~/server/domain/errors'
import * as accounts from './account.store'
import { actorOfKey } from './api-key.service'
import { hashSecret } from './secret'

const SESSION_DAYS = 30
const LINK_HOURS = 24
const HOUR_MS = 3_600_000

type Base = Pick<Ctx, 'db' | 'now'>

export type NewSession = { token: string; expiresAt: Date }

export async function actorOfSession(ctx: Base, token: string): Promise<Actor | null> {
  return accounts.findActorBySession(ctx.db, hashSecret(token), ctx.now())
}

/** Null when the link was used before, is too old or never was. */
export async function signInByLink(ctx: Base, token: string): Promise<NewSession | null> {
  const userId = await accounts.claimSignInLink(ctx.db, hashSecret(token), ctx.now())
  return userId === null ? null : openSession(ctx, userId)
}

export async function signInByKey(ctx: Base, key: string): Promise<NewSession> {
  const actor = await actorOfKey(ctx, key)
  if (actor === null) {
    throw new DomainError(
      'UNAUTHENTICATED',
      'That key is not known here. `sweepboard key` prints the key of the local owner.',
    )
  }
  return openSession(ctx, actor.userId)
}

export async function signOut(ctx: Base, token: string): Promise<void> {
  await accounts.deleteSession(ctx.db, hashSecret(token))
}

/** Forgets what is too old to sign anybody in. */
export async function purgeExpired(ctx: Base): Promise<void> {
  await accounts.deleteExpired(ctx.db, ctx.now())
}

/** A link that signs one browser in as this user, once, within a day. */
export async function createSignInToken(ctx: Base, userId: string): Promise<string> {
  const token = randomBytes(24).toString('base64url')
  const expiresAt = new Date(ctx.now().getTime() + LINK_HOURS * HOUR_MS)
  await accounts.insertSignInLink(ctx.db, { userId, tokenHash: hashSecret(token), expiresAt })
  return token
}

async function openSession(ctx: Base, userId: string): Promise<NewSession> {
  const token = randomBytes(32).toString('base64url')
  const now = ctx.now()
  const expiresAt = new Date(now.getTime() + SESSION_DAYS * 24 * HOUR_MS)
  await accounts.insertSession(ctx.db, { userId, tokenHash: hashSecret(token), now, expiresAt })
  return { token, expiresAt }
}
