/** What the demo says in the terminal: one quiet line while it runs, a table at the end. Pure. */
import type { ComparedSweep } from '~/server/domain/comparison'
import type { SweepSummary } from '~/server/domain/sweep'

/** `grid 12/60 best 0.8475 | random …` */
export function progressLine(sweeps: readonly SweepSummary[]): string {
  return sweeps
    .map(({ method, runs, expectedCount, best }) => {
      const total = expectedCount === null ? '' : `/${expectedCount}`
      const value = best === null ? '' : ` best ${best.value.toFixed(4)}`
      return `${method} ${runs.finished}${total}${value}`
    })
    .join('  |  ')
}

/** Method, runs, best value and the number of runs that it took; `never` where no run had a value. */
export function resultTable(sweeps: readonly ComparedSweep[]): string {
  const rows = sweeps.map((sweep) => [
    sweep.method,
    String(sweep.runCount),
    sweep.best === null ? 'none' : sweep.best.toFixed(4),
    sweep.runsToBest === null ? 'never' : String(sweep.runsToBest),
  ])
  const all = [['method', 'runs', 'best val_accuracy', 'runs to the best'], ...rows]
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)))
  return all
    .map((row) =>
      row.map((cell, column) => (column === 0 ? cell.padEnd : cell.padStart).call(cell, widths[column] ?? 0)),
    )
    .map((row) => `  ${row.join('   ')}`)
    .join('\n')
}
