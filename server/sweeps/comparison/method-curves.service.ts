/** How the trainings of each contender went: mean curves over its ended runs. */
import type { Ctx } from '~/server/context'
import type { CompareCurvesInput, ContenderCurve } from '~/server/domain/comparison'
import { readColumns } from '~/server/metrics/chunk.store'
import { findProjectRef } from '~/server/projects/project.service'
import { LEVEL_WIDTHS } from '~/server/series/levels'
import { once, Remembered } from '../remembered'
import { findCompared, idsOf, stampOf } from './comparison.service'
import { type CurveRef, listCurves } from './comparison.store'
import { contendersOf } from './contenders'
import { CURVE_STEPS_MAX, MeanCurve, type MeanOfCurves } from './mean-curve'

/** A mean over more runs looks the same; past it runs are taken at even distances. */
const CURVE_RUNS_MAX = 1000
const CURVE_RUNS_MIN = 20
/** Points of one mean curve that are read; where runs are long, fewer of them are taken. */
const CURVE_POINTS_MAX = 2_000_000
/** Series whose points are in memory as read. */
const BATCH = 100

const CURVES_MAX = 200
const curvesKept = new Remembered<Promise<MeanOfCurves & { runTotal: number }>>(CURVES_MAX)

/** A contender without runs that logged the metric has no curve of it. */
export async function compareCurves(ctx: Ctx, input: CompareCurvesInput): Promise<ContenderCurve[]> {
  const project = await findProjectRef(ctx, input)
  const compared = await findCompared(ctx, project.id, input.sweeps)
  const contenders = contendersOf(
    compared.map(({ config }) => config),
    input.replicates,
  )
  const curves: ContenderCurve[] = []
  for (const metric of new Set(input.metrics)) {
    for (const [contender, { sweeps }] of contenders.entries()) {
      const mine = sweeps.flatMap((index) => compared[index] ?? [])
      const ids = idsOf(mine)
      const mean = await once(curvesKept, JSON.stringify([metric, ids]), {
        stamp: stampOf(mine),
        make: async () => meanOf(ctx, await listCurves(ctx.db, ids, metric)),
      })
      if (mean.runCount > 0) curves.push({ contender, metric, ...mean })
    }
  }
  return curves
}

async function meanOf(ctx: Ctx, refs: readonly CurveRef[]): Promise<MeanOfCurves & { runTotal: number }> {
  const chosen = evenly(refs, runsThatFit(refs))
  const mean = new MeanCurve()
  for (let from = 0; from < chosen.length; from += BATCH) {
    const batch = chosen.slice(from, from + BATCH)
    const widths = new Map(batch.map(({ seriesId, pointCount }) => [seriesId, widthFor(pointCount)]))
    const columns = await readColumns(
      ctx.db,
      batch.map(({ seriesId }) => seriesId),
      (seriesId, chunks) => chunks.map(() => widths.get(seriesId) ?? 1),
    )
    for (const { buckets } of columns.values()) mean.add(buckets.steps, buckets.values)
  }
  return { runTotal: refs.length, ...mean.result() }
}

/** A long curve is read from its roll-ups, still with several points for each place of the mean. */
function widthFor(pointCount: number): 1 | (typeof LEVEL_WIDTHS)[number] {
  return LEVEL_WIDTHS.toReversed().find((width) => pointCount / width >= 4 * CURVE_STEPS_MAX) ?? 1
}

function runsThatFit(refs: readonly CurveRef[]): number {
  const points = refs.reduce((sum, { pointCount }) => sum + pointCount / widthFor(pointCount), 0)
  const share = Math.min(1, CURVE_POINTS_MAX / Math.max(1, points))
  return Math.max(CURVE_RUNS_MIN, Math.min(CURVE_RUNS_MAX, Math.floor(refs.length * share)))
}

function evenly<T>(all: readonly T[], countMax: number): T[] {
  if (all.length <= countMax) return [...all]
  const stride = all.length / countMax
  return Array.from({ length: countMax }, (_, index) => all[Math.floor(index * stride)]).flatMap((it) => it ?? [])
}
