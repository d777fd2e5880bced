'use client'

import { useState } from 'react'
import { runFileHref } from '~/components/lib/paths'
import type { MediaFile } from '~/server/domain/media'
import type { MediaRun } from '../media-run'
import { RunName } from '../run-name'
import type { ViewerProps } from '../viewer'
import { ImageTile } from './image-tile'
import { Lightbox } from './lightbox'

export type GalleryImage = { key: string; run: MediaRun; file: MediaFile; href: string; name: string }

/** The images of one step, the runs side by side; any of them large at a click. */
export function ImageGallery({ shown, path, title, height, bar }: ViewerProps) {
  const [open, setOpen] = useState<number | null>(null)
  const isAlone = shown.length === 1
  const images = shown.flatMap(({ run, media }) =>
    media?.kind === 'images' ? media.files.map((file, index) => imageOf(run, file, index)) : [],
  )
  function imageOf(run: MediaRun, file: MediaFile, index: number): GalleryImage {
    const href = runFileHref({ ...path, run: run.id }, file.path, { as: 'image', v: file.sha256 })
    return { key: `${run.storageId} ${index}`, run, file, href, name: `${title} ${index + 1} of ${run.name}` }
  }
  const isOne = images.length === 1
  const maxHeight = isOne ? Math.max(64, height - 24) : Math.max(64, Math.min(240, height - 48))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what is longer than the panel is scrolled by keys too
    <section tabIndex={0} aria-label={title} className="h-full overflow-y-auto">
      <div className={isAlone ? '' : 'grid grid-cols-[repeat(auto-fill,minmax(min(140px,100%),1fr))] gap-3'}>
        {shown.map(({ run, step, isRead, media }) => (
          <div key={run.storageId} className="flex min-w-0 flex-col gap-1">
            {(!isAlone || step !== null) && <RunName run={run} step={step} />}
            {isRead && media?.kind !== 'images' && <p className="text-12 text-muted">No image at this step.</p>}
            <div className={columnsOf(isOne, isAlone)}>
              {images.map(
                (image, index) =>
                  image.run.storageId === run.storageId && (
                    <ImageTile
                      key={image.key}
                      file={image.file}
                      href={image.href}
                      name={image.name}
                      maxHeight={maxHeight}
                      onOpen={() => setOpen(index)}
                    />
                  ),
              )}
            </div>
          </div>
        ))}
      </div>
      {open !== null && (
        <Lightbox title={title} images={images} index={Math.min(open, images.length - 1)} onIndex={setOpen} bar={bar} />
      )}
    </section>
  )
}

function columnsOf(isOne: boolean, isAlone: boolean): string {
  if (isOne) return 'flex justify-start'
  return isAlone
    ? 'grid grid-cols-[repeat(auto-fill,minmax(min(116px,100%),1fr))] items-start gap-2'
    : 'grid grid-cols-[repeat(auto-fill,minmax(min(64px,100%),1fr))] items-start gap-1'
}
