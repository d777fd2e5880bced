'use client'

import { Anchor, ChartLine, Copy, ExternalLink, Filter, Pin, PinOff, Square, SquareCheck, Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { cn } from '~/components/lib/cn'
import { paletteColor, RUN_COLOR_COUNT } from '~/components/lib/color'
import { runHref } from '~/components/lib/paths'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '~/components/ui/dropdown-menu'
import { useWorkspace } from '~/components/workspace/use-workspace'
import type { RunRow } from '~/server/domain/run'
import { isTerminal } from '~/server/domain/run-state'
import { joinedFilter } from './group-tree'
import type { GroupLine } from './lines'
import type { MenuPlace } from './table-context'

export type RowActions = {
  onTick: (id: string) => void
  onStop: (run: RunRow) => void
  onDelete: (run: RunRow) => void
  onEye: (line: MenuPlace['line']) => void
  isTicked: (id: string) => boolean
  isDrawn: (line: MenuPlace['line']) => boolean
  /** The conditions of the group and of those that it is in. */
  filtersOf: (line: GroupLine) => string[]
}

type RowMenuProps = RowActions & { place: MenuPlace; onClose: () => void }

/** What can be done with one line, opened where the pointer is. */
export function RowMenu({ place, onClose, ...actions }: RowMenuProps) {
  const [isOpen, setOpen] = useState(true)
  return (
    <DropdownMenu
      open={isOpen}
      onOpenChange={(next) => {
        setOpen(next)
        if (!next) onClose()
      }}
    >
      <DropdownMenuTrigger asChild>
        <span aria-hidden="true" className="fixed size-0" style={{ left: place.x, top: place.y }} />
      </DropdownMenuTrigger>
      <DropdownMenuContent className="max-w-72">
        {place.line.kind === 'run' ? (
          <RunItems {...actions} line={place.line} />
        ) : (
          <GroupItems {...actions} line={place.line} />
        )}
      </DropdownMenuContent>
    </DropdownMenu>
  )
}

function RunItems({
  line,
  onTick,
  onStop,
  onDelete,
  onEye,
  isTicked,
  isDrawn,
}: RowActions & { line: Extract<MenuPlace['line'], { kind: 'run' }> }) {
  const { path, state, setRuns } = useWorkspace()
  const router = useRouter()
  const { run } = line
  const { pinned, baseline } = state.runs
  const isPinned = pinned.includes(run.id)
  const href = runHref({ ...path, run: run.id })
  return (
    <>
      <DropdownMenuLabel className="truncate">{run.name}</DropdownMenuLabel>
      <DropdownMenuItem onSelect={() => router.push(href)}>
        <ExternalLink /> Open
      </DropdownMenuItem>
      <DropdownMenuItem onSelect={() => onTick(run.id)}>
        <SquareCheck /> {isTicked(run.id) ? 'Deselect' : 'Select'}
      </DropdownMenuItem>
      <DropdownMenuItem onSelect={() => onEye(line)}>
        <ChartLine /> {isDrawn(line) ? 'Leave out of the charts' : 'Draw in the charts'}
      </DropdownMenuItem>
      <DropdownMenuItem
        onSelect={() => setRuns({ pinned: isPinned ? pinned.filter((id) => id !== run.id) : [...pinned, run.id] })}
      >
        {isPinned ? <PinOff /> : <Pin />} {isPinned ? 'Unpin' : 'Pin to the top'}
      </DropdownMenuItem>
      <DropdownMenuItem onSelect={() => setRuns({ baseline: baseline === run.id ? null : run.id })}>
        <Anchor /> {baseline === run.id ? 'No longer the baseline' : 'Make it the baseline'}
      </DropdownMenuItem>
      <ColorChoices id={run.id} own={run.serial} />
      <DropdownMenuSeparator />
      <DropdownMenuItem onSelect={() => void navigator.clipboard.writeText(run.id)}>
        <Copy /> Copy id
      </DropdownMenuItem>
      {!isTerminal(run.state) && (
        <DropdownMenuItem onSelect={() => onStop(run)}>
          <Square /> Stop
        </DropdownMenuItem>
      )}
      <DropdownMenuItem className="text-bad" onSelect={() => onDelete(run)}>
        <Trash2 /> Delete
      </DropdownMenuItem>
    </>
  )
}

function GroupItems({ line, onEye, isDrawn, filtersOf }: RowActions & { line: GroupLine }) {
  const { state, setRuns } = useWorkspace()
  return (
    <>
      {line.isInnermost && (
        <DropdownMenuItem onSelect={() => onEye(line)}>
          <ChartLine /> {isDrawn(line) ? 'Leave out of the charts' : 'Draw in the charts'}
        </DropdownMenuItem>
      )}
      <DropdownMenuItem
        onSelect={() =>
          setRuns({
            filter: joinedFilter([state.runs.filter, ...filtersOf(line)]),
            groupBy: state.runs.groupBy.slice(line.values.length),
          })
        }
      >
        <Filter /> Only these runs
      </DropdownMenuItem>
      {line.isInnermost && <ColorChoices id={line.key} own={null} />}
    </>
  )
}

const COLORS = Array.from({ length: RUN_COLOR_COUNT }, (_, number) => number)

/** The palette; what is chosen stays with the run or group in every chart. */
function ColorChoices({ id, own }: { id: string; own: number | null }) {
  const { state, setRuns } = useWorkspace()
  const { colors } = state.runs
  const chosen = colors[id]
  const shown = chosen ?? (own === null ? null : own % RUN_COLOR_COUNT)
  return (
    <fieldset className="px-2 py-1.5">
      <legend className="pb-1 text-11 text-muted">Colour</legend>
      <div className="grid grid-cols-10 gap-0.5">
        {COLORS.map((number) => (
          <DropdownMenuItem
            key={number}
            aria-label={`Colour ${number + 1}${shown === number ? ', chosen' : ''}`}
            onSelect={() => setRuns({ colors: { ...colors, [id]: number } })}
            className="size-5 justify-center p-0"
          >
            <span
              className={cn(
                'size-3.5 rounded-full',
                shown === number && 'ring-2 ring-ink ring-offset-1 ring-offset-raised',
              )}
              style={{ background: paletteColor(number) }}
            />
          </DropdownMenuItem>
        ))}
      </div>
      {chosen !== undefined && (
        <DropdownMenuItem
          className="mt-1 text-12"
          onSelect={() => setRuns({ colors: Object.fromEntries(Object.entries(colors).filter(([key]) => key !== id)) })}
        >
          Its own colour again
        </DropdownMenuItem>
      )}
    </fieldset>
  )
}
