/**
 * The arithmetic of a comparison, from runs to every number on the page. Inside, all values are losses; the sense of
 * the goal comes back at the end. Pure and seeded: the same runs give the same picture to everybody who looks.
 */
import type { ComparedSweep } from '~/server/domain/comparison'
import { quantile } from '~/server/statistics/quantile'
import { bandOf, finiteOrNull, reachOf, referenceOf } from './bands'
import { barOf, pairsOf, poolOf } from './chances'
import { budgetsOf, placesOf } from './places'
import { extentOf, firstReaching, type Progress, progressOf } from './progress'
import { type Axis, knowledgeAt, type Member, memberOf, type Side } from './sides'
import type { ComparisonNumbers, ComparisonTask } from './task'

/** Numbers that all pairs and budgets may come to; with many pairs there are fewer budgets. */
const PAIR_CELLS_MAX = 6000
const BUDGETS_MIN = 30
const BUDGETS_MAX = 240

/** Steps through runs that drawing orders may take; fewer orders for more runs. */
const ORDER_STEPS_MAX = 2e7
const ORDERS_MIN = 400
const ORDERS_MAX = 2000

export function compareRuns(task: ComparisonTask): ComparisonNumbers {
  const progresses = task.sweeps.map(({ runs }) => progressOf(runs, task.goal, task.axis))
  const back = (loss: number | null) => (loss === null ? null : inSenseOf(task, loss))
  const column = (losses: (number | null)[]) => losses.map((loss) => back(finiteOrNull(loss)))
  // The small loss is the large value where large is good.
  const ends = <T extends { low: (number | null)[]; high: (number | null)[] }>({ low, high }: T) =>
    task.goal === 'maximize' ? { low: column(high), high: column(low) } : { low: column(low), high: column(high) }
  const level = levelOf(task, progresses)
  const axis: Axis = {
    kind: task.axis,
    x: placesOf(progresses, task.axis),
    threshold: level.threshold,
    orderCount: orderCountOf(progresses),
  }
  const members = progresses.map((progress, index) =>
    memberOf(progress, task.sweeps[index]?.order ?? 'listed', axis, index),
  )
  const sides = sidesOf(task, members)
  const wholeGrids = [...task.sweeps.keys()].filter((index) => task.sweeps[index]?.isWholeGrid)
  const against = againstEachOther(sides, axis)
  const { kind, indices, pool } = poolOf(members, wholeGrids)
  const reference = referenceOf(progresses, axis)
  return {
    x: [...axis.x],
    level: {
      ...level,
      value: back(level.value),
      threshold: back(level.threshold),
      median: back(level.median),
      best: back(level.best),
    },
    sweeps: members.map((member) => ({ ...numbersOf(member, level.threshold, back), line: column(member.line) })),
    contenders: sides.map((side, number) => {
      const band = bandOf(side, axis)
      const bar = barOf(side, pool, axis, against.indices)
      return {
        sweeps: side.sweeps,
        band: band && { basis: band.basis, mid: column(band.mid), ...ends(band) },
        reach: reachOf(side, axis),
        basis: against.known[number]?.map(({ basis }) => basis) ?? [],
        separate: against.known[number]?.map(({ separate }) => separate) ?? [],
        bar: bar && { ...bar, best: column(bar.best) },
      } satisfies ComparisonNumbers['contenders'][number]
    }),
    reference: {
      runCount: progresses.reduce((sum, { ends }) => sum + ends.length, 0),
      valueCount: members.reduce((sum, { sample }) => sum + sample.losses.length, 0),
      mean: column(reference.mean),
      ...ends(reference),
    },
    budgets: against.indices.map((index) => axis.x[index] ?? 0),
    pairs: pairsOf(against.known),
    bar: { kind, sweeps: indices, runCount: pool.size },
    orderCount: task.axis === 'time' ? axis.orderCount : null,
  }
}

function inSenseOf({ goal }: Pick<ComparisonTask, 'goal'>, loss: number): number {
  // 0 has no sign that anybody means.
  return goal === 'maximize' && loss !== 0 ? -loss : loss
}

function orderCountOf(progresses: readonly Progress[]): number {
  const runCount = progresses.reduce((sum, { ends }) => sum + ends.length, 1)
  return Math.max(ORDERS_MIN, Math.min(ORDERS_MAX, Math.floor(ORDER_STEPS_MAX / runCount)))
}

function levelOf(task: ComparisonTask, progresses: readonly Progress[]): ComparisonNumbers['level'] {
  const bests = progresses.map(({ best }) => best.at(-1) ?? Number.POSITIVE_INFINITY).filter(Number.isFinite)
  const all = Float64Array.from(progresses.flatMap(({ losses }) => [...losses.filter(Number.isFinite)])).sort()
  const best = all[0] ?? null
  const median = quantile(all, 0.5)
  const kind = typeof task.level === 'number' ? 'value' : task.level
  const value = wantedLoss(task, bests)
  const room = best === null || median === null ? 0 : task.tolerance * (median - best)
  return { kind, value, threshold: value === null ? null : value + room, median, best }
}

/** As a loss. A sweep without any value does not lower the common best to nothing: it never reaches it. */
function wantedLoss({ level, goal }: ComparisonTask, bests: readonly number[]): number | null {
  if (typeof level === 'number') return inSenseOf({ goal }, level)
  if (bests.length === 0) return null
  return level === 'best' ? Math.min(...bests) : Math.max(...bests)
}

type NumberedSide = Side & { sweeps: number[] }

function sidesOf(task: ComparisonTask, members: readonly Member[]): NumberedSide[] {
  const count = Math.max(-1, ...task.sweeps.map(({ contender }) => contender)) + 1
  return Array.from({ length: count }, (_, number) => {
    const sweeps = [...task.sweeps.keys()].filter((index) => task.sweeps[index]?.contender === number)
    return { sweeps, members: sweeps.flatMap((index) => members[index] ?? []) }
  })
}

/** Up to where two contenders went: beyond it nobody is left to compare with. */
function againstEachOther(sides: readonly Side[], axis: Axis) {
  const extents = sides
    .map(({ members }) => Math.max(0, ...members.map(({ progress }) => extentOf(progress))))
    .sort((a, b) => b - a)
  const pairCount = (sides.length * (sides.length - 1)) / 2
  const countMax = Math.max(BUDGETS_MIN, Math.min(BUDGETS_MAX, Math.floor(PAIR_CELLS_MAX / Math.max(1, pairCount))))
  const places = new Map(axis.x.map((place, index) => [place, index]))
  const indices = budgetsOf(axis.x, extents[1] ?? 0, countMax).flatMap((place) => places.get(place) ?? [])
  return { indices, known: sides.map((side) => indices.map((index) => knowledgeAt(side, axis, index))) }
}

type Numbers = Omit<ComparisonNumbers['sweeps'][number], 'line'>

function numbersOf(
  { progress, sample }: Member,
  threshold: number | null,
  back: (loss: number | null) => number | null,
): Numbers {
  const { best, spent } = progress
  const last = finiteOrNull(best.at(-1) ?? null)
  const toBest = last === null ? null : firstReaching(progress, last)
  const toLevel = threshold === null ? null : firstReaching(progress, threshold)
  return {
    runCount: best.length,
    withoutValueCount: best.length - sample.losses.length,
    computeSeconds: spent.at(-1) ?? 0,
    best: back(last),
    runsToBest: toBest === null ? null : toBest + 1,
    secondsToBest: toBest === null ? null : (spent[toBest] ?? null),
    runsToLevel: toLevel === null ? null : toLevel + 1,
    secondsToLevel: toLevel === null ? null : (spent[toLevel] ?? null),
    bestTenth: bestTenthOf(sample.losses, back),
  }
}

function bestTenthOf(
  ascending: Float64Array,
  back: (loss: number | null) => number | null,
): ComparedSweep['bestTenth'] {
  if (ascending.length === 0) return null
  const tenth = ascending.subarray(0, Math.max(1, Math.ceil(ascending.length / 10)))
  const mean = back(tenth.reduce((sum, loss) => sum + loss, 0) / tenth.length)
  return mean === null ? null : { mean, count: tenth.length }
}
