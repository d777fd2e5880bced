'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { ErrorLine } from '~/components/layout/error-line'
import { countOf, formatCount, formatDuration } from '~/components/lib/format'
import { useTRPC } from '~/components/trpc/provider'
import { Skeleton } from '~/components/ui/skeleton'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '~/components/ui/table'
import type { ProjectPath } from '~/server/domain/ids'
import { flattenParameters, type SweepConfig, valueAt } from '~/server/domain/sweep-config'
import { settingWords } from '../setting-words'
import { SampleStripView } from './sample-strip'
import { sampleStrips } from './sample-strips'

/** A grid of more is more than anybody waits for. */
const GRID_HUGE = 10_000
const COLUMNS_MAX = 12

type SampleSectionProps = {
  path: ProjectPath
  text: string
  /** Null while the text has problems: then nothing is asked. */
  config: SweepConfig | null
  /** Storage ids of runs to learn from. */
  priorRuns: readonly string[]
  /** How long one run takes, where earlier runs tell. */
  medianSeconds: number | null
}

/** What would be tried first, as the server would choose it now, and how much there is to try. */
export function SampleSection({ path, text, config, priorRuns, medianSeconds }: SampleSectionProps) {
  const trpc = useTRPC()
  const { data, error, isFetching, refetch } = useQuery(
    trpc.sweeps.check.queryOptions(
      { ...path, config: text, priorRuns: [...priorRuns] },
      { enabled: config !== null, placeholderData: keepPreviousData },
    ),
  )
  const strips = useMemo(() => (config === null ? [] : sampleStrips(config, data?.preview ?? [])), [config, data])
  return (
    <section aria-labelledby="sample" aria-busy={isFetching} className="flex min-w-0 flex-col gap-3">
      <div>
        <h2 id="sample" className="text-15">
          What would be tried first
        </h2>
        <p className="min-h-4 text-12 text-muted">
          {config === null
            ? 'The first runs are shown here once the config is sound.'
            : data === undefined
              ? ''
              : amountSentence(config, data, medianSeconds)}
        </p>
      </div>
      {data?.gridSize != null && data.gridSize > GRID_HUGE && (
        <Warning>
          {formatCount(data.gridSize)} combinations are more than anybody waits for. Take values away, set run_cap, or
          let random or bayes pick from them.
        </Warning>
      )}
      {data?.warnings.map((warning) => (
        <Warning key={warning}>{warning}</Warning>
      ))}
      {error !== null && data === undefined ? (
        <ErrorLine error={error} onRetry={() => void refetch()} />
      ) : config === null ? null : data === undefined ? (
        <Skeleton className="h-64" />
      ) : data.preview.length === 0 ? (
        <Warning>
          {data.priorCount > 0
            ? 'Nothing is left to try: earlier runs did all of it. Learn from fewer of them, or from none, to do it again.'
            : 'Nothing is left to try.'}
        </Warning>
      ) : (
        <>
          <ul className="grid grid-cols-2 gap-x-6 gap-y-3 sm:grid-cols-3 xl:grid-cols-4">
            {strips.map((strip) => (
              <SampleStripView key={strip.name} strip={strip} />
            ))}
          </ul>
          <SampleTable config={config} sample={data.preview} />
        </>
      )}
    </section>
  )
}

function SampleTable({ config, sample }: { config: SweepConfig; sample: Parameters<typeof sampleStrips>[1] }) {
  const leaves = flattenParameters(config.parameters).filter(
    ({ distribution }) => distribution.distribution !== 'constant',
  )
  const shown = leaves.slice(0, COLUMNS_MAX)
  return (
    <div className="max-h-96 overflow-y-auto">
      <Table label="First suggestions">
        <TableHeader>
          <TableRow>
            <TableHead className="numeric text-right">#</TableHead>
            {shown.map(({ name }) => (
              <TableHead key={name} className="numeric max-w-40 truncate text-right" title={name}>
                {name}
              </TableHead>
            ))}
            {leaves.length > shown.length && <TableHead>and {leaves.length - shown.length} more</TableHead>}
          </TableRow>
        </TableHeader>
        <TableBody>
          {sample.map((config, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: suggestions have no name but their place
            <TableRow key={index} className="h-7">
              <TableCell className="numeric text-muted">{index}</TableCell>
              {shown.map(({ name, path }) => (
                <TableCell key={name} className="numeric max-w-40 truncate">
                  {settingWords(valueAt(config, path))}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  )
}

type Checked = { preview: readonly unknown[]; gridSize: number | null; priorCount: number }

/** "20 of 60 combinations; at 3 min a run one agent needs 3 h." */
function amountSentence(
  config: SweepConfig,
  { preview, gridSize, priorCount }: Checked,
  seconds: number | null,
): string {
  const cells = gridSize === null ? null : gridSize - (config.method === 'grid' ? priorCount : 0)
  const total = Math.min(cells ?? Number.POSITIVE_INFINITY, config.run_cap ?? Number.POSITIVE_INFINITY)
  const parts = [
    gridSize === null
      ? `The first ${countOf(preview.length, 'suggestion')}`
      : `${formatCount(preview.length)} of ${countOf(gridSize, 'combination')}`,
  ]
  if (priorCount > 0) {
    parts.push(
      config.method === 'grid'
        ? `${formatCount(priorCount)} done by earlier runs`
        : `with what ${countOf(priorCount, 'earlier run')} showed`,
    )
  }
  const time =
    seconds === null || seconds < 1 || !Number.isFinite(total)
      ? ''
      : ` At ${formatDuration(seconds)} a run, ${countOf(total, 'run')} take one agent ${formatDuration(total * seconds)}.`
  return `${parts.join(', ')}.${time}`
}

function Warning({ children }: { children: React.ReactNode }) {
  return (
    <p className="text-12">
      <span aria-hidden="true" className="mr-1.5 text-warn-ink">
        ▲
      </span>
      {children}
    </p>
  )
}
