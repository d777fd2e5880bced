/**
 * Sends hints. NOTIFY takes a lock of the whole PostgreSQL instance at commit, so it never rides in a transaction that
 * stores data: hints of one thing are gathered for a moment and sent together on a connection of their own.
 */
import type { Hint } from '~/server/domain/live'
import { deliver } from './bus'

type Send = (payloads: string[]) => Promise<void>

type Publisher = {
  send: Send | null
  waiting: Map<string, Hint>
  sentAtMs: Map<string, number>
  timer: NodeJS.Timeout | null
}

/** At most one hint of a thing in this time; the first of a quiet thing goes out almost at once. */
const QUIET_MS = 1000
const GATHER_MS = 25

const publisher: Publisher = { send: null, waiting: new Map(), sentAtMs: new Map(), timer: null }

/** How hints reach other processes; without it they stay in this one. */
export function setHintSender(send: Send | null): void {
  publisher.send = send
}

/** Call after commit. Never throws and never waits. */
export function publish(hint: Hint): void {
  publisher.waiting.set(`${hint.kind}:${hint.id}`, hint)
  publisher.timer ??= setTimeout(flush, GATHER_MS)
}

function flush(): void {
  const nowMs = performance.now()
  const due: Hint[] = []
  for (const [key, hint] of publisher.waiting) {
    if (nowMs - (publisher.sentAtMs.get(key) ?? Number.NEGATIVE_INFINITY) < QUIET_MS) continue
    publisher.waiting.delete(key)
    publisher.sentAtMs.set(key, nowMs)
    due.push(hint)
  }
  for (const [key, sentAtMs] of publisher.sentAtMs) if (nowMs - sentAtMs > 10 * QUIET_MS) publisher.sentAtMs.delete(key)
  publisher.timer = publisher.waiting.size > 0 ? setTimeout(flush, QUIET_MS / 10) : null
  if (due.length === 0) return
  const { send } = publisher
  if (send === null) due.forEach(deliver)
  else void send(due.map((hint) => JSON.stringify(hint))).catch(() => due.forEach(deliver))
}
