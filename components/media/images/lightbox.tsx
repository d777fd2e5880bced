'use client'

/** Images large, one after the other: zoomed by wheel, keys or buttons, moved by hand, with the slider over steps below. */
import { ChevronLeft, ChevronRight, Download, Minus, Plus } from 'lucide-react'
import { cn } from '~/components/lib/cn'
import { Button } from '~/components/ui/button'
import { Dialog, DialogContent, DialogTitle } from '~/components/ui/dialog'
import { RunName } from '../run-name'
import { FileImage } from './file-image'
import type { GalleryImage } from './image-gallery'
import { isSmallImage } from './image-tile'
import { useZoom } from './use-zoom'

type LightboxProps = {
  title: string
  images: readonly GalleryImage[]
  index: number
  /** Null closes it. */
  onIndex: (index: number | null) => void
  bar: React.ReactNode
}

export function Lightbox({ title, images, index, onIndex, bar }: LightboxProps) {
  const image = images[index]
  const zoom = useZoom(image?.href ?? '')
  const go = (by: number) => onIndex((index + by + images.length) % images.length)

  function onKeyDown(event: React.KeyboardEvent) {
    // The slider has arrow keys of its own.
    if (event.target instanceof HTMLInputElement) return
    if (event.key === 'ArrowLeft') go(-1)
    else if (event.key === 'ArrowRight') go(1)
    else if (event.key === '+' || event.key === '=') zoom.by(1.5)
    else if (event.key === '-') zoom.by(1 / 1.5)
    else if (event.key === '0') zoom.reset()
    else return
    event.preventDefault()
  }

  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onIndex(null)}>
      <DialogContent
        aria-describedby={undefined}
        onKeyDown={onKeyDown}
        className="inset-0 top-0 left-0 flex h-dvh max-h-none w-full max-w-none translate-x-0 flex-col gap-2 rounded-none border-0 p-3"
      >
        <div className="flex min-h-7 flex-wrap items-center gap-x-4 gap-y-1 pr-9">
          <DialogTitle className="truncate pr-0 text-13">{title}</DialogTitle>
          {image && <RunName run={image.run} />}
          <span className="flex items-center gap-1">
            <Button
              size="icon-sm"
              variant="ghost"
              aria-label="Smaller"
              title="Smaller ( - )"
              onClick={() => zoom.by(1 / 1.5)}
            >
              <Minus />
            </Button>
            <Button size="sm" variant="ghost" title="As it fits ( 0 )" onClick={zoom.reset} className="tabular-nums">
              {Math.round(zoom.scale * 100)} %
            </Button>
            <Button
              size="icon-sm"
              variant="ghost"
              aria-label="Larger"
              title="Larger ( + )"
              onClick={() => zoom.by(1.5)}
            >
              <Plus />
            </Button>
            {image && (
              <Button asChild size="sm" variant="ghost">
                <a href={image.href} download>
                  <Download /> Download
                </a>
              </Button>
            )}
          </span>
        </div>
        <div
          ref={zoom.ref}
          onPointerDown={zoom.onPointerDown}
          className={cn(
            'relative flex min-h-0 flex-1 touch-none select-none items-center justify-center overflow-hidden rounded-md bg-hover',
            zoom.scale > 1 && 'cursor-grab active:cursor-grabbing',
          )}
        >
          {image && (
            <FileImage
              src={image.href}
              alt={image.file.caption ?? image.name}
              draggable={false}
              style={{ transform: zoom.transform }}
              className={cn(
                'max-h-full max-w-full object-contain',
                isSmallImage(image.file) && 'h-full w-full [image-rendering:pixelated]',
              )}
            />
          )}
        </div>
        <div className="flex min-h-7 items-center gap-3">
          {images.length > 1 && (
            <span className="flex shrink-0 items-center gap-1">
              <Button size="icon-sm" aria-label="Image before" title="Image before ( ← )" onClick={() => go(-1)}>
                <ChevronLeft />
              </Button>
              <span className="text-12 tabular-nums">
                {index + 1} of {images.length}
              </span>
              <Button size="icon-sm" aria-label="Next image" title="Next image ( → )" onClick={() => go(1)}>
                <ChevronRight />
              </Button>
            </span>
          )}
          <span className="min-w-0 flex-1 truncate text-12">{image?.file.caption}</span>
        </div>
        {bar}
      </DialogContent>
    </Dialog>
  )
}
