'use client'

/** One panel over the whole window. The address names it; arrows go to the next, Escape goes back. */
import { ArrowLeft, ChevronLeft, ChevronRight } from 'lucide-react'
import { Dialog as DialogPrimitive } from 'radix-ui'
import { useState } from 'react'
import { useHighlightLine } from '~/components/charts/lines/line-highlight'
import { useSize } from '~/components/lib/use-size'
import type { PanelRuns } from '~/components/panels/panel-runs'
import { PanelView } from '~/components/panels/panel-view'
import { panelTitle } from '~/components/panels/panel-words'
import { Button } from '~/components/ui/button'
import type { LineSettings, Panel, Zooms } from '~/server/domain/panel'

export type FullPanelProps = {
  panel: Panel
  /** Its place among those that can be gone to, from 1. */
  place: number
  count: number
  settings: Partial<LineSettings>
  runs: PanelRuns
  zoom: Zooms
  onZoom: (zoom: Zooms) => void
  onChange: (panel: Panel) => void
  onOpenRun: (runId: string) => void
  onGo: (by: -1 | 1) => void
  onClose: () => void
}

const LIST_MAX = 200

export function FullPanel(props: FullPanelProps) {
  const { panel, place, count, runs, onGo, onClose } = props
  const { ref, size } = useSize()
  const title = panelTitle(panel)

  function onKeyDown(event: React.KeyboardEvent) {
    if (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft') return
    if (event.target instanceof HTMLElement && event.target.matches('input, textarea, [role="slider"]')) return
    event.preventDefault()
    onGo(event.key === 'ArrowRight' ? 1 : -1)
  }

  return (
    <DialogPrimitive.Root open onOpenChange={(isOpen) => isOpen || onClose()}>
      <DialogPrimitive.Portal>
        <DialogPrimitive.Content
          data-slot="full-panel"
          aria-describedby={undefined}
          onKeyDown={onKeyDown}
          className="fixed inset-0 z-40 flex flex-col gap-3 bg-surface p-4 outline-none sm:p-6"
        >
          <div className="flex items-center gap-2">
            {/* The panel says it below, where it is always. */}
            <DialogPrimitive.Title className="sr-only">{title}</DialogPrimitive.Title>
            <Button variant="ghost" size="sm" title="Back (Esc)" onClick={onClose}>
              <ArrowLeft /> Back to the workspace
            </Button>
            <span className="ml-auto whitespace-nowrap text-12 text-muted tabular-nums">
              {place} of {count}
            </span>
            <Button
              variant="ghost"
              size="icon"
              aria-label="The panel before"
              title="The panel before (←)"
              disabled={place <= 1}
              onClick={() => onGo(-1)}
            >
              <ChevronLeft />
            </Button>
            <Button
              variant="ghost"
              size="icon"
              aria-label="The next panel"
              title="The next panel (→)"
              disabled={place >= count}
              onClick={() => onGo(1)}
            >
              <ChevronRight />
            </Button>
          </div>
          <div className="flex min-h-0 flex-1 gap-6">
            <div ref={ref} className="min-w-0 flex-1">
              {size && (
                <PanelView key={panel.id} {...panelProps(props)} height={Math.max(160, Math.floor(size.height) - 32)} />
              )}
            </div>
            {panel.kind === 'line' && <DrawnList runs={runs} />}
          </div>
        </DialogPrimitive.Content>
      </DialogPrimitive.Portal>
    </DialogPrimitive.Root>
  )
}

function panelProps({ panel, settings, runs, zoom, onZoom, onChange, onOpenRun }: FullPanelProps) {
  return { panel, settings, runs, zoom, onZoom, onChange, onOpenRun }
}

/** The names of the lines with their colours; pointing at one brings it forward. */
function DrawnList({ runs }: { runs: PanelRuns }) {
  const highlight = useHighlightLine()
  const [search, setSearch] = useState('')
  const all =
    runs.groups?.map(({ key, name, color }) => ({ owner: key, name, color })) ??
    runs.drawn.map(({ storageId, name, color }) => ({ owner: storageId, name, color }))
  const found = all.filter(({ name }) => name.toLowerCase().includes(search.toLowerCase()))
  return (
    <div className="flex w-56 shrink-0 flex-col gap-2 max-lg:hidden">
      <input
        type="search"
        aria-label="Search the lines"
        placeholder="Search the lines"
        value={search}
        onChange={(event) => setSearch(event.target.value)}
        className="h-8 rounded-md border border-hairline bg-raised px-2.5 text-13"
      />
      <ul
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what is longer than the window is scrolled by keys too
        tabIndex={0}
        aria-label="Lines"
        className="min-h-0 flex-1 overflow-y-auto"
        onPointerLeave={() => highlight(null)}
      >
        {found.slice(0, LIST_MAX).map(({ owner, name, color }) => (
          <li
            key={owner}
            onPointerEnter={() => highlight(owner)}
            className="flex h-6 items-center gap-2 rounded-sm px-1 text-12 hover:bg-hover"
          >
            <span aria-hidden="true" className="h-0.5 w-3 shrink-0 rounded-full" style={{ background: color }} />
            <span className="truncate" title={name}>
              {name}
            </span>
          </li>
        ))}
        {found.length > LIST_MAX && <li className="px-1 text-12 text-muted">and {found.length - LIST_MAX} more</li>}
      </ul>
    </div>
  )
}
