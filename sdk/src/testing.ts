/** A clock that tests turn by hand, and a server that loses answers. For tests only. */

import { DomainError } from '~/server/domain/errors'
import type { Clock } from './clock'
import type { RowEntry, Spool, SpoolEntry } from './spool'
import type { Transport } from './transport'

export type FakeClock = Clock & { pass(ms: number): Promise<void>; sleeps: number[] }

export function fakeClock(): FakeClock {
  let nowMs = 0
  const sleepers = new Set<{ untilMs: number; wake(): void }>()
  const sleeps: number[] = []
  return {
    sleeps,
    now: () => nowMs,
    sleep(ms, { signal, isIdle } = {}) {
      if (isIdle) sleeps.push(ms)
      return new Promise((resolve) => {
        if (signal?.aborted) return resolve()
        const sleeper = { untilMs: nowMs + ms, wake }
        function wake() {
          sleepers.delete(sleeper)
          resolve()
        }
        sleepers.add(sleeper)
        signal?.addEventListener('abort', wake, { once: true })
      })
    },
    /** In small steps, so that what a sleeper starts can sleep again within the time. */
    async pass(ms) {
      const endMs = nowMs + ms
      while (nowMs < endMs) {
        nowMs = Math.min(endMs, nowMs + 50)
        for (const sleeper of [...sleepers]) if (sleeper.untilMs <= nowMs) sleeper.wake()
        await settle()
      }
    },
  }
}

/** Lets everything that waits for nothing but promises go on. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 20; i++) await Promise.resolve()
}

export type FakeServer = Transport & {
  requests: RowEntry[]
  /** History lines by number, as a server that writes each once keeps them. */
  lines: string[]
  mode: 'up' | 'away' | 'loses-answers'
  inFlightMax: number
}

export function fakeServer(): FakeServer {
  let inFlight = 0
  const server: FakeServer = {
    requests: [],
    lines: [],
    mode: 'up',
    inFlightMax: 0,
    async send(entry) {
      inFlight++
      server.inFlightMax = Math.max(server.inFlightMax, inFlight)
      await Promise.resolve()
      inFlight--
      if (server.mode === 'away') throw new DomainError('UNAVAILABLE', 'away')
      server.requests.push(entry)
      if (entry.kind === 'history') {
        entry.lines.forEach((line, i) => {
          server.lines[entry.offset + i] ??= line
        })
      }
      if (server.mode === 'loses-answers') throw new DomainError('UNAVAILABLE', 'lost')
      const newCount = 'offset' in entry ? entry.lines.length : undefined
      return { stop: false, stopReason: null, newCount }
    },
    heartbeat: async () => ({ stop: false, stopReason: null }),
  }
  return server
}

export function fakeSpool(): Spool & { entries: SpoolEntry[]; clearCount: number } {
  const spool = {
    path: 'spool',
    entries: [] as SpoolEntry[],
    clearCount: 0,
    append: (entries: SpoolEntry[]) => void spool.entries.push(...entries),
    clear: () => {
      spool.clearCount++
      spool.entries = []
    },
  }
  return spool
}
