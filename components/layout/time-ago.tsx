'use client'

import { formatAgo, formatInstant } from '~/components/lib/format'
import { useNow } from '~/components/lib/use-now'

/** "3 min ago", exact on hover. Server and browser may differ by a second, which is not worth a warning. */
export function TimeAgo({ time }: { time: string }) {
  const now = useNow()
  return (
    <time dateTime={time} title={formatInstant(time)} suppressHydrationWarning>
      {formatAgo(time, now)}
    </time>
  )
}
