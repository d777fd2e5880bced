'use client'

import { useQueryStates } from 'nuqs'
import { ChooseList } from '~/components/layout/choose-list'
import { SearchField } from '~/components/layout/search-field'
import { countOf } from '~/components/lib/format'
import { Button } from '~/components/ui/button'
import type { RunColumn } from './columns'
import { FilterBar } from './filter-bar'
import { runsViewParams } from './search-params'

type RunsToolbarProps = {
  total: number
  columns: RunColumn[]
  offered: RunColumn[]
  /** Runs that came while the order was held. */
  waitingCount: number
  onRefresh: () => void
}

export function RunsToolbar({ total, columns, offered, waitingCount, onRefresh }: RunsToolbarProps) {
  const [view, setView] = useQueryStates(runsViewParams)
  return (
    <div className="flex flex-wrap items-center gap-2">
      <SearchField
        label="Search runs by name, id or tag"
        value={view.q}
        onChange={(q) => setView({ q: q === '' ? null : q }, { limitUrlUpdates: { method: 'debounce', timeMs: 250 } })}
        className="w-full sm:w-72"
      />
      <FilterBar
        filters={view.filter}
        columns={offered.filter((column) => column.kind === 'value')}
        onChange={(filter) => setView({ filter })}
      />
      <span role="status" className="ml-auto flex items-center gap-2 text-12 text-muted">
        {waitingCount > 0 && (
          <Button size="sm" onClick={onRefresh}>
            Show {countOf(waitingCount, 'new run')}
          </Button>
        )}
        {countOf(total, 'run')}
      </span>
      <ChooseList
        label="Columns"
        choices={offered.map(({ id, label }) => ({ id, label, hint: hintOf(id) }))}
        chosen={columns.map((column) => column.id)}
        onChange={(ids) => setView({ columns: ids })}
        onReset={view.columns === null ? undefined : () => setView({ columns: null })}
      />
    </div>
  )
}

function hintOf(id: string): string {
  return id.startsWith('config.') ? 'config' : id.startsWith('summary.') ? 'summary' : ''
}
