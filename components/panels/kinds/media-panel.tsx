import type { Panel } from '~/server/domain/panel'
import { PanelNote } from '../panel-note'
import type { KindProps } from './kind-props'

export function MediaPanel({
  panel,
  title,
  height,
  actions,
}: KindProps<Extract<Panel, { kind: 'media' | 'histogram' }>>) {
  return (
    <PanelNote title={title} height={height} actions={actions}>
      {panel.metric}
    </PanelNote>
  )
}
