/**
 * `/files/{entity}/{project}/{run}/{path…}`: the content of a run's files, in with PUT and out with GET. Both ways the
 * bytes pass through piece by piece, so a file of any size costs the memory of a small one. Other methods at this
 * address are free for the wandb client's own (`POST …/file_stream`).
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import type { Ctx } from '~/server/context'
import { DomainError, invalid } from '~/server/domain/errors'
import { type RunPath, runPathSchema } from '~/server/domain/ids'
import { openFile, saveFile } from '~/server/files/run-file.service'
import { sendJson } from './answer'
import { FILE_VIEWS, fileHeaders, isPackable } from './file-headers'
import { rangeOf } from './range'

/** A sender or reader that moves nothing for so long is gone. */
const STALLED_MS_MAX = 120_000

const YEAR_SECONDS = 31_536_000

type FileRequest = { ctx: Ctx; url: URL; bytesMax: number; pack: () => void }

export async function answerFile(req: IncomingMessage, res: ServerResponse, request: FileRequest): Promise<void> {
  const { run, path } = placeOf(request.url.pathname)
  req.socket.setTimeout(STALLED_MS_MAX)
  if (req.method === 'PUT') return receive(req, res, { ...request, run, path })
  if (req.method === 'GET' || req.method === 'HEAD') return send(req, res, { ...request, run, path })
  throw new DomainError('INVALID', `${req.method} means nothing here: PUT saves a file of a run, GET reads it.`)
}

type PlacedRequest = FileRequest & { run: RunPath; path: string }

/** Parts are decoded one by one; what an encoded slash or dot makes of the path is judged with the path as a whole. */
function placeOf(pathname: string): { run: RunPath; path: string } {
  const parts = pathname.slice('/files/'.length).split('/').map(decoded)
  const [entity, project, run, ...rest] = parts
  const place = runPathSchema.safeParse({ entity, project, run })
  if (!place.success || rest.length === 0 || rest.join('/') === '')
    throw new DomainError('NOT_FOUND', 'A file is at /files/{entity}/{project}/{run}/{path}.')
  return { run: place.data, path: rest.join('/') }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    throw invalid([
      { path: 'path', line: null, found: JSON.stringify(part.slice(0, 80)), allowed: 'UTF-8, escaped with %' },
    ])
  }
}

async function receive(req: IncomingMessage, res: ServerResponse, request: PlacedRequest): Promise<void> {
  const { ctx, run, path, bytesMax } = request
  const length = Number(req.headers['content-length'] ?? 0)
  // What is refused is not read; the sender may still be sending, so the connection cannot be used again.
  res.setHeader('connection', 'close')
  if (length > bytesMax)
    throw new DomainError('TOO_LARGE', `The file has ${length} bytes, SWEEPBOARD_FILE_BYTES allows ${bytesMax}.`)
  const declaredType = req.headers['content-type'] ?? null
  const { file, isNew } = await saveFile(ctx, { run, path, content: contentOf(req), declaredType, bytesMax })
  res.removeHeader('connection')
  sendJson(res, isNew ? 201 : 200, file)
}

/** The body; one that ends before its end is a refusal and no file. */
async function* contentOf(req: IncomingMessage): AsyncGenerator<Uint8Array> {
  try {
    yield* req.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new DomainError('INVALID', `The file did not arrive whole (${reason}); nothing was stored. Send it again.`)
  }
}

const querySchema = z.object({ as: z.enum(FILE_VIEWS).nullable().catch(null), v: z.string().nullable() })

async function send(req: IncomingMessage, res: ServerResponse, request: PlacedRequest): Promise<void> {
  const { ctx, url, run, path, pack } = request
  const query = querySchema.parse({ as: url.searchParams.get('as'), v: url.searchParams.get('v') })
  const file = await openFile(ctx, run, path)
  // What may be packed on its way has a weak tag: its bytes are not always the same.
  const tag = `${isPackable(file.mimeType) ? 'W/' : ''}"${file.sha256}"`
  for (const [name, value] of Object.entries(fileHeaders(file, query.as))) res.setHeader(name, value)
  res.setHeader('etag', tag)
  // An address that names its content can be kept for good; any other is asked again, at the cost of a few bytes.
  const isFixed = query.v !== null && query.v === file.sha256
  res.setHeader('cache-control', isFixed ? `private, max-age=${YEAR_SECONDS}, immutable` : 'private, no-cache')
  if (isKnown(req.headers['if-none-match'], tag)) return end(res, 304)

  const range = rangeOf(mayRange(req.headers['if-range'], tag) ? req.headers.range : undefined, file.sizeBytes)
  if (range === 'unsatisfiable') {
    res.setHeader('content-range', `bytes */${file.sizeBytes}`)
    return end(res, 416)
  }
  res.setHeader('accept-ranges', 'bytes')
  if (range !== 'whole') res.setHeader('content-range', `bytes ${range.start}-${range.end}/${file.sizeBytes}`)
  else if (isPackable(file.mimeType)) pack()
  res.setHeader('content-length', range === 'whole' ? file.sizeBytes : range.end - range.start + 1)
  const status = range === 'whole' ? 200 : 206
  if (req.method === 'HEAD') return end(res, status)
  const content = await file.open(range === 'whole' ? undefined : range)
  res.statusCode = status
  await pipeline(content, res)
}

function end(res: ServerResponse, status: number): void {
  res.statusCode = status
  res.end()
}

function isKnown(header: string | undefined, tag: string): boolean {
  const tags = (header ?? '').split(',').map((part) => part.trim())
  return tags.includes(tag) || tags.includes('*')
}

/** A part is of use only to who has the other parts of the very same bytes. */
function mayRange(ifRange: string | string[] | undefined, tag: string): boolean {
  return ifRange === undefined || (ifRange === tag && !tag.startsWith('W/'))
}
