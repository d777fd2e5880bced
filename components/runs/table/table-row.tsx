'use client'

import { paletteColor } from '~/components/lib/color'
import type { Json } from '~/server/domain/json'
import { GroupRow } from './group-row'
import type { GroupLine, RunLine, TableLine } from './lines'
import { EmptyRow, MoreRow } from './other-rows'
import type { RowPlace } from './row-frame'
import { RunRow } from './run-row'

type TableRowProps = {
  line: TableLine
  place: RowPlace
  /** Of groups, by key. */
  colors: ReadonlyMap<string, string>
  isFirst: (line: RunLine | GroupLine) => boolean
  onMore: (values: Json[]) => void
}

export function TableRow({ line, place, colors, isFirst, onMore }: TableRowProps) {
  switch (line.kind) {
    case 'run':
      return <RunRow {...place} line={line} />
    case 'group':
      return <GroupRow {...place} line={line} color={colors.get(line.key) ?? paletteColor(0)} isFirst={isFirst(line)} />
    case 'more':
      return (
        <MoreRow
          {...place}
          depth={line.depth}
          shown={line.shown}
          total={line.total}
          onMore={() => onMore(line.values)}
        />
      )
    case 'waiting':
    case 'gone':
      return <EmptyRow {...place} depth={line.depth} isGone={line.kind === 'gone'} />
  }
}
