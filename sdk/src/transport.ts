/** What a run asks of the server, as functions: the sender is tested with a server that loses answers. */
import type { RunOrders } from '~/server/domain/run'
import type { Client } from './client'
import type { SpoolEntry } from './spool'

export type Transport = {
  send(entry: SpoolEntry): Promise<RunOrders>
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
        case 'console':
          return client.console.write.mutate({ storageId, offset: entry.offset, lines: entry.lines })
        case 'finish':
          return client.runs.finish.mutate({ storageId, exitCode: entry.exitCode, reason: entry.reason })
      }
    },
    heartbeat: () => client.runs.heartbeat.mutate({ storageId }),
  }
}
