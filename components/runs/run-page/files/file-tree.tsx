'use client'

import { useQuery } from '@tanstack/react-query'
import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { ErrorLine } from '~/components/layout/error-line'
import { cn } from '~/components/lib/cn'
import { countOf, formatBytes, formatCount } from '~/components/lib/format'
import { useTRPC } from '~/components/trpc/provider'
import { Button } from '~/components/ui/button'
import { Skeleton } from '~/components/ui/skeleton'
import { foldersOf } from './file-kind'
import { FileRow } from './file-row'

type FileTreeProps = { storageId: string; chosen: string | null; onChoose: (path: string) => void }

/** Folders open in place; what lies in one is read when it is opened. */
export function FileTree({ storageId, chosen, onChoose }: FileTreeProps) {
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set(chosen === null ? [] : foldersOf(chosen)))
  function toggle(folder: string) {
    const next = new Set(open)
    if (!next.delete(folder)) next.add(folder)
    setOpen(next)
  }
  return (
    <nav aria-label="Files" className="min-w-0 lg:max-h-[calc(100dvh-16rem)] lg:overflow-y-auto">
      <Folder {...{ storageId, folder: '', depth: 0, open, onToggle: toggle, chosen, onChoose }} />
    </nav>
  )
}

type FolderProps = FileTreeProps & {
  folder: string
  depth: number
  open: ReadonlySet<string>
  onToggle: (folder: string) => void
}

const PAGE = 200

function Folder({ folder, ...props }: FolderProps) {
  const { storageId, depth, open, onToggle, chosen, onChoose } = props
  const trpc = useTRPC()
  const [limit, setLimit] = useState(PAGE)
  const query = useQuery(
    trpc.files.folder.queryOptions({ storageId, folder, limit }, { placeholderData: (before) => before }),
  )
  if (query.data === undefined) {
    if (query.isPending) return <Skeleton className="h-8 w-full" />
    return <ErrorLine error={query.error} onRetry={() => query.refetch()} />
  }
  const { folders, files, nextCursor } = query.data
  const prefix = folder === '' ? '' : `${folder}/`
  return (
    <ul>
      {folders.map(({ name, fileCount, sizeBytes }) => {
        const path = prefix + name
        const isOpen = open.has(path)
        return (
          <li key={name}>
            <button
              type="button"
              aria-expanded={isOpen}
              onClick={() => onToggle(path)}
              style={{ paddingLeft: depth * 16 }}
              className="flex h-8 w-full min-w-0 items-center gap-1.5 rounded-sm pr-2 text-left hover:bg-hover focus-visible:-outline-offset-2"
            >
              <ChevronRight
                aria-hidden="true"
                className={cn('size-3.5 shrink-0 text-muted transition-transform', isOpen && 'rotate-90')}
              />
              <span className="truncate">{name}</span>
              <span className="ml-auto shrink-0 text-12 text-muted tabular-nums">
                {formatCount(fileCount)} · {formatBytes(sizeBytes)}
              </span>
            </button>
            {isOpen && <Folder {...props} folder={path} depth={depth + 1} />}
          </li>
        )
      })}
      {files.map((file) => (
        <li key={file.path}>
          <FileRow file={file} depth={depth} isChosen={file.path === chosen} onChoose={onChoose} />
        </li>
      ))}
      {nextCursor !== null && limit < 1000 && (
        <li style={{ paddingLeft: depth * 16 + 20 }}>
          <Button variant="link" size="sm" onClick={() => setLimit(1000)}>
            Show more
          </Button>
        </li>
      )}
      {nextCursor !== null && limit >= 1000 && (
        <li style={{ paddingLeft: depth * 16 + 20 }} className="py-1 text-12 text-muted">
          The first {countOf(1000, 'file')}; search for the others.
        </li>
      )}
    </ul>
  )
}
