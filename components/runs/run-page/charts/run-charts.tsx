'use client'

import { useQuery } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { useQueryStates } from 'nuqs'
import { useMemo } from 'react'
import { ChartOptions } from '~/components/charts/chart-options'
import { CrosshairProvider } from '~/components/charts/crosshair'
import { MetricPanel } from '~/components/charts/metric-panel'
import { plotRun } from '~/components/charts/prepare/plot-run'
import { EmptyState } from '~/components/layout/empty-state'
import { ErrorState } from '~/components/layout/error-state'
import { SearchField } from '~/components/layout/search-field'
import { countOf } from '~/components/lib/format'
import { useTRPC } from '~/components/trpc/provider'
import { Skeleton } from '~/components/ui/skeleton'
import type { MediaKey, MediaKind } from '~/server/domain/media'
import type { RunDetail } from '~/server/domain/run'
import { byUsefulness, isCounter } from '../../metric-order'
import { metricSections } from '../../metric-sections'
import { runParams } from '../../run-params'

const MediaView = dynamic(() => import('~/components/media/media-view').then(({ MediaView }) => MediaView))

const PANEL_HEIGHT = 190
const TITLE_HEIGHT = 28
/** Something to look at needs more room than a line, and a sound less. Those of one height stand together. */
const MEDIA_HEIGHT: Record<MediaKind, number> = {
  histogram: 220,
  images: 280,
  table: 320,
  html: 320,
  video: 280,
  audio: 116,
  file: 116,
  text: 116,
}

/** Everything that the run logged, in sections by prefix: numbers as lines, the rest by viewers of its kind. */
export function RunCharts({ run }: { run: RunDetail }) {
  const trpc = useTRPC()
  const [{ q }, setParams] = useQueryStates(runParams)
  const { storageId } = run
  const query = useQuery(trpc.runs.metrics.queryOptions({ storageId }))
  const media = useQuery(trpc.history.mediaKeys.queryOptions({ storageIds: [storageId] }))
  if (query.isPending) return <Skeleton className="h-[217px] w-full" />
  if (query.isError && query.data === undefined) {
    return <ErrorState what="The metrics could not be read" error={query.error} onRetry={() => query.refetch()} />
  }
  const isFound = (key: string) => !key.startsWith('_') && key.toLowerCase().includes(q.toLowerCase())
  const logged = (query.data ?? []).filter((fact) => !fact.key.startsWith('_') && fact.pointCount > 0)
  const metrics = logged.map((fact) => fact.key)
  const shownMedia = (media.data ?? []).filter(({ key }) => isFound(key))
  const found = byUsefulness(metrics, []).filter(isFound)
  const counters = found.filter(isCounter)
  const telling = found.filter((key) => !isCounter(key))
  const total = metrics.length + (media.data?.length ?? 0)
  if (total === 0) {
    return (
      <EmptyState title="No metric yet">
        <p>
          A chart appears here with the first <code className="font-mono">run.log({'{ loss: 0.42 }'})</code>.
        </p>
      </EmptyState>
    )
  }
  return (
    <div className="flex flex-col gap-5">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <SearchField
          label="Search metrics"
          value={q}
          onChange={(text) => setParams({ q: text === '' ? null : text })}
          className="w-full sm:w-64"
        />
        <ChartOptions metrics={metrics} />
        <span className="ml-auto text-12 text-muted">{countSaid(found.length + shownMedia.length, total)}</span>
      </div>
      <CrosshairProvider>
        {sectionsOf(telling, shownMedia).map((section, index) => (
          <section key={section.name} className="flex flex-col gap-2">
            {(section.name !== '' || index > 0) && (
              <h2 className="text-15">
                {section.name || 'Other'}{' '}
                <span className="font-normal text-12 text-muted">{section.metrics.length + section.media.length}</span>
              </h2>
            )}
            <Panels metrics={section.metrics} media={section.media} run={run} />
          </section>
        ))}
        {counters.length > 0 && (
          <details open={telling.length + shownMedia.length === 0}>
            <summary className="w-fit cursor-pointer py-1 text-muted hover:text-ink">
              {countOf(counters.length, 'counter')}: {counters.join(', ')}
            </summary>
            <div className="pt-2">
              <Panels metrics={counters} media={[]} run={run} />
            </div>
          </details>
        )}
      </CrosshairProvider>
      {found.length + shownMedia.length === 0 && <p className="py-6 text-muted">No metric of that name.</p>}
    </div>
  )
}

function countSaid(found: number, total: number): string {
  return found < total ? `${found} of ${countOf(total, 'metric')}` : countOf(total, 'metric')
}

const MEDIA_ORDER = Object.keys(MEDIA_HEIGHT)

type Section = { name: string; metrics: string[]; media: MediaKey[] }

/** Lines first: what is looked at stands below the numbers of its section, and sections of lines above those without. */
function sectionsOf(metrics: string[], media: MediaKey[]): Section[] {
  const sections = new Map<string, Section>()
  const at = (name: string): Section => {
    const section = sections.get(name) ?? { name, metrics: [], media: [] }
    sections.set(name, section)
    return section
  }
  for (const { name, metrics: keys } of metricSections(metrics)) at(name).metrics.push(...keys)
  const byKey = new Map(media.map((one) => [one.key, one]))
  for (const { name, metrics: keys } of metricSections([...byKey.keys()]))
    at(name).media.push(...keys.flatMap((key) => byKey.get(key) ?? []))
  for (const section of sections.values())
    section.media.sort((a, b) => MEDIA_ORDER.indexOf(a.kind) - MEDIA_ORDER.indexOf(b.kind))
  return [...sections.values()]
}

function Panels({ metrics, media, run }: { metrics: string[]; media: MediaKey[]; run: RunDetail }) {
  const [{ step }, setParams] = useQueryStates(runParams)
  const runs = useMemo(() => [plotRun(run)], [run])
  return (
    <>
      {metrics.length > 0 && (
        <div className="grid grid-cols-[repeat(auto-fill,minmax(min(320px,100%),1fr))] gap-x-6 gap-y-4">
          {metrics.map((metric) => (
            <MetricPanel key={metric} metric={metric} runs={runs} height={PANEL_HEIGHT} />
          ))}
        </div>
      )}
      {media.length > 0 && (
        <div className="grid grid-cols-[repeat(auto-fill,minmax(min(420px,100%),1fr))] gap-x-6 gap-y-4">
          {media.map(({ key, kind }) => (
            <div key={`${key} ${kind}`} style={{ minHeight: MEDIA_HEIGHT[kind] + TITLE_HEIGHT }} className="min-w-0">
              <MediaView
                metric={key}
                runs={runs}
                path={run}
                height={MEDIA_HEIGHT[kind]}
                step={step}
                onStep={(next) => setParams({ step: next })}
              />
            </div>
          ))}
        </div>
      )}
    </>
  )
}
