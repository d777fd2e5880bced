'use client'

/** Files of the run: a tree at the left, what is chosen in it at the right; on a phone one below the other. */
import { useQuery } from '@tanstack/react-query'
import { useQueryStates } from 'nuqs'
import { useDeferredValue } from 'react'
import { EmptyState } from '~/components/layout/empty-state'
import { ErrorState } from '~/components/layout/error-state'
import { SearchField } from '~/components/layout/search-field'
import { countOf, formatBytes } from '~/components/lib/format'
import { useTRPC } from '~/components/trpc/provider'
import { Skeleton } from '~/components/ui/skeleton'
import type { RunDetail } from '~/server/domain/run'
import { runParams } from '../../run-params'
import { AddFiles } from './add-files'
import { FileDetail } from './file-detail'
import { FileTree } from './file-tree'
import { FoundFileList } from './found-file-list'

export function RunFiles({ run }: { run: RunDetail }) {
  const trpc = useTRPC()
  const [{ q, file }, setParams] = useQueryStates(runParams)
  const search = useDeferredValue(q.trim())
  const { storageId } = run
  const top = useQuery(trpc.files.folder.queryOptions({ storageId }))
  const choose = (path: string | null) => void setParams({ file: path })
  if (top.data === undefined) {
    if (top.isPending) return <Skeleton className="h-64 w-full" />
    return <ErrorState what="The files could not be read" error={top.error} onRetry={() => top.refetch()} />
  }
  if (top.data.fileCount === 0) {
    return (
      <EmptyState title="No file yet">
        <p>
          Images, tables and the like that the program logs lie here, and what it saves with{' '}
          <code className="font-mono">run.saveFile('model.bin')</code>.
        </p>
        <div>
          <AddFiles run={run} />
        </div>
      </EmptyState>
    )
  }
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <SearchField
          label="Search files"
          value={q}
          onChange={(text) => setParams({ q: text === '' ? null : text })}
          className="w-full sm:w-72"
        />
        <span className="text-12 text-muted">
          {countOf(top.data.fileCount, 'file')}, {formatBytes(top.data.sizeBytes)}
        </span>
        <AddFiles run={run} />
      </div>
      <div className="grid items-start gap-x-8 gap-y-4 lg:grid-cols-[minmax(240px,2fr)_minmax(0,5fr)]">
        {search === '' ? (
          <FileTree storageId={storageId} chosen={file} onChoose={choose} />
        ) : (
          <FoundFileList storageId={storageId} search={search} chosen={file} onChoose={choose} />
        )}
        {file === null ? (
          <p className="py-2 text-muted max-lg:hidden">Choose a file to look at it.</p>
        ) : (
          <FileDetail key={file} run={run} path={file} onGone={() => choose(null)} />
        )}
      </div>
    </div>
  )
}
