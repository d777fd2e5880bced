'use client'

import { useQueryState } from 'nuqs'
import { useMemo } from 'react'
import type { Goal } from '~/server/domain/objective'
import type { SweepPoints } from '~/server/domain/sweep'
import { useBrushing, useSettledPass } from '../../charts/parallel-coordinates/brushing'
import { colorAxisOf, drawnAxes, orderedAxes, readKey, writeKey } from '../../charts/prepare/parallel/axis-arrangement'
import { type Brushes, readBrushes, writeBrushes } from '../../charts/prepare/parallel/axis-brush'
import { parallelTable } from '../../charts/prepare/parallel/parallel-table'
import { axesOf } from '../../charts/prepare/parameter-axis'
import { brushesParser } from '../search-params'
import { useArrangement } from './use-arrangement'

const SETTLE_MS = 150

/**
 * What the charts and the run table of a sweep share: axes, brushes and the runs that pass them. All of it lives in the
 * address, so a link shows what its sender saw. Axes that are hidden still brush.
 */
export function useSweepView(data: SweepPoints) {
  const goal: Goal = data.objective?.goal ?? 'maximize'
  const { arrangement, arrangingOf, ...others } = useArrangement()
  const [f, setF] = useQueryState('f', brushesParser.withOptions({ history: 'replace' }))
  const runs = useMemo(() => data.points.filter((point) => point.state !== 'pending'), [data.points])
  const allAxes = useMemo(() => axesOf({ ...data, points: runs }, arrangement.scales), [data, runs, arrangement.scales])
  const axes = useMemo(() => drawnAxes(allAxes, arrangement), [allAxes, arrangement])
  const table = useMemo(() => parallelTable(allAxes, runs, goal), [allAxes, runs, goal])
  const brushes = useMemo(() => readBrushes(f, readKey), [f])
  const control = useBrushing({
    table,
    brushes,
    onCommit: (next: Brushes) => void setF(writeBrushes(next, writeKey) || null),
  })
  const settled = useSettledPass(control.brushing, SETTLE_MS)
  return {
    goal,
    /** How many runs there are, where only a sample of them is drawn; else null. */
    drawnOf: data.whole?.runCount ?? null,
    /** Every axis in its order, hidden ones too. */
    allAxes: useMemo(() => orderedAxes(allAxes, arrangement.order), [allAxes, arrangement.order]),
    axes,
    table,
    colorAxis: colorAxisOf(allAxes, arrangement.color),
    arrangement,
    arranging: arrangingOf(allAxes),
    ...others,
    control,
    /** Lines follow every move of a drag; charts and tables below take this. */
    settled,
    isBrushed: Object.keys(brushes).length > 0,
    clearBrushes: () => void setF(null),
  }
}

export type SweepView = ReturnType<typeof useSweepView>
