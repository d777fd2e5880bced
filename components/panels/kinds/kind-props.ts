import type { LineSettings, Panel, Zooms } from '~/server/domain/panel'
import type { PanelExportRef } from '../panel-export'
import type { PanelRuns } from '../panel-runs'

/** What every kind of panel is given. */
export type KindProps<P> = {
  panel: P
  title: string
  runs: PanelRuns
  settings: LineSettings
  zoom?: Zooms
  onZoom?: (zoom: Zooms) => void
  onOpenRun?: (runId: string) => void
  onChange?: (panel: Panel) => void
  height: number
  actions: React.ReactNode
  exported: PanelExportRef
}
