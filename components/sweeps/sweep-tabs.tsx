'use client'

import Link from 'next/link'
import { useSearchParams } from 'next/navigation'
import { cn } from '~/components/lib/cn'
import { formatCount } from '~/components/lib/format'
import { sweepHref } from '~/components/lib/paths'
import type { SweepDetail } from '~/server/domain/sweep'
import type { SweepTab } from './search-params'

type Place = SweepTab | 'controls'

type Tab = { place: Place; name: string; count?: (sweep: SweepDetail) => number }

/** In their order. A further tab is a word in `SWEEP_TABS`, a line here, and its component in `sweep-page.tsx`. */
const TABS: readonly Tab[] = [
  { place: 'overview', name: 'Overview' },
  { place: 'runs', name: 'Runs', count: (sweep) => sweep.runs.total },
  { place: 'agents', name: 'Agents', count: (sweep) => sweep.agentCount },
  { place: 'controls', name: 'Controls' },
  { place: 'config', name: 'Config' },
]

/** The tabs are links: each view can be opened, shared and gone back from. Filters come along. */
export function SweepTabs({ sweep, current }: { sweep: SweepDetail; current: Place }) {
  const params = useSearchParams()
  const base = sweepHref({ entity: sweep.entity, project: sweep.project }, sweep.id)

  function hrefOf(place: Place): string {
    const query = new URLSearchParams(params)
    query.delete('tab')
    if (place !== 'overview' && place !== 'controls') query.set('tab', place)
    const text = query.toString()
    return `${base}${place === 'controls' ? '/controls' : ''}${text === '' ? '' : `?${text}`}`
  }

  return (
    <nav aria-label="Sweep" className="flex gap-5 overflow-x-auto border-hairline border-b">
      {TABS.map(({ place, name, count }) => (
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
          {name}
          {count !== undefined && <span className="text-12 text-muted tabular-nums">{formatCount(count(sweep))}</span>}
        </Link>
      ))}
    </nav>
  )
}
