'use client'

import { useDroppable } from '@dnd-kit/core'
import { memo, useState } from 'react'
import { cn } from '~/components/lib/cn'
import { formatCount } from '~/components/lib/format'
import { useSize } from '~/components/lib/use-size'
import type { PanelRuns } from '~/components/panels/panel-runs'
import { Button } from '~/components/ui/button'
import type { LineSettings, Zooms } from '~/server/domain/panel'
import type { SectionModel } from '../prepare/sections'
import { type DropPlace, placeIn } from './panel-drag'
import { PanelSlot, type SlotActions } from './panel-slot'
import { SectionHead, type SectionHeadProps } from './section-head'

/** Drawn at first, and with each further press: a section of thousands must not build them all. */
const PANELS_FIRST = 24
const PANELS_MORE = 40

type PanelSectionProps = Omit<SectionHeadProps, 'section'> & {
  section: SectionModel
  runs: PanelRuns
  /** Of the workspace and the section together. */
  settings: Partial<LineSettings>
  zoom: Zooms
  slotActions: SlotActions
}

export const PanelSection = memo(function PanelSection(props: PanelSectionProps) {
  const { section, runs, settings, zoom, slotActions, ...head } = props
  const { ref, size } = useSize()
  const [count, setCount] = useState(PANELS_FIRST)
  const shown = section.panels.slice(0, count)
  const left = section.panels.length - shown.length
  return (
    <section ref={ref} aria-label={section.title} data-slot="panel-section" className="flex min-w-0 flex-col gap-2">
      <SectionHead section={section} {...head} />
      {section.isOpen && size !== null && (
        <>
          {shown.length > 0 && (
            <div className="grid grid-cols-12 items-start gap-x-6 gap-y-5">
              {shown.map((panel) => (
                <PanelSlot
                  key={panel.id}
                  panel={panel}
                  sectionId={section.id}
                  sectionTitle={section.title}
                  runs={runs}
                  settings={settings}
                  zoom={zoom}
                  paneWidth={size.width}
                  actions={slotActions}
                />
              ))}
            </div>
          )}
          <SectionEnd section={section} isEmpty={section.panels.length === 0} />
          {left > 0 && (
            <Button size="sm" className="self-start" onClick={() => setCount(count + PANELS_MORE)}>
              Show {Math.min(left, PANELS_MORE)} more of {formatCount(left)}
            </Button>
          )}
        </>
      )}
    </section>
  )
})

/** Where a panel is dropped that comes last; all there is of a section without panels. */
function SectionEnd({ section, isEmpty }: { section: SectionModel; isEmpty: boolean }) {
  const place: DropPlace = { sectionId: section.id, before: null, title: section.title }
  const { setNodeRef, active, over, isOver } = useDroppable({ id: `end of ${section.id}`, data: { place } })
  const isTarget = isOver && placeIn(over?.data.current)?.sectionId === section.id
  if (isEmpty) {
    return (
      <p
        ref={setNodeRef}
        className={cn(
          'rounded-md border border-hairline border-dashed px-4 py-6 text-center text-12 text-muted',
          isTarget && 'border-accent text-ink',
        )}
      >
        No panel here yet. Add one, or drag one here.
      </p>
    )
  }
  return (
    <div
      ref={setNodeRef}
      className={cn('rounded-sm', active === null ? 'h-0' : 'h-6', isTarget && 'border-accent border-t-2')}
    />
  )
}
