'use client'

import { formatInstant } from '~/components/lib/format'
import { useZone } from '~/components/lib/use-zone'

/** A moment to the second, in the reader's zone. */
export function Instant({ time }: { time: string }) {
  const zone = useZone()
  return <time dateTime={time}>{formatInstant(time, zone)}</time>
}
