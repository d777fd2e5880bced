import { cn } from '~/components/lib/cn'
import { runColor } from '~/components/lib/color'
import { countOf, formatDifference } from '~/components/lib/format'
import { valueSaid } from '~/components/media/media-words'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '~/components/ui/table'
import type { Json } from '~/server/domain/json'
import type { RunDetail } from '~/server/domain/run'
import { Part } from '../part'
import type { DiffRow } from './run-diff'

type DiffTableProps = {
  title: string
  rows: DiffRow[]
  run: RunDetail
  other: RunDetail
  q: string
  same: boolean
}

/** More are no reading any more; the search narrows them. */
const ROWS_MAX = 500

export function DiffTable({ title, rows, run, other, q, same }: DiffTableProps) {
  const differing = rows.filter((row) => !row.isSame)
  const needle = q.toLowerCase()
  const found = (same ? rows : differing).filter((row) =>
    `${row.key} ${valueSaid(row.own)} ${valueSaid(row.other)}`.toLowerCase().includes(needle),
  )
  const said = `${differing.length} differ, ${rows.length - differing.length} are the same`
  return (
    <Part title={title} note={rows.length === 0 ? undefined : said}>
      {found.length === 0 ? (
        <p className="py-2 text-muted">{emptyText(rows, differing, needle)}</p>
      ) : (
        <Table label={`${title} of both runs`} className="sm:table-fixed">
          <TableHeader>
            <TableRow>
              <TableHead className="sm:w-[28%]">Key</TableHead>
              <TableHead>
                <RunHead run={run} />
              </TableHead>
              <TableHead>
                <RunHead run={other} />
              </TableHead>
              <TableHead className="numeric sm:w-28">Difference</TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {found.slice(0, ROWS_MAX).map((row) => (
              <TableRow key={row.key} className={cn(row.isSame && 'text-muted')}>
                <TableCell className="break-words align-baseline">{row.key}</TableCell>
                <ValueCell value={row.own} />
                <ValueCell value={row.other} />
                <TableCell className="numeric align-baseline">{differenceSaid(row)}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
      {found.length > ROWS_MAX && (
        <p className="py-2 text-12 text-muted">
          The first {ROWS_MAX} of {countOf(found.length, 'key')}; search for the others.
        </p>
      )}
    </Part>
  )
}

function emptyText(rows: DiffRow[], differing: DiffRow[], needle: string): string {
  if (rows.length === 0) return 'Neither run has any.'
  if (needle !== '') return 'No key or value matches.'
  return differing.length === 0 ? `Both runs have the same ${rows.length}.` : ''
}

function RunHead({ run }: { run: RunDetail }) {
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <span aria-hidden="true" className="size-2 shrink-0 rounded-full" style={{ background: runColor(run) }} />
      <span className="truncate" title={run.name}>
        {run.name}
      </span>
    </span>
  )
}

function ValueCell({ value }: { value: Json | undefined }) {
  return (
    <TableCell
      title={typeof value === 'number' ? String(value) : undefined}
      className={cn('break-words align-baseline', typeof value === 'number' && 'tabular-nums')}
    >
      {value === undefined ? <span className="text-muted">not set</span> : valueSaid(value)}
    </TableCell>
  )
}

/** This run less the other, with a sign that does not need its colour. */
function differenceSaid({ difference }: DiffRow): string {
  if (difference === null) return ''
  return difference === 0 ? '0' : formatDifference(difference)
}
