import { memo, useMemo } from 'react'
import { cn } from '~/components/lib/cn'
import { formatCount } from '~/components/lib/format'
import type { ConsoleLine } from '~/server/domain/console'
import { markMatches, spansOf } from './ansi'
import { LINE_HEIGHT } from './console-pages'
import { spanStyle } from './span-look'

type ConsoleLineRowProps = {
  /** Counted from 0. */
  number: number
  line: ConsoleLine | undefined
  search: string
  isChosen: boolean
  hasTime: boolean
  isWrapped: boolean
  onChoose: (number: number) => void
}

/** One line with its number, which is also its address; what went to stderr says so by a mark and a word. */
export const ConsoleLineRow = memo(function ConsoleLineRow(props: ConsoleLineRowProps) {
  const { number, line, search, isChosen, hasTime, isWrapped, onChoose } = props
  const isError = line?.stream === 'stderr'
  const pieces = useMemo(() => (line === undefined ? [] : markMatches(spansOf(line.text), search)), [line, search])
  return (
    <div
      id={`line-${number + 1}`}
      style={isWrapped ? { minHeight: LINE_HEIGHT } : { height: LINE_HEIGHT }}
      className={cn(
        'flex min-w-full gap-3 leading-4 hover:bg-hover',
        isWrapped ? 'w-full' : 'w-max whitespace-pre',
        isChosen && 'bg-selected hover:bg-selected',
      )}
    >
      <span
        className={cn(
          'sticky left-0 flex w-16 shrink-0 select-none justify-end bg-surface text-11 text-muted tabular-nums leading-4',
          isChosen && 'bg-selected text-ink',
        )}
      >
        {isError && (
          <span className="absolute left-0 text-bad" title="stderr">
            <span aria-hidden="true">▌</span>
            <span className="sr-only">stderr</span>
          </span>
        )}
        <a
          href={`?tab=console&line=${number + 1}`}
          tabIndex={-1}
          title="Address of this line"
          onClick={(event) => {
            event.preventDefault()
            onChoose(number)
          }}
          className="hover:text-accent"
        >
          {formatCount(number + 1)}
        </a>
      </span>
      {hasTime && (
        <span className="w-22 shrink-0 select-none text-11 text-muted tabular-nums leading-4">
          {line?.time == null ? '' : timeSaid(line.time)}
        </span>
      )}
      <span className={cn('pr-4', isWrapped && 'min-w-0 flex-1 whitespace-pre-wrap break-words')}>
        {pieces.map(({ text, look, isMatch }, index) => {
          const style = spanStyle(look)
          const content = isMatch ? (
            <mark className="rounded-sm bg-[color-mix(in_oklch,var(--warn)_38%,transparent)] text-inherit">{text}</mark>
          ) : (
            text
          )
          if (style === undefined && !isMatch) return text
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no identity but their place
            <span key={index} style={style}>
              {content}
            </span>
          )
        })}
      </span>
    </div>
  )
})

/** On the reader's clock, to the millisecond. */
function timeSaid(time: string): string {
  const date = new Date(time)
  const two = (value: number) => String(value).padStart(2, '0')
  const millis = String(date.getMilliseconds()).padStart(3, '0')
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${millis}`
}
