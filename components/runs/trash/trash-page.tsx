'use client'

/** What was deleted lately: to be brought back, or to be gone for good. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { parseAsInteger, parseAsString, useQueryStates } from 'nuqs'
import { useState } from 'react'
import { EmptyState } from '~/components/layout/empty-state'
import { ErrorState } from '~/components/layout/error-state'
import { SearchField } from '~/components/layout/search-field'
import { countOf, formatCount } from '~/components/lib/format'
import { runsHref } from '~/components/lib/paths'
import { useTRPC } from '~/components/trpc/provider'
import { Button } from '~/components/ui/button'
import type { ProjectPath } from '~/server/domain/ids'
import type { TrashedRun } from '~/server/domain/run-bulk'
import { TableSkeleton } from '../table/table-skeleton'
import { PurgeDialog } from './purge-dialog'
import { TrashTable } from './trash-table'
import { useTrash } from './use-trash'

const PAGE_ROWS = 100

const params = { q: parseAsString.withDefault(''), from: parseAsInteger.withDefault(0) }

export function TrashPage({ path }: { path: ProjectPath }) {
  const trpc = useTRPC()
  const [{ q, from }, setParams] = useQueryStates(params)
  const offset = Math.max(0, from)
  const list = useQuery(
    trpc.runs.trash.queryOptions(
      { ...path, search: q, offset, limit: PAGE_ROWS },
      { placeholderData: keepPreviousData },
    ),
  )
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const [purging, setPurging] = useState<string[] | 'all' | null>(null)
  const trash = useTrash(path)
  const runs = list.data?.runs ?? []
  const total = list.data?.total ?? 0
  const chosen = runs.filter(({ id }) => ticked.has(id)).map(({ id }) => id)

  function tick(run: TrashedRun, isOn: boolean) {
    const next = new Set(ticked)
    if (isOn) next.add(run.id)
    else next.delete(run.id)
    setTicked(next)
  }

  function body() {
    if (list.isPending) return <TableSkeleton />
    if (list.isError) {
      return <ErrorState what="The trash could not be read" error={list.error} onRetry={() => void list.refetch()} />
    }
    if (total === 0 && offset === 0) {
      return (
        <EmptyState title={q === '' ? 'The trash is empty' : 'No deleted run of that name'}>
          <p>Runs that are deleted lie here for a while, with everything they logged, until they are gone for good.</p>
        </EmptyState>
      )
    }
    return (
      <TrashTable
        runs={runs}
        ticked={ticked}
        onTick={tick}
        onTickAll={(isOn) => setTicked(isOn ? new Set(runs.map(({ id }) => id)) : new Set())}
        onRestore={(run) => void trash.restore([run.id])}
      />
    )
  }

  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-baseline gap-x-4">
        <h1 className="text-20">Trash</h1>
        <Link href={runsHref(path)} className="link">
          Back to the runs
        </Link>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <SearchField
          label="Search deleted runs"
          value={q}
          onChange={(text) => void setParams({ q: text === '' ? null : text, from: null })}
          className="w-full sm:w-72"
        />
        <Button disabled={chosen.length === 0 || trash.isBusy} onClick={() => void trash.restore(chosen)}>
          Restore {chosen.length > 0 ? countOf(chosen.length, 'run') : ''}
        </Button>
        <Button variant="danger" disabled={chosen.length === 0 || trash.isBusy} onClick={() => setPurging(chosen)}>
          Delete for ever
        </Button>
        <Button variant="danger" disabled={total === 0 || trash.isBusy} onClick={() => setPurging('all')}>
          Empty the trash
        </Button>
        <span role="status" className="ml-auto text-12 text-muted">
          {trash.isBusy ? 'Working…' : countOf(total, 'deleted run')}
        </span>
      </div>
      {body()}
      {total > PAGE_ROWS && (
        <div className="flex items-center gap-2 text-12 text-muted">
          <Button
            size="sm"
            disabled={offset === 0}
            onClick={() => void setParams({ from: Math.max(0, offset - PAGE_ROWS) })}
          >
            Newer
          </Button>
          <Button
            size="sm"
            disabled={offset + PAGE_ROWS >= total}
            onClick={() => void setParams({ from: offset + PAGE_ROWS })}
          >
            Older
          </Button>
          {formatCount(offset + 1)} to {formatCount(Math.min(total, offset + PAGE_ROWS))} of {formatCount(total)}
        </div>
      )}
      <PurgeDialog
        count={purging === 'all' ? total : (purging?.length ?? 0)}
        isOpen={purging !== null}
        onClose={() => setPurging(null)}
        onDone={() => {
          if (purging !== null) void trash.purge(purging)
          setPurging(null)
          setTicked(new Set())
        }}
      />
    </div>
  )
}
