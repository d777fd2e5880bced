'use client'

import { StateMark } from '~/components/layout/state-mark'
import { TimeAgo } from '~/components/layout/time-ago'
import { cn } from '~/components/lib/cn'
import { Checkbox } from '~/components/ui/checkbox'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '~/components/ui/table'
import type { RunRow } from '~/server/domain/run'
import { settingWords } from '../setting-words'

type RunPickerProps = {
  rows: readonly RunRow[]
  columns: readonly string[]
  /** Ids of the runs that are ticked. */
  ticked: readonly string[]
  /** Nothing is ticked, and so all are meant. */
  areAllMeant: boolean
  onTick: (runs: string[]) => void
}

/** Runs with a box to tick before each; the one in the head ticks all that are shown. */
export function RunPicker({ rows, columns, ticked, areAllMeant, onTick }: RunPickerProps) {
  const chosen = new Set(ticked)
  const shownTicked = rows.filter(({ id }) => chosen.has(id)).length
  const allState = shownTicked === 0 ? false : shownTicked === rows.length ? true : 'indeterminate'
  function tick(id: string) {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    onTick([...next])
  }
  function tickShown() {
    const shown = new Set(rows.map(({ id }) => id))
    onTick(allState === true ? ticked.filter((id) => !shown.has(id)) : [...new Set([...ticked, ...shown])])
  }
  return (
    <div className="max-h-[60vh] overflow-y-auto border-hairline border-y">
      <Table label="Runs to choose from">
        <TableHeader>
          <TableRow>
            <TableHead className="w-8">
              <Checkbox aria-label="Tick all that are shown" checked={allState} onCheckedChange={tickShown} />
            </TableHead>
            <TableHead>Run</TableHead>
            <TableHead className="max-sm:hidden">State</TableHead>
            {columns.map((column, index) => (
              <TableHead
                key={column}
                className={cn('numeric max-w-32 truncate text-right', index < columns.length - 1 && 'max-sm:hidden')}
                title={column}
              >
                {column.slice(column.indexOf('.') + 1)}
              </TableHead>
            ))}
            <TableHead className="max-sm:hidden">Made</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {rows.map((row) => (
            <TableRow key={row.storageId} className={cn(chosen.has(row.id) && 'bg-selected')}>
              <TableCell>
                <Checkbox
                  aria-label={`Take ${row.name}`}
                  checked={chosen.has(row.id)}
                  onCheckedChange={() => tick(row.id)}
                />
              </TableCell>
              <TableCell
                className={cn('max-w-40 truncate', !areAllMeant && !chosen.has(row.id) && 'text-muted')}
                title={row.name}
              >
                {row.name}
              </TableCell>
              <TableCell className="max-sm:hidden">
                <StateMark state={row.state} />
              </TableCell>
              {columns.map((column, index) => (
                <TableCell
                  key={column}
                  className={cn('numeric max-w-32 truncate', index < columns.length - 1 && 'max-sm:hidden')}
                >
                  {settingWords(row.values[column])}
                </TableCell>
              ))}
              <TableCell className="whitespace-nowrap text-muted max-sm:hidden">
                <TimeAgo time={row.createdAt} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  )
}
