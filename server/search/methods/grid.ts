/**
 * Every combination once, in W&B's order: names sorted at each level, the last varying fastest, values as written; a
 * setting that has no meaning beside others is left out, and makes no combinations there. A
 * cell counts as done when any run of the sweep has it, whatever became of that run. Cells are numbers and are computed one by one;
 * a grid of 10^12 costs nothing until it is walked.
 */
import { gridOf } from '~/server/domain/grid-axis'
import { type MethodInput, type MethodOutput, type SearchMethod, suggested } from '../method'
import { hash32 } from '../numeric/rng'
import { permute } from '../space/permutation'
import { configOf } from '../space/search-space'

export const grid: SearchMethod = { suggest: suggestGrid }

/** Cells past it cannot be numbered exactly, and nobody will get there. */
const CELLS_MAX = Number.MAX_SAFE_INTEGER

function suggestGrid({ config, seed, trials, prior, numbers, withdrawn }: MethodInput): MethodOutput {
  const whole = gridOf(config)
  if (whole === null) throw new TypeError('a parameter of the grid is not a finite list')
  const size = Math.min(CELLS_MAX, whole.size)
  const done = new Set<number>()
  // A run from before counts when it finished: one that failed may have done so for reasons that are gone.
  const finished = prior.filter(({ state }) => state === 'finished')
  for (const tried of [...[...trials, ...finished].map((trial) => trial.config), ...withdrawn]) {
    const cell = whole.cellOf(tried)
    if (cell !== null) done.add(cell)
  }
  const shuffleSeed = hash32(seed, 0, 'grid order')
  const isShuffled = config.grid?.random_order ?? false
  const suggestions: MethodOutput['suggestions'] = []
  for (let index = 0; index < size && suggestions.length < numbers.length; index++) {
    const cell = isShuffled ? permute(index, size, shuffleSeed) : index
    if (done.has(cell)) continue
    const number = numbers[suggestions.length]!
    suggestions.push(suggested(number, configOf(whole.settingsAt(cell)), { method: 'grid', cell, cell_count: size }))
  }
  return { suggestions, exhausted: suggestions.length < numbers.length }
}
