/** The figures of a comparison as numbers: what the table views show and what is downloaded as CSV. */
import type { Comparison } from '~/server/domain/comparison'
import { chanceOf } from './chances'
import type { CurvePanel } from './curves'
import { sayReach } from './reach'

export type DataTable = {
  /** Also the name of the file. */
  title: string
  columns: { head: string; isText?: boolean }[]
  rows: (string | number | null)[][]
}

/** The first column of everything that runs along the axis. */
function axisHead({ axis }: Comparison, what: string): string {
  return axis === 'runs' ? what : `${what} (seconds of computing)`
}

export function bestTable(comparison: Comparison): DataTable {
  const { sweeps, contenders, reference, objective, x, axis } = comparison
  const banded = contenders.filter(({ band }) => band !== null)
  return {
    title: `Best ${objective.name} against ${axis === 'runs' ? 'number of runs' : 'compute time'}`,
    columns: [
      { head: axisHead(comparison, axis === 'runs' ? 'Runs' : 'Time') },
      ...sweeps.map(({ name }) => ({ head: name })),
      ...banded.flatMap(({ label }) =>
        ['lower quartile', 'median', 'upper quartile'].map((what) => ({ head: `${label}, ${what}` })),
      ),
      ...['Random draws, mean', 'Random draws, 10 %', 'Random draws, 90 %'].map((head) => ({ head })),
    ],
    rows: x.map((place, at) => [
      place,
      ...sweeps.map(({ line }) => line[at] ?? null),
      ...banded.flatMap(({ band }) => [band?.low[at] ?? null, band?.mid[at] ?? null, band?.high[at] ?? null]),
      reference.mean[at] ?? null,
      reference.low[at] ?? null,
      reference.high[at] ?? null,
    ]),
  }
}

export function sweepsTable({ sweeps, contenders, objective, level }: Comparison): DataTable {
  const levelName = level.threshold === null ? 'the level' : `${objective.name} ${level.threshold}`
  return {
    title: 'Compared sweeps',
    columns: [
      { head: 'Sweep', isText: true },
      { head: 'Method', isText: true },
      { head: 'State', isText: true },
      { head: 'Counts as', isText: true },
      { head: 'Runs' },
      { head: 'Runs without a value' },
      { head: `Best ${objective.name}` },
      { head: 'Runs to its best' },
      { head: 'Seconds to its best' },
      { head: `Runs to ${levelName}` },
      { head: `Seconds to ${levelName}` },
      { head: 'Compute seconds' },
      { head: 'Mean of the best tenth' },
      { head: 'Runs in the best tenth' },
    ],
    rows: sweeps.map((sweep) => [
      sweep.name,
      sweep.method,
      sweep.state,
      contenders[sweep.contender]?.label ?? null,
      sweep.runCount,
      sweep.withoutValueCount,
      sweep.best,
      sweep.runsToBest,
      sweep.secondsToBest,
      sweep.runsToLevel,
      sweep.secondsToLevel,
      sweep.computeSeconds,
      sweep.bestTenth?.mean ?? null,
      sweep.bestTenth?.count ?? null,
    ]),
  }
}

export function reachTable(comparison: Comparison): DataTable {
  const { contenders, sweeps, axis } = comparison
  const unit = axis === 'runs' ? 'runs' : 'seconds'
  return {
    title: 'What it took to reach the level',
    columns: [
      { head: 'Contender', isText: true },
      { head: 'Sweeps', isText: true },
      { head: `Lower quartile (${unit})` },
      { head: `Median (${unit})` },
      { head: `Upper quartile (${unit})` },
      { head: 'Known from', isText: true },
    ],
    rows: contenders.map(({ label, sweeps: mine, reach }) => [
      label,
      mine
        .map((index) => {
          const sweep = sweeps[index]
          if (sweep === undefined) return ''
          const [at, end] =
            axis === 'runs' ? [sweep.runsToLevel, sweep.runCount] : [sweep.secondsToLevel, sweep.computeSeconds]
          return `${sweep.name}: ${sayReach(at, end, { axis, state: sweep.state })}`
        })
        .join('; '),
      reach?.low ?? null,
      reach?.mid ?? null,
      reach?.high ?? null,
      reach === null ? 'one order only' : reach.basis === 'orders' ? 'orders of its runs' : 'its sweeps',
    ]),
  }
}

/** Every two contenders at every budget. */
export function chancesTable(comparison: Comparison): DataTable {
  const { budgets, pairs, contenders } = comparison
  return {
    title: 'Chance to be better at a budget',
    columns: [
      { head: axisHead(comparison, 'Budget') },
      { head: 'A', isText: true },
      { head: 'B', isText: true },
      { head: 'A better' },
      { head: 'Tie' },
      { head: 'B better' },
      { head: '95 % low' },
      { head: '95 % high' },
      { head: 'Separate sweeps A' },
      { head: 'Separate sweeps B' },
    ],
    rows: budgets.flatMap((budget, at) =>
      pairs.map(({ a, b }) => {
        const chance = chanceOf(comparison, [a, b], at)
        const sides = [contenders[a], contenders[b]].map((side) => side?.separate[at] ?? null)
        return [
          budget,
          contenders[a]?.label ?? null,
          contenders[b]?.label ?? null,
          chance?.win ?? null,
          chance?.tie ?? null,
          chance?.lose ?? null,
          chance?.interval?.[0] ?? null,
          chance?.interval?.[1] ?? null,
          sides[0] ?? null,
          sides[1] ?? null,
        ]
      }),
    ),
  }
}

export function curveTable({ metric, lines, rows }: CurvePanel): DataTable {
  return {
    title: `${metric} by step`,
    columns: [
      { head: 'Step' },
      ...lines.flatMap(({ label }) => ['mean', 'low', 'high', 'runs'].map((what) => ({ head: `${label}, ${what}` }))),
    ],
    rows: rows.map(({ step, cells }) => [
      step,
      ...cells.flatMap((cell) => [
        cell?.mean ?? null,
        cell?.band?.[0] ?? null,
        cell?.band?.[1] ?? null,
        cell?.count ?? 0,
      ]),
    ]),
  }
}
