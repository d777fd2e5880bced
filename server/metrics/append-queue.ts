/**
 * Gathers small appends of different runs into one statement, because one row costs the database almost what a hundred
 * cost. Nobody waits to be joined: an append is sent at once when none is under way, and those that come meanwhile are
 * sent together as soon as it is done. An append is answered after the commit that holds it, never before.
 */
import type { Ctx } from '~/server/context'
import type { Stream } from '~/server/domain/history'
import { type AppendedRun, type EndWrite, writeAtEnd } from './history.store'

type Db = Ctx['db']

const BATCH_MAX = 64
/** An append of more values goes alone, so that small ones do not wait for it. */
const SMALL_VALUES_MAX = 256

type Waiting = { write: EndWrite; resolve: (run: AppendedRun | null) => void; reject: (error: unknown) => void }
type Queue = { db: Db; stream: Stream; waiting: Waiting[]; isSending: boolean }

const queues: Record<Stream, WeakMap<Db, Queue>> = { history: new WeakMap(), system: new WeakMap() }

/** The run when all of it was written, null when nothing was. */
export async function appendTogether(db: Db, stream: Stream, write: EndWrite): Promise<AppendedRun | null> {
  const valueCount = write.columns.reduce((sum, { values, others }) => sum + values.length + others.length, 0)
  if (valueCount > SMALL_VALUES_MAX) return appendAlone(db, stream, write)
  return new Promise((resolve, reject) => {
    const queue = queues[stream].get(db) ?? { db, stream, waiting: [], isSending: false }
    queues[stream].set(db, queue)
    queue.waiting.push({ write, resolve, reject })
    if (!queue.isSending) void drain(queue)
  })
}

async function appendAlone(db: Db, stream: Stream, write: EndWrite): Promise<AppendedRun | null> {
  return (await writeAtEnd(db, stream, [write]))[0] ?? null
}

async function drain(queue: Queue): Promise<void> {
  queue.isSending = true
  while (queue.waiting.length > 0) await send(queue, takeBatch(queue))
  queue.isSending = false
}

/** The first that wait, one of each run: what a run sends next comes after what it sent before. */
function takeBatch(queue: Queue): Waiting[] {
  const batch = new Map<string, Waiting>()
  const rest: Waiting[] = []
  for (const each of queue.waiting) {
    if (batch.size === BATCH_MAX || batch.has(each.write.storageId)) rest.push(each)
    else batch.set(each.write.storageId, each)
  }
  queue.waiting = rest
  return [...batch.values()]
}

/** What PostgreSQL refuses fails alone: the others of its batch are sent again, each by itself. Never throws. */
async function send({ db, stream }: Queue, batch: Waiting[]): Promise<void> {
  try {
    const runs = await writeAtEnd(
      db,
      stream,
      batch.map(({ write }) => write),
    )
    const byId = new Map(runs.map((run) => [run.storageId, run]))
    for (const { write, resolve } of batch) resolve(byId.get(write.storageId) ?? null)
  } catch (error) {
    if (batch.length === 1) batch[0]?.reject(error)
    else
      await Promise.all(batch.map(({ write, resolve, reject }) => appendAlone(db, stream, write).then(resolve, reject)))
  }
}
