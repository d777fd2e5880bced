// biome-ignore-all lint/a11y/useSemanticElements: rows that a virtualiser places cannot be rows of a table element
'use client'

/**
 * The run table: a hundred thousand lines of which only those in sight exist. One grid for the keyboard: arrows or j and k
 * move, Enter opens, Space or e draws the run or not, x ticks it. In a narrow place the same rows show the name and as many
 * columns as there is room for.
 */
import { useVirtualizer } from '@tanstack/react-virtual'
import { useMemo, useRef, useState } from 'react'
import { useHighlightLine } from '~/components/charts/lines/line-highlight'
import { runHref } from '~/components/lib/paths'
import { useSize } from '~/components/lib/use-size'
import { useWorkspace } from '~/components/workspace/use-workspace'
import { chartedState, withEye } from './charted'
import { columnsInSight, layoutColumns } from './column-layout'
import { type ShownColumn, valueColumn } from './columns'
import type { GroupLine, RunLine } from './lines'
import { ROW_HEIGHT } from './row-frame'
import { type RowActions, RowMenu } from './row-menu'
import { RunTableHead } from './run-table-head'
import { countTicked, EVERYTHING, isTicked, NOTHING, tickedState, withTicks } from './selection'
import { type MenuPlace, TableProvider, type TableView } from './table-context'
import type { TableQuestion } from './table-question'
import { TableRow } from './table-row'
import { theTwoThatMatter } from './two-columns'
import { useBestValues } from './use-best-values'
import type { Columns } from './use-columns'
import { useFirstGroups } from './use-first-groups'
import type { SelectionTools } from './use-selection'
import { useTableKeys } from './use-table-keys'
import type { Table } from './use-table-lines'

/** Narrower than this, a table is a list of names with the one or two columns that matter. */
const NARROW_PX = 560
/** Room for the distance to the baseline, beside each number. */
const COMPARISON_PX = 68
/** Room for the deviation in a group. */
const DEVIATION_PX = 28
/** The scroll to the side is told in steps, so that not every pixel draws all rows anew. */
const SIDE_STEP_PX = 200

type RunTableProps = {
  table: Table
  columns: Columns
  question: TableQuestion
  ticks: SelectionTools
  actions: Pick<RowActions, 'onStop' | 'onDelete'>
}

export function RunTable({ table, columns, question, ticks, actions }: RunTableProps) {
  const { path, state, setRuns } = useWorkspace()
  const highlight = useHighlightLine()
  const box = useRef<HTMLDivElement | null>(null)
  const { ref: sizeRef, size } = useSize()
  const [active, setActive] = useState(0)
  const [menu, setMenu] = useState<MenuPlace | null>(null)
  const [scrollLeft, setScrollLeft] = useState(0)
  const boxWidth = size?.width ?? 1200
  const isNarrow = size !== null && size.width < NARROW_PX
  const { lines } = table
  const { runs } = state

  const shown: readonly ShownColumn[] = useMemo(
    () => (isNarrow ? theTwoThatMatter(columns.shown, boxWidth) : columns.shown),
    [columns.shown, isNarrow, boxWidth],
  )
  const valueExtra = isNarrow ? 0 : table.baseline !== null ? COMPARISON_PX : table.isGrouped ? DEVIATION_PX : 0
  const nameExtra = 20 * runs.groupBy.length
  const layout = useMemo(
    () => layoutColumns(shown, { boxWidth, valueExtra, nameExtra }),
    [shown, boxWidth, valueExtra, nameExtra],
  )
  const inSight = useMemo(() => columnsInSight(layout, { scrollLeft, boxWidth }), [layout, scrollLeft, boxWidth])
  const values = useMemo(
    () => new Map(shown.map(({ id }) => [id, valueColumn(table.order.first, id)])),
    [table.order.first, shown],
  )
  const bests = useBestValues(question, columns.goals, !isNarrow)
  const firstGroups = useFirstGroups(question, table.isGrouped)
  const headHeight = ROW_HEIGHT * (1 + lines.stickyCount)
  const virtualizer = useVirtualizer({
    count: lines.count - lines.stickyCount,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
    onChange: ({ range }) =>
      range !== null && lines.show(range.startIndex + lines.stickyCount, range.endIndex + lines.stickyCount),
  })

  function goTo(index: number) {
    setActive(index)
    if (index >= lines.stickyCount) virtualizer.scrollToIndex(index - lines.stickyCount)
  }

  function isFirst(line: RunLine | GroupLine): boolean {
    return line.kind === 'group' ? firstGroups.keys.has(line.key) : line.place !== null && line.place < runs.top
  }

  const view: TableView = {
    state: runs,
    columns: inSight,
    values,
    isNarrow,
    baseline: isNarrow ? null : table.baseline,
    bests,
    goals: columns.goals,
    selection: ticks.selection,
    showsTicks: !isNarrow || ticks.isSelecting || countTicked(ticks.selection, table.order.total) > 0,
    hrefOf: (run) => runHref({ ...path, run: run.id }),
    onTick(index, isRange) {
      setActive(index)
      ticks.toggle(index, isRange)
    },
    onEye(line) {
      setRuns(withEye(runs, line.kind === 'run' ? line.run.id : line.key, isFirst(line)))
    },
    onToggleGroup: table.groups.toggle,
    onMenu: setMenu,
    onHover: (run) => highlight(run?.storageId ?? null),
    onLongPress(index) {
      ticks.setSelecting(true)
      ticks.toggle(index, false)
    },
  }
  const onKeyDown = useTableKeys({ box, view, lines, active, goTo })
  const ticked = tickedState(ticks.selection, table.order.total)

  function row(index: number, top: number | null) {
    return (
      <TableRow
        key={lines.at(index).key}
        line={lines.at(index)}
        place={{ index, top, isActive: index === active }}
        colors={firstGroups.colors}
        isFirst={isFirst}
        onMore={table.groups.showMore}
      />
    )
  }

  return (
    <TableProvider value={view}>
      <div
        ref={(element) => {
          box.current = element
          return sizeRef(element)
        }}
        role="grid"
        aria-label="Runs"
        aria-rowcount={lines.count + 1}
        aria-colcount={shown.length + 1}
        aria-multiselectable="true"
        aria-activedescendant={lines.count > 0 ? `run-row-${active}` : undefined}
        aria-busy={table.order.isStale}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onScroll={(event) => setScrollLeft(Math.round(event.currentTarget.scrollLeft / SIDE_STEP_PX) * SIDE_STEP_PX)}
        style={{ '--columns': isNarrow ? narrowTemplate(shown) : layout.template } as React.CSSProperties}
        className="group/grid relative min-h-0 flex-1 overflow-auto overscroll-x-contain border-hairline border-y focus-visible:-outline-offset-2 aria-busy:opacity-70"
      >
        <div className={isNarrow ? 'w-full' : 'min-w-full'} style={isNarrow ? undefined : { width: layout.width }}>
          <div role="rowgroup" className="sticky top-0 z-20 bg-surface">
            <RunTableHead
              layout={layout}
              columns={columns.shown}
              ticked={ticked}
              onTickAll={() => ticks.setSelection(ticked === true ? NOTHING : EVERYTHING)}
              box={box}
            />
            {Array.from({ length: lines.stickyCount }, (_, index) => row(index, null))}
          </div>
          <div role="rowgroup" className="relative" style={{ height: virtualizer.getTotalSize() }}>
            {virtualizer.getVirtualItems().map((item) => row(item.index + lines.stickyCount, item.start - headHeight))}
          </div>
        </div>
      </div>
      {menu && (
        <RowMenu
          {...actions}
          place={menu}
          onClose={() => setMenu(null)}
          onTick={(id) => ticks.setSelection(toggled(ticks, id))}
          onEye={view.onEye}
          isTicked={(id) => isTicked(ticks.selection, id)}
          isDrawn={(line) =>
            chartedState(runs, line.kind === 'run' ? line.run.id : line.key, isFirst(line)) === 'charted'
          }
          filtersOf={table.groups.filtersOf}
        />
      )}
    </TableProvider>
  )
}

function narrowTemplate(columns: readonly ShownColumn[]): string {
  return ['minmax(0, 1fr)', ...columns.map(({ width }) => `${width}px`)].join(' ')
}

function toggled({ selection }: SelectionTools, id: string) {
  return withTicks(selection, [id], !isTicked(selection, id))
}
