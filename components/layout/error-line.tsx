'use client'

import { errorFacts } from '~/components/trpc/errors'
import { Button } from '~/components/ui/button'

/** An error where there is room for a line only: a panel, a row of the page. */
export function ErrorLine({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { message, requestId } = errorFacts(error)
  return (
    <div role="alert" className="flex h-full flex-col items-center justify-center gap-2 px-4 text-center text-12">
      <p className="max-w-sm">
        <span aria-hidden="true" className="mr-1 text-bad">
          ✕
        </span>
        {message}
        {requestId && <span className="text-muted"> Request {requestId}.</span>}
      </p>
      <Button size="sm" onClick={onRetry}>
        Try again
      </Button>
    </div>
  )
}
