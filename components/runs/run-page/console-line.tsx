import { memo } from 'react'
import { cn } from '~/components/lib/cn'
import { formatCount, formatInstant } from '~/components/lib/format'
import type { ConsoleLine } from '~/server/domain/console'
import { spansOf } from '../ansi'

export const LINE_HEIGHT = 20

type ConsoleLineRowProps = {
  number: number
  line: ConsoleLine | undefined
  className?: string
  style?: React.CSSProperties
}

/** One line with its number; what went to stderr says so by a mark and a word for screen readers. */
export const ConsoleLineRow = memo(function ConsoleLineRow({ number, line, className, style }: ConsoleLineRowProps) {
  const isError = line?.stream === 'stderr'
  return (
    <div
      style={{ height: LINE_HEIGHT, ...style }}
      title={line?.time ? formatInstant(line.time) : undefined}
      className={cn('flex w-max min-w-full items-center gap-3 whitespace-pre hover:bg-hover', className)}
    >
      <span className="sticky left-0 flex w-16 shrink-0 select-none justify-end gap-1.5 bg-surface text-11 text-muted tabular-nums">
        {isError && (
          <span className="text-bad" title="stderr">
            <span aria-hidden="true">▌</span>
            <span className="sr-only">stderr</span>
          </span>
        )}
        {formatCount(number + 1)}
      </span>
      <span className="pr-4">
        {line === undefined
          ? ''
          : spansOf(line.text).map((span, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: spans have no identity but their place
              <span key={i} className={span.className || undefined}>
                {span.text}
              </span>
            ))}
      </span>
    </div>
  )
})
