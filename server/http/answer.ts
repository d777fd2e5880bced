/** Small answers of the HTTP door: JSON, text, redirects, and reading of small bodies. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { DomainError, type DomainErrorCode, isDomainError } from '~/server/domain/errors'

const HTTP_STATUS: Record<DomainErrorCode, number> = {
  INVALID: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  GONE: 410,
  TOO_LARGE: 413,
  RATE_LIMITED: 429,
  UNAVAILABLE: 503,
}

export function sendJson(res: ServerResponse, status: number, body: unknown): void {
  res.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' })
  res.end(JSON.stringify(body))
}

export function sendText(
  res: ServerResponse,
  status: number,
  body: string,
  contentType = 'text/plain; charset=utf-8',
): void {
  res.writeHead(status, { 'content-type': contentType, 'cache-control': 'no-store' })
  res.end(body)
}

export function redirect(res: ServerResponse, location: string): void {
  res.writeHead(303, { location, 'cache-control': 'no-store' })
  res.end()
}

/** Refusals keep their sentence; anything else is only the request id for the caller. */
export function sendError(res: ServerResponse, error: unknown, requestId: string): void {
  if (isDomainError(error)) {
    sendJson(res, HTTP_STATUS[error.code], {
      error: { code: error.code, message: error.message, problems: error.problems, requestId },
    })
    return
  }
  const message = `The server failed on this request. Nothing acknowledged is lost; try again, and name request ${requestId} when you report it.`
  sendJson(res, 500, { error: { code: 'INTERNAL', message, problems: [], requestId } })
}

/** A JSON body of at most `bytesMax`. */
export async function readJson(req: IncomingMessage, bytesMax: number): Promise<unknown> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of req as AsyncIterable<Buffer>) {
    size += part.length
    if (size > bytesMax) throw new DomainError('TOO_LARGE', `This request may have ${bytesMax} bytes at most.`)
    parts.push(part)
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8'))
  } catch {
    throw new DomainError('INVALID', 'The body is not JSON. Send an object with content-type application/json.')
  }
}

export function headersOf(req: IncomingMessage): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(req.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value)
  }
  return headers
}
