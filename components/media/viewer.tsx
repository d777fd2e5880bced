'use client'

import dynamic from 'next/dynamic'
import type { ProjectPath } from '~/server/domain/ids'
import type { Media } from '~/server/domain/media'
import { FileList } from './file-list'
import { HtmlFrames } from './html-frames'
import { ImageGallery } from './images/image-gallery'
import type { MediaRun } from './media-run'
import { Recordings } from './recordings'
import { TextList } from './text-list'

export type ShownMedia = {
  run: MediaRun
  /** Null for a value that is no media, and while it is being read. */
  media: Media | null
  isRead: boolean
  /** Where it was logged, when that is before the step that is looked at. */
  step: number | null
}

export type ViewerProps = {
  shown: readonly ShownMedia[]
  path: ProjectPath
  title: string
  height: number
  /** The slider over steps, for a viewer that covers the page. */
  bar: React.ReactNode
}

const TableView = dynamic(() => import('./table/table-view').then(({ TableView }) => TableView))

/** The viewer of the kind that the first value has. */
export function Viewer(props: ViewerProps) {
  const kind = props.shown.find(({ media }) => media !== null)?.media?.kind
  switch (kind) {
    case 'images':
      return <ImageGallery {...props} />
    case 'table':
      return <TableView {...props} />
    case 'html':
      return <HtmlFrames {...props} />
    case 'audio':
    case 'video':
      return <Recordings {...props} />
    case 'file':
      return <FileList {...props} />
    case 'text':
      return <TextList {...props} />
    default:
      return <Unknown {...props} />
  }
}

function Unknown({ shown }: ViewerProps) {
  const isRead = shown.every((item) => item.isRead)
  return <p className="text-12 text-muted">{isRead ? 'What was logged here has no form that can be shown.' : ''}</p>
}
