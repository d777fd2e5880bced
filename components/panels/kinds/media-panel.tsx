'use client'

import dynamic from 'next/dynamic'
import type { Panel } from '~/server/domain/panel'
import type { KindProps } from './kind-props'

const MediaView = dynamic(() => import('~/components/media/media-view').then(({ MediaView }) => MediaView))

const TITLE_HEIGHT = 28

/** What the drawn runs logged to be shown under one name: images, tables, histograms, pages, sound, text. */
export function MediaPanel({
  panel,
  title,
  runs,
  height,
  actions,
  exported,
}: KindProps<Extract<Panel, { kind: 'media' | 'histogram' }>>) {
  return (
    <div style={{ minHeight: height + TITLE_HEIGHT }}>
      <MediaView
        metric={panel.metric}
        title={title}
        runs={runs.drawn}
        path={runs.path}
        height={height}
        actions={actions}
        exported={exported}
      />
    </div>
  )
}
