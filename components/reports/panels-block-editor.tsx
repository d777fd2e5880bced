'use client'

/** A block of panels as it is arranged: which runs, how lines are drawn, and the panels with all that a workspace can do to them. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useMemo, useState } from 'react'
import { CrosshairProvider } from '~/components/charts/crosshair'
import { LineHighlightProvider } from '~/components/charts/lines/line-highlight'
import { LineSettingsBar } from '~/components/charts/lines/line-settings-bar'
import { legendColumns } from '~/components/charts/prepare/lines/legend'
import { runHref } from '~/components/lib/paths'
import { useSize } from '~/components/lib/use-size'
import { usePanelRuns } from '~/components/panels/use-panel-runs'
import { FilterField } from '~/components/runs/filter/filter-field'
import { useTRPC } from '~/components/trpc/provider'
import { Button } from '~/components/ui/button'
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from '~/components/ui/dropdown-menu'
import { PanelDialog } from '~/components/workspace/panel-dialog/panel-dialog'
import { PanelDrag } from '~/components/workspace/sections/panel-drag'
import { PanelRunsContext, usePanelRunsHere } from '~/components/workspace/sections/panel-runs-here'
import { PanelSlot, type SlotActions } from '~/components/workspace/sections/panel-slot'
import { LayoutProvider, useLayout } from '~/components/workspace/sections/use-layout'
import { ShowingRuns } from '~/components/workspace/showing-runs'
import { HeldWorkspaceProvider, useWorkspace } from '~/components/workspace/use-workspace'
import type { ProjectPath } from '~/server/domain/ids'
import { LINE_SETTINGS, type Panel } from '~/server/domain/panel'
import type { ReportBlock } from '~/server/domain/report'
import { WORKSPACE_STATE, type WorkspaceState } from '~/server/domain/view'

type PanelsBlockEditorProps = {
  path: ProjectPath
  block: Extract<ReportBlock, { kind: 'panels' }>
  onChange: (block: ReportBlock) => void
}

/** The block is a workspace of one section. */
export function PanelsBlockEditor({ path, block, onChange }: PanelsBlockEditorProps) {
  const section = { id: block.id, title: 'Panels', isOpen: true, panels: block.panels }
  const state: WorkspaceState = {
    runs: block.runs,
    panels: { ...WORKSPACE_STATE.panels, isAutomatic: false, settings: block.settings, sections: [section] },
  }
  return (
    <HeldWorkspaceProvider
      path={path}
      state={state}
      onChange={({ runs, panels }) =>
        onChange({ ...block, runs, settings: panels.settings, panels: panels.sections.flatMap((each) => each.panels) })
      }
    >
      <LineHighlightProvider>
        <WithRuns>
          <Arrangement sectionId={block.id} />
        </WithRuns>
      </LineHighlightProvider>
    </HeldWorkspaceProvider>
  )
}

/** The block's runs, asked for once, and its layout. */
function WithRuns({ children }: { children: React.ReactNode }) {
  const { path, state } = useWorkspace()
  const { legend } = state.panels.settings
  const columns = useMemo(() => legendColumns(legend ?? ''), [legend])
  const runs = usePanelRuns(path, state.runs, columns)
  return (
    <PanelRunsContext value={runs}>
      <LayoutProvider>{children}</LayoutProvider>
    </PanelRunsContext>
  )
}

function Arrangement({ sectionId }: { sectionId: string }) {
  const { path, state, setRuns } = useWorkspace()
  const { state: panels, sections, metrics, act } = useLayout()
  const runs = usePanelRunsHere()
  const [asking, setAsking] = useState<Panel | 'new' | null>(null)
  const { ref, size } = useSize()
  const actions = useActions(setAsking)
  const shown = sections.flatMap((section) => section.panels)
  return (
    <CrosshairProvider>
      <div className="flex flex-col gap-3 rounded-md border border-hairline p-3">
        <div className="flex flex-wrap items-start gap-2">
          <FilterField
            path={path}
            value={state.runs.filter}
            onChange={(filter) => setRuns({ filter })}
            className="min-w-60 flex-1"
          />
          <RunsOfView />
          <Button onClick={() => setAsking('new')}>
            <Plus /> Add panel
          </Button>
        </div>
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <ShowingRuns
            count={(runs.groups ?? runs.drawn).length}
            total={runs.total}
            noun={runs.groups === null ? 'runs' : 'groups'}
            top={state.runs.top}
            onTop={(top) => setRuns({ top })}
          />
          <LineSettingsBar
            settings={{ ...LINE_SETTINGS, ...panels.settings }}
            metrics={metrics}
            onChange={(change) => act.setPanels({ settings: { ...panels.settings, ...change } })}
          />
        </div>
        <PanelDrag>
          <div ref={ref} className="grid grid-cols-12 items-start gap-x-6 gap-y-5">
            {size !== null &&
              shown.map((panel) => (
                <PanelSlot
                  key={panel.id}
                  panel={panel}
                  sectionId={sectionId}
                  sectionTitle="this block"
                  runs={runs}
                  settings={panels.settings}
                  zoom={panels.zoom}
                  paneWidth={size.width}
                  actions={actions}
                />
              ))}
          </div>
        </PanelDrag>
        {shown.length === 0 && <p className="text-muted">No panels yet: add one, and say above which runs it shows.</p>}
      </div>
      {asking !== null && (
        <PanelDialog
          panel={asking === 'new' ? null : asking}
          sectionId={sectionId}
          settings={panels.settings}
          runs={runs}
          onClose={() => setAsking(null)}
        />
      )}
    </CrosshairProvider>
  )
}

function useActions(onEdit: (panel: Panel) => void): SlotActions {
  const { act } = useLayout()
  const { path } = useWorkspace()
  const router = useRouter()
  return {
    onChange: act.change,
    onEdit,
    onDuplicate: act.duplicate,
    onRemove: act.remove,
    onFull: null,
    onReport: null,
    onZoom: (zoom) => act.setPanels({ zoom }),
    onOpenRun: (run) => router.push(runHref({ ...path, run })),
  }
}

/** Takes the runs of a saved view: its filter, order, groups, colours. */
function RunsOfView() {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const { path, setRuns } = useWorkspace()
  const { data: views = [] } = useQuery(trpc.views.list.queryOptions(path))
  if (views.length === 0) return null
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button>Runs of a view</Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        {views.map((view) => (
          <DropdownMenuItem
            key={view.id}
            onSelect={async () => {
              const { content } = await queryClient.fetchQuery(trpc.views.byId.queryOptions({ view: view.id }))
              setRuns(content.runs)
            }}
          >
            {view.name}
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  )
}
