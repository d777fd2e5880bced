'use client'

import Link from 'next/link'
import { ImportanceBars } from '~/components/charts/importance-bars'
import { importanceModel } from '~/components/charts/prepare/importance'
import { ErrorLine } from '~/components/layout/error-line'
import { countOf, formatCount, formatNumber, formatShare } from '~/components/lib/format'
import { runHref } from '~/components/lib/paths'
import { Checkbox } from '~/components/ui/checkbox'
import { Skeleton } from '~/components/ui/skeleton'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '~/components/ui/table'
import type { PriorPreview } from '~/server/domain/sweep-proposal'
import type { Importance } from '~/server/domain/trial'
import type { StepProps } from './step-props'

/** Whether the sweep learns from the chosen runs, which of them count, and what they say already. */
export function PriorSection({ path, state, change, config, prior }: StepProps) {
  const { query, isOn, preview } = prior
  return (
    <section aria-labelledby="prior" aria-busy={query.isFetching} className="flex min-w-0 flex-col gap-3">
      <h2 id="prior" className="text-15">
        Earlier runs to learn from
      </h2>
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the checkbox is the control */}
      <label className="flex items-center gap-2 text-13">
        <Checkbox checked={isOn} onCheckedChange={(checked) => change({ prior: checked === true ? null : 'none' })} />
        Learn from the chosen runs
      </label>
      {!isOn ? (
        <p className="text-12 text-muted">The sweep starts from nothing, as if the chosen runs had never been.</p>
      ) : query.error !== null && preview === undefined ? (
        <ErrorLine error={query.error} onRetry={() => void query.refetch()} />
      ) : preview === undefined ? (
        config === null ? (
          <p className="text-12 text-muted">Shown once the config is sound.</p>
        ) : (
          <Skeleton className="h-40" />
        )
      ) : (
        <>
          <p className="text-13">{countSentence(preview, prior.storageIds.length, config?.method ?? 'bayes')}</p>
          <Reasons preview={preview} />
          {preview.importance !== null && (
            <PriorImportance importance={preview.importance} metric={config?.metric?.name} />
          )}
          <details>
            <summary className="cursor-pointer text-12 text-muted">Choose run by run</summary>
            <PriorTable
              path={path}
              preview={preview}
              skip={state.skip}
              onSkip={(skip) => change({ skip })}
              metric={config?.metric?.name}
            />
          </details>
        </>
      )}
    </section>
  )
}

function countSentence({ total }: PriorPreview, count: number, method: string): string {
  const of = `${formatCount(count)} of ${countOf(total, 'run')}`
  if (method === 'random' || method === 'sobol')
    return `${method === 'random' ? 'Random' : 'Sobol'} search does not learn from runs; bayes does.`
  if (count === 0) return `None of the ${countOf(total, 'chosen run')} counts, so the sweep starts from nothing.`
  return method === 'grid'
    ? `${of} finished a combination of this grid; those are not tried again.`
    : `${of} count: the first suggestion knows them already.`
}

function Reasons({ preview }: { preview: PriorPreview }) {
  if (preview.reasons.length === 0) return null
  return (
    <ul className="text-12 text-muted">
      {preview.reasons.slice(0, 5).map(({ reason, runCount }) => (
        <li key={reason}>
          {countOf(runCount, 'run')} {runCount === 1 ? 'does' : 'do'} not count: {reason}
        </li>
      ))}
    </ul>
  )
}

function PriorImportance({ importance, metric }: { importance: Importance; metric: string | undefined }) {
  const model = importanceModel(importance)
  if (model.isTooFew || model.rows.length === 0) {
    return <p className="text-12 text-muted">Too few runs to say which settings matter ({importance.trialCount}).</p>
  }
  return (
    <div>
      <h3 className="text-13">
        What mattered for {metric}{' '}
        <span className="font-normal text-12 text-muted">
          {countOf(model.trialCount, 'run')} that did not fail
          {model.fit !== null && `, explains ${formatShare(Math.max(0, model.fit))} of the spread`}
        </span>
      </h3>
      <ImportanceBars model={model} />
      {model.caution !== null && <p className="mt-1 text-12 text-muted">{model.caution}</p>}
    </div>
  )
}

type PriorTableProps = {
  path: { entity: string; project: string }
  preview: PriorPreview
  skip: readonly string[]
  onSkip: (runs: string[]) => void
  metric: string | undefined
}

function PriorTable({ path, preview, skip, onSkip, metric }: PriorTableProps) {
  const skipped = new Set(skip)
  return (
    <div className="max-h-80 overflow-y-auto">
      <Table label="Earlier runs">
        <TableHeader>
          <TableRow>
            <TableHead className="w-8">
              <span className="sr-only">Learn from it</span>
            </TableHead>
            <TableHead>Run</TableHead>
            <TableHead className="numeric text-right">{metric ?? 'value'}</TableHead>
            <TableHead>Why not</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {preview.runs.map(({ storageId, run, name, value, reason }) => (
            <TableRow key={storageId}>
              <TableCell>
                <Checkbox
                  aria-label={`Learn from ${name}`}
                  disabled={reason !== null}
                  checked={reason === null && !skipped.has(run)}
                  onCheckedChange={(checked) =>
                    onSkip(checked === true ? skip.filter((each) => each !== run) : [...skip, run])
                  }
                />
              </TableCell>
              <TableCell className="max-w-40 truncate">
                <Link href={runHref({ ...path, run })} className="link">
                  {name}
                </Link>
              </TableCell>
              <TableCell className="numeric">{value === null ? '' : formatNumber(value)}</TableCell>
              <TableCell className="text-12 text-muted">{reason}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {preview.total > preview.runs.length && (
        <p className="py-1 text-12 text-muted">
          Showing {formatCount(preview.runs.length)} of {countOf(preview.total, 'run')} (newest)
        </p>
      )}
    </div>
  )
}
