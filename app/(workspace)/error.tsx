'use client'

import { ErrorState } from '~/components/layout/error-state'

export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return <ErrorState what="This page could not be drawn" error={error} onRetry={reset} className="mx-auto px-4" />
}
