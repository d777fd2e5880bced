'use client'

import { Table2 } from 'lucide-react'
import { useRef, useState } from 'react'
import { cn } from '~/components/lib/cn'
import { useShortcut } from '~/components/lib/use-shortcut'
import { Button } from '~/components/ui/button'

type ChartFrameProps = {
  /** The question that the chart answers, in words. */
  title: string
  /** Beside the title: how much of what there is is shown. */
  note?: React.ReactNode
  /** Read to those who do not see the chart. */
  summary?: string
  /** The same as numbers, one key away; absent while there is nothing to list. */
  table?: React.ReactNode
  /** At the right of the title, beside the button for the table. */
  actions?: React.ReactNode
  height: number
  className?: string
  children: React.ReactNode
}

/** They lie over the end of the title until they are wanted, so that the title has all of the room. */
const FRAME_TOOLS =
  'absolute right-0 rounded-sm group-focus-within/frame:bg-surface group-hover/frame:bg-surface has-aria-expanded:bg-surface has-aria-pressed:bg-surface pointer-coarse:static'
/** What a tool of a frame looks like: there when the frame is pointed at or has the focus. */
export const FRAME_TOOL =
  'opacity-0 focus-visible:opacity-100 group-focus-within/frame:opacity-100 group-hover/frame:opacity-100 aria-expanded:opacity-100 pointer-coarse:opacity-100'

/** Title, plot and table view of one chart. The frame has its full size before there is data. */
export function ChartFrame({ title, note, summary, table, actions, height, className, children }: ChartFrameProps) {
  const frame = useRef<HTMLElement>(null)
  const [isTable, setTable] = useState(false)
  const hasTable = table !== undefined
  useShortcut('t', () => {
    if (!hasTable || !frame.current?.matches(':hover, :focus-within')) return false
    setTable((was) => !was)
  })
  return (
    <figure ref={frame} data-slot="chart-frame" className={cn('group/frame flex min-w-0 flex-col', className)}>
      <div className="relative flex h-7 items-center gap-2">
        <h3 className="min-w-0 truncate text-13" title={title}>
          {title}
        </h3>
        {/* The title is worth more: the note is the first to give way. */}
        <span className="min-w-0 shrink-[1000] truncate text-12 text-muted">{note}</span>
        <span className={cn('ml-auto flex items-center', FRAME_TOOLS)}>
          {hasTable && (
            <Button
              variant="ghost"
              size="icon-sm"
              aria-label={`${title}: show as ${isTable ? 'chart' : 'table'}`}
              title={`Show as ${isTable ? 'chart' : 'table'} (t)`}
              aria-pressed={isTable}
              onClick={() => setTable(!isTable)}
              className={cn(FRAME_TOOL, 'aria-pressed:opacity-100')}
            >
              <Table2 />
            </Button>
          )}
          {actions}
        </span>
      </div>
      {summary !== undefined && <figcaption className="sr-only">{summary}</figcaption>}
      <div style={{ height }} className={cn('@container relative min-w-0', isTable && hasTable && 'overflow-auto')}>
        {isTable && hasTable ? table : children}
      </div>
    </figure>
  )
}

/** Fills the place of a plot that has nothing to draw, with what would fill it. */
export function ChartEmpty({ children }: { children: React.ReactNode }) {
  return (
    <p className="flex h-full items-center justify-center rounded-md border border-hairline border-dashed px-4 text-center text-12 text-muted">
      {children}
    </p>
  )
}
