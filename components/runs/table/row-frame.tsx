// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its active row
// biome-ignore-all lint/a11y/useSemanticElements: rows that a virtualiser places cannot be rows of a table element
'use client'

import { useRef } from 'react'
import { cn } from '~/components/lib/cn'

export const ROW_HEIGHT = 32

/** What every line of the table is told of its place. */
export type RowPlace = {
  /** Line of the table, from 0. */
  index: number
  /** Pixels from the first line; null for one that stays under the head. */
  top: number | null
  isActive: boolean
}

type RowFrameProps = RowPlace & {
  isTicked?: boolean
  className?: string
  onHover?: (isOver: boolean) => void
  onContextMenu?: (event: React.MouseEvent) => void
  onLongPress?: () => void
  children: React.ReactNode
}

const LONG_PRESS_MS = 450

/** A line in its place. `--row` is its background, for what stays in sight when the table is scrolled sideways. */
export function RowFrame({ index, top, isActive, isTicked = false, className, ...props }: RowFrameProps) {
  const press = useRef<ReturnType<typeof setTimeout>>(undefined)
  const release = () => clearTimeout(press.current)
  return (
    <div
      role="row"
      id={`run-row-${index}`}
      aria-rowindex={index + 2}
      aria-selected={isTicked}
      onPointerEnter={() => props.onHover?.(true)}
      onPointerLeave={() => {
        release()
        props.onHover?.(false)
      }}
      onPointerDown={(event) => {
        if (event.pointerType === 'touch') press.current = setTimeout(() => props.onLongPress?.(), LONG_PRESS_MS)
      }}
      onPointerMove={(event) =>
        event.pointerType === 'touch' && Math.hypot(event.movementX, event.movementY) > 3 && release()
      }
      onPointerUp={release}
      onPointerCancel={release}
      onContextMenu={props.onContextMenu}
      style={{ height: ROW_HEIGHT, ...(top === null ? {} : { transform: `translateY(${top}px)` }) }}
      className={cn(
        'group/row grid grid-cols-(--columns) items-center border-hairline/60 border-b bg-(--row) text-13 [--row:var(--surface)] hover:[--row:var(--hover)]',
        top === null ? 'relative' : 'absolute inset-x-0 top-0',
        isTicked && '[--row:var(--selected)] hover:[--row:var(--selected)]',
        // Above the cells that stay in sight.
        isActive &&
          'after:pointer-events-none after:absolute after:inset-0 after:z-20 group-focus-visible/grid:after:outline-2 group-focus-visible/grid:after:outline-accent group-focus-visible/grid:after:-outline-offset-2',
        className,
      )}
    >
      {props.children}
    </div>
  )
}

/** The first cell, which stays in sight. */
export function NameCell({ depth = 0, children }: { depth?: number; children: React.ReactNode }) {
  return (
    <div
      role="gridcell"
      aria-colindex={1}
      style={{ paddingLeft: depth * 20 }}
      className="sticky left-0 z-10 col-start-1 flex h-full min-w-0 items-center gap-1 bg-(--row) pr-1"
    >
      {children}
    </div>
  )
}
