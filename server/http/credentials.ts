/**
 * Who sent a request: a key (Bearer, or Basic as the wandb client sends it) or the session cookie of a browser. The
 * cookie carries a signature beside its random token, so that forged ones are refused without asking the database.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { actorOfKey } from '~/server/accounts/api-key.service'
import { actorOfSession, type NewSession } from '~/server/accounts/session.service'
import type { Ctx } from '~/server/context'
import type { Actor } from '~/server/domain/account'

export type CookieSettings = { name: string; secret: string; isSecure: boolean }

type Base = Pick<Ctx, 'db' | 'now'>

/** Null when there is no credential or it is not valid. */
export async function actorOf(ctx: Base, headers: Headers, cookie: CookieSettings): Promise<Actor | null> {
  const key = keyOf(headers.get('authorization'))
  if (key !== null) return actorOfKey(ctx, key)
  const token = sessionToken(headers, cookie)
  return token === null ? null : actorOfSession(ctx, token)
}

/** `Bearer KEY`, or `Basic base64("api:KEY")` with any user name. */
export function keyOf(authorization: string | null): string | null {
  const [scheme = '', value = ''] = (authorization ?? '').trim().split(/\s+/, 2)
  if (value === '') return null
  if (scheme.toLowerCase() === 'bearer') return value
  if (scheme.toLowerCase() !== 'basic') return null
  const text = Buffer.from(value, 'base64').toString('utf8')
  const password = text.slice(text.indexOf(':') + 1)
  return text.includes(':') && password !== '' ? password : null
}

/** The token of a cookie whose signature is right. */
export function sessionToken(headers: Headers, { name, secret }: CookieSettings): string | null {
  for (const part of (headers.get('cookie') ?? '').split(';')) {
    const [key = '', value = ''] = part.trim().split('=', 2)
    if (key !== name) continue
    const [token = '', signature = ''] = value.split('.', 2)
    const expected = sign(token, secret)
    const given = Buffer.from(signature)
    if (given.length === expected.length && timingSafeEqual(given, expected)) return token
  }
  return null
}

/** The Set-Cookie header that opens a session, or ends it when there is none. */
export function sessionCookie(session: NewSession | null, { name, secret, isSecure }: CookieSettings): string {
  const value = session === null ? '' : `${session.token}.${sign(session.token, secret).toString()}`
  const expires = (session?.expiresAt ?? new Date(0)).toUTCString()
  return `${name}=${value}; Path=/; HttpOnly; SameSite=Lax; Expires=${expires}${isSecure ? '; Secure' : ''}`
}

function sign(token: string, secret: string): Buffer {
  return Buffer.from(createHmac('sha256', secret).update(token).digest('base64url'))
}
