import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withPackedPages } from './packed-pages'

const SCRIPT = 'console.log("packed")'
let folder: string
let server: Server

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'packed-'))
  mkdirSync(join(folder, 'chunks'))
  writeFileSync(join(folder, 'chunks', 'a.js'), SCRIPT)
  writeFileSync(join(folder, 'chunks', 'a.js.br'), brotliCompressSync(SCRIPT))
  writeFileSync(join(folder, 'chunks', 'b.js'), SCRIPT)
  server = createServer(withPackedPages(folder, (_, res) => res.end('from the pages')))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})

afterAll(() => {
  server.close()
  rmSync(folder, { recursive: true })
})

async function get(
  path: string,
  encoding: string,
  method = 'GET',
): Promise<{ headers: IncomingHttpHeaders; body: Buffer }> {
  const { port } = server.address() as AddressInfo
  return new Promise((resolve, reject) => {
    request({ port, host: '127.0.0.1', path, method, headers: { 'accept-encoding': encoding } }, (res) => {
      buffer(res).then((body) => resolve({ headers: res.headers, body }), reject)
    })
      .on('error', reject)
      .end()
  })
}

describe('the packed pages', () => {
  it('answers a packed script to whom can unpack it, for good', async () => {
    const { headers, body } = await get('/_next/static/chunks/a.js?dpl=1', 'gzip, deflate, br, zstd')
    expect(headers).toMatchObject({
      'content-encoding': 'br',
      'content-type': 'application/javascript; charset=UTF-8',
      'cache-control': 'public, max-age=31536000, immutable',
    })
    expect(brotliDecompressSync(body).toString()).toBe(SCRIPT)
  })

  it('answers HEAD without a body', async () => {
    const { headers, body } = await get('/_next/static/chunks/a.js', 'br', 'HEAD')
    expect(headers['content-encoding']).toBe('br')
    expect(body).toHaveLength(0)
  })

  it.each([
    ['what is not packed', '/_next/static/chunks/b.js', 'br', 'GET'],
    ['who cannot unpack', '/_next/static/chunks/a.js', 'gzip', 'GET'],
    ['who refuses brotli', '/_next/static/chunks/a.js', 'gzip, br;q=0', 'GET'],
    ['another method', '/_next/static/chunks/a.js', 'br', 'POST'],
    ['another path', '/chunks/a.js', 'br', 'GET'],
    ['a way out of the folder', '/_next/static/../static/chunks/a.js', 'br', 'GET'],
  ])('leaves %s to the pages', async (_, path, encoding, method) => {
    const { headers, body } = await get(path, encoding, method)
    expect(headers['content-encoding']).toBeUndefined()
    expect(body.toString()).toBe('from the pages')
  })

  it('serves pages that were built without packing', () => {
    expect(() => withPackedPages(join(folder, 'nowhere'), () => undefined)).not.toThrow()
  })
})
