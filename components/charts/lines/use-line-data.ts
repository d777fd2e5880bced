'use client'

/**
 * What a line chart draws, from the server: the whole first, and finer data for a part that is zoomed into where the
 * whole did not have every point. Groups are made on the server, however many runs they have.
 */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTRPC } from '~/components/trpc/provider'
import type { GroupedSeries, Series, Stream } from '~/server/domain/history'
import type { LineSettings } from '~/server/domain/panel'
import type { PlotGroup, PlotRun } from '../prepare/plot-run'
import type { Range } from '../prepare/ticks'

export type LineQuestion = {
  metrics: string[]
  formula?: string
  stream?: Stream
  runs: PlotRun[]
  groups: PlotGroup[] | null
  settings: LineSettings
  zoom: Range | null
  /** False leaves what there is as it is. */
  isInView: boolean
  /** Of the chart, in pixels: more buckets than pixels would not be seen. */
  width: number
}

/** Points of all lines together; with more lines each gets fewer. */
const POINTS_MAX = 60_000
const BUCKETS_MIN = 80
/** More data than the part itself, so that lines leave it on both sides and smoothing has something to begin with. */
const MARGIN = 0.1
/** Bands are drawn for so many lines; for more they are not asked for. */
const EXTREMES_LINES_MAX = 20

export function useLineData(question: LineQuestion) {
  const { runs, groups, zoom } = question
  const whole = useSeries(question, null)
  const isPartial = zoom !== null && (groups !== null || (whole.series ?? []).some(({ isExact }) => !isExact))
  const part = useSeries({ ...question, isInView: question.isInView && isPartial }, isPartial ? zoom : null)
  const hasRuns = (groups ?? runs).length > 0
  const { series, grouped } = useMemo(() => {
    if (!isPartial) return whole
    return { series: finer(whole.series, part.series), grouped: finerGroups(whole.grouped, part.grouped) }
  }, [whole, part, isPartial])
  return {
    series: hasRuns ? series : NONE,
    grouped: hasRuns ? grouped : NONE,
    error: whole.error,
    retry: whole.refetch,
  }
}

const NONE: [] = []

/** Series of the part where the whole was coarser; what lies outside of the part stays what it was. */
function finer(whole: Series[] | undefined, part: Series[] | undefined): Series[] | undefined {
  if (whole === undefined || part === undefined) return whole
  const found = new Map(part.map((one) => [`${one.storageId} ${one.key}`, one]))
  return whole.map((one) => {
    const fine = one.isExact ? undefined : found.get(`${one.storageId} ${one.key}`)
    if (fine === undefined) return one
    const join = splice(one.x, fine.x)
    return {
      ...one,
      x: join(one.x, fine.x),
      last: join(one.last, fine.last),
      min: join(one.min, fine.min),
      max: join(one.max, fine.max),
    }
  })
}

function finerGroups(whole: GroupedSeries[] | undefined, part: GroupedSeries[] | undefined) {
  if (whole === undefined || part === undefined) return whole
  const found = new Map(part.map((one) => [`${one.group} ${one.key}`, one]))
  return whole.map((one) => {
    const fine = found.get(`${one.group} ${one.key}`)
    if (fine === undefined) return one
    const join = splice(one.x, fine.x)
    return {
      ...one,
      x: join(one.x, fine.x),
      count: join(one.count, fine.count),
      mean: join(one.mean, fine.mean),
      median: join(one.median, fine.median),
      min: join(one.min, fine.min),
      max: join(one.max, fine.max),
      deviation: join(one.deviation, fine.deviation),
    }
  })
}

/** Puts the columns of a part in place of what the whole has between the ends of the part. */
function splice(whole: number[], part: number[]): <T>(a: T[], b: T[]) => T[] {
  const [from, to] = [part[0], part.at(-1)]
  if (from === undefined || to === undefined) return (a) => a
  const first = whole.findIndex((x) => x >= from)
  const head = first === -1 ? whole.length : first
  const tail = Math.max(head, whole.findLastIndex((x) => x <= to) + 1)
  return (a, b) => (a.length === 0 ? a : [...a.slice(0, head), ...b, ...a.slice(tail)])
}

type Answer = {
  series: Series[] | undefined
  grouped: GroupedSeries[] | undefined
  error: unknown
  refetch: () => void
}

function useSeries(question: LineQuestion, window: Range | null): Answer {
  const trpc = useTRPC()
  const { metrics, formula, stream, runs, groups, settings, isInView, width } = question
  const lineCount = Math.max(1, (groups ?? runs).length * Math.max(1, metrics.length))
  const margin = window === null ? 0 : (window[1] - window[0]) * MARGIN
  const asked = {
    keys: metrics,
    formula: formula || null,
    stream,
    x: settings.x,
    xMin: window === null ? null : window[0] - margin,
    xMax: window === null ? null : window[1] + margin,
    buckets: bucketsFor(width, lineCount),
  }
  const isAsked = isInView && (metrics.length > 0 || asked.formula !== null)
  const single = useQuery(
    trpc.history.series.queryOptions(
      {
        ...asked,
        storageIds: runs.map((run) => run.storageId),
        withExtremes: settings.showsExtremes && lineCount <= EXTREMES_LINES_MAX,
      },
      { enabled: isAsked && groups === null && runs.length > 0, placeholderData: keepPreviousData },
    ),
  )
  const many = useQuery(
    trpc.history.grouped.queryOptions(
      { ...asked, groups: (groups ?? []).map(({ key, storageIds }) => ({ key, storageIds })) },
      { enabled: isAsked && groups !== null && groups.length > 0, placeholderData: keepPreviousData },
    ),
  )
  const query = groups === null ? single : many
  return useMemo(
    () => ({
      series: groups === null ? single.data : NONE,
      grouped: groups === null ? NONE : many.data,
      // Old lines beside a line of what failed would be the better half; the frame shows them while there are any.
      error: query.data === undefined ? query.error : null,
      refetch: () => void query.refetch(),
    }),
    [groups, single.data, many.data, query.data, query.error, query.refetch],
  )
}

/** In steps, so that a chart that becomes a little wider does not ask again. */
function bucketsFor(width: number, lineCount: number): number {
  const wide = width > 900 ? 1000 : width > 500 ? 500 : 300
  return Math.max(BUCKETS_MIN, Math.min(wide, Math.floor(POINTS_MAX / lineCount)))
}
