'use client'

import { Download } from 'lucide-react'
import { csvOf } from '~/components/lib/csv'
import { download, fileName } from '~/components/lib/download'
import { countOf, formatNumber } from '~/components/lib/format'
import { Button } from '~/components/ui/button'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '~/components/ui/table'
import type { DataTable } from '../../charts/prepare/compare/tables'

/** More rows are in the file alone: a page of thousands helps nobody. */
const ROWS_MAX = 300

/** A figure as numbers, with a way to take all of them along. */
export function DataTableView({ table }: { table: DataTable }) {
  const { columns, rows, title } = table
  return (
    <div className="flex flex-col gap-1">
      <div className="sticky left-0 flex items-center gap-2">
        <Button size="sm" variant="ghost" onClick={() => downloadCsv(table)}>
          <Download /> CSV
        </Button>
        {rows.length > ROWS_MAX && (
          <span className="text-12 text-muted">{`first ${ROWS_MAX} of ${countOf(rows.length, 'row')}; all are in the file`}</span>
        )}
      </div>
      <Table label={title}>
        <TableHeader>
          <TableRow>
            {columns.map(({ head, isText }) => (
              <TableHead key={head} className={isText ? undefined : 'numeric text-right'}>
                {head}
              </TableHead>
            ))}
          </TableRow>
        </TableHeader>
        <TableBody>
          {rows.slice(0, ROWS_MAX).map((row, number) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a figure have no other name than their place
            <TableRow key={number}>
              {row.map((cell, column) => (
                <TableCell key={columns[column]?.head} className={typeof cell === 'string' ? undefined : 'numeric'}>
                  {cell === null ? '–' : typeof cell === 'number' ? formatNumber(cell) : cell}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  )
}

export function downloadCsv({ title, columns, rows }: DataTable): void {
  const text = csvOf([columns.map(({ head }) => head), ...rows])
  download(fileName(title, 'csv'), new Blob([text], { type: 'text/csv' }))
}
