/** What stands in the table, line by line. Only the lines in sight are ever asked for. Pure. */
import type { Json } from '~/server/domain/json'
import type { RunRow } from '~/server/domain/run'
import type { RunGroup } from '~/server/domain/run-group'

export type RunLine = {
  kind: 'run'
  key: string
  run: RunRow
  /** How many groups it is in. */
  depth: number
  /** In the order of all runs, from 0; null where it stands beside the order, as a pinned one does. */
  place: number | null
}

export type GroupLine = {
  kind: 'group'
  key: string
  group: RunGroup
  /** The column by which it is a group, and the values of it and of those that it is in. */
  column: string
  values: Json[]
  depth: number
  isOpen: boolean
  /** Nothing but runs is in it. */
  isInnermost: boolean
}

export type TableLine =
  | RunLine
  | GroupLine
  | { kind: 'waiting'; key: string; depth: number }
  /** A run that was deleted since the order was made. */
  | { kind: 'gone'; key: string; depth: number }
  /** There are more groups than are listed. */
  | { kind: 'more'; key: string; depth: number; shown: number; total: number; values: Json[] }

export type TableLines = {
  count: number
  /** The first of them stay in sight. */
  stickyCount: number
  at: (index: number) => TableLine
  /** Says which lines are in sight. */
  show: (from: number, to: number) => void
}

export function runLine(
  row: RunRow | null | undefined,
  { key, depth, place }: { key: string; depth: number; place: number | null },
): TableLine {
  if (row === undefined) return { kind: 'waiting', key, depth }
  return row === null ? { kind: 'gone', key, depth } : { kind: 'run', key, run: row, depth, place }
}

/** Lines that follow each other; those of runs are made when they are looked at. */
export type Segment = { count: number; at: (offset: number) => TableLine }

export function lineSegment(line: TableLine): Segment {
  return { count: 1, at: () => line }
}

/** Finds the line of a place by halving. */
export function joinSegments(segments: readonly Segment[]): Pick<TableLines, 'count' | 'at'> {
  const starts: number[] = []
  let count = 0
  for (const segment of segments) {
    starts.push(count)
    count += segment.count
  }
  return {
    count,
    at(index) {
      let low = 0
      let high = starts.length - 1
      while (low < high) {
        const middle = Math.ceil((low + high) / 2)
        if ((starts[middle] ?? 0) <= index) low = middle
        else high = middle - 1
      }
      const line = index < count ? segments[low]?.at(index - (starts[low] ?? 0)) : undefined
      return line ?? { kind: 'waiting', key: `beyond ${index}`, depth: 0 }
    },
  }
}

/** Which stretches of `size` of a segment that starts at `start` are in sight. */
export function blocksInSight(
  { start, count, size }: { start: number; count: number; size: number },
  sight: { from: number; to: number },
): number[] {
  const from = Math.max(0, sight.from - start)
  const to = Math.min(count - 1, sight.to - start)
  if (to < from) return []
  const first = Math.floor(from / size)
  return Array.from({ length: Math.floor(to / size) - first + 1 }, (_, index) => first + index)
}
