'use client'

/** The console as one long list of which only the part in sight is read and drawn. */
import { useQueries } from '@tanstack/react-query'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { useTRPC } from '~/components/trpc/provider'
import type { ConsoleLine, ConsolePage } from '~/server/domain/console'
import { CONSOLE_PAGE_LINES, pagesFor } from '../console-pages'
import { ConsoleLineRow, LINE_HEIGHT } from './console-line'

type ConsoleLinesProps = {
  storageId: string
  /** The last lines, kept fresh by hints; the rest is read when it comes into sight. */
  tail: ConsolePage
  isFollowing: boolean
  /** The reader scrolled away from the end. */
  onUnfollow: () => void
}

export function ConsoleLines({ storageId, tail, isFollowing, onUnfollow }: ConsoleLinesProps) {
  const trpc = useTRPC()
  const box = useRef<HTMLElement>(null)
  const { lineCount } = tail
  const virtualizer = useVirtualizer({
    count: lineCount,
    getScrollElement: () => box.current,
    estimateSize: () => LINE_HEIGHT,
    overscan: 20,
    initialOffset: Number.MAX_SAFE_INTEGER,
  })
  const items = virtualizer.getVirtualItems()
  const tailFrom = tail.lines[0]?.number ?? lineCount
  const above = items.filter((item) => item.index < tailFrom)
  const pages = above.length === 0 ? [] : pagesFor(above[0]?.index ?? 0, above.at(-1)?.index ?? 0)
  const older = useQueries({
    queries: pages.map((page) =>
      trpc.console.page.queryOptions({ storageId, from: page * CONSOLE_PAGE_LINES, limit: CONSOLE_PAGE_LINES }),
    ),
    combine: (results) => results.flatMap((result) => result.data?.lines ?? []),
  })
  const lines = new Map<number, ConsoleLine>([...older, ...tail.lines].map((line) => [line.number, line]))

  // The outside system is the box's scroll position: following means that it stays at the end as lines come.
  useEffect(() => {
    if (isFollowing && box.current !== null && lineCount > 0) box.current.scrollTop = box.current.scrollHeight
  }, [isFollowing, lineCount])

  return (
    <section
      ref={box}
      aria-label="Console"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
      tabIndex={0}
      onWheel={(event) => {
        if (isFollowing && event.deltaY < 0) onUnfollow()
      }}
      onKeyDown={(event) => {
        if (isFollowing && ['ArrowUp', 'PageUp', 'Home'].includes(event.key)) onUnfollow()
      }}
      className="max-h-[calc(100dvh-16rem)] min-h-40 overflow-auto border-hairline border-y font-mono text-12"
    >
      <div className="relative w-max min-w-full" style={{ height: virtualizer.getTotalSize() }}>
        <div style={{ transform: `translateY(${items[0]?.start ?? 0}px)` }}>
          {items.map((item) => (
            <ConsoleLineRow key={item.index} number={item.index} line={lines.get(item.index)} />
          ))}
        </div>
      </div>
    </section>
  )
}
