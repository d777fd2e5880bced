'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { ErrorLine } from '~/components/layout/error-line'
import { countOf, formatCount } from '~/components/lib/format'
import { useTRPC } from '~/components/trpc/provider'
import { Skeleton } from '~/components/ui/skeleton'
import { FileRow } from './file-row'

type FoundFileListProps = {
  storageId: string
  search: string
  chosen: string | null
  onChoose: (path: string) => void
}

/** Files whose path holds the text, whatever their folder. */
export function FoundFileList({ storageId, search, chosen, onChoose }: FoundFileListProps) {
  const trpc = useTRPC()
  const query = useQuery(trpc.files.search.queryOptions({ storageId, search }, { placeholderData: keepPreviousData }))
  if (query.data === undefined) {
    if (query.isPending) return <Skeleton className="h-32 w-full" />
    return <ErrorLine error={query.error} onRetry={() => query.refetch()} />
  }
  const { files, matchCount } = query.data
  return (
    <nav aria-label="Files" className="min-w-0">
      <p role="status" className="py-1 text-12 text-muted">
        {files.length < matchCount
          ? `${formatCount(files.length)} of ${countOf(matchCount, 'file')}`
          : countOf(matchCount, 'file')}
      </p>
      <ul className="lg:max-h-[calc(100dvh-18rem)] lg:overflow-y-auto">
        {files.map((file) => (
          <li key={file.path}>
            <FileRow file={file} depth={-1} isChosen={file.path === chosen} onChoose={onChoose} hasPath />
          </li>
        ))}
      </ul>
    </nav>
  )
}
