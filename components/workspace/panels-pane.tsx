'use client'

/** The panels of the workspace in their sections, with what adds, arranges and opens them. */
import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { parseAsString, useQueryState } from 'nuqs'
import { useMemo, useRef, useState } from 'react'
import { CrosshairProvider } from '~/components/charts/crosshair'
import { EmptyState } from '~/components/layout/empty-state'
import { ErrorState } from '~/components/layout/error-state'
import { formatCount } from '~/components/lib/format'
import { runHref } from '~/components/lib/paths'
import { Button } from '~/components/ui/button'
import { Skeleton } from '~/components/ui/skeleton'
import type { Panel } from '~/server/domain/panel'
import { FullPanel } from './full-panel'
import { PanelsToolbar } from './panels-toolbar'
import { placeOf } from './prepare/edit-sections'
import type { SectionModel } from './prepare/sections'
import { HiddenPanels } from './sections/hidden-panels'
import { PanelDrag } from './sections/panel-drag'
import { usePanelRunsHere } from './sections/panel-runs-here'
import { PanelSection } from './sections/panel-section'
import type { SlotActions } from './sections/panel-slot'
import { useLayout } from './sections/use-layout'
import { useWorkspace } from './use-workspace'

const PanelDialog = dynamic(() => import('./panel-dialog/panel-dialog').then((module) => module.PanelDialog))
const AddToReport = dynamic(() => import('~/components/reports/add-to-report').then((module) => module.AddToReport))
const SettingsDialog = dynamic(() => import('./sections/settings-dialog').then((module) => module.SettingsDialog))

const SECTIONS_FIRST = 60
const SECTIONS_MORE = 60

type Asking =
  | { kind: 'panel'; panel: Panel | null; sectionId: string | null }
  | { kind: 'settings'; sectionId: string | null }
  | { kind: 'report'; panel: Panel }
  | null

export function PanelsPane() {
  const layout = useLayout()
  const runs = usePanelRunsHere()
  const [asking, setAsking] = useState<Asking>(null)
  const [full, setFull] = useQueryState('panel', parseAsString)
  const actions = useSlotActions(setAsking, (panelId) => void setFull(panelId, { history: 'push' }))
  const { state, found, sections, act } = layout
  return (
    <CrosshairProvider>
      <div className="flex min-w-0 flex-col gap-4">
        <PanelsToolbar
          onAddPanel={() => setAsking({ kind: 'panel', panel: null, sectionId: null })}
          onSettings={() => setAsking({ kind: 'settings', sectionId: null })}
        />
        {runs.error !== null && runs.drawn.length === 0 ? (
          <ErrorState what="The runs could not be read" error={runs.error} onRetry={runs.retry} />
        ) : layout.isPending ? (
          <PaneSkeleton />
        ) : (
          <PanelDrag>
            <Sections sections={found.sections} onAsk={setAsking} slotActions={actions} />
          </PanelDrag>
        )}
        {state.search === '' && (
          <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
            <Button size="sm" onClick={() => act.addSection('New section')}>
              Add a section
            </Button>
            <HiddenPanels />
          </div>
        )}
      </div>
      {asking?.kind === 'panel' && (
        <PanelDialog
          panel={asking.panel}
          sectionId={asking.sectionId}
          settings={settingsAt(layout, asking.panel?.id ?? null, asking.sectionId)}
          runs={runs}
          onClose={() => setAsking(null)}
        />
      )}
      {asking?.kind === 'report' && (
        <AddToReport
          panel={asking.panel}
          settings={settingsAt(layout, asking.panel.id, null)}
          onClose={() => setAsking(null)}
        />
      )}
      {asking?.kind === 'settings' && <SettingsDialog sectionId={asking.sectionId} onClose={() => setAsking(null)} />}
      <OpenedPanel sections={sections} panelId={full} actions={actions} onGo={(panelId) => void setFull(panelId)} />
    </CrosshairProvider>
  )
}

type SectionsProps = { sections: SectionModel[]; onAsk: (asking: Asking) => void; slotActions: SlotActions }

function Sections({ sections, onAsk, slotActions }: SectionsProps) {
  const { state, act } = useLayout()
  const runs = usePanelRunsHere()
  const [count, setCount] = useState(SECTIONS_FIRST)
  const { settings, zoom } = state
  const shown = sections.slice(0, count)
  const left = sections.length - shown.length
  // One object a section, so that a section whose settings did not change draws nothing anew.
  const merged = useMemo(
    () => new Map(sections.map((section) => [section.id, { ...settings, ...section.settings }])),
    [sections, settings],
  )
  if (sections.length === 0) return <NoPanels isSearched={state.search !== ''} />
  return (
    <div className="flex flex-col gap-5">
      {shown.map((section, index) => (
        <PanelSection
          key={section.id}
          section={section}
          isFirst={index === 0}
          isLast={index === sections.length - 1}
          runs={runs}
          settings={merged.get(section.id) ?? settings}
          zoom={zoom}
          slotActions={slotActions}
          onToggle={act.toggleSection}
          onRename={(sectionId, title) => act.changeSection(sectionId, { title })}
          onMove={act.moveSection}
          onRemove={act.removeSection}
          onAddPanel={(sectionId) => onAsk({ kind: 'panel', panel: null, sectionId })}
          onSettings={(sectionId) => onAsk({ kind: 'settings', sectionId })}
        />
      ))}
      {left > 0 && (
        <Button className="self-start" onClick={() => setCount(count + SECTIONS_MORE)}>
          Show {Math.min(left, SECTIONS_MORE)} more of {formatCount(left)} sections
        </Button>
      )}
    </div>
  )
}

function NoPanels({ isSearched }: { isSearched: boolean }) {
  const { act } = useLayout()
  if (isSearched) {
    return (
      <EmptyState title="No panel matches">
        <p>The search goes over the titles of panels and sections and over their metrics.</p>
        <Button className="self-start" onClick={() => act.setPanels({ search: '' })}>
          Clear the search
        </Button>
      </EmptyState>
    )
  }
  return (
    <EmptyState title="No metric yet">
      <p>
        A panel appears here with the first <code className="font-mono">run.log({'{ loss: 0.42 }'})</code>. What runs
        set and came to can be drawn at once: add a panel.
      </p>
    </EmptyState>
  )
}

function PaneSkeleton() {
  return (
    <div className="grid grid-cols-[repeat(auto-fill,minmax(min(280px,100%),1fr))] gap-x-6 gap-y-5">
      {Array.from({ length: 6 }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: places without content
        <Skeleton key={index} className="h-[228px] w-full" />
      ))}
    </div>
  )
}

/** The same functions for the whole life of the page: hundreds of panels hold them. */
function useSlotActions(onAsk: (asking: Asking) => void, onFull: (panelId: string) => void): SlotActions {
  const { act } = useLayout()
  const { path } = useWorkspace()
  const router = useRouter()
  const latest = useRef({ act, onAsk, onFull, path, router })
  latest.current = { act, onAsk, onFull, path, router }
  return useMemo(
    () => ({
      onChange: (panel) => latest.current.act.change(panel),
      onEdit: (panel) => latest.current.onAsk({ kind: 'panel', panel, sectionId: null }),
      onDuplicate: (panelId) => latest.current.act.duplicate(panelId),
      onRemove: (panelId) => latest.current.act.remove(panelId),
      onFull: (panelId) => latest.current.onFull(panelId),
      onReport: (panel) => latest.current.onAsk({ kind: 'report', panel }),
      onZoom: (zoom) => latest.current.act.setPanels({ zoom }),
      onOpenRun: (runId) => latest.current.router.push(runHref({ ...latest.current.path, run: runId })),
    }),
    [],
  )
}

type OpenedPanelProps = {
  sections: SectionModel[]
  panelId: string | null
  actions: SlotActions
  onGo: (panelId: string | null) => void
}

/** The panel that the address names, when there is one of that name. */
function OpenedPanel({ sections, panelId, actions, onGo }: OpenedPanelProps) {
  const { state } = useLayout()
  const runs = usePanelRunsHere()
  const all = sections.filter(({ isOpen }) => isOpen).flatMap((section) => section.panels)
  const place = panelId === null ? null : placeOf(sections, panelId)
  const panel = place?.section.panels[place.index]
  if (panelId === null || place === null || panel === undefined) return null
  const index = all.findIndex(({ id }) => id === panelId)
  return (
    <FullPanel
      panel={panel}
      place={index + 1}
      count={Math.max(1, all.length)}
      settings={{ ...state.settings, ...place.section.settings }}
      runs={runs}
      zoom={state.zoom}
      onZoom={actions.onZoom}
      onChange={actions.onChange}
      onOpenRun={actions.onOpenRun}
      onGo={(by) => {
        const next = all[index + by]
        if (next !== undefined) onGo(next.id)
      }}
      onClose={() => onGo(null)}
    />
  )
}

function settingsAt(
  { state, sections }: ReturnType<typeof useLayout>,
  panelId: string | null,
  sectionId: string | null,
) {
  const section = panelId === null ? sections.find(({ id }) => id === sectionId) : placeOf(sections, panelId)?.section
  return { ...state.settings, ...section?.settings }
}
