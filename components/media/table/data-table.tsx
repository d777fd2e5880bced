// biome-ignore-all lint/a11y/useSemanticElements: rows that a virtualiser places cannot be rows of a table element
// biome-ignore-all lint/a11y/useFocusableInteractive: rows of a table are read, not operated
'use client'

/** A table of any length, of which the rows in sight are drawn; sorted by a column, searched, taken along as CSV. */
import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDown, ArrowUp, Download } from 'lucide-react'
import { useDeferredValue, useMemo, useRef, useState } from 'react'
import { SearchField } from '~/components/layout/search-field'
import { cn } from '~/components/lib/cn'
import { csvOf } from '~/components/lib/csv'
import { download, fileName } from '~/components/lib/download'
import { countOf, formatCount } from '~/components/lib/format'
import { Button } from '~/components/ui/button'
import { cellText, columnLooks, shownRows, type TableContent, type TableSort } from '../prepare/table-rows'
import { DataCell } from './data-cell'

const ROW_HEIGHT = 28
const MEDIA_ROW_HEIGHT = 64
const NUMBER_WIDTH = 56

type DataTableProps = {
  table: TableContent
  title: string
  imageHref: (path: string, sha256: string | null) => string
  height: number
}

export function DataTable({ table, title, imageHref, height }: DataTableProps) {
  const box = useRef<HTMLDivElement>(null)
  const [search, setSearch] = useState('')
  const [sort, setSort] = useState<TableSort | null>(null)
  const needle = useDeferredValue(search)
  const looks = useMemo(() => columnLooks(table), [table])
  const shown = useMemo(() => shownRows(table, needle, sort), [table, needle, sort])
  const rowHeight = looks.some((look) => look.isMedia) ? MEDIA_ROW_HEIGHT : ROW_HEIGHT
  const virtualizer = useVirtualizer({
    count: shown.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  })
  const template = [`${NUMBER_WIDTH}px`, ...looks.map(({ width }) => `minmax(${width}px, ${width}fr)`)].join(' ')
  const rowLook = { gridTemplateColumns: template, height: rowHeight }

  function saveCsv() {
    const rows = shown.map((index) =>
      (table.rows[index] ?? []).map((cell) => (typeof cell === 'number' ? cell : cellText(cell))),
    )
    download(fileName(title, 'csv'), new Blob([csvOf([table.columns, ...rows])], { type: 'text/csv' }))
  }

  return (
    <div className="flex min-h-0 flex-col gap-1" style={{ height }}>
      <div className="flex h-8 shrink-0 items-center gap-2">
        <SearchField
          label={`Search ${title}`}
          isMain={false}
          value={search}
          onChange={setSearch}
          className="w-44 min-w-0"
        />
        <span role="status" className="truncate text-12 text-muted">
          {shown.length < table.rows.length
            ? `${formatCount(shown.length)} of ${countOf(table.rows.length, 'row')}`
            : countOf(table.rows.length, 'row')}
        </span>
        <Button size="sm" variant="ghost" onClick={saveCsv} className="ml-auto" title="The rows that are shown, as CSV">
          <Download /> CSV
        </Button>
      </div>
      <div
        ref={box}
        role="table"
        aria-label={title}
        aria-rowcount={shown.length + 1}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
        tabIndex={0}
        className="min-h-0 flex-1 overflow-auto border-hairline border-y text-12 focus-visible:-outline-offset-2"
      >
        <div className="w-max min-w-full">
          <div role="rowgroup" className="sticky top-0 z-10 bg-surface">
            <div role="row" className="grid border-hairline border-b" style={{ gridTemplateColumns: template }}>
              <span role="columnheader" className="px-2 py-1 text-right text-muted">
                #
              </span>
              {table.columns.map((name, column) => (
                <ColumnHead
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns may have one name, and keep their place
                  key={column}
                  name={name}
                  isNumeric={looks[column]?.isNumeric ?? false}
                  sort={sort?.column === column ? sort : null}
                  onSort={() => setSort(nextSort(sort, column))}
                />
              ))}
            </div>
          </div>
          <div role="rowgroup" className="relative" style={{ height: virtualizer.getTotalSize() }}>
            {virtualizer.getVirtualItems().map((item) => {
              const index = shown[item.index] ?? 0
              return (
                <div
                  key={item.key}
                  role="row"
                  aria-rowindex={item.index + 2}
                  className="absolute inset-x-0 grid items-center border-hairline/60 border-b hover:bg-hover"
                  style={{ ...rowLook, transform: `translateY(${item.start}px)` }}
                >
                  <span role="cell" className="px-2 text-right text-11 text-muted tabular-nums">
                    {formatCount(index + 1)}
                  </span>
                  {table.columns.map((_, column) => (
                    <DataCell
                      // biome-ignore lint/suspicious/noArrayIndexKey: a cell has no identity but its place
                      key={column}
                      cell={table.rows[index]?.[column]}
                      isNumeric={looks[column]?.isNumeric ?? false}
                      imageHref={imageHref}
                    />
                  ))}
                </div>
              )
            })}
          </div>
        </div>
      </div>
    </div>
  )
}

/** Up, down, and back to how the rows were logged. */
function nextSort(sort: TableSort | null, column: number): TableSort | null {
  if (sort?.column !== column) return { column, isDescending: false }
  return sort.isDescending ? null : { column, isDescending: true }
}

type ColumnHeadProps = { name: string; isNumeric: boolean; sort: TableSort | null; onSort: () => void }

function ColumnHead({ name, isNumeric, sort, onSort }: ColumnHeadProps) {
  const Arrow = sort?.isDescending ? ArrowDown : ArrowUp
  return (
    <span
      role="columnheader"
      aria-sort={sort === null ? 'none' : sort.isDescending ? 'descending' : 'ascending'}
      className="min-w-0"
    >
      <button
        type="button"
        onClick={onSort}
        title={name}
        className={cn(
          'flex w-full items-center gap-1 px-2 py-1 text-muted hover:text-ink focus-visible:-outline-offset-2',
          isNumeric && 'flex-row-reverse',
        )}
      >
        <span className="truncate">{name}</span>
        {sort !== null && <Arrow aria-hidden="true" className="size-3 shrink-0" />}
      </button>
    </span>
  )
}
