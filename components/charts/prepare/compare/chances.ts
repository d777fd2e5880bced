/**
 * Contenders against each other at a budget, as the server told them, in whichever direction is asked. A pair is known
 * over orders or replicates, or not: then the side that stands in the way is named.
 */
import type { Basis, Comparison, Contender } from '~/server/domain/comparison'
import { axisTicks, axisUnit } from './axis'

export type Chance = {
  a: Contender
  b: Contender
  /** Probability that `a` ends better, worse, or equal. */
  win: number
  lose: number
  tie: number
  /** Of win + tie / 2, which is what the interval is about. */
  theta: number
  interval: [number, number] | null
  needed: number | null
  basisA: Basis
  basisB: Basis
  /** Separate sweeps of the budget's size on each side. */
  separateA: number
  separateB: number
}

/** Null where one of them has no law there. */
export function chanceOf(comparison: Comparison, [a, b]: readonly [number, number], at: number): Chance | null {
  const isForward = a < b
  const pair = comparison.pairs.find((each) => each.a === Math.min(a, b) && each.b === Math.max(a, b))
  const [contenderA, contenderB] = [comparison.contenders[a], comparison.contenders[b]]
  const win = pair?.win[at] ?? null
  const tie = pair?.tie[at] ?? null
  if (pair === undefined || contenderA === undefined || contenderB === undefined || win === null || tie === null)
    return null
  const lose = Math.max(0, 1 - win - tie)
  const [low, high] = [pair.low[at] ?? null, pair.high[at] ?? null]
  const interval: [number, number] | null =
    low === null || high === null ? null : isForward ? [low, high] : [1 - high, 1 - low]
  return {
    a: contenderA,
    b: contenderB,
    win: isForward ? win : lose,
    lose: isForward ? lose : win,
    tie,
    theta: (isForward ? win : lose) + tie / 2,
    interval,
    needed: pair.needed[at] ?? null,
    basisA: contenderA.basis[at] ?? 'short',
    basisB: contenderB.basis[at] ?? 'short',
    separateA: contenderA.separate[at] ?? 0,
    separateB: contenderB.separate[at] ?? 0,
  }
}

/** Index of the largest budget that is not above the one asked for; without one, where most can be said. */
export function budgetIndex(comparison: Comparison, asked: number | null): number {
  const { budgets } = comparison
  // Sums of seconds come back from the address rounded.
  if (asked !== null)
    return Math.max(
      0,
      budgets.findLastIndex((budget) => budget <= asked * (1 + 1e-6)),
    )
  const said = budgets.map((_, at) => saidAt(comparison, at))
  return Math.max(0, said.lastIndexOf(Math.max(...said)))
}

/** A pair with a range says more than one without, and that more than none; with nothing to say all have run so far. */
function saidAt({ pairs, contenders }: Comparison, at: number): number {
  const ofPairs = pairs.reduce((sum, { win, low }) => sum + (low[at] != null ? 2 : win[at] != null ? 1 : 0), 0)
  const there = contenders.filter(({ basis }) => basis[at] !== 'short').length
  return ofPairs + there / (contenders.length + 1)
}

export type ChanceLine = {
  /** In the unit of the axis. */
  rows: { x: number; theta: number; band: [number, number] | null }[]
  xMax: number
  xTicks: number[]
  unit: string
}

/** The probability along the budgets at which it is known. */
export function chanceLine(comparison: Comparison, pair: readonly [number, number]): ChanceLine {
  const unit = axisUnit(comparison)
  const rows = comparison.budgets.flatMap((place, at) => {
    const chance = chanceOf(comparison, pair, at)
    return chance === null ? [] : [{ x: place / unit.size, theta: chance.theta, band: chance.interval }]
  })
  const xMax = (comparison.budgets.at(-1) ?? 0) / unit.size
  return { rows, xMax, xTicks: axisTicks(comparison.axis, xMax, 5), unit: unit.word }
}
