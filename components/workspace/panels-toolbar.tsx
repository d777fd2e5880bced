'use client'

import { Plus, Redo2, SlidersHorizontal, Undo2 } from 'lucide-react'
import { LineSettingsBar } from '~/components/charts/lines/line-settings-bar'
import { SearchField } from '~/components/layout/search-field'
import { Button } from '~/components/ui/button'
import { ViewMenu } from '~/components/views/view-menu'
import { LINE_SETTINGS } from '~/server/domain/panel'
import { usePanelRunsHere } from './sections/panel-runs-here'
import { useLayout } from './sections/use-layout'
import { ShowingRuns } from './showing-runs'
import { useWorkspace } from './use-workspace'

type PanelsToolbarProps = { onAddPanel: () => void; onSettings: () => void }

/** What is shown, how, and of how many runs. */
export function PanelsToolbar({ onAddPanel, onSettings }: PanelsToolbarProps) {
  const { state, setRuns, undo, redo } = useWorkspace()
  const { state: panels, found, metrics, act } = useLayout()
  const runs = usePanelRunsHere()
  const isZoomed = Object.keys(panels.zoom).length > 0
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <SearchField
          label="Search panels by a regular expression"
          isMain={false}
          value={panels.search}
          onChange={(search) => act.setPanels({ search })}
          className="w-full sm:w-80"
        />
        <ViewMenu />
        <span className="ml-auto flex items-center gap-1">
          <Button
            variant="ghost"
            size="icon"
            aria-label="Undo"
            title="Undo (Ctrl Z)"
            disabled={undo === null}
            onClick={() => undo?.()}
          >
            <Undo2 />
          </Button>
          <Button
            variant="ghost"
            size="icon"
            aria-label="Redo"
            title="Redo (Ctrl Shift Z)"
            disabled={redo === null}
            onClick={() => redo?.()}
          >
            <Redo2 />
          </Button>
          <Button onClick={onAddPanel}>
            <Plus /> Add panel
          </Button>
        </span>
      </div>
      {found.error !== null && (
        <p role="alert" className="text-12 text-bad">
          {found.error}
        </p>
      )}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <ShowingRuns
          count={(runs.groups ?? runs.drawn).length}
          total={runs.total}
          noun={runs.groups === null ? 'run' : 'group'}
          top={state.runs.top}
          onTop={(top) => setRuns({ top })}
        />
        <LineSettingsBar
          settings={{ ...LINE_SETTINGS, ...panels.settings }}
          metrics={metrics}
          onChange={(change) => act.setPanels({ settings: { ...panels.settings, ...change } })}
        />
        <Button size="sm" onClick={onSettings}>
          <SlidersHorizontal /> All settings
        </Button>
        {isZoomed && (
          <Button size="sm" onClick={() => act.setPanels({ zoom: {} })}>
            Show all of x
          </Button>
        )}
      </div>
    </div>
  )
}
