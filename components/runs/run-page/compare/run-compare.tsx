'use client'

/** This run beside another one: what went in differently, and what came out differently. */
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useQueryStates } from 'nuqs'
import { EmptyState } from '~/components/layout/empty-state'
import { ErrorState } from '~/components/layout/error-state'
import { SearchField } from '~/components/layout/search-field'
import { runHref } from '~/components/lib/paths'
import { useTRPC } from '~/components/trpc/provider'
import { Checkbox } from '~/components/ui/checkbox'
import { Label } from '~/components/ui/label'
import { Skeleton } from '~/components/ui/skeleton'
import type { JsonObject } from '~/server/domain/json'
import type { RunDetail } from '~/server/domain/run'
import { runParams } from '../../run-params'
import { DiffTable } from './diff-table'
import { printRunPath, readRunPath } from './other-run-path'
import { diffOf } from './run-diff'
import { RunPicker } from './run-picker'
import { useProposal } from './use-other-run'

export function RunCompare({ run }: { run: RunDetail }) {
  const trpc = useTRPC()
  const [params, setParams] = useQueryStates(runParams)
  const here = { entity: run.entity, project: run.project }
  const { proposal, isPending } = useProposal(run, true)
  const chosen = params.with ?? proposal?.run ?? null
  const path = readRunPath(chosen ?? run.id, here)
  const query = useQuery(trpc.runs.byId.queryOptions(path, { enabled: chosen !== null }))
  const other = query.data
  const picker = (
    <RunPicker
      run={run}
      label={other?.name ?? 'Choose a run'}
      proposal={proposal}
      onPick={(picked) => setParams({ with: picked === null ? null : printRunPath(readRunPath(picked, here), here) })}
    />
  )
  if (chosen === null) {
    if (isPending) return <Skeleton className="h-64 w-full" />
    return (
      <EmptyState title="There is no other run to compare with">
        <p>With a second run in {run.project}, what differs between the two stands here.</p>
        <div>{picker}</div>
      </EmptyState>
    )
  }
  return (
    <div className="flex flex-col gap-5">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <span className="flex min-w-0 items-center gap-2">
          <span className="shrink-0 text-muted">Compare with</span> {picker}
        </span>
        {params.with === null && proposal !== null && <span className="text-12 text-muted">{proposal.why}</span>}
        {other && (
          <Link href={runHref(path)} className="link text-12">
            Open it
          </Link>
        )}
      </div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <SearchField
          label="Search keys and values"
          value={params.q}
          onChange={(text) => setParams({ q: text === '' ? null : text })}
          className="w-full sm:w-72"
        />
        <Label className="flex items-center gap-2">
          <Checkbox checked={params.same} onCheckedChange={(checked) => setParams({ same: checked === true })} />
          Show what is the same too
        </Label>
      </div>
      {other === undefined ? (
        query.error ? (
          <ErrorState what="The other run could not be read" error={query.error} onRetry={() => query.refetch()} />
        ) : (
          <Skeleton className="h-64 w-full" />
        )
      ) : (
        <>
          <DiffTable title="Config" rows={diffOf(run.config, other.config)} run={run} other={other} {...params} />
          <DiffTable
            title="Results"
            rows={diffOf(told(run.summary), told(other.summary))}
            run={run}
            other={other}
            {...params}
          />
        </>
      )}
    </div>
  )
}

/** Without the keys that the client keeps for itself. */
function told(summary: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(summary).filter(([key]) => !key.startsWith('_')))
}
