'use client'

import { useQueryStates } from 'nuqs'
import { useMemo } from 'react'
import type { Goal } from '~/server/domain/objective'
import { isBetter } from '~/server/domain/objective'
import type { SweepPoint, SweepPoints } from '~/server/domain/sweep'
import { type AxisFilter, passingRuns, readFilters, writeFilters } from '../charts/prepare/axis-filters'
import { arrangedAxes, axesOf, OBJECTIVE_KEY } from '../charts/prepare/parameter-axis'
import { axesParser, filtersParser, flippedParser } from './search-params'
import { useSettled } from './use-settled'

const SETTLE_MS = 90

const PARSERS = { f: filtersParser, axes: axesParser, flip: flippedParser }

/**
 * What the charts and the run table of a sweep share: axes, filters and the runs that pass them. All of it lives in
 * the address, so a link shows what its sender saw.
 */
export function useSweepView(data: SweepPoints) {
  const [view, setView] = useQueryStates(PARSERS, { history: 'replace', throttleMs: 200 })
  const axes = useMemo(() => arrangedAxes(axesOf(data), view.axes), [data, view.axes])
  const filters = useMemo(() => readFilters(view.f, OBJECTIVE_KEY), [view.f])
  const passing = useMemo(() => passingRuns(axes, filters, data.points), [axes, filters, data.points])
  const passingSettled = useSettled(passing, SETTLE_MS)
  const goal: Goal = data.objective?.goal ?? 'maximize'
  const ranked = useMemo(() => bestFirst(data.points, goal), [data.points, goal])

  function setFilter(key: string, filter: AxisFilter | null) {
    const { [key]: _, ...others } = filters
    const next = filter === null ? others : { ...others, [key]: filter }
    void setView({ f: writeFilters(next, OBJECTIVE_KEY) || null })
  }

  return {
    axes,
    filters,
    /** Run ids. The lines follow every move of a drag; charts and tables below take `passingSettled`. */
    passing,
    passingSettled,
    goal,
    /** All runs, best first; those without a value last. */
    ranked,
    isFiltered: Object.keys(filters).length > 0,
    setFilter,
    clearFilters: () => void setView({ f: null }),
    arrangement: {
      flipped: view.flip,
      onFlip: (key: string) =>
        void setView({
          flip: orNull(view.flip.includes(key) ? view.flip.filter((k) => k !== key) : [...view.flip, key]),
        }),
      onMove: (key: string, to: number) => {
        const keys = axes.filter((axis) => !axis.isObjective).map((axis) => axis.key)
        const rest = keys.filter((k) => k !== key)
        void setView({ axes: [...rest.slice(0, to), key, ...rest.slice(to)] })
      },
    },
  }
}

export type SweepView = ReturnType<typeof useSweepView>

function orNull(keys: string[]): string[] | null {
  return keys.length === 0 ? null : keys
}

function bestFirst(points: readonly SweepPoint[], goal: Goal): SweepPoint[] {
  return [...points].sort((a, b) => {
    if (a.value === b.value) return a.number - b.number || a.attempt - b.attempt
    if (a.value === null) return 1
    if (b.value === null) return -1
    return isBetter(goal, a.value, b.value) ? -1 : 1
  })
}
