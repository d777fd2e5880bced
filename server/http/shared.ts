/**
 * `/shared/{token}`: the published copy of a report, for whoever has the link. It was made in somebody's browser, so it is
 * served as any file of a stranger: in a sandbox, without scripts, without network.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import type { Ctx } from '~/server/context'
import { DomainError } from '~/server/domain/errors'
import { openPublished } from '~/server/files/published-report.service'

const POLICY = "sandbox allow-popups; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"

export async function answerShared(
  req: IncomingMessage,
  res: ServerResponse,
  { ctx, url }: { ctx: Pick<Ctx, 'db' | 'blobs'>; url: URL },
): Promise<void> {
  if (req.method !== 'GET' && req.method !== 'HEAD')
    throw new DomainError('INVALID', `${req.method} means nothing here: a published report is read with GET.`)
  const content = await openPublished(ctx, url.pathname.slice('/shared/'.length))
  res.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': POLICY,
    'cache-control': 'private, no-cache',
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex',
  })
  if (req.method === 'HEAD') {
    content.destroy()
    res.end()
    return
  }
  await pipeline(content, res)
}
