'use client'

/**
 * The console as one long box of which only the part in sight is read and drawn. It sticks to the end while it is
 * followed, and is let go by scrolling up.
 */
import { useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { ErrorLine } from '~/components/layout/error-line'
import { countOf } from '~/components/lib/format'
import { Button } from '~/components/ui/button'
import type { ConsolePage } from '~/server/domain/console'
import { ConsoleLineRow } from './console-line'
import { LINE_HEIGHT, linesInSight } from './console-pages'
import { useConsoleLines } from './use-console-lines'

export type ConsoleBoxProps = {
  storageId: string
  /** The last lines, kept fresh by hints. */
  tail: ConsolePage
  /** [from, to) of the lines that the box holds. */
  stretch: readonly [number, number]
  search: string
  /** Line to be shown and marked, from 0. */
  chosen: number | null
  onChoose: (line: number) => void
  /** Lines are still to come. */
  isLive: boolean
  hasTimes: boolean
}

/** Nearer to the end than this counts as at the end. */
const END_PIXELS = 2 * LINE_HEIGHT

export function ConsoleLines(props: ConsoleBoxProps) {
  const { storageId, tail, stretch, search, chosen, onChoose, isLive, hasTimes } = props
  const box = useRef<HTMLElement>(null)
  const [view, setView] = useState({ offset: Number.MAX_SAFE_INTEGER, height: 640 })
  const [isFollowing, setFollowing] = useState(chosen === null)
  /** Lines there were when the reader left the end. */
  const [leftAt, setLeftAt] = useState(tail.lineCount)
  const [from, to] = stretch
  const total = (to - from) * LINE_HEIGHT
  const offset = Math.min(view.offset, Math.max(0, total - view.height))
  const sight = linesInSight(stretch, { offset, height: view.height })
  const { lines, error, retry } = useConsoleLines(storageId, tail, sight)

  // The outside system is the box's scroll position: following means that it stays at the end as lines come.
  useLayoutEffect(() => {
    const element = box.current
    if (element === null || !isFollowing) return
    element.scrollTop = total
    setView({ offset: element.scrollTop, height: element.clientHeight })
  }, [isFollowing, total])

  useLayoutEffect(() => {
    const element = box.current
    if (element === null || chosen === null || chosen < from || chosen >= to) return
    const top = (chosen - from) * LINE_HEIGHT
    const isInSight = top >= element.scrollTop && top + LINE_HEIGHT <= element.scrollTop + element.clientHeight
    if (!isInSight) element.scrollTop = Math.max(0, top - element.clientHeight / 2)
    setFollowing(false)
    setView({ offset: element.scrollTop, height: element.clientHeight })
  }, [chosen, from, to])

  function onScroll() {
    const element = box.current
    if (element === null) return
    const isAtEnd = element.scrollTop + element.clientHeight >= element.scrollHeight - END_PIXELS
    if (isAtEnd !== isFollowing) {
      setFollowing(isAtEnd)
      setLeftAt(tail.lineCount)
    }
    // At once: a frame later the box would show nothing where it was scrolled to.
    flushSync(() => setView({ offset: element.scrollTop, height: element.clientHeight }))
  }

  const newCount = tail.lineCount - leftAt
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <section
        ref={box}
        aria-label="Console"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
        tabIndex={0}
        onScroll={onScroll}
        className="max-h-[max(15rem,calc(100dvh-19rem))] overflow-auto overscroll-contain border-hairline border-y font-mono text-12"
      >
        <div className="relative w-max min-w-full" style={{ height: total }}>
          <div style={{ transform: `translateY(${(sight[0] - from) * LINE_HEIGHT}px)` }} className="min-w-full">
            {Array.from({ length: Math.max(0, sight[1] - sight[0]) }, (_, index) => sight[0] + index).map((number) => (
              <ConsoleLineRow
                key={number}
                number={number}
                line={lines.get(number)}
                search={search}
                isChosen={number === chosen}
                hasTime={hasTimes}
                isWrapped={false}
                onChoose={onChoose}
              />
            ))}
          </div>
        </div>
      </section>
      {error !== null && (
        <div className="absolute inset-x-0 top-2 mx-auto w-fit rounded-md border border-hairline bg-raised py-2">
          <ErrorLine error={error} onRetry={retry} />
        </div>
      )}
      {!isFollowing && isLive && (
        <Button
          size="sm"
          onClick={() => setFollowing(true)}
          className="absolute right-4 bottom-3 shadow-floating"
          title="Go to the end and stay there"
        >
          {newCount > 0 ? `${countOf(newCount, 'new line')} ↓` : 'Follow ↓'}
        </Button>
      )}
    </div>
  )
}
