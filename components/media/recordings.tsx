'use client'

import { useState } from 'react'
import { runFileHref } from '~/components/lib/paths'
import type { MediaFile } from '~/server/domain/media'
import { FileMissing } from './file-missing'
import { FileImage } from './images/file-image'
import { RunName } from './run-name'
import type { ViewerProps } from './viewer'

/** Sounds and videos with the browser's own controls. */
export function Recordings({ shown, path, height }: ViewerProps) {
  return (
    <div className="grid h-full grid-cols-[repeat(auto-fill,minmax(min(240px,100%),1fr))] content-start gap-3 overflow-y-auto">
      {shown.flatMap(({ run, media, step }) =>
        media !== null && (media.kind === 'audio' || media.kind === 'video')
          ? media.files.map((file) => (
              <figure key={`${run.storageId} ${file.path}`} className="flex min-w-0 flex-col gap-1">
                {(shown.length > 1 || step !== null) && <RunName run={run} step={step} />}
                <Player
                  kind={media.kind === 'audio' ? 'audio' : 'video'}
                  file={file}
                  href={runFileHref({ ...path, run: run.id }, file.path, { v: file.sha256 })}
                  maxHeight={height - 48}
                />
                {file.caption && <figcaption className="text-12 text-muted">{file.caption}</figcaption>}
              </figure>
            ))
          : [],
      )}
    </div>
  )
}

type PlayerProps = { kind: 'audio' | 'video'; file: MediaFile; href: string; maxHeight: number }

/** A video may be a GIF, which browsers show as an image. */
function Player({ kind, file, href, maxHeight }: PlayerProps) {
  const [failure, setFailure] = useState(0)
  const [isMissing, setMissing] = useState(false)
  if (isMissing) {
    const retry = () => {
      setFailure(failure + 1)
      setMissing(false)
    }
    return <FileMissing path={file.path} onRetry={retry} />
  }
  const look = { src: href, onError: () => setMissing(true), style: { maxHeight } }
  if (kind === 'audio') return <audio key={failure} {...look} controls preload="metadata" className="w-full" />
  if (/\.gif$/i.test(file.path))
    return <FileImage key={failure} {...look} alt={file.caption ?? file.path} className="max-w-full" />
  return <video key={failure} {...look} controls loop muted preload="metadata" className="w-full rounded-md bg-hover" />
}
