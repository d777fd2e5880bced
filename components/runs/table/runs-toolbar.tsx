'use client'

import { ChooseList } from '~/components/layout/choose-list'
import { SearchField } from '~/components/layout/search-field'
import { countOf } from '~/components/lib/format'
import { Button } from '~/components/ui/button'
import { useWorkspace } from '~/components/workspace/use-workspace'
import { FilterField } from '../filter/filter-field'
import { keptColumns } from './columns'
import type { Columns } from './use-columns'

type RunsToolbarProps = {
  total: number
  columns: Columns
  /** Runs that came while the order was held; null when nothing changed. */
  waitingCount: number | null
  onRefresh: () => void
}

export function RunsToolbar({ total, columns, waitingCount, onRefresh }: RunsToolbarProps) {
  const { state, setRuns } = useWorkspace()
  const { search, filter, columns: chosen } = state.runs
  return (
    <div className="flex flex-wrap items-start gap-2">
      <SearchField
        label="Search runs by name, id or tag"
        value={search}
        onChange={(text) => setRuns({ search: text })}
        className="min-w-40 flex-1 basis-48"
      />
      <FilterField
        value={filter}
        onChange={(text) => setRuns({ filter: text })}
        className="min-w-52 flex-[2] basis-72"
      />
      <div className="ml-auto flex h-8 items-center gap-2">
        <span role="status" className="flex items-center gap-2 text-12 text-muted">
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
      </div>
    </div>
  )
}
