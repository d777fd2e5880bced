'use client'

import dynamic from 'next/dynamic'
import { runFileHref } from '~/components/lib/paths'
import { FileImage } from '~/components/media/images/file-image'
import type { RunFile } from '~/server/domain/file'
import type { RunDetail } from '~/server/domain/run'
import { fileKindOf, nameOf } from './file-kind'
import { TextPreview } from './text-preview'

const TableFile = dynamic(() => import('~/components/media/table/table-file').then(({ TableFile }) => TableFile))

const HEIGHT = 560

/** A look at the file, in the form of its kind; HTML stands in a frame of its own, as do all pages that a run made. */
export function FilePreview({ run, file }: { run: RunDetail; file: RunFile }) {
  const path = { entity: run.entity, project: run.project, run: run.id }
  const kind = fileKindOf(file)
  const href = runFileHref(path, file.path, { v: file.sha256 })
  switch (kind) {
    case 'image':
      return (
        <FileImage
          src={runFileHref(path, file.path, { as: 'image', v: file.sha256 })}
          alt={nameOf(file.path)}
          className="max-h-[70dvh] w-fit min-w-24 max-w-full rounded-md bg-hover object-contain [image-rendering:auto]"
        />
      )
    case 'table':
      return (
        <TableFile
          href={href}
          title={nameOf(file.path)}
          imageHref={(image, v) => runFileHref(path, image, { as: 'image', v })}
          height={HEIGHT}
        />
      )
    case 'html':
      return (
        <iframe
          title={nameOf(file.path)}
          src={runFileHref(path, file.path, { as: 'page', v: file.sha256 })}
          sandbox="allow-scripts"
          referrerPolicy="no-referrer"
          style={{ height: HEIGHT }}
          className="w-full rounded-md border border-hairline bg-white"
        />
      )
    case 'audio':
      // biome-ignore lint/a11y/useMediaCaption: what a program recorded has no words of its own
      return <audio src={href} controls className="w-full" />
    case 'video':
      return (
        // biome-ignore lint/a11y/useMediaCaption: what a program recorded has no words of its own
        <video src={href} controls className="max-h-[70dvh] w-full rounded-md bg-hover" />
      )
    case 'json':
    case 'patch':
    case 'text':
      return <TextPreview href={href} file={file} kind={kind} />
    case 'none':
      return <p className="py-2 text-muted">There is no way to look at this kind of file here; download it.</p>
  }
}
