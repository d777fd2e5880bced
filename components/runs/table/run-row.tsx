'use client'

import { Anchor, Ellipsis, Pin } from 'lucide-react'
import Link from 'next/link'
import { StateMark } from '~/components/layout/state-mark'
import { runColor } from '~/components/lib/color'
import { Checkbox } from '~/components/ui/checkbox'
import { chartedState } from './charted'
import type { RunLine } from './lines'
import { NameCell, RowFrame, type RowPlace } from './row-frame'
import { RunCell } from './run-cell'
import { RunEye } from './run-eye'
import { isTicked } from './selection'
import { useTableView } from './table-context'

export function RunRow({ line, ...place }: RowPlace & { line: RunLine }) {
  const view = useTableView()
  const { run } = line
  const isOn = isTicked(view.selection, run.id)
  const { state } = view
  return (
    <RowFrame
      {...place}
      isTicked={isOn}
      onHover={(isOver) => view.onHover(isOver ? run : null)}
      onContextMenu={(event) => {
        event.preventDefault()
        view.onMenu({ line, x: event.clientX, y: event.clientY })
      }}
      onLongPress={() => view.onLongPress(place.index)}
    >
      <NameCell depth={line.depth}>
        {view.showsTicks && (
          <Checkbox
            tabIndex={-1}
            aria-label={`Select ${run.name}`}
            checked={isOn}
            onClick={(event) => {
              event.preventDefault()
              view.onTick(place.index, event.shiftKey)
            }}
            className="ml-0.5"
          />
        )}
        {line.depth === 0 && (
          <RunEye
            name={run.name}
            color={runColor(run, state.colors)}
            charted={chartedState(state, run.id, line.place !== null && line.place < state.top)}
            onToggle={() => view.onEye(line)}
          />
        )}
        {view.isNarrow && <StateMark state={run.state} short />}
        <Link
          href={view.hrefOf(run)}
          tabIndex={-1}
          prefetch={false}
          draggable={false}
          className="truncate hover:text-accent"
          title={run.name}
        >
          {run.name}
        </Link>
        <Marks line={line} />
        <button
          type="button"
          tabIndex={-1}
          aria-label={`More for ${run.name}`}
          onClick={(event) => {
            const box = event.currentTarget.getBoundingClientRect()
            view.onMenu({ line, x: box.left, y: box.bottom })
          }}
          className="ml-auto inline-flex size-6 shrink-0 items-center justify-center rounded-sm text-muted opacity-0 hover:text-ink focus-visible:opacity-100 group-hover/row:opacity-100 pointer-coarse:hidden"
        >
          <Ellipsis className="size-3.5" />
        </button>
      </NameCell>
      {view.columns.map((column) => (
        <RunCell key={column.id} run={run} column={column} />
      ))}
    </RowFrame>
  )
}

/** That it is pinned, and that the others are compared with it. */
function Marks({ line: { run } }: { line: RunLine }) {
  const { state } = useTableView()
  return (
    <>
      {state.baseline === run.id && (
        <span title="The baseline, which the others are compared with" className="shrink-0 text-accent">
          <Anchor aria-hidden="true" className="size-3" />
          <span className="sr-only">baseline</span>
        </span>
      )}
      {state.pinned.includes(run.id) && (
        <span title="Pinned to the top" className="shrink-0 text-muted">
          <Pin aria-hidden="true" className="size-3" />
          <span className="sr-only">pinned</span>
        </span>
      )}
    </>
  )
}
