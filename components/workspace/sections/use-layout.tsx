'use client'

/** The sections of the workspace and what can be done to them, for all that stands in its panes. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { createContext, use, useMemo } from 'react'
import { useGoals } from '~/components/runs/table/use-columns'
import { useTRPC } from '~/components/trpc/provider'
import type { LineSettings, Panel } from '~/server/domain/panel'
import type { PanelsState } from '~/server/domain/view'
import * as edit from '../prepare/edit-sections'
import { type MediaKinds, type PanelSearch, type SectionModel, searchPanels, sectionsOf } from '../prepare/sections'
import { useWorkspace } from '../use-workspace'
import { usePanelRunsHere } from './panel-runs-here'

export type LayoutActions = {
  setPanels: (change: Partial<PanelsState>) => void
  change: (panel: Panel) => void
  add: (sectionId: string | null, panel: Panel) => void
  duplicate: (panelId: string) => void
  remove: (panelId: string) => void
  move: (panelId: string, to: { sectionId: string; before: string | null }) => void
  addSection: (title: string) => void
  changeSection: (sectionId: string, change: { title?: string; settings?: Partial<LineSettings> }) => void
  moveSection: (sectionId: string, by: -1 | 1) => void
  removeSection: (sectionId: string) => void
  toggleSection: (sectionId: string) => void
  showAgain: (what: { metric: string } | { prefix: string }) => void
}

export type WorkspaceLayout = {
  state: PanelsState
  /** All of them; `found` are those that the search leaves. */
  sections: SectionModel[]
  found: PanelSearch
  /** Every metric that the project's newest runs log. */
  metrics: string[]
  isPending: boolean
  act: LayoutActions
}

const LayoutContext = createContext<WorkspaceLayout | null>(null)

export function useLayout(): WorkspaceLayout {
  const layout = use(LayoutContext)
  if (layout === null) throw new Error('useLayout needs a LayoutProvider above it.')
  return layout
}

const NO_METRICS: string[] = []

export function LayoutProvider({ children }: { children: React.ReactNode }) {
  const { path, state, setPanels } = useWorkspace()
  const trpc = useTRPC()
  const { data, isPending } = useQuery(trpc.history.keys.queryOptions(path))
  const goals = useGoals(path)
  const media = useMediaKinds()
  const metrics = data ?? NO_METRICS
  const { panels } = state
  const sections = useMemo(() => sectionsOf(panels, metrics, [...goals.keys()], media), [panels, metrics, goals, media])
  const found = useMemo(() => searchPanels(sections, panels.search), [sections, panels.search])
  const layout: WorkspaceLayout = {
    state: panels,
    sections,
    found,
    metrics,
    isPending,
    act: actionsOf({ state: panels, sections }, setPanels),
  }
  return <LayoutContext value={layout}>{children}</LayoutContext>
}

/** So many runs are looked at for what they logged beside numbers. */
const MEDIA_RUNS_MAX = 100

function useMediaKinds(): MediaKinds {
  const trpc = useTRPC()
  const { drawn } = usePanelRunsHere()
  const storageIds = drawn.slice(0, MEDIA_RUNS_MAX).map((run) => run.storageId)
  const { data } = useQuery(
    trpc.history.mediaKeys.queryOptions(
      { storageIds },
      { enabled: storageIds.length > 0, placeholderData: keepPreviousData },
    ),
  )
  return useMemo(() => new Map(data?.map(({ key, kind }) => [key, kind])), [data])
}

/** Eight characters are enough among the panels of one workspace. */
export function newId(): string {
  return Math.random().toString(36).slice(2, 10)
}

function actionsOf(
  layout: edit.Layout,
  setPanels: (change: Partial<PanelsState>, isStep?: boolean) => void,
): LayoutActions {
  const first = layout.sections.find(({ prefix }) => prefix === null) ?? layout.sections[0]
  const step = (change: Partial<PanelsState>) => setPanels(change, true)
  return {
    setPanels,
    change: (panel) => setPanels(edit.changePanel(layout, panel)),
    add(sectionId, panel) {
      const target = sectionId ?? first?.id
      if (target === undefined) step(edit.addSection(layout, { id: newId(), title: 'Panels', panels: [panel] }))
      else step(edit.addPanel(layout, target, panel))
    },
    duplicate: (panelId) => step(edit.duplicatePanel(layout, panelId, newId())),
    remove: (panelId) => step(edit.removePanel(layout, panelId)),
    move: (panelId, to) => step(edit.movePanel(layout, panelId, to)),
    addSection: (title) => step(edit.addSection(layout, { id: newId(), title, panels: [] })),
    changeSection: (sectionId, change) => step(edit.changeSection(layout, sectionId, change)),
    moveSection: (sectionId, by) => step(edit.moveSection(layout, sectionId, by)),
    removeSection: (sectionId) => step(edit.removeSection(layout, sectionId)),
    toggleSection: (sectionId) => step(edit.toggleSection(layout.state, sectionId)),
    showAgain: (what) => step(edit.showAgain(layout.state, what)),
  }
}
