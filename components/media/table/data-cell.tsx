// biome-ignore-all lint/a11y/useSemanticElements: rows that a virtualiser places cannot be rows of a table element
import { cn } from '~/components/lib/cn'
import type { Json } from '~/server/domain/json'
import { parseMedia } from '~/server/domain/media'
import { FileImage } from '../images/file-image'
import { cellShown, cellText } from '../prepare/table-rows'

type DataCellProps = {
  cell: Json | undefined
  isNumeric: boolean
  imageHref: (path: string, sha256: string | null) => string
}

export function DataCell({ cell, isNumeric, imageHref }: DataCellProps) {
  const media = typeof cell === 'object' && cell !== null ? parseMedia(cell) : null
  if (media?.kind === 'images') {
    return (
      <span role="cell" className="flex h-full items-center gap-1 overflow-hidden px-2 py-1">
        {media.files.map((file) => (
          <FileImage
            key={file.path}
            src={imageHref(file.path, file.sha256)}
            alt={file.caption ?? file.path}
            title={file.caption ?? file.path}
            loading="lazy"
            className={cn(
              'h-full max-h-14 w-auto rounded-sm bg-hover object-contain',
              (file.width ?? 1000) <= 64 && '[image-rendering:pixelated]',
            )}
          />
        ))}
      </span>
    )
  }
  const text = cellText(cell)
  return (
    <span
      role="cell"
      title={text.length > 12 || isNumeric ? text.slice(0, 2000) : undefined}
      className={cn('truncate px-2', isNumeric && 'text-right tabular-nums', cell === null && 'text-muted')}
    >
      {cell === null ? '–' : cellShown(cell).slice(0, 500)}
    </span>
  )
}
