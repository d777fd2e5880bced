'use client'

import { useTheme } from 'next-themes'
import { qualityColor } from '~/components/charts/parallel-coordinates/quality-color'
import type { ColorKey, Dot, DotModel } from '~/components/charts/prepare/columns/dots'
import { formatCount, formatNumber } from '~/components/lib/format'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '~/components/ui/table'

const WORDS_SHOWN = 8
const ROWS_MAX = 500

/** What the colours of the dots mean. */
export function DotKey({ colorKey, word }: { colorKey: ColorKey; word: string }) {
  const isDark = useTheme().resolvedTheme === 'dark'
  return (
    <p className="pointer-events-none absolute top-0 right-3 flex max-w-[70%] flex-wrap items-center justify-end gap-x-2 rounded-sm bg-surface/85 px-1 text-11 text-muted">
      <span className="truncate">{word}</span>
      {colorKey.kind === 'scale' ? (
        <>
          <span className="tabular-nums">{formatNumber(colorKey.low, 3)}</span>
          <span
            className="h-2 w-16 rounded-sm"
            style={{
              background: `linear-gradient(to right, ${[0, 0.25, 0.5, 0.75, 1].map((share) => qualityColor(share, isDark)).join()})`,
            }}
          />
          <span className="tabular-nums">{formatNumber(colorKey.high, 3)}</span>
        </>
      ) : (
        <>
          {colorKey.items.slice(0, WORDS_SHOWN).map((item) => (
            <span key={item.word} className="inline-flex items-center gap-1">
              <span className="size-2 rounded-full" style={{ background: item.color }} />
              {item.word}
            </span>
          ))}
          {colorKey.items.length > WORDS_SHOWN && <span>and {colorKey.items.length - WORDS_SHOWN} more</span>}
        </>
      )}
    </p>
  )
}

type DotTableProps = {
  model: DotModel
  words: { x: string; y: string; color: string | null }
  sayValue: (dot: Dot, place: 0 | 1 | 2) => string
  title: string
}

export function DotTable({ model, words, sayValue, title }: DotTableProps) {
  const shown = model.dots.slice(0, ROWS_MAX)
  return (
    <>
      <Table label={`${title} as a table`} className="text-12">
        <TableHeader>
          <TableRow>
            <TableHead>Run</TableHead>
            <TableHead className="numeric">{words.x}</TableHead>
            <TableHead className="numeric">{words.y}</TableHead>
            {words.color !== null && <TableHead className="numeric">{words.color}</TableHead>}
            {model.front.length > 0 && <TableHead>Beaten by</TableHead>}
          </TableRow>
        </TableHeader>
        <TableBody>
          {shown.map((dot) => (
            <TableRow key={dot.storageId} className="h-7">
              <TableCell className="max-w-40 truncate">{dot.name}</TableCell>
              <TableCell className="numeric">{sayValue(dot, 0)}</TableCell>
              <TableCell className="numeric">{sayValue(dot, 1)}</TableCell>
              {words.color !== null && <TableCell className="numeric">{sayValue(dot, 2)}</TableCell>}
              {model.front.length > 0 && <TableCell>{dot.isOnFront ? 'none' : 'others'}</TableCell>}
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {shown.length < model.dots.length && (
        <p className="py-2 text-12 text-muted">
          Showing {formatCount(shown.length)} of {formatCount(model.dots.length)} runs; the CSV has them all.
        </p>
      )}
    </>
  )
}
