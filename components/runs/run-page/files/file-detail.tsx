'use client'

import { useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { CopyButton } from '~/components/layout/copy-button'
import { ErrorState } from '~/components/layout/error-state'
import { TimeAgo } from '~/components/layout/time-ago'
import { formatBytes } from '~/components/lib/format'
import { runFileHref } from '~/components/lib/paths'
import { useTRPC } from '~/components/trpc/provider'
import { Button } from '~/components/ui/button'
import { Skeleton } from '~/components/ui/skeleton'
import type { RunDetail } from '~/server/domain/run'
import { DeleteFile } from './delete-file'
import { nameOf } from './file-kind'
import { FilePreview } from './file-preview'

type FileDetailProps = { run: RunDetail; path: string; onGone: () => void }

/** One file: what it is, how it is taken along or deleted, and a look at it. */
export function FileDetail({ run, path, onGone }: FileDetailProps) {
  const trpc = useTRPC()
  const { storageId } = run
  const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : ''
  // Its folder may have more files than one page, so that it is looked for by its path.
  const query = useQuery(trpc.files.search.queryOptions({ storageId, search: path.slice(-200), limit: 100 }))
  const file = query.data?.files.find((found) => found.path === path)
  if (query.data === undefined) {
    if (query.isPending) return <Skeleton className="h-64 w-full" />
    return <ErrorState what="The file could not be read" error={query.error} onRetry={() => query.refetch()} />
  }
  if (file === undefined) {
    return (
      <p className="py-2 text-muted">
        There is no file {path} in this run{folder === '' ? '' : ' any more'}.
      </p>
    )
  }
  const href = runFileHref({ entity: run.entity, project: run.project, run: run.id }, path, { as: 'download' })
  return (
    <section aria-label={path} className="flex min-w-0 flex-col gap-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="min-w-0 break-words text-15">{nameOf(path)}</h2>
        <span className="flex items-center gap-1">
          <Button asChild size="sm">
            <a href={href} download>
              <Download /> Download
            </a>
          </Button>
          <DeleteFile storageId={storageId} path={path} onDeleted={onGone} />
        </span>
        <p className="flex w-full flex-wrap items-center gap-x-2 text-12 text-muted">
          {folder !== '' && <span className="break-all">in {folder}</span>}
          <span>{formatBytes(file.sizeBytes)}</span>
          <span>{file.mimeType}</span>
          <span>
            saved <TimeAgo time={file.updatedAt} />
          </span>
          <CopyButton text={file.sha256} label={`SHA-256 ${file.sha256.slice(0, 8)}`} className="font-mono" />
        </p>
      </div>
      <FilePreview run={run} file={file} />
    </section>
  )
}
