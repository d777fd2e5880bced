'use client'

import { RotateCcw } from 'lucide-react'
import Link from 'next/link'
import { countOf, formatCount } from '~/components/lib/format'
import { runHref } from '~/components/lib/paths'
import { Button } from '~/components/ui/button'
import type { SweepFailures } from '~/server/domain/failures/sweep-failures'
import type { SweepDetail } from '~/server/domain/sweep'

type OpenFailure = SweepFailures['open'][number]

type OpenFailuresProps = {
  sweep: SweepDetail
  open: readonly OpenFailure[]
  /** How many there are; `open` has the newest. */
  count: number
  isOff: boolean
  onRetry: (storageId: string) => void
}

/** Each failed run that nobody ran again yet, folded away; one may be run again alone, also one that was cut out. */
export function OpenFailures({ sweep, open, count, isOff, onRetry }: OpenFailuresProps) {
  if (open.length === 0) return null
  return (
    <details className="min-w-0">
      <summary className="w-fit cursor-pointer text-13 text-muted hover:text-ink">
        {count > open.length
          ? `One by one: the newest ${open.length} of ${formatCount(count)} failed runs`
          : `One by one: ${countOf(count, 'failed run')}`}
      </summary>
      <ul aria-label="Failed runs" className="mt-2 max-h-80 overflow-y-auto">
        {open.map((failure) => (
          <FailureLine
            key={failure.storageId}
            sweep={sweep}
            failure={failure}
            isOff={isOff}
            onRetry={() => onRetry(failure.storageId)}
          />
        ))}
      </ul>
    </details>
  )
}

type FailureLineProps = { sweep: SweepDetail; failure: OpenFailure; isOff: boolean; onRetry: () => void }

function FailureLine({ sweep, failure, isOff, onRetry }: FailureLineProps) {
  const { runId, runName, reason, host, isOutside } = failure
  return (
    <li className="flex min-h-10 flex-wrap items-center gap-x-4 gap-y-1 border-hairline border-b py-1 text-13 last:border-b-0">
      <Link
        href={runHref({ entity: sweep.entity, project: sweep.project, run: runId })}
        className="link min-w-0 basis-40 truncate"
      >
        {runName}
      </Link>
      <span className="min-w-0 flex-1 basis-52 break-words">
        {reason}
        {host !== null && <span className="text-muted"> · {host}</span>}
        {isOutside && <span className="text-muted"> · cut out of the space</span>}
      </span>
      <Button size="sm" disabled={isOff} aria-label={`Run ${runName} again`} onClick={onRetry}>
        <RotateCcw /> Run again
      </Button>
    </li>
  )
}
