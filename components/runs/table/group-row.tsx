// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its active row
// biome-ignore-all lint/a11y/useSemanticElements: rows that a virtualiser places cannot be rows of a table element
'use client'

import { ChevronRight, Ellipsis } from 'lucide-react'
import { cn } from '~/components/lib/cn'
import { formatCount, formatNumber, formatValue, formatWithDeviation } from '~/components/lib/format'
import { STATE_LOOK, TONE_TEXT } from '~/components/lib/states'
import type { NumberFacts, RunGroup } from '~/server/domain/run-group'
import { RUN_STATES } from '~/server/domain/run-state'
import type { RunsState } from '~/server/domain/view'
import { chartedState } from './charted'
import { columnGoal } from './column-goal'
import type { PlacedColumn } from './column-layout'
import { columnOf } from './columns'
import type { GroupLine } from './lines'
import { NameCell, RowFrame, type RowPlace } from './row-frame'
import { RunEye } from './run-eye'
import { useTableView } from './table-context'

type GroupRowProps = RowPlace & {
  line: GroupLine
  color: string
  /** Among the groups that the charts draw first. */
  isFirst: boolean
}

export function GroupRow({ line, color, isFirst, ...place }: GroupRowProps) {
  const view = useTableView()
  const { group } = line
  const label = columnOf(line.column)?.label ?? line.column
  const name = groupName(group)
  return (
    <RowFrame
      {...place}
      className="font-medium"
      onContextMenu={(event) => {
        event.preventDefault()
        view.onMenu({ line, x: event.clientX, y: event.clientY })
      }}
    >
      <NameCell depth={line.depth}>
        <button
          type="button"
          tabIndex={-1}
          aria-expanded={line.isOpen}
          aria-label={`${line.isOpen ? 'Close' : 'Open'} ${label} ${name}`}
          onClick={() => view.onToggleGroup(line)}
          className="inline-flex size-6 shrink-0 items-center justify-center rounded-sm text-muted hover:text-ink"
        >
          <ChevronRight className={cn('size-3.5 transition-transform', line.isOpen && 'rotate-90')} />
        </button>
        {line.isInnermost && (
          <RunEye
            name={`${label} ${name}`}
            color={color}
            charted={chartedState(view.state, group.key, isFirst)}
            onToggle={() => view.onEye(line)}
          />
        )}
        <button
          type="button"
          tabIndex={-1}
          onClick={() => view.onToggleGroup(line)}
          title={`${label}: ${name}`}
          className="flex min-w-0 gap-1.5 text-left"
        >
          <span className="min-w-0 shrink-[9] truncate font-normal text-muted">{label}</span>
          <span className="truncate">{name}</span>
        </button>
        <span className="shrink-0 font-normal text-12 text-muted tabular-nums">{formatCount(group.count)}</span>
        <button
          type="button"
          tabIndex={-1}
          aria-label={`More for ${label} ${name}`}
          onClick={(event) => {
            const box = event.currentTarget.getBoundingClientRect()
            view.onMenu({ line, x: box.left, y: box.bottom })
          }}
          className="ml-auto inline-flex size-6 shrink-0 items-center justify-center rounded-sm text-muted opacity-0 hover:text-ink group-hover/row:opacity-100 pointer-coarse:hidden"
        >
          <Ellipsis className="size-3.5" />
        </button>
      </NameCell>
      {view.columns.map((column) =>
        column.kind === 'state' ? (
          <StatesCell key={column.id} group={group} column={column} />
        ) : (
          <FactsCell key={column.id} group={group} column={column} />
        ),
      )}
    </RowFrame>
  )
}

export function groupName({ value, label }: Pick<RunGroup, 'value' | 'label'>): string {
  return value === null ? '(none)' : (label ?? formatValue(value))
}

/** How many of each state, by their signs. */
function StatesCell({ group, column }: { group: RunGroup; column: PlacedColumn }) {
  return (
    <div
      role="gridcell"
      aria-colindex={column.place}
      style={{ gridColumn: column.place, left: column.isPinned ? column.left : undefined }}
      className={cn(
        'flex min-w-0 gap-2 overflow-hidden px-2 font-normal text-11 text-muted tabular-nums',
        column.isPinned && 'sticky z-10 h-full items-center bg-(--row)',
      )}
    >
      {RUN_STATES.flatMap((state) => {
        const count = group.states[state]
        if (count === undefined) return []
        const { sign, word, tone } = STATE_LOOK[state]
        return (
          <span key={state} title={`${formatCount(count)} ${word}`} className="shrink-0">
            <span aria-hidden="true" className={TONE_TEXT[tone]}>
              {sign}
            </span>
            <span className="sr-only">{word} </span> {formatNumber(count, 2)}
          </span>
        )
      })}
    </div>
  )
}

function FactsCell({ group, column }: { group: RunGroup; column: PlacedColumn }) {
  const { state, goals } = useTableView()
  const facts = group.facts[column.id]
  const goal = columnGoal(column.id, goals)
  const best = goal === 'maximize' ? facts?.max : goal === 'minimize' ? facts?.min : null
  const says =
    facts &&
    [
      `${formatCount(facts.count)} of ${formatCount(group.count)} have a number`,
      facts.mean === null ? null : `mean ${meanText(facts.mean, facts.deviation)}`,
      facts.min === null ? null : `from ${formatNumber(facts.min)} to ${formatNumber(facts.max ?? facts.min)}`,
      best == null ? null : `best ${formatNumber(best)}`,
    ]
      .filter(Boolean)
      .join('\n')
  return (
    <div
      role="gridcell"
      aria-colindex={column.place}
      title={says}
      style={{ gridColumn: column.place, left: column.isPinned ? column.left : undefined }}
      className={cn(
        'numeric min-w-0 truncate px-2',
        column.isPinned && 'sticky z-10 flex h-full items-center justify-end bg-(--row)',
      )}
    >
      {facts ? factText(facts, { shows: state.groupShows, best: best ?? null }) : null}
    </div>
  )
}

function factText(
  { mean, deviation, min, max }: NumberFacts,
  { shows, best }: { shows: RunsState['groupShows']; best: number | null },
): string {
  if (mean === null || min === null || max === null) return '–'
  switch (shows) {
    case 'mean':
      return meanText(mean, deviation)
    case 'min':
      return formatNumber(min)
    case 'max':
      return formatNumber(max)
    case 'best':
      return best === null ? meanText(mean, deviation) : formatNumber(best)
  }
}

/** A deviation that rounding made is none. */
function meanText(mean: number, deviation: number | null): string {
  const isReal = deviation !== null && deviation > Math.abs(mean) * 1e-9
  return formatWithDeviation(mean, isReal ? deviation : 0)
}
