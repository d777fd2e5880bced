'use client'

/** What every row of the table needs to draw itself. */
import { createContext, use } from 'react'
import type { Goal } from '~/server/domain/objective'
import type { RunRow } from '~/server/domain/run'
import type { RunsState } from '~/server/domain/view'
import type { PlacedColumn } from './column-layout'
import type { ValueColumn } from './columns'
import type { GroupLine, RunLine } from './lines'
import type { Selection } from './selection'

export type MenuPlace = { line: RunLine | GroupLine; x: number; y: number }

export type TableView = {
  state: RunsState
  /** Those in sight. */
  columns: readonly PlacedColumn[]
  values: ReadonlyMap<string, ValueColumn>
  isNarrow: boolean
  baseline: RunRow | null
  bests: ReadonlyMap<string, number>
  goals: ReadonlyMap<string, Goal>
  selection: Selection
  showsTicks: boolean
  hrefOf: (run: RunRow) => string
  onTick: (index: number, isRange: boolean) => void
  onEye: (line: RunLine | GroupLine) => void
  onToggleGroup: (line: GroupLine) => void
  onMenu: (place: MenuPlace) => void
  onHover: (run: RunRow | null) => void
  /** A finger that stays on a row. */
  onLongPress: (index: number) => void
}

const TableContext = createContext<TableView | null>(null)
export const TableProvider = TableContext

export function useTableView(): TableView {
  const view = use(TableContext)
  if (view === null) throw new Error('A row of the run table stands outside of it.')
  return view
}
