/**
 * Scripts and styles of the pages, packed by brotli at its best when they were built (server/build.mjs): a fifth
 * smaller than what can be packed while somebody waits. They are few and read once, so they stay in memory.
 */
import { readdirSync, readFileSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { extname, join, sep } from 'node:path'

const CONTENT_TYPES: Record<string, string> = {
  '.js': 'application/javascript; charset=UTF-8',
  '.css': 'text/css; charset=UTF-8',
}

const PREFIX = '/_next/static/'

/** Answers what lies packed in `folder`, to whom can unpack it; hands all else to `pages`. */
export function withPackedPages(folder: string, pages: RequestListener): RequestListener {
  const packed = readPacked(folder)
  return (req, res) => {
    const path = (req.url ?? '').split('?', 1)[0] ?? ''
    const file = path.startsWith(PREFIX) ? packed.get(path.slice(PREFIX.length)) : undefined
    const isRead = req.method === 'GET' || req.method === 'HEAD'
    if (file === undefined || !isRead || !takesBrotli(req.headers['accept-encoding'])) {
      pages(req, res)
      return
    }
    res.writeHead(200, {
      'content-type': CONTENT_TYPES[extname(path)],
      'content-encoding': 'br',
      'content-length': file.length,
      // The name says the content: another build has other names.
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'Accept-Encoding',
    })
    res.end(req.method === 'HEAD' ? undefined : file)
  }
}

/** By path below the folder. Empty where the pages were built without packing, as in development. */
function readPacked(folder: string): Map<string, Buffer> {
  const packed = new Map<string, Buffer>()
  try {
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      const path = name.split(sep).join('/').replace(/\.br$/, '')
      if (name.endsWith('.br') && extname(path) in CONTENT_TYPES) packed.set(path, readFileSync(join(folder, name)))
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  return packed
}

/** `br;q=0` refuses it. */
function takesBrotli(header: string | string[] | undefined): boolean {
  return String(header ?? '')
    .split(',')
    .some((part) => /^br\s*(;\s*q=(?!0(\.0*)?\s*$).*)?$/.test(part.trim()))
}
