'use client'

/**
 * One panel, whatever its kind, over the runs that it is given. It stands in a workspace or in a report and knows neither:
 * `settings` are those of what it stands in, and its own come on top; a change of the part of x is told by `onZoom`.
 */
import dynamic from 'next/dynamic'
import { createContext, use, useRef } from 'react'
import { Skeleton } from '~/components/ui/skeleton'
import { LINE_SETTINGS, type LineSettings, type Panel, type Zooms } from '~/server/domain/panel'
import type { KindProps } from './kinds/kind-props'
import { LinePanel } from './kinds/line-panel'
import type { PanelExport } from './panel-export'
import { PanelMenu } from './panel-menu'
import type { PanelRuns } from './panel-runs'
import { panelHeight, panelTitle } from './panel-words'

/** Pixels of the plot, below a title of this many. */
const PlotHeight = createContext(0)
const TITLE_HEIGHT = 28

const loading = () => <Waiting />

function Waiting() {
  return <Skeleton className="w-full" style={{ height: TITLE_HEIGHT + use(PlotHeight) }} />
}

// Most panels are lines; a kind that a page does not have is not loaded for it.
const BarPanel = dynamic(() => import('./kinds/bar-panel').then((kind) => kind.BarPanel), { loading })
const ComparerPanel = dynamic(() => import('./kinds/comparer-panel').then((kind) => kind.ComparerPanel), { loading })
const ImportancePanel = dynamic(() => import('./kinds/importance-panel').then((kind) => kind.ImportancePanel), {
  loading,
})
const MarkdownPanel = dynamic(() => import('./kinds/markdown-panel').then((kind) => kind.MarkdownPanel), { loading })
const MediaPanel = dynamic(() => import('./kinds/media-panel').then((kind) => kind.MediaPanel), { loading })
const ParallelPanel = dynamic(() => import('./kinds/parallel-panel').then((kind) => kind.ParallelPanel), { loading })
const ScalarPanel = dynamic(() => import('./kinds/scalar-panel').then((kind) => kind.ScalarPanel), { loading })
const ScatterPanel = dynamic(() => import('./kinds/scatter-panel').then((kind) => kind.ScatterPanel), { loading })

export type PanelViewProps = {
  panel: Panel
  runs: PanelRuns
  settings: Partial<LineSettings>
  /** The parts of x that are shown, by axis. Without `onZoom` the panel cannot be zoomed. */
  zoom?: Zooms
  onZoom?: (zoom: Zooms) => void
  onOpenRun?: (runId: string) => void
  /** What a hand changed in the panel itself, such as the order of axes. Absent: nothing there can be changed. */
  onChange?: (panel: Panel) => void
  /** Pixels of the plot; the panel's own when it is absent. */
  height?: number
  /** Items of the panel's menu, before those for downloads. */
  menu?: React.ReactNode
  /** Beside the menu, such as a handle to drag it by. */
  actions?: React.ReactNode
}

export function PanelView(props: PanelViewProps) {
  const { panel, runs, settings, zoom, onZoom, onOpenRun, onChange, height, menu, actions } = props
  const exported = useRef<PanelExport | null>(null)
  const title = panelTitle(panel)
  const own = panel.kind === 'line' ? panel.settings : undefined
  const plotHeight = height ?? panelHeight(panel)
  return (
    <PlotHeight value={plotHeight}>
      <PanelKind
        panel={panel}
        title={title}
        runs={runs}
        settings={{ ...LINE_SETTINGS, ...settings, ...own }}
        zoom={zoom}
        onZoom={onZoom}
        onOpenRun={onOpenRun}
        onChange={onChange}
        height={plotHeight}
        exported={exported}
        actions={
          <>
            {actions}
            <PanelMenu title={title} exported={exported} kind={panel.kind}>
              {menu}
            </PanelMenu>
          </>
        }
      />
    </PlotHeight>
  )
}

function PanelKind({ panel, ...props }: Omit<KindProps<Panel>, 'panel'> & { panel: Panel }) {
  switch (panel.kind) {
    case 'line':
      return <LinePanel panel={panel} {...props} />
    case 'bar':
      return <BarPanel panel={panel} {...props} />
    case 'scatter':
      return <ScatterPanel panel={panel} {...props} />
    case 'histogram':
    case 'media':
      return <MediaPanel panel={panel} {...props} />
    case 'parallel':
      return <ParallelPanel panel={panel} {...props} />
    case 'importance':
      return <ImportancePanel panel={panel} {...props} />
    case 'scalar':
      return <ScalarPanel panel={panel} {...props} />
    case 'comparer':
      return <ComparerPanel panel={panel} {...props} />
    case 'markdown':
      return <MarkdownPanel panel={panel} {...props} />
  }
}
