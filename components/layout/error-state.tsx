'use client'

import { cn } from '~/components/lib/cn'
import { errorFacts } from '~/components/trpc/errors'
import { Button } from '~/components/ui/button'
import { CopyButton } from './copy-button'

type ErrorStateProps = {
  /** What was tried, as in "The runs could not be read". */
  what: string
  error: unknown
  onRetry?: () => void
  className?: string
}

/** What failed, what is safe, what to do, and the request to name when it is reported. */
export function ErrorState({ what, error, onRetry, className }: ErrorStateProps) {
  const { message, requestId } = errorFacts(error)
  return (
    <section data-slot="error-state" role="alert" className={cn('flex max-w-2xl flex-col gap-2 py-8', className)}>
      <h2 className="text-15">
        <span aria-hidden="true" className="mr-1.5 text-bad">
          ✕
        </span>
        {what}
      </h2>
      <p className="whitespace-pre-line text-13">{message}</p>
      <p className="text-12 text-muted">
        Running trainings are not touched by this, and nothing that was logged is lost.
      </p>
      <div className="mt-1 flex flex-wrap items-center gap-2">
        {onRetry && (
          <Button size="sm" onClick={onRetry}>
            Try again
          </Button>
        )}
        {requestId && <CopyButton text={requestId} label={`Request ${requestId}`} className="font-mono" />}
      </div>
    </section>
  )
}
