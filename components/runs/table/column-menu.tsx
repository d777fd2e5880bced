'use client'

import { ArrowDown, ArrowLeft, ArrowRight, ArrowUp, ChevronDown, EyeOff, Group, Pin, PinOff } from 'lucide-react'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '~/components/ui/dropdown-menu'
import { useWorkspace } from '~/components/workspace/use-workspace'
import { GROUP_LEVELS_MAX } from '~/server/domain/run-group'
import { movedColumn } from './column-layout'
import { columnWidth, keptColumns, type RunColumn, type ShownColumn } from './columns'
import { withSort } from './sorting'

type ColumnMenuProps = { column: RunColumn; columns: readonly ShownColumn[] }

/** All that can be done with a column, for the keyboard as for the pointer. */
export function ColumnMenu({ column, columns }: ColumnMenuProps) {
  const { state, setRuns } = useWorkspace()
  const { sort, groupBy } = state.runs
  const place = columns.findIndex(({ id }) => id === column.id)
  const shown = columns[place]
  const isGrouped = groupBy.includes(column.id)
  const keep = (next: readonly ShownColumn[]) => setRuns({ columns: keptColumns(next) })
  const change = (part: Partial<ShownColumn>) =>
    keep(columns.map((each) => (each.id === column.id ? { ...each, ...part } : each)))

  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <button
          type="button"
          aria-label={`Column ${column.label}`}
          className="inline-flex size-6 shrink-0 items-center justify-center rounded-sm text-muted opacity-0 hover:text-ink focus-visible:opacity-100 group-hover/head:opacity-100 data-[state=open]:opacity-100"
        >
          <ChevronDown className="size-3" />
        </button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuItem onSelect={() => setRuns({ sort: withSort(sort, column.id, 'asc', false) })}>
          <ArrowUp /> Sort, smallest first
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => setRuns({ sort: withSort(sort, column.id, 'desc', false) })}>
          <ArrowDown /> Sort, largest first
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => setRuns({ sort: withSort(sort, column.id, 'asc', true) })}>
          <ArrowUp /> Then also by it
        </DropdownMenuItem>
        <DropdownMenuSeparator />
        <DropdownMenuItem
          disabled={!isGrouped && groupBy.length >= GROUP_LEVELS_MAX}
          onSelect={() =>
            setRuns({ groupBy: isGrouped ? groupBy.filter((id) => id !== column.id) : [...groupBy, column.id] })
          }
        >
          <Group /> {isGrouped ? 'Group no more by it' : groupBy.length > 0 ? 'Group further by it' : 'Group by it'}
        </DropdownMenuItem>
        {shown && (
          <>
            <DropdownMenuSeparator />
            <DropdownMenuItem onSelect={() => change({ isPinned: !shown.isPinned })}>
              {shown.isPinned ? <PinOff /> : <Pin />} {shown.isPinned ? 'Unpin' : 'Pin to the left'}
            </DropdownMenuItem>
            <DropdownMenuItem disabled={place === 0} onSelect={() => keep(movedColumn(columns, column.id, place - 1))}>
              <ArrowLeft /> Move to the left
            </DropdownMenuItem>
            <DropdownMenuItem
              disabled={place === columns.length - 1}
              onSelect={() => keep(movedColumn(columns, column.id, place + 1))}
            >
              <ArrowRight /> Move to the right
            </DropdownMenuItem>
            {shown.width !== columnWidth(shown) && (
              <DropdownMenuItem onSelect={() => change({ width: columnWidth(shown) })}>Usual width</DropdownMenuItem>
            )}
            <DropdownMenuItem onSelect={() => keep(columns.filter(({ id }) => id !== column.id))}>
              <EyeOff /> Hide
            </DropdownMenuItem>
          </>
        )}
      </DropdownMenuContent>
    </DropdownMenu>
  )
}
