'use client'

import { useState } from 'react'
import { cn } from '~/components/lib/cn'
import type { MediaFile } from '~/server/domain/media'
import { FileMissing } from '../file-missing'
import { FileImage } from './file-image'

/** An image of so few pixels is shown larger, each pixel a square: it is data, not a photograph. */
const SMALL_PIXELS = 64
const SMALL_SHOWN_PIXELS = 112

type ImageTileProps = {
  file: MediaFile
  href: string
  /** What it is, where it has no caption. */
  name: string
  maxHeight: number
  onOpen: () => void
}

export function ImageTile({ file, href, name, maxHeight, onOpen }: ImageTileProps) {
  const [failure, setFailure] = useState(0)
  const [isMissing, setMissing] = useState(false)
  const isSmall = isSmallImage(file)
  if (isMissing) {
    const retry = () => {
      setFailure(failure + 1)
      setMissing(false)
    }
    return <FileMissing path={file.path} onRetry={retry} />
  }
  return (
    <figure className="flex min-w-0 flex-col gap-1">
      <button
        type="button"
        onClick={onOpen}
        title="Show large"
        className="flex min-h-8 w-fit max-w-full items-start overflow-hidden rounded-sm bg-hover"
      >
        <FileImage
          key={failure}
          src={href}
          alt={file.caption ?? name}
          width={file.width ?? undefined}
          height={file.height ?? undefined}
          decoding="async"
          onError={() => setMissing(true)}
          style={{ maxHeight, ...(isSmall ? smallSize(file) : {}) }}
          className={cn('h-auto max-w-full object-contain', isSmall && '[image-rendering:pixelated]')}
        />
      </button>
      {file.caption && (
        <figcaption className="line-clamp-2 break-words text-12 text-muted" title={file.caption}>
          {file.caption}
        </figcaption>
      )}
    </figure>
  )
}

export function isSmallImage({ width, height }: MediaFile): boolean {
  return width !== null && height !== null && Math.max(width, height) <= SMALL_PIXELS
}

/** Whole multiples, so that all squares are alike. */
function smallSize({ width, height }: MediaFile): { width: number } {
  const scale = Math.max(1, Math.floor(SMALL_SHOWN_PIXELS / Math.max(width ?? 1, height ?? 1)))
  return { width: (width ?? 1) * scale }
}
