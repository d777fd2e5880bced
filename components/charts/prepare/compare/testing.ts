/** For tests alone: comparisons as the server answers them, small enough to be checked by eye. */
import type { ComparedSweep, Comparison, Contender } from '~/server/domain/comparison'

/** `line` is the best after each run; a sweep of one contender by itself unless told otherwise. */
export function comparedSweep(name: string, over: Partial<ComparedSweep> = {}): ComparedSweep {
  const line = over.line ?? [0.5, 0.8]
  return {
    sweep: name.padEnd(8, '0'),
    name,
    method: 'bayes',
    state: 'finished',
    contender: -1,
    order: 'adaptive',
    runCount: line.length,
    withoutValueCount: 0,
    computeSeconds: 10 * line.length,
    best: line.findLast((value) => value !== null) ?? null,
    bestRunId: 'r1',
    runsToBest: 1,
    secondsToBest: 10,
    runsToLevel: 1,
    secondsToLevel: 10,
    bestTenth: { mean: 0.8, count: 1 },
    line,
    ...over,
  }
}

export function aContender(label: string, over: Partial<Contender> = {}): Contender {
  return {
    label,
    method: 'bayes',
    ordinal: 0,
    sweeps: [0],
    band: null,
    reach: null,
    basis: [],
    separate: [],
    bar: null,
    ...over,
  }
}

/** Each sweep is a contender of its own where none are given. */
export function aComparison(sweeps: ComparedSweep[], over: Partial<Comparison> = {}): Comparison {
  const length = Math.max(0, ...sweeps.map(({ line }) => line.length))
  const x = Array.from({ length }, (_, index) => index + 1)
  const padded = sweeps.map((sweep, index) => ({
    ...sweep,
    contender: sweep.contender === -1 ? index : sweep.contender,
    line: x.map((_, at) => sweep.line[at] ?? null),
  }))
  return {
    objective: { name: 'val_accuracy', goal: 'maximize' },
    axis: 'runs',
    x,
    level: { kind: 'common', value: 0.8, threshold: 0.8, median: 0.6, best: 0.9 },
    sweeps: padded,
    contenders: sweeps.map(({ name, method }, index) => aContender(name, { method, sweeps: [index] })),
    reference: { runCount: 4, valueCount: 4, mean: x.map(() => 0.6), low: x.map(() => 0.5), high: x.map(() => 0.7) },
    budgets: [],
    pairs: [],
    bar: { kind: 'all', sweeps: [], runCount: 0 },
    notes: [],
    orderCount: null,
    metrics: [],
    ...over,
  }
}
