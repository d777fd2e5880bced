/** The door of files over real HTTP: what is refused, what a browser may make of an answer, and memory that stays flat. */
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { type ClientRequest, createServer, type IncomingMessage, request, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createKey } from '~/server/accounts/api-key.service'
import type { Ctx } from '~/server/context'
import { type TestDatabase, testCtx, testDatabase } from '~/server/db/testing'
import { startRunInputSchema } from '~/server/domain/run'
import { readEnv } from '~/server/env'
import { diskBlobStore } from '~/server/files/disk-blob-store'
import { startRun } from '~/server/runs/run.service'
import { createDoor } from './door'

const MEGABYTE = 1024 * 1024

let database: TestDatabase
const servers: Server[] = []
let folder: string
let ctx: Ctx
let key: string
let port: number

beforeAll(async () => {
  database = await testDatabase()
  folder = await mkdtemp(join(tmpdir(), 'sweepboard-files-'))
  ctx = await testCtx(database.db, { blobs: diskBlobStore(folder) })
  key = (await createKey(ctx, 'files')).key
  await startRun(ctx, startRunInputSchema.parse({ project: 'p', run: 'r' }))
  port = await openDoor(400 * MEGABYTE)
})
afterAll(async () => {
  for (const server of servers) {
    server.closeAllConnections()
    server.close()
  }
  await database.close()
  await rm(folder, { recursive: true })
})

async function openDoor(fileBytesMax: number): Promise<number> {
  const server = createServer(
    createDoor({
      base: ctx,
      env: readEnv({ SWEEPBOARD_FILE_BYTES: String(fileBytesMax) }),
      cookie: { name: 'c', secret: 'x'.repeat(32), isSecure: false },
      pages: () => null,
      notReady: async () => null,
      stopping: new AbortController().signal,
      isLoopback: true,
      isDev: false,
    }),
  )
  servers.push(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

type Asking = { method?: string; headers?: Record<string, string>; body?: string | Uint8Array; isStranger?: boolean }

/** With node's own client: fetch would tidy the path up before it is sent. */
function ask(path: string, { method = 'GET', headers = {}, isStranger = false }: Asking = {}): ClientRequest {
  const authorization: Record<string, string> = isStranger ? {} : { authorization: `Bearer ${key}` }
  return request({ host: '127.0.0.1', port, path, method, headers: { ...authorization, ...headers } })
}

async function answer(sent: ClientRequest): Promise<IncomingMessage> {
  const [response] = (await once(sent, 'response')) as [IncomingMessage]
  return response
}

async function call(path: string, asking: Asking = {}) {
  const sent = ask(path, asking)
  sent.end(asking.body)
  const response = await answer(sent)
  return { status: response.statusCode, headers: response.headers, body: await text(response) }
}

const put = (path: string, body: string | Uint8Array, headers: Record<string, string> = {}) =>
  call(`/files/ada/p/r/${path}`, { method: 'PUT', body, headers })

describe('the door of files', () => {
  test('takes a file and hands it out with type, length and tag, for a key alone', async () => {
    const saved = await put('media/a%20b.txt', 'hello', { 'content-type': 'application/x-www-form-urlencoded' })
    expect(saved.status).toBe(201)
    expect(JSON.parse(saved.body)).toMatchObject({ path: 'media/a b.txt', sizeBytes: 5, mimeType: 'text/plain' })
    expect((await put('media/a%20b.txt', 'hello')).status).toBe(200)
    const read = await call('/files/ada/p/r/media/a%20b.txt')
    expect(read).toMatchObject({ status: 200, body: 'hello' })
    expect(read.headers).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'content-length': '5',
      'x-content-type-options': 'nosniff',
      'content-disposition': `inline; filename="a b.txt"; filename*=UTF-8''a%20b.txt`,
    })
    expect((await call('/files/ada/p/r/media/a%20b.txt', { isStranger: true })).status).toBe(401)
    expect((await call('/files/ada/p/r/media/a%20b.txt', { method: 'PUT', isStranger: true, body: 'x' })).status).toBe(
      401,
    )
  })

  test('is asked with Basic too, as the wandb client does', async () => {
    await put('basic.txt', 'hi')
    const authorization = `Basic ${Buffer.from(`api:${key}`).toString('base64')}`
    expect((await call('/files/ada/p/r/basic.txt', { isStranger: true, headers: { authorization } })).body).toBe('hi')
  })

  test('refuses a page of another site that sends with this browser, and methods that mean nothing', async () => {
    const headers = { cookie: 'c=x', origin: 'http://evil.example' }
    const foreign = await call('/files/ada/p/r/x.txt', { method: 'PUT', isStranger: true, headers, body: 'x' })
    expect(foreign.status).toBe(403)
    expect((await call('/files/ada/p/r/x.txt', { method: 'PATCH' })).status).toBe(400)
    expect((await call('/files/ada/p/r')).status).toBe(404)
  })

  test.each([
    '/files/ada/p/r/..%2f..%2f..%2fetc%2fpasswd',
    '/files/ada/p/r/a/%2e%2e%2f%2e%2e/b',
    '/files/ada/p/r/a%00b',
    '/files/ada/p/r/a//b',
    '/files/ada/p/r/a%5c..%5cb',
    '/files/ada/p/r/%ff',
  ])('refuses the path %s', async (path) => {
    expect((await call(path, { method: 'PUT', body: 'x' })).status).toBe(400)
    expect((await call(path)).status).toBe(400)
  })

  test('leaves a run neither by dots nor by other names', async () => {
    for (const path of [
      '/files/ada/p/r/../../../ada/x',
      '/files/ada/p/nope/a.txt',
      '/files/eve/p/r/a.txt',
      '/files/ada/p%00/r/a',
    ])
      expect((await call(path, { method: 'PUT', body: 'x' })).status, path).toBe(404)
  })

  test('answers parts, what is known already, and parts that are past the end', async () => {
    await put('part.bin', '0123456789')
    const whole = await call('/files/ada/p/r/part.bin')
    const tag = String(whole.headers.etag)
    const part = await call('/files/ada/p/r/part.bin', { headers: { range: 'bytes=2-4', 'if-range': tag } })
    expect(part).toMatchObject({ status: 206, body: '234' })
    expect(part.headers['content-range']).toBe('bytes 2-4/10')
    expect((await call('/files/ada/p/r/part.bin', { headers: { range: 'bytes=-2' } })).body).toBe('89')
    const past = await call('/files/ada/p/r/part.bin', { headers: { range: 'bytes=10-' } })
    expect(past.status).toBe(416)
    expect(past.headers['content-range']).toBe('bytes */10')
    expect((await call('/files/ada/p/r/part.bin', { headers: { 'if-none-match': tag } })).status).toBe(304)
    expect((await call('/files/ada/p/r/part.bin', { method: 'HEAD' })).headers['content-length']).toBe('10')
    await put('part.bin', 'abcdefghij')
    const changed = await call('/files/ada/p/r/part.bin', { headers: { range: 'bytes=2-4', 'if-range': tag } })
    expect(changed).toMatchObject({ status: 200, body: 'abcdefghij' })
  })

  test('packs text on its way, and keeps for good what is asked for by its hash', async () => {
    const json = JSON.stringify(Array(20_000).fill('the same words'))
    await put('t.table.json', json)
    const sent = ask('/files/ada/p/r/t.table.json', { headers: { 'accept-encoding': 'gzip' } })
    sent.end()
    const packed = await answer(sent)
    expect(packed.headers['content-encoding']).toBe('gzip')
    packed.resume()
    const hash = createHash('sha256').update(json).digest('hex')
    expect((await call(`/files/ada/p/r/t.table.json?v=${hash}`)).headers['cache-control']).toContain('immutable')
    expect((await call('/files/ada/p/r/t.table.json?v=other')).headers['cache-control']).toBe('private, no-cache')
  })

  test('hands out what a browser would obey as a download in a sandbox', async () => {
    const script = '<script>alert(1)</script>'
    for (const name of ['x.html', 'x.svg', 'x', 'x.pdf', 'x.xhtml']) {
      await put(name, script, { 'content-type': 'text/html' })
      const { headers } = await call(`/files/ada/p/r/${name}`)
      expect(headers['content-disposition'], name).toMatch(/^attachment/)
      expect(headers['content-security-policy'], name).toMatch(/^sandbox; default-src 'none'/)
    }
    for (const name of ['x.js', 'x.css', 'x.xml', 'x.mjs']) {
      await put(name, script, { 'content-type': 'text/javascript' })
      expect((await call(`/files/ada/p/r/${name}`)).headers['content-type'], name).toBe('text/plain; charset=utf-8')
    }
    const image = await call('/files/ada/p/r/x.svg?as=image')
    expect(image.headers['content-disposition']).toMatch(/^inline/)
    expect(image.headers['content-security-policy']).toMatch(/^sandbox; default-src 'none'/)
    const page = await call('/files/ada/p/r/x.html?as=page')
    expect(page.headers['content-security-policy']).toMatch(/^sandbox allow-scripts; default-src 'none'/)
    expect(page.headers['content-security-policy']).toContain("frame-ancestors 'self'")
    await put('x.png', 'no image')
    expect((await call('/files/ada/p/r/x.png?as=page')).headers['content-security-policy']).toMatch(/^sandbox; /)
    expect((await call('/files/ada/p/r/x.png?as=download')).headers['content-disposition']).toMatch(/^attachment/)
  })

  test('refuses what is too large by its length before reading it, and by counting when it tells none', async () => {
    const told = ask('/files/ada/p/r/huge', { method: 'PUT', headers: { 'content-length': String(500 * MEGABYTE) } })
    told.on('error', () => undefined)
    told.flushHeaders()
    expect((await answer(told)).statusCode).toBe(413)
    told.destroy()

    const small = await openDoor(MEGABYTE)
    const headers = { authorization: `Bearer ${key}` }
    const counted = request({ host: '127.0.0.1', port: small, path: '/files/ada/p/r/huge', method: 'PUT', headers })
    counted.on('error', () => undefined)
    counted.write(Buffer.alloc(MEGABYTE))
    counted.write(Buffer.alloc(MEGABYTE))
    expect((await answer(counted)).statusCode).toBe(413)
    counted.destroy()
    expect((await call('/files/ada/p/r/huge')).status).toBe(404)
  })

  test('keeps nothing of a file whose sender goes away', async () => {
    const sent = ask('/files/ada/p/r/gone.bin', { method: 'PUT', headers: { 'content-length': '1000' } })
    sent.on('error', () => undefined)
    sent.write('half')
    await new Promise((resolve) => setImmediate(resolve))
    sent.destroy()
    await expect.poll(async () => (await call('/files/ada/p/r/gone.bin')).status).toBe(404)
  })
})

test('300 MB pass in and out with flat memory', { timeout: 120_000 }, async () => {
  const piece = Buffer.alloc(MEGABYTE)
  for (let at = 0; at < piece.length; at += 4) piece.writeUInt32LE(Math.imul(at, 2_654_435_761) >>> 0, at)
  const count = 300
  const hash = createHash('sha256')
  let most = 0
  const used = () => {
    const { heapUsed, arrayBuffers } = process.memoryUsage()
    return heapUsed + arrayBuffers
  }
  const before = used()
  const watch = () => {
    most = Math.max(most, used() - before)
  }
  const sent = ask('/files/ada/p/r/large.bin', { method: 'PUT' })
  for (let index = 0; index < count; index++) {
    hash.update(piece)
    if (!sent.write(piece)) await once(sent, 'drain')
    watch()
  }
  sent.end()
  const saved = await answer(sent)
  expect(JSON.parse(await text(saved))).toMatchObject({ sizeBytes: count * MEGABYTE, sha256: hash.digest('hex') })

  const asked = ask('/files/ada/p/r/large.bin')
  asked.end()
  let size = 0
  for await (const part of (await answer(asked)) as AsyncIterable<Buffer>) {
    size += part.length
    watch()
  }
  expect(size).toBe(count * MEGABYTE)
  expect(most).toBeLessThan(100 * MEGABYTE)
})
