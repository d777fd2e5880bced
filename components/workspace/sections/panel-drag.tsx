'use client'

/**
 * Dragging panels to another place, by hand or by keys: a handle is taken, the place before which the panel would come is
 * marked, and nothing moves until it is let go. Space takes and lets go, arrows go from place to place, Escape leaves all
 * as it was.
 */
import {
  type Announcements,
  DndContext,
  type DragEndEvent,
  DragOverlay,
  KeyboardCode,
  type KeyboardCoordinateGetter,
  KeyboardSensor,
  PointerSensor,
  pointerWithin,
  rectIntersection,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import { useState } from 'react'
import { panelTitle } from '~/components/panels/panel-words'
import { FLOATING } from '~/components/ui/floating'
import { placeOf } from '../prepare/edit-sections'
import { useLayout } from './use-layout'

/** Where a panel may be dropped: before another, or at the end of a section. */
export type DropPlace = { sectionId: string; before: string | null; title: string }

/** Short enough to be clicked, long enough not to be dragged by chance. */
const DRAG_PIXELS_MIN = 5

export function PanelDrag({ children }: { children: React.ReactNode }) {
  const { sections, act } = useLayout()
  const [dragged, setDragged] = useState<string | null>(null)
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: DRAG_PIXELS_MIN } }),
    useSensor(KeyboardSensor, { coordinateGetter: toNextPlace }),
  )
  const titleOf = (panelId: string) => {
    const place = placeOf(sections, panelId)
    const panel = place?.section.panels[place.index]
    return panel === undefined ? 'panel' : panelTitle(panel)
  }

  function drop({ active, over }: DragEndEvent) {
    setDragged(null)
    const place = placeIn(over?.data.current)
    if (place !== null) act.move(String(active.id), place)
  }

  return (
    <DndContext
      sensors={sensors}
      // By hand the place under the pointer counts; keys have none, and move the panel itself.
      collisionDetection={(args) => (args.pointerCoordinates === null ? rectIntersection(args) : pointerWithin(args))}
      onDragStart={({ active }) => setDragged(String(active.id))}
      onDragEnd={drop}
      onDragCancel={() => setDragged(null)}
      accessibility={{ announcements: announcementsOf(titleOf), screenReaderInstructions: INSTRUCTIONS }}
    >
      {children}
      <DragOverlay dropAnimation={null}>
        {dragged !== null && (
          <div className={`${FLOATING} w-max max-w-64 truncate px-3 py-1.5 text-13`}>{titleOf(dragged)}</div>
        )}
      </DragOverlay>
    </DndContext>
  )
}

const INSTRUCTIONS = {
  draggable: 'Space takes the panel, arrows choose its place, Space lets it go there, Escape leaves it where it was.',
}

export function placeIn(data: unknown): DropPlace | null {
  const place = (data as { place?: DropPlace } | undefined)?.place
  return place ?? null
}

function announcementsOf(titleOf: (panelId: string) => string): Announcements {
  const where = (data: unknown) => {
    const place = placeIn(data)
    if (place === null) return 'over no place'
    return place.before === null ? `at the end of ${place.title}` : `before ${titleOf(place.before)} in ${place.title}`
  }
  return {
    onDragStart: ({ active }) => `${titleOf(String(active.id))} is taken.`,
    onDragOver: ({ over }) => where(over?.data.current),
    onDragEnd: ({ active, over }) => `${titleOf(String(active.id))} is ${where(over?.data.current)}.`,
    onDragCancel: ({ active }) => `${titleOf(String(active.id))} stays where it was.`,
  }
}

const DIRECTIONS: Record<string, readonly [x: number, y: number]> = {
  [KeyboardCode.Right]: [1, 0],
  [KeyboardCode.Left]: [-1, 0],
  [KeyboardCode.Down]: [0, 1],
  [KeyboardCode.Up]: [0, -1],
}

/** The nearest place in the direction of the arrow: what lies straight ahead is nearer than what lies aside. */
const toNextPlace: KeyboardCoordinateGetter = (event, { currentCoordinates, context }) => {
  const direction = DIRECTIONS[event.code]
  if (direction === undefined) return undefined
  event.preventDefault()
  const [dx, dy] = direction
  let nearest: { x: number; y: number } | undefined
  let least = Number.POSITIVE_INFINITY
  for (const container of context.droppableContainers.getEnabled()) {
    const rect = context.droppableRects.get(container.id)
    if (rect === undefined || container.id === context.over?.id) continue
    const [x, y] = [rect.left - currentCoordinates.x, rect.top - currentCoordinates.y]
    const ahead = x * dx + y * dy
    const aside = Math.abs(x * dy) + Math.abs(y * dx)
    if (ahead < 4) continue
    const distance = ahead + 3 * aside
    if (distance < least) [nearest, least] = [{ x: rect.left, y: rect.top }, distance]
  }
  return nearest
}
