/**
 * The one figure of a comparison: best value against number of runs, a step line for each sweep, a dot where each
 * reached the best value that all of them reached, and the expected best of random draws from all values together. The
 * sentence below it says what so few sweeps can show, and what not.
 */
import { formatNumber } from '~/components/lib/format'
import { expectedBest, worstFirst } from '~/server/domain/expected-best'
import type { Goal } from '~/server/domain/objective'
import type { ComparedSweep, Comparison } from '~/server/domain/sweep'
import type { Method } from '~/server/domain/sweep-config'
import { extentOf, type ValueScale, valueScale } from './value-scale'

export type CompareLine = {
  sweep: string
  name: string
  method: Method
  /** Number among the sweeps of its method, to tell lines of one colour apart by their dash. */
  ordinal: number
  commonBestAt: { runs: number; value: number } | null
}

export type CompareFigure = {
  lines: CompareLine[]
  /** One row for each number of runs: the best so far by sweep id, and the reference. */
  rows: { runs: number; reference: number | null; best: Record<string, number | null> }[]
  scale: ValueScale
  runsMax: number
  /** Values that the reference is drawn from. */
  unionCount: number
}

const ROW_COUNT_MAX = 600

function keptRuns(runsMax: number, must: readonly number[]): number[] {
  const stride = Math.max(1, Math.ceil(runsMax / ROW_COUNT_MAX))
  const kept = new Set(must.filter((runs) => runs >= 1))
  for (let runs = 1; runs <= runsMax; runs += stride) kept.add(runs)
  return [...kept].sort((a, b) => a - b)
}

/** The corner points of a step line: dropping one would move a step. */
function cornersOf(sweep: ComparedSweep): number[] {
  return sweep.bestSoFar.flatMap((value, index) => (value !== sweep.bestSoFar[index - 1] ? [index + 1] : []))
}

function compareLine(sweep: ComparedSweep, index: number, all: readonly ComparedSweep[]): CompareLine {
  const at = sweep.runsToCommonBest
  const value = at === null ? null : (sweep.bestSoFar[at - 1] ?? null)
  return {
    sweep: sweep.sweep,
    name: sweep.name,
    method: sweep.method,
    ordinal: all.slice(0, index).filter((other) => other.method === sweep.method).length,
    commonBestAt: at === null || value === null ? null : { runs: at, value },
  }
}

/** Over the corners of the lines: the runs below them are not drawn, and a long flat line counts once. */
function figureScale(sweeps: readonly ComparedSweep[], goal: Goal): ValueScale {
  return valueScale(
    sweeps.flatMap((sweep) => [...new Set(sweep.bestSoFar)].filter((value) => value !== null)),
    goal,
  )
}

export function compareFigure({ objective, sweeps }: Comparison): CompareFigure {
  const runsMax = extentOf(sweeps.map((sweep) => sweep.values.length))?.[1] ?? 0
  const union = worstFirst(
    sweeps.flatMap((sweep) => sweep.values.filter((value) => value !== null)),
    objective.goal,
  )
  const ends = sweeps.flatMap((sweep) => [...cornersOf(sweep), sweep.bestSoFar.length])
  const rows = keptRuns(runsMax, ends).map((runs) => ({
    runs,
    reference: expectedBest(union, runs),
    best: Object.fromEntries(sweeps.map((sweep) => [sweep.sweep, sweep.bestSoFar[runs - 1] ?? null])),
  }))
  return {
    lines: sweeps.map(compareLine),
    rows,
    scale: figureScale(sweeps, objective.goal),
    runsMax,
    unionCount: union.length,
  }
}

function leadSentence({ objective, sweeps }: Comparison, commonBest: number): string {
  const reached = sweeps
    .flatMap((sweep) => (sweep.runsToCommonBest === null ? [] : [{ name: sweep.name, runs: sweep.runsToCommonBest }]))
    .sort((a, b) => a.runs - b.runs)
  const first = reached[0]?.runs
  const leaders = reached.filter((sweep) => sweep.runs === first).map((sweep) => sweep.name)
  const rest = reached.filter((sweep) => sweep.runs !== first).map((sweep) => `${sweep.name} ${sweep.runs}`)
  const others = rest.length === 0 ? '' : `, ${listOf(rest)}`
  const noun = first === 1 ? 'run' : 'runs'
  return `To reach ${objective.name} ${formatNumber(commonBest)}, which every sweep reached, ${listOf(leaders)} took ${first} ${noun}${others}.`
}

function listOf(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}

/** Whether one sweep's whole advantage could be the luck of one order of runs is never known from one sweep each. */
function limitSentence(sweeps: readonly ComparedSweep[]): string {
  const countByMethod = new Map<Method, number>()
  for (const sweep of sweeps) countByMethod.set(sweep.method, (countByMethod.get(sweep.method) ?? 0) + 1)
  const fewest = Math.min(...countByMethod.values())
  if (countByMethod.size < 2) {
    return 'All are of one method: this shows how much luck there is from sweep to sweep, not which method is better.'
  }
  if (fewest < 5) {
    const sweepsEach = fewest === 1 ? 'one sweep' : `${fewest} sweeps`
    return `With ${sweepsEach} of a method this says what happened here, not which method is better: another seed can turn the order. Five or more sweeps each, with different seeds, would tell.`
  }
  return `With at least ${fewest} sweeps of each method the order of their medians begins to mean something on this space; it says nothing about other spaces.`
}

/** What can be concluded and what not, in two or three sentences. */
export function conclusion(comparison: Comparison): string {
  const { sweeps, commonBest } = comparison
  const withValue = sweeps.filter((sweep) => sweep.best !== null)
  if (withValue.length === 0) return 'No run has a value yet: there is nothing to compare.'
  if (sweeps.length === 1) return 'This is one sweep: choose another to compare it with.'
  const unfinished = sweeps.filter(
    (sweep) => sweep.state === 'running' || sweep.state === 'paused' || sweep.state === 'pending',
  )
  const still = unfinished.length === 0 ? '' : ` ${listOf(unfinished.map((sweep) => sweep.name))} may still go on.`
  const lead =
    commonBest === null
      ? `${listOf(sweeps.filter((sweep) => sweep.best === null).map((sweep) => sweep.name))} has no value yet, so there is no value that all reached.`
      : leadSentence(comparison, commonBest)
  return `${lead}${still} ${limitSentence(sweeps)}`
}
