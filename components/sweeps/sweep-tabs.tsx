'use client'

import Link from 'next/link'
import { useSearchParams } from 'next/navigation'
import { cn } from '~/components/lib/cn'
import { formatCount } from '~/components/lib/format'
import { sweepHref } from '~/components/lib/paths'
import type { SweepDetail } from '~/server/domain/sweep'
import type { SweepTab } from './search-params'

type Place = SweepTab | 'controls'

const NAMES: Record<Place, string> = {
  overview: 'Overview',
  runs: 'Runs',
  agents: 'Agents',
  controls: 'Controls',
  config: 'Config',
}
const ORDER: readonly Place[] = ['overview', 'runs', 'agents', 'controls', 'config']

/** The tabs are links: each view can be opened, shared and gone back from. Filters come along. */
export function SweepTabs({ sweep, current }: { sweep: SweepDetail; current: Place }) {
  const params = useSearchParams()
  const base = sweepHref({ entity: sweep.entity, project: sweep.project }, sweep.id)
  const counts: Partial<Record<Place, number>> = { runs: sweep.runs.total, agents: sweep.agentCount }

  function hrefOf(place: Place): string {
    const query = new URLSearchParams(params)
    query.delete('tab')
    if (place !== 'overview' && place !== 'controls') query.set('tab', place)
    const text = query.toString()
    return `${base}${place === 'controls' ? '/controls' : ''}${text === '' ? '' : `?${text}`}`
  }

  return (
    <nav aria-label="Sweep" className="flex gap-5 overflow-x-auto border-hairline border-b">
      {ORDER.map((place) => {
        const count = counts[place]
        return (
          <Link
            key={place}
            href={hrefOf(place)}
            scroll={false}
            aria-current={place === current ? 'page' : undefined}
            className={cn(
              '-mb-px flex h-8 items-center gap-1.5 whitespace-nowrap border-transparent border-b-2 text-13 text-muted transition-colors hover:text-ink focus-visible:-outline-offset-2',
              place === current && 'border-accent text-ink',
            )}
          >
            {NAMES[place]}
            {count !== undefined && <span className="text-12 text-muted tabular-nums">{formatCount(count)}</span>}
          </Link>
        )
      })}
    </nav>
  )
}
