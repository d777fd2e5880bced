'use client'

import { useParams, usePathname } from 'next/navigation'
import { decodeSegments } from '~/components/lib/paths'

export type Place = {
  entity: string | null
  project: string | null
  run: string | null
  sweep: string | null
  report: string | null
  /** The tab of the project that the page belongs to. */
  tab: 'workspace' | 'runs' | 'sweeps' | 'compare' | 'reports'
}

const TABS: readonly Place['tab'][] = ['runs', 'sweeps', 'compare', 'reports']

/** Where the reader is, from the address alone. */
export function usePlace(): Place {
  const params = decodeSegments(useParams<Record<string, string>>())
  const third = usePathname().split('/')[3]
  return {
    entity: params['entity'] ?? null,
    project: params['project'] ?? null,
    run: params['run'] ?? null,
    sweep: params['sweep'] ?? null,
    report: params['report'] ?? null,
    tab: third === 'trash' ? 'runs' : (TABS.find((tab) => tab === third) ?? 'workspace'),
  }
}
