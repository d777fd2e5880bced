'use client'

/** The page of a project: its runs at the left, panels over the first of them at the right, on a phone one after the other. */
import { PanelLeftClose, PanelLeftOpen } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useMemo, useState } from 'react'
import { Group, Panel, Separator, usePanelRef } from 'react-resizable-panels'
import { LineHighlightProvider } from '~/components/charts/lines/line-highlight'
import { EmptyState } from '~/components/layout/empty-state'
import { cn } from '~/components/lib/cn'
import { usePanelRuns } from '~/components/panels/use-panel-runs'
import { ConnectSteps } from '~/components/projects/connect-steps'
import { ProjectHeadline } from '~/components/runs/project-headline'
import { RunList } from '~/components/runs/run-list'
import { Button } from '~/components/ui/button'
import { Skeleton } from '~/components/ui/skeleton'
import type { ProjectPath } from '~/server/domain/ids'
import { columnsOfLegends } from './prepare/legend-columns'
import { ProjectWorkspace } from './project-workspace'
import { keepRunPane, type RunPane } from './run-pane-cookie'
import { PanelRunsContext } from './sections/panel-runs-here'
import { LayoutProvider } from './sections/use-layout'
import { useWorkspace } from './use-workspace'

/** Beside the page and not with it: panels are half of what the workspace is made of, and its runs need none of them. */
const PanelsPane = dynamic(() => import('./panels-pane').then((module) => module.PanelsPane), {
  loading: () => <Skeleton className="h-96 w-full" />,
})

type WorkspacePageProps = { path: ProjectPath; runPane: RunPane }

export function WorkspacePage({ path, runPane }: WorkspacePageProps) {
  return (
    <ProjectWorkspace path={path}>
      <LineHighlightProvider>
        <Workspace path={path} runPane={runPane} />
      </LineHighlightProvider>
    </ProjectWorkspace>
  )
}

function Workspace({ path, runPane }: WorkspacePageProps) {
  const { state } = useWorkspace()
  const columns = useMemo(() => columnsOfLegends(state.panels), [state.panels])
  const runs = usePanelRuns(path, state.runs, columns)
  const isNarrowed = state.runs.search !== '' || state.runs.filter !== ''
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <ProjectHeadline path={path} />
      {!runs.isPending && runs.error === null && runs.total === 0 && !isNarrowed ? (
        <EmptyState title={`No run in ${path.project} yet`} isPage>
          <p>Paste this into a training script; the first run shows up here by itself.</p>
          <ConnectSteps project={path.project} />
        </EmptyState>
      ) : (
        <PanelRunsContext value={runs}>
          <LayoutProvider>
            <Panes runPane={runPane} />
          </LayoutProvider>
        </PanelRunsContext>
      )}
    </div>
  )
}

/** In percent of the page. */
const RUNS_MIN = 16
const COLLAPSED_PIXELS = 36

function Panes({ runPane }: { runPane: RunPane }) {
  const [shown, setShown] = useState<'runs' | 'panels'>('panels')
  const [isCollapsed, setCollapsed] = useState(runPane.isCollapsed)
  const pane = usePanelRef()

  function collapse(next: boolean) {
    setCollapsed(next)
    if (next) pane.current?.collapse()
    else pane.current?.resize(`${runPane.percent}%`)
    keepRunPane({ percent: runPane.percent, isCollapsed: next })
  }

  return (
    <>
      <PhoneTabs shown={shown} onShow={setShown} />
      <Group
        className="max-lg:[&>[data-panel]:not([data-shown])]:hidden! max-lg:[&>[data-separator]]:hidden!"
        // The page scrolls, not its panes; the list of runs stays in sight beside the panels.
        style={{ height: 'auto', overflow: 'visible' }}
        onLayoutChanged={(layout, { isUserInteraction }) => {
          const percent = layout['runs']
          if (isUserInteraction && percent !== undefined) keepRunPane({ percent, isCollapsed })
        }}
      >
        <Panel
          id="runs"
          data-shown={shown === 'runs' || undefined}
          panelRef={pane}
          defaultSize={isCollapsed ? COLLAPSED_PIXELS : `${runPane.percent}%`}
          minSize={`${RUNS_MIN}%`}
          maxSize="70%"
          collapsible
          collapsedSize={COLLAPSED_PIXELS}
          onResize={({ inPixels }) => setCollapsed(inPixels <= COLLAPSED_PIXELS + 2)}
          style={{ overflow: 'visible', maxHeight: 'none' }}
        >
          <div className="flex h-[calc(100dvh-10.5rem)] min-h-96 flex-col gap-1 lg:sticky lg:top-3 lg:h-[calc(100dvh-1.5rem)]">
            {isCollapsed ? (
              <Button
                variant="ghost"
                size="icon"
                aria-label="Show the list of runs"
                title="Show the list of runs"
                onClick={() => collapse(false)}
                className="max-lg:hidden"
              >
                <PanelLeftOpen />
              </Button>
            ) : null}
            <div className={cn('relative min-h-0 flex-1', isCollapsed && 'lg:hidden')}>
              <RunList />
            </div>
            {!isCollapsed && (
              <Button variant="ghost" size="sm" className="self-start max-lg:hidden" onClick={() => collapse(true)}>
                <PanelLeftClose /> Hide the list
              </Button>
            )}
          </div>
        </Panel>
        <Separator
          aria-label="Width of the list of runs"
          className="group/separator relative mx-2.5 w-1 rounded-full bg-transparent outline-offset-2 transition-colors hover:bg-hairline data-[separator=active]:bg-accent data-[separator=focus]:bg-accent"
        />
        <Panel
          id="panels"
          data-shown={shown === 'panels' || undefined}
          minSize="30%"
          style={{ overflow: 'visible', maxHeight: 'none' }}
        >
          <PanelsPane />
        </Panel>
      </Group>
    </>
  )
}

/** On a phone there is room for one of the two. */
function PhoneTabs({ shown, onShow }: { shown: 'runs' | 'panels'; onShow: (next: 'runs' | 'panels') => void }) {
  return (
    <div
      role="tablist"
      aria-label="Panels or runs"
      className="grid grid-cols-2 gap-1 rounded-md border border-hairline p-0.5 lg:hidden"
    >
      {(['panels', 'runs'] as const).map((tab) => (
        <button
          key={tab}
          type="button"
          role="tab"
          aria-selected={shown === tab}
          onClick={() => onShow(tab)}
          className={cn('h-8 rounded-sm text-13 text-muted', shown === tab && 'bg-selected text-ink')}
        >
          {tab === 'panels' ? 'Panels' : 'Runs'}
        </button>
      ))}
    </div>
  )
}
