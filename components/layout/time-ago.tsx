'use client'

import { formatAgo, formatInstant } from '~/components/lib/format'
import { useNow } from '~/components/lib/use-now'
import { useZone } from '~/components/lib/use-zone'

/**
 * "3 min ago", exact on hover, in the reader's zone. Server and browser may differ by a second, which is not worth a
 * warning; the key lets the browser's own text take the place of the server's, whatever that was.
 */
export function TimeAgo({ time }: { time: string }) {
  const now = useNow()
  const zone = useZone()
  return (
    <time key={zone} dateTime={time} title={formatInstant(time, zone)} suppressHydrationWarning>
      {formatAgo(time, now)}
    </time>
  )
}
