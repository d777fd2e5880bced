/** `GET /api/console/{entity}/{project}/{run}`: what a run printed, as a text file, sent as it is read. */
import type { ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Ctx } from '~/server/context'
import { DomainError } from '~/server/domain/errors'
import { runPathSchema } from '~/server/domain/ids'
import { consoleText } from '~/server/runs/console-log.service'

const PREFIX = '/api/console/'

export function isConsolePath(pathname: string): boolean {
  return pathname.startsWith(PREFIX)
}

export async function sendConsoleText(ctx: Ctx, url: URL, res: ServerResponse): Promise<void> {
  const [entity, project, run, ...rest] = url.pathname.slice(PREFIX.length).split('/').map(decoded)
  const path = runPathSchema.safeParse({ entity, project, run })
  if (!path.success || rest.length > 0)
    throw new DomainError('NOT_FOUND', 'A console is at /api/console/{entity}/{project}/{run}.')
  const text = await consoleText(ctx, path.data)
  const name = path.data.run.replace(/[^\w.-]/g, '_')
  res.writeHead(200, {
    'content-type': 'text/plain; charset=utf-8',
    'content-disposition': `attachment; filename="${name}.log"`,
    'cache-control': 'no-store',
  })
  await pipeline(Readable.from(text), res)
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
