/**
 * The cluster half of live hints: one LISTEN connection a process, opened again when it breaks. What was missed
 * meanwhile is not sent again: a hint only says "look again", and pages do so by themselves when they reconnect.
 */
import pg from 'pg'
import { hintSchema } from '~/server/domain/live'
import type { Logger } from '~/server/log'
import { deliver } from './bus'
import { setHintSender } from './publish'

const CHANNEL = 'sweepboard_hint'
const RECONNECT_MS = 1000

export type Channel = { close(): Promise<void> }

export function openChannel(databaseUrl: string, log: Logger): Channel {
  let client: pg.Client | null = null
  let isClosed = false
  let timer: NodeJS.Timeout | null = null

  async function connect(): Promise<void> {
    const next = new pg.Client({
      connectionString: databaseUrl,
      keepAlive: true,
      connectionTimeoutMillis: 10_000,
      application_name: 'sweepboard live',
    })
    next.on('error', (error) => lost(next, error))
    next.on('end', () => lost(next, null))
    next.on('notification', ({ payload }) => {
      const hint = hintSchema.safeParse(JSON.parse(payload ?? 'null'))
      if (hint.success) deliver(hint.data)
    })
    await next.connect()
    await next.query(`LISTEN ${CHANNEL}`)
    client = next
    // One at a time: a connection answers queries in turn, and the client is not to be asked while it waits.
    let last: Promise<unknown> = Promise.resolve()
    setHintSender((payloads) => {
      const send = () =>
        next.query(`SELECT pg_notify('${CHANNEL}', payload) FROM unnest($1::text[]) AS payload`, [payloads])
      const sent = last.then(send, send).then(() => undefined)
      last = sent
      return sent
    })
  }

  function lost(which: pg.Client, error: Error | null): void {
    if (isClosed || timer !== null || (client !== null && client !== which)) return
    client = null
    setHintSender(null)
    log.warn({ error: error?.message ?? 'connection ended' }, 'the live channel broke and is opened again')
    retry()
  }

  function retry(): void {
    timer = setTimeout(() => {
      timer = null
      if (isClosed) return
      connect().catch((error: unknown) => {
        log.debug({ error: String(error) }, 'the live channel could not be opened yet')
        if (timer === null) retry()
      })
    }, RECONNECT_MS)
  }

  connect().catch((error: unknown) => {
    log.warn({ error: String(error) }, 'the live channel could not be opened and is tried again')
    if (timer === null) retry()
  })

  return {
    async close() {
      isClosed = true
      if (timer !== null) clearTimeout(timer)
      setHintSender(null)
      await client?.end().catch(() => undefined)
    },
  }
}
