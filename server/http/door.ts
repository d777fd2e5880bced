/**
 * The HTTP door: which path is answered by whom. Agents, health and sign-in are answered here, in front of Next,
 * because a route handler of Next costs some twenty times as much a request; everything else is a page.
 */
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { nodeHTTPRequestHandler } from '@trpc/server/adapters/node-http'
import compression from 'compression'
import type { Ctx } from '~/server/context'
import { DomainError } from '~/server/domain/errors'
import type { Env } from '~/server/env'
import type { Logger } from '~/server/log'
import { registry, requestSeconds, requests } from '~/server/metrics-registry'
import type { TrpcContext } from '~/server/trpc/init'
import { appRouter } from '~/server/trpc/router'
import { headersOf, sendError, sendText } from './answer'
import { isConsolePath, sendConsoleText } from './console-text'
import { actorOf, type CookieSettings } from './credentials'
import { answerFile } from './files'
import { answerShared } from './shared'
import { answerSignIn, answerSignInLink, answerSignOut } from './sign-in'

export type DoorSettings = {
  base: Pick<Ctx, 'db' | 'blobs' | 'now' | 'log' | 'baseUrl'>
  env: Env
  cookie: CookieSettings
  /** Null while Next is still preparing. */
  pages: () => RequestListener | null
  /** Null when the database answers and is migrated, else the reason. */
  notReady: () => Promise<string | null>
  /** Aborts when the server begins to stop: long polls and live streams end at once. */
  stopping: AbortSignal
  isLoopback: boolean
  isDev: boolean
}

/**
 * Answers that are read at once; a live stream must not wait in a compressor. At the lowest level: the points of a large
 * sweep take half the time of the usual one and are three in a hundred larger.
 */
const gzip = compression({ threshold: 2048, level: 1 })

function compress(req: IncomingMessage, res: ServerResponse): void {
  // The middleware is typed for Express and uses nothing of it.
  gzip(req as Parameters<typeof gzip>[0], res as Parameters<typeof gzip>[1], () => undefined)
}

/** Pages run our scripts alone, are framed by nobody, and tell other sites nothing. Next inlines its own start script. */
function securityHeaders(isDev: boolean): [string, string][] {
  const scripts = isDev ? "'self' 'unsafe-inline' 'unsafe-eval'" : "'self' 'unsafe-inline'"
  const policy = [
    "default-src 'self'",
    `script-src ${scripts}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    isDev ? "connect-src 'self' ws:" : "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ]
  return [
    ['content-security-policy', policy.join('; ')],
    ['x-content-type-options', 'nosniff'],
    ['referrer-policy', 'same-origin'],
    ['x-frame-options', 'DENY'],
  ]
}

/** A body of the usual size that takes longer is not on its way. */
const BODY_MS_MAX = 300_000

/** How a request is counted: the door it came through, never its path, which anybody can make up. */
type DoorName = 'trpc' | 'files' | 'shared' | 'health' | 'sign-in' | 'page'

export function createDoor(settings: DoorSettings): RequestListener {
  const headers = securityHeaders(settings.isDev)
  return (req, res) => {
    const requestId = randomUUID().slice(0, 8)
    res.setHeader('x-request-id', requestId)
    for (const [name, value] of headers) res.setHeader(name, value)
    const url = urlOf(req)
    const door = doorOf(url?.pathname ?? '/')
    const startMs = performance.now()
    res.on('close', () => {
      requests.inc({ door, status: res.statusCode })
      if (!isHeld(url)) requestSeconds.observe({ door }, (performance.now() - startMs) / 1000)
    })
    const answered =
      url === null
        ? Promise.reject(new DomainError('INVALID', 'The address of this request cannot be read.'))
        : dispatch(settings, req, res, { url, requestId })
    answered.catch((error: unknown) => fail(settings.base.log, res, { error, requestId }))
  }
}

type Request = { url: URL; requestId: string }

async function dispatch(
  settings: DoorSettings,
  req: IncomingMessage,
  res: ServerResponse,
  request: Request,
): Promise<void> {
  const { url } = request
  const { base, cookie } = settings
  if (url.pathname === '/healthz') return sendText(res, 200, 'alive\n')
  if (url.pathname === '/readyz') return answerReady(settings, res)
  if (url.pathname === '/metrics') return answerMetrics(settings, req, res)
  if (url.pathname === '/robots.txt') return sendText(res, 200, 'User-agent: *\nDisallow: /\n')
  // What browsers ask for unbidden; pages name their icon themselves.
  if (url.pathname === '/favicon.ico' || url.pathname.startsWith('/.well-known/'))
    return sendText(res, 404, 'not here\n')
  if (url.pathname.startsWith('/files/')) return answerFiles(settings, req, res, request)
  if (url.pathname.startsWith('/shared/')) {
    compress(req, res)
    return answerShared(req, res, { ctx: base, url })
  }
  refuseTooLarge(req, settings.env.bodyBytesMax)
  limitBodyTime(req)
  if (!isHeld(url)) compress(req, res)
  if (req.method === 'GET' && url.pathname.startsWith('/sign-in/')) return answerSignInLink(base, url, res, cookie)
  if (url.pathname.startsWith('/api/')) {
    refuseForeignOrigin(req, settings)
    if (req.method === 'POST' && url.pathname === '/api/sign-in') return answerSignIn(base, req, res, cookie)
    if (req.method === 'POST' && url.pathname === '/api/sign-out') return answerSignOut(base, req, res, cookie)
    if (url.pathname.startsWith('/api/trpc/')) return answerTrpc(settings, req, res, request)
    if (req.method === 'GET' && isConsolePath(url.pathname)) return answerConsoleText(settings, req, res, request)
    throw new DomainError('NOT_FOUND', `There is nothing at ${url.pathname}. Procedures are under /api/trpc/.`)
  }
  const pages = settings.pages()
  if (pages === null) throw new DomainError('UNAVAILABLE', 'The pages are still being prepared; try again in a moment.')
  pages(req, res)
}

async function answerTrpc(
  settings: DoorSettings,
  req: IncomingMessage,
  res: ServerResponse,
  { url, requestId }: Request,
): Promise<void> {
  const { base, cookie, env, stopping } = settings
  await nodeHTTPRequestHandler({
    req,
    res,
    router: appRouter,
    path: url.pathname.slice('/api/trpc/'.length),
    maxBodySize: env.bodyBytesMax,
    // A question about hundreds of runs is longer than an address may be.
    allowMethodOverride: true,
    createContext: async ({ info }): Promise<TrpcContext> => ({
      ...base,
      actor: await actorOf(base, headersOf(req), cookie),
      requestId,
      signal: AbortSignal.any([info.signal, stopping]),
    }),
    onError: ({ error, path }) => {
      if (error.code === 'INTERNAL_SERVER_ERROR')
        base.log.error({ requestId, path, err: error.cause ?? error }, 'a request failed')
    },
  })
}

/** Neither size nor time of the usual requests counts here: a file may be large and its sender slow. */
async function answerFiles(
  settings: DoorSettings,
  req: IncomingMessage,
  res: ServerResponse,
  { url, requestId }: Request,
): Promise<void> {
  refuseForeignOrigin(req, settings)
  const ctx = await signedIn(settings, req, requestId)
  await answerFile(req, res, { ctx, url, bytesMax: settings.env.fileBytesMax, pack: () => compress(req, res) })
}

async function answerConsoleText(
  settings: DoorSettings,
  req: IncomingMessage,
  res: ServerResponse,
  { url, requestId }: Request,
): Promise<void> {
  await sendConsoleText(await signedIn(settings, req, requestId), url, res)
}

async function signedIn({ base, cookie }: DoorSettings, req: IncomingMessage, requestId: string): Promise<Ctx> {
  const actor = await actorOf(base, headersOf(req), cookie)
  if (actor !== null) return { ...base, actor, requestId }
  throw new DomainError(
    'UNAUTHENTICATED',
    'This needs a key or a session: send the header "Authorization: Bearer <key>", or sign in.',
  )
}

async function answerReady({ notReady }: DoorSettings, res: ServerResponse): Promise<void> {
  const reason = await notReady()
  if (reason === null) sendText(res, 200, 'ready\n')
  else sendText(res, 503, `not ready: ${reason}\n`)
}

/** Counts and timings name no project; still, off loopback they are for who has a key. */
async function answerMetrics(
  { base, cookie, isLoopback }: DoorSettings,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  if (!isLoopback && (await actorOf(base, headersOf(req), cookie)) === null) {
    throw new DomainError('UNAUTHENTICATED', 'Metrics need a key: send the header "Authorization: Bearer <key>".')
  }
  sendText(res, 200, await registry.metrics(), registry.contentType)
}

function fail(log: Logger, res: ServerResponse, { error, requestId }: { error: unknown; requestId: string }): void {
  if (!(error instanceof DomainError)) log.error({ requestId, err: error }, 'a request failed')
  if (res.headersSent) res.destroy()
  else sendError(res, error, requestId)
}

/** Before a byte of it is read; a body without a length is measured while it is read. */
function refuseTooLarge(req: IncomingMessage, bytesMax: number): void {
  const length = Number(req.headers['content-length'] ?? 0)
  if (length <= bytesMax) return
  throw new DomainError(
    'TOO_LARGE',
    `The body has ${length} bytes, ${bytesMax} are allowed. Send it in smaller requests; rows keep their line numbers.`,
  )
}

/** Who sends a usual body byte by byte holds a connection for nothing. */
function limitBodyTime(req: IncomingMessage): void {
  if (req.headers['content-length'] === undefined && req.headers['transfer-encoding'] === undefined) return
  const timer = setTimeout(() => !req.complete && req.destroy(), BODY_MS_MAX).unref()
  req.once('close', () => clearTimeout(timer))
}

/** A browser names the page that sent a request; another site's page must not act with this browser's session. */
function refuseForeignOrigin(req: IncomingMessage, { base }: DoorSettings): void {
  const origin = req.headers.origin
  if (origin === undefined || req.method === 'GET' || req.method === 'HEAD' || req.headers.authorization !== undefined)
    return
  if (URL.canParse(origin) && (new URL(origin).host === req.headers.host || origin === new URL(base.baseUrl).origin))
    return
  throw new DomainError(
    'FORBIDDEN',
    `Requests from pages of ${origin} are refused. Set SWEEPBOARD_BASE_URL when a proxy changes the address.`,
  )
}

function urlOf(req: IncomingMessage): URL | null {
  const url = `http://localhost${req.url ?? '/'}`
  return URL.canParse(url) ? new URL(url) : null
}

function doorOf(path: string): DoorName {
  if (path.startsWith('/api/trpc/')) return 'trpc'
  if (path.startsWith('/files/')) return 'files'
  if (path.startsWith('/shared/')) return 'shared'
  if (path === '/healthz' || path === '/readyz' || path === '/metrics') return 'health'
  return path.startsWith('/sign-in/') || path.startsWith('/api/sign-') ? 'sign-in' : 'page'
}

/** Long polls and live streams last as long as they are held, which says nothing about speed. */
function isHeld(url: URL | null): boolean {
  return url !== null && /agents\.nextRun|live\.hints/.test(url.pathname)
}
