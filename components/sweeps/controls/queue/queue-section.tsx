'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { countOf } from '~/components/lib/format'
import { useTRPC } from '~/components/trpc/provider'
import type { Enqueued } from '~/server/domain/suggestion'
import type { SweepDetail } from '~/server/domain/sweep'
import { OutcomeLine } from '../outcome-line'
import { EnqueueDialog } from './enqueue-dialog'
import { QueueTable } from './queue-table'

/** What waits for an agent, in the order in which it is given out. */
export function QueueSection({ sweep }: { sweep: SweepDetail }) {
  const trpc = useTRPC()
  const { data: queue } = useSuspenseQuery(trpc.suggestions.list.queryOptions({ sweep: sweep.id }))
  const [done, setDone] = useState<Enqueued | null>(null)
  const hidden = queue.waitingCount - queue.waiting.length
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <p className="text-13 text-muted">
          {queue.waitingCount === 0
            ? emptyText(sweep)
            : `${countOf(queue.waitingCount, 'suggestion')} for the next agents.`}
          {queue.droppedCount > 0 &&
            ` ${countOf(queue.droppedCount, 'other', 'others')} set aside: they come back when the sweep is resumed or the space takes them in again.`}
        </p>
        <span className="ml-auto">
          <EnqueueDialog sweep={sweep} onDone={setDone} />
        </span>
      </div>
      <OutcomeLine outcome={done === null ? null : doneText(done)} error={null} />
      {queue.waiting.length > 0 && <QueueTable sweep={sweep} waiting={queue.waiting} />}
      {hidden > 0 && (
        <p className="text-12 text-muted">
          Showing the next {queue.waiting.length}; {hidden} more wait.
        </p>
      )}
    </div>
  )
}

function emptyText({ state, config }: SweepDetail): string {
  if (state === 'finished' || state === 'canceled') return 'Nothing waits; the sweep is over.'
  return config.method === 'bayes'
    ? 'Nothing waits: the search makes a suggestion when an agent asks for one, so that it knows the newest results.'
    : 'Nothing waits: the next ones are made when an agent asks.'
}

function doneText({ number, opened }: Enqueued): string {
  return `Your run is suggestion ${number + 1} and the next to be given out.${opened ? ' The sweep is open again for it.' : ''}`
}
