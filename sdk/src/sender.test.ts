import { TRPCClientError } from '@trpc/client'
import { describe, expect, test } from 'vitest'
import { WAIT_MS_MAX, waitMs } from './backoff'
import { BATCH_LINES_MAX, Sender } from './sender'
import { fakeClock, fakeServer, fakeSpool, settle } from './testing'

function setUp(offsets: { history?: number; console?: number } = {}) {
  const clock = fakeClock()
  const server = fakeServer()
  const spool = fakeSpool()
  const warnings: string[] = []
  const taken = { count: 0 }
  const sender = new Sender({
    transport: server,
    spool,
    clock,
    chance: () => 0.5,
    historyOffset: offsets.history ?? 0,
    systemOffset: 0,
    consoleOffset: offsets.console ?? 0,
    onOrders: () => {},
    onSystemTaken: () => {
      taken.count++
    },
    warn: (sentence) => warnings.push(sentence),
  })
  return { clock, server, spool, sender, warnings, taken }
}

function range(from: number, to: number): string[] {
  return Array.from({ length: to - from }, (_, i) => `{"x":${from + i}}`)
}

describe('the sender', () => {
  test('collects rows of less than a second into one request', async () => {
    const { clock, server, sender } = setUp({ history: 5 })
    for (const line of range(0, 10)) sender.log(line)
    await settle()
    expect(server.requests).toEqual([])
    await clock.pass(1000)
    expect(server.requests).toEqual([{ kind: 'history', offset: 5, lines: range(0, 10), summary: null }])
  })

  test('sends a full batch at once, in requests of bounded size, one in flight', async () => {
    const { server, sender } = setUp()
    for (const line of range(0, BATCH_LINES_MAX * 2 + 10)) sender.log(line)
    await sender.flush(1000)
    expect(server.requests.map((entry) => entry.kind === 'history' && entry.lines.length)).toEqual([
      BATCH_LINES_MAX,
      BATCH_LINES_MAX,
      10,
    ])
    expect(server.inFlightMax).toBe(1)
  })

  test('repeats a request whose answer was lost with the same offset, so that each line is written once', async () => {
    const { clock, server, sender } = setUp()
    server.mode = 'loses-answers'
    for (const line of range(0, 3)) sender.log(line)
    await clock.pass(600)
    for (const line of range(3, 5)) sender.log(line)
    await clock.pass(2000)
    server.mode = 'up'
    await clock.pass(6000)
    const offsets = server.requests.map((entry) => entry.kind === 'history' && entry.offset)
    expect(offsets.length).toBeGreaterThan(2)
    expect(new Set(offsets)).toEqual(new Set([0]))
    expect(server.lines).toEqual(range(0, 5))
    sender.log('{"x":5}')
    await clock.pass(1000)
    expect(server.requests.at(-1)).toMatchObject({ offset: 5, lines: ['{"x":5}'] })
  })

  test('keeps rows on disk once each while the server is away, and clears them when all is acknowledged', async () => {
    const { clock, server, spool, sender, warnings } = setUp()
    server.mode = 'away'
    for (const line of range(0, 3)) sender.log(line)
    await clock.pass(3000)
    for (const line of range(3, 5)) sender.log(line)
    await clock.pass(20_000)
    const kept = spool.entries.flatMap((entry) => (entry.kind === 'history' ? entry.lines : []))
    expect(kept).toEqual(range(0, 5))
    expect(spool.entries.map((entry) => entry.kind === 'history' && entry.offset)).toEqual([0, 3])
    server.mode = 'up'
    await clock.pass(WAIT_MS_MAX + 1000)
    expect(server.lines).toEqual(range(0, 5))
    expect(spool.entries).toEqual([])
    expect(warnings.length).toBe(2)
  })

  test('puts the end of the run on disk too when it cannot be told', async () => {
    const { clock, server, spool, sender } = setUp()
    server.mode = 'away'
    sender.log('{"x":1}')
    sender.print('half a line', 'stdout')
    const ended = sender.end({ exitCode: 1, reason: 'boom' }, 2000)
    await clock.pass(3000)
    expect(await ended).toBe(false)
    expect(spool.entries).toEqual([
      { kind: 'history', offset: 0, lines: ['{"x":1}'], summary: null },
      expect.objectContaining({ kind: 'console', offset: 0 }),
      { kind: 'finish', exitCode: 1, reason: 'boom' },
    ])
  })

  test('ends a run after its rows and its console', async () => {
    const { server, sender, spool } = setUp({ console: 3 })
    sender.print('hello\n', 'stderr')
    sender.log('{"x":1}')
    expect(await sender.end({ exitCode: 0, reason: null }, 1000)).toBe(true)
    expect(server.requests.map((entry) => entry.kind)).toEqual(['history', 'console', 'finish'])
    expect(server.requests[1]).toMatchObject({ offset: 3, lines: [{ text: 'hello', stream: 'stderr' }] })
    expect(spool.entries).toEqual([])
  })

  test('one row that can never be stored does not take the others with it', async () => {
    const { clock, server, sender, warnings } = setUp()
    const send = server.send
    server.send = (entry) => {
      if (entry.kind === 'history' && entry.lines.includes('bad')) return Promise.reject(refusal(400))
      return send(entry)
    }
    for (const line of ['a', 'b', 'bad', 'c', 'd']) sender.log(line)
    await clock.pass(5000)
    expect(server.lines).toEqual(['a', 'b', '{}', 'c', 'd'])
    expect(warnings.length).toBe(1)
  })

  test('gives up a run that was deleted, without keeping its rows', async () => {
    const { clock, server, sender, spool, warnings } = setUp()
    server.send = () => Promise.reject(refusal(404))
    sender.log('{}')
    await clock.pass(1000)
    expect(await sender.end({ exitCode: 0, reason: null }, 1000)).toBe(true)
    expect(spool.entries).toEqual([])
    expect(warnings.length).toBe(1)
  })

  test('says that it lives when there is nothing to send', async () => {
    const { clock, server, sender } = setUp()
    let beats = 0
    server.heartbeat = async () => {
      beats++
      return { stop: false, stopReason: null }
    }
    await clock.pass(10_000)
    expect(beats).toBe(5)
    sender.close()
    await clock.pass(10_000)
    expect(beats).toBe(5)
  })
})

describe('what is told of program and machine', () => {
  test('goes out after the rows, once, and is kept on disk while the server is away', async () => {
    const { clock, server, spool, sender } = setUp()
    server.mode = 'away'
    sender.addMetadata({ os: 'Linux' })
    sender.addMetadata({ git: { commit: 'abc' } })
    sender.logSystem('{"system.cpu":1}')
    await clock.pass(3000)
    sender.logSystem('{"system.cpu":2}')
    await clock.pass(20_000)
    expect(spool.entries.filter(({ kind }) => kind === 'system')).toEqual([
      { kind: 'system', offset: 0, lines: ['{"system.cpu":1}'] },
      { kind: 'system', offset: 1, lines: ['{"system.cpu":2}'] },
    ])
    expect(spool.entries.filter(({ kind }) => kind === 'metadata')).toEqual([
      { kind: 'metadata', metadata: { os: 'Linux', git: { commit: 'abc' } } },
    ])
    server.mode = 'up'
    sender.log('{"x":1}')
    await clock.pass(WAIT_MS_MAX + 1000)
    expect(server.requests.map(({ kind }) => kind)).toEqual(['history', 'system', 'metadata'])
    expect(spool.entries).toEqual([])
  })

  test('by another writer is noticed, though not in a request that is repeated', async () => {
    const { clock, server, sender, taken } = setUp()
    server.mode = 'loses-answers'
    sender.logSystem('{"a":1}')
    await clock.pass(600)
    server.mode = 'up'
    const send = server.send
    server.send = async (entry) => ({ ...(await send(entry)), newCount: 0 })
    await clock.pass(3000)
    expect(taken.count).toBe(0)
    sender.logSystem('{"a":2}')
    await clock.pass(1000)
    expect(taken.count).toBe(1)
  })
})

describe('the wait before another try', () => {
  test('doubles up to its cap, and chance takes a quarter off at most', () => {
    expect([1, 2, 3, 4, 5, 6, 60].map((count) => waitMs(count, 1))).toEqual([250, 500, 1000, 2000, 4000, 5000, 5000])
    expect(waitMs(3, 0)).toBe(750)
  })

  test('is what the sender waits', async () => {
    const { clock, server, sender } = setUp()
    server.mode = 'away'
    sender.log('{}')
    await clock.pass(9000)
    const waits = clock.sleeps.filter((ms) => ms !== 2000)
    expect(waits).toEqual([1, 2, 3, 4, 5, 6].map((count) => waitMs(count, 0.5)))
  })
})

function refusal(status: number): Error {
  return Object.assign(Object.create(TRPCClientError.prototype), { message: 'refused', data: { httpStatus: status } })
}
