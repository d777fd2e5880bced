'use client'

import { Ellipsis } from 'lucide-react'
import Link from 'next/link'
import { ChooseList } from '~/components/layout/choose-list'
import { SearchField } from '~/components/layout/search-field'
import { countOf } from '~/components/lib/format'
import { trashHref } from '~/components/lib/paths'
import { Button } from '~/components/ui/button'
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from '~/components/ui/dropdown-menu'
import { useWorkspace } from '~/components/workspace/use-workspace'
import { FilterField } from '../filter/filter-field'
import { keptColumns } from './columns'
import { GroupBar } from './group-bar'
import type { Columns } from './use-columns'

type RunsToolbarProps = {
  total: number
  columns: Columns
  /** Runs that came while the order was held; null when nothing changed. */
  waitingCount: number | null
  onRefresh: () => void
  isSelecting: boolean
  onSelecting: (isSelecting: boolean) => void
  onExport: () => void
}

export function RunsToolbar(props: RunsToolbarProps) {
  const { total, columns, waitingCount, onRefresh } = props
  const { path, state, setRuns } = useWorkspace()
  const { search, filter, columns: chosen } = state.runs
  return (
    <div className="@container">
      <div className="flex flex-wrap items-start gap-2">
        <SearchField
          label="Search runs by name, id or tag"
          value={search}
          onChange={(text) => setRuns({ search: text })}
          className="min-w-40 flex-1 basis-48"
        />
        <FilterField
          value={filter}
          path={path}
          onChange={(text) => setRuns({ filter: text })}
          className="min-w-52 flex-[2] basis-72"
        />
        <div className="flex min-h-8 grow flex-wrap items-center gap-2">
          <GroupBar offered={columns.offered} />
          <span role="status" className="ml-auto flex items-center gap-2 text-12 text-muted">
            {waitingCount !== null && (
              <Button size="sm" onClick={onRefresh}>
                {waitingCount > 0 ? `Show ${countOf(waitingCount, 'new run')}` : 'Update order'}
              </Button>
            )}
            {countOf(total, 'run')}
          </span>
          <ChooseList
            label="Columns"
            choices={columns.offered.map(({ id, label, hint }) => ({ id, label, hint }))}
            chosen={columns.shown.map((column) => column.id)}
            onChange={(ids) => {
              const known = new Map(keptColumns(columns.shown).map((column) => [column.id, column]))
              setRuns({ columns: ids.map((id) => known.get(id) ?? { id }) })
            }}
            onReset={chosen === null ? undefined : () => setRuns({ columns: null })}
          />
          <MoreMenu {...props} />
        </div>
      </div>
    </div>
  )
}

function MoreMenu({ isSelecting, onSelecting, onExport }: RunsToolbarProps) {
  const { path, state, setRuns } = useWorkspace()
  const { pinned, baseline } = state.runs
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon" aria-label="More for the table">
          <Ellipsis />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuItem onSelect={() => onSelecting(!isSelecting)}>
          {isSelecting ? 'End selecting' : 'Select runs'}
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={onExport}>Download all that match as CSV</DropdownMenuItem>
        {pinned.length > 0 && <DropdownMenuItem onSelect={() => setRuns({ pinned: [] })}>Unpin all</DropdownMenuItem>}
        {baseline !== null && (
          <DropdownMenuItem onSelect={() => setRuns({ baseline: null })}>End the comparison</DropdownMenuItem>
        )}
        <DropdownMenuItem asChild>
          <Link href={trashHref(path)}>Trash</Link>
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  )
}
