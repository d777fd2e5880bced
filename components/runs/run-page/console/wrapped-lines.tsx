'use client'

/** The console with long lines broken: each as high as it needs, which is known once it was drawn. */
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { ErrorLine } from '~/components/layout/error-line'
import { ConsoleLineRow } from './console-line'
import type { ConsoleBoxProps } from './console-lines'
import { LINE_HEIGHT } from './console-pages'
import { useConsoleLines } from './use-console-lines'

/** What is measured is remembered, line by line: more would cost memory and time that nobody expects. */
export const WRAPPED_LINES_MAX = 100_000

export function WrappedLines(props: ConsoleBoxProps) {
  const { storageId, tail, stretch, search, chosen, onChoose, isLive, hasTimes } = props
  const box = useRef<HTMLElement>(null)
  const [from, to] = stretch
  const count = to - from
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => box.current,
    estimateSize: () => LINE_HEIGHT,
    overscan: 20,
  })
  const items = virtualizer.getVirtualItems()
  const sight = [from + (items[0]?.index ?? 0), from + (items.at(-1)?.index ?? -1) + 1] as const
  const { lines, error, retry } = useConsoleLines(storageId, tail, sight)
  const wasAtEnd = useRef(chosen === null)

  // The outside system is the box's scroll position: at the end it stays at the end as lines come and are measured.
  useEffect(() => {
    if (wasAtEnd.current && count > 0) virtualizer.scrollToIndex(count - 1, { align: 'end' })
  }, [virtualizer, count])
  useEffect(() => {
    if (chosen === null || chosen < from || chosen >= to) return
    wasAtEnd.current = false
    virtualizer.scrollToIndex(chosen - from, { align: 'center' })
  }, [virtualizer, chosen, from, to])

  if (error !== null) return <ErrorLine error={error} onRetry={retry} />
  return (
    <section
      ref={box}
      aria-label="Console"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
      tabIndex={0}
      onScroll={({ currentTarget: element }) => {
        wasAtEnd.current = isLive && element.scrollTop + element.clientHeight >= element.scrollHeight - 2 * LINE_HEIGHT
      }}
      className="max-h-[max(15rem,calc(100dvh-19rem))] overflow-y-auto overscroll-contain border-hairline border-y font-mono text-12"
    >
      <div className="relative w-full" style={{ height: virtualizer.getTotalSize() }}>
        <div style={{ transform: `translateY(${items[0]?.start ?? 0}px)` }}>
          {items.map((item) => (
            <div key={item.key} ref={virtualizer.measureElement} data-index={item.index}>
              <ConsoleLineRow
                number={from + item.index}
                line={lines.get(from + item.index)}
                search={search}
                isChosen={from + item.index === chosen}
                hasTime={hasTimes}
                isWrapped
                onChoose={onChoose}
              />
            </div>
          ))}
        </div>
      </div>
    </section>
  )
}
