/** Sign-in and sign-out of browsers: the one-time link, the pasted key, the cookie. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import { signInByKey, signInByLink, signOut } from '~/server/accounts/session.service'
import type { Ctx } from '~/server/context'
import { DomainError } from '~/server/domain/errors'
import { headersOf, readJson, redirect, sendJson } from './answer'
import { type CookieSettings, sessionCookie, sessionToken } from './credentials'

const BODY_BYTES_MAX = 16_384

type Base = Pick<Ctx, 'db' | 'now'>

/** GET /sign-in/TOKEN[?next=/path]. A link that was used before leads to the sign-in page, which says what to do. */
export async function answerSignInLink(
  ctx: Base,
  url: URL,
  res: ServerResponse,
  cookie: CookieSettings,
): Promise<void> {
  const session = await signInByLink(ctx, url.pathname.slice('/sign-in/'.length))
  if (session === null) {
    redirect(res, '/sign-in?link=used')
    return
  }
  res.setHeader('set-cookie', sessionCookie(session, cookie))
  redirect(res, localPath(url.searchParams.get('next')))
}

/** POST /api/sign-in {"key": "…"}. */
export async function answerSignIn(
  ctx: Base,
  req: IncomingMessage,
  res: ServerResponse,
  cookie: CookieSettings,
): Promise<void> {
  const body = z.object({ key: z.string().min(1).max(512) }).safeParse(await readJson(req, BODY_BYTES_MAX))
  if (!body.success) throw new DomainError('INVALID', 'Send {"key": "<API key>"}.')
  const session = await signInByKey(ctx, body.data.key.trim())
  res.setHeader('set-cookie', sessionCookie(session, cookie))
  sendJson(res, 200, { signedIn: true })
}

/** POST /api/sign-out. */
export async function answerSignOut(
  ctx: Base,
  req: IncomingMessage,
  res: ServerResponse,
  cookie: CookieSettings,
): Promise<void> {
  const token = sessionToken(headersOf(req), cookie)
  if (token !== null) await signOut(ctx, token)
  res.setHeader('set-cookie', sessionCookie(null, cookie))
  sendJson(res, 200, { signedIn: false })
}

/** Only a path of this server: an open redirect would lend our name to others. */
function localPath(next: string | null): string {
  return next !== null && /^\/(?![/\\])/.test(next) ? next : '/'
}
