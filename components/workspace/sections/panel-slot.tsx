'use client'

/** The place of one panel in a section: it is dragged by its handle, sized by its corner, and drawn while it is near. */
import { useDraggable, useDroppable } from '@dnd-kit/core'
import { Copy, EyeOff, FileText, GripVertical, Maximize2, Pencil, Trash2 } from 'lucide-react'
import { memo, useCallback, useState } from 'react'
import { FRAME_TOOL } from '~/components/charts/chart-frame'
import { cn } from '~/components/lib/cn'
import { useInView } from '~/components/lib/use-in-view'
import type { PanelRuns } from '~/components/panels/panel-runs'
import { PanelView } from '~/components/panels/panel-view'
import { panelHeight, panelTitle } from '~/components/panels/panel-words'
import { Button } from '~/components/ui/button'
import { DropdownMenuItem } from '~/components/ui/dropdown-menu'
import type { LineSettings, Panel, Zooms } from '~/server/domain/panel'
import { type DropPlace, placeIn } from './panel-drag'
import { columnsOf, spanOf } from './panel-span'
import { ResizeHandle } from './resize-handle'

/** What a panel can do beyond itself. */
export type SlotActions = {
  onChange: (panel: Panel) => void
  onEdit: (panel: Panel) => void
  onDuplicate: (panelId: string) => void
  onRemove: (panelId: string) => void
  /** Null where a panel cannot have the page for itself. */
  onFull: ((panelId: string) => void) | null
  /** Null where the panel is in a report already. */
  onReport: ((panel: Panel) => void) | null
  onZoom: (zoom: Zooms) => void
  onOpenRun: (runId: string) => void
}

type PanelSlotProps = {
  panel: Panel
  sectionId: string
  sectionTitle: string
  runs: PanelRuns
  settings: Partial<LineSettings>
  zoom: Zooms
  /** Pixels of the section. */
  paneWidth: number
  actions: SlotActions
}

const HEAD_HEIGHT = 28

export const PanelSlot = memo(function PanelSlot(props: PanelSlotProps) {
  const { panel, sectionId, sectionTitle, paneWidth, actions } = props
  const { ref: seen, isInView } = useInView(800)
  const [draft, setDraft] = useState<{ width: number; height: number } | null>(null)
  const title = panelTitle(panel)
  const place: DropPlace = { sectionId, before: panel.id, title: sectionTitle }
  const { setNodeRef: setDroppable, over, isOver, active } = useDroppable({ id: `before ${panel.id}`, data: { place } })
  const columns = columnsOf(paneWidth)
  const span = spanOf({ ...panel, ...(draft === null ? {} : { width: draft.width }) }, columns)
  const height = draft?.height ?? panelHeight(panel)
  const isTarget = isOver && active?.id !== panel.id && placeIn(over?.data.current)?.before === panel.id

  const setRef = useCallback(
    (element: HTMLDivElement | null) => {
      setDroppable(element)
      const leave = seen(element)
      return () => {
        setDroppable(null)
        leave?.()
      }
    },
    [setDroppable, seen],
  )

  return (
    <div
      ref={setRef}
      data-slot="panel-slot"
      data-panel={panel.id}
      className={cn('group/slot relative min-w-0', active?.id === panel.id && 'opacity-40')}
      style={{ gridColumn: `span ${span}`, minHeight: height + HEAD_HEIGHT }}
    >
      {isTarget && <span aria-hidden="true" className="absolute inset-y-0 -left-3 w-0.5 rounded-full bg-accent" />}
      {isInView && <SlotPanel {...props} height={height} title={title} />}
      {columns > 1 && (
        <ResizeHandle
          title={title}
          size={{ width: span, height }}
          columnWidth={paneWidth / 12}
          widthMin={12 / columns > 6 ? 12 : Math.min(3, 12 / columns)}
          onSize={(size, isFinal) => {
            setDraft(isFinal ? null : size)
            if (isFinal && (size.width !== span || size.height !== height)) actions.onChange({ ...panel, ...size })
          }}
        />
      )}
    </div>
  )
})

type SlotPanelProps = Omit<PanelSlotProps, 'sectionId' | 'sectionTitle' | 'paneWidth'> & {
  title: string
  height: number
}

/** Kept apart and memoised: a panel that is dragged over the others must not draw them anew. */
const SlotPanel = memo(function SlotPanel({ panel, title, runs, settings, zoom, height, actions }: SlotPanelProps) {
  return (
    <PanelView
      panel={panel}
      runs={runs}
      settings={settings}
      zoom={zoom}
      onZoom={actions.onZoom}
      onOpenRun={actions.onOpenRun}
      onChange={actions.onChange}
      height={height}
      actions={<DragHandle panelId={panel.id} title={title} />}
      menu={<SlotMenu panel={panel} actions={actions} />}
    />
  )
})

function DragHandle({ panelId, title }: { panelId: string; title: string }) {
  const { setNodeRef, attributes, listeners } = useDraggable({ id: panelId })
  return (
    <Button
      ref={setNodeRef}
      variant="ghost"
      size="icon-sm"
      {...attributes}
      {...listeners}
      aria-label={`Move ${title}`}
      className={cn(FRAME_TOOL, 'cursor-grab touch-none max-sm:hidden')}
    >
      <GripVertical />
    </Button>
  )
}

function SlotMenu({ panel, actions }: { panel: Panel; actions: SlotActions }) {
  const isAutomatic = panel.id.startsWith('auto:')
  return (
    <>
      {actions.onFull !== null && (
        <DropdownMenuItem onSelect={() => actions.onFull?.(panel.id)}>
          <Maximize2 /> Full screen
        </DropdownMenuItem>
      )}
      <DropdownMenuItem onSelect={() => actions.onEdit(panel)}>
        <Pencil /> Edit…
      </DropdownMenuItem>
      <DropdownMenuItem onSelect={() => actions.onDuplicate(panel.id)}>
        <Copy /> Duplicate
      </DropdownMenuItem>
      {actions.onReport !== null && (
        <DropdownMenuItem onSelect={() => actions.onReport?.(panel)}>
          <FileText /> Add to a report…
        </DropdownMenuItem>
      )}
      <DropdownMenuItem onSelect={() => actions.onRemove(panel.id)}>
        {isAutomatic ? (
          <>
            <EyeOff /> Hide
          </>
        ) : (
          <>
            <Trash2 /> Delete
          </>
        )}
      </DropdownMenuItem>
    </>
  )
}
