import { cn } from '~/components/lib/cn'
import { formatBytes } from '~/components/lib/format'
import type { RunFile } from '~/server/domain/file'
import { nameOf } from './file-kind'

type FileRowProps = {
  file: RunFile
  depth: number
  isChosen: boolean
  onChoose: (path: string) => void
  /** The whole path and not the name alone, where folders are not shown. */
  hasPath?: boolean
}

export function FileRow({ file, depth, isChosen, onChoose, hasPath = false }: FileRowProps) {
  return (
    <button
      type="button"
      aria-current={isChosen ? 'true' : undefined}
      title={file.path}
      onClick={() => onChoose(file.path)}
      style={{ paddingLeft: depth * 16 + 20 }}
      className={cn(
        'flex h-8 w-full min-w-0 items-center gap-2 rounded-sm pr-2 text-left hover:bg-hover focus-visible:-outline-offset-2',
        isChosen && 'bg-selected hover:bg-selected',
      )}
    >
      <span className="truncate">{hasPath ? file.path : nameOf(file.path)}</span>
      <span className="ml-auto shrink-0 text-12 text-muted tabular-nums">{formatBytes(file.sizeBytes)}</span>
    </button>
  )
}
