/** What a run asks of the server, as functions: the sender is tested with a server that loses answers. */
import type { RunOrders } from '~/server/domain/run'
import type { Client } from './client'
import type { RowEntry } from './spool'

/** `newCount` with history and system metrics: how many of the lines were not there before. */
export type Answer = RunOrders & { newCount?: number }

export type Transport = {
  send(entry: RowEntry): Promise<Answer>
  heartbeat(): Promise<RunOrders>
}

export function transportOf(client: Client, storageId: string): Transport {
  return {
    send(entry) {
      switch (entry.kind) {
        case 'history':
          return client.history.append.mutate({
            storageId,
            offset: entry.offset,
            lines: entry.lines,
            summary: entry.summary,
          })
        case 'system':
          return client.history.append.mutate({
            storageId,
            stream: 'system',
            offset: entry.offset,
            lines: entry.lines,
          })
        case 'metadata':
          return client.runs.update.mutate({ storageId, metadata: entry.metadata })
        case 'console':
          return client.console.write.mutate({ storageId, offset: entry.offset, lines: entry.lines })
        case 'finish':
          return client.runs.finish.mutate({ storageId, exitCode: entry.exitCode, reason: entry.reason })
      }
    },
    heartbeat: () => client.runs.heartbeat.mutate({ storageId }),
  }
}
