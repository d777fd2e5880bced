import { ChartFrame } from '~/components/charts/chart-frame'
import { LazyMarkdown } from '~/components/markdown/lazy-markdown'
import type { Panel } from '~/server/domain/panel'
import { PanelNote } from '../panel-note'
import type { KindProps } from './kind-props'

export function MarkdownPanel({ panel, title, height, actions }: KindProps<Extract<Panel, { kind: 'markdown' }>>) {
  if (panel.text.trim() === '') {
    return (
      <PanelNote title={title} height={height} actions={actions}>
        Nothing is written here yet: “Edit” in the menu is where.
      </PanelNote>
    )
  }
  return (
    <ChartFrame title={title} height={height} actions={actions}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what is longer than the panel is scrolled by keys too */}
      <div tabIndex={0} className="h-full overflow-auto pr-2">
        <LazyMarkdown text={panel.text} />
      </div>
    </ChartFrame>
  )
}
