/**
 * How much a sweep has left to try, counted from what is there: whatever its space was when that was made, whoever
 * asked for it, and with the cells of a grid that runs from before the sweep finished.
 */
import type { Db } from '~/server/db/client'
import { gridOf, gridSize } from '~/server/domain/grid-axis'
import { placerOf } from '~/server/domain/in-space'
import type { JsonObject } from '~/server/domain/json'
import type { SweepConfig } from '~/server/domain/sweep-config'
import { countDoneCells, countingOf, listPrior } from './prior.service'
import { countMade, listTakenConfigs, listTouchedByPeople } from './suggestion.store'
import type { StoredSweep } from './sweep.store'
import { expectedCount } from './sweep-end'

export type Remaining = {
  /** Suggestions that are made and not taken back, of whoever. */
  made: number
  /** How many more the search may make; Infinity when there is no end but a person's. */
  left: number
  /** Why there are none left: "grid used up", "run cap of 20 reached"; null while there are. */
  reason: string | null
}

export async function findRemaining(db: Db, sweep: StoredSweep): Promise<Remaining> {
  const { storageId, config } = sweep
  const { searched, asked } = (await countMade(db, [storageId])).get(storageId) ?? { searched: 0, asked: 0 }
  const capLeft = Math.max(0, (config.run_cap ?? Number.POSITIVE_INFINITY) - searched)
  const made = searched + asked
  if (capLeft === 0) return { made, left: 0, reason: `run cap of ${config.run_cap} reached` }
  const grid = await findGridLeft(db, sweep)
  return { made, left: Math.min(capLeft, grid?.left ?? capLeft), reason: grid?.left === 0 ? 'grid used up' : null }
}

/** Cells of the grid, and how many of them nobody tried nor waits to; null for other methods. Reads every config. */
export async function findGridLeft(db: Db, sweep: StoredSweep): Promise<{ cells: number; left: number } | null> {
  const { config, storageId } = sweep
  const cells = config.method === 'grid' ? gridSize(config) : null
  if (cells === null) return null
  const place = placerOf(config)
  const prior = countingOf(config, await listPrior(db, sweep)).flatMap((trial) => {
    const placed = place(trial.config)
    return placed.kind === 'inside' ? [placed.config] : []
  })
  const taken = [...(await listTakenConfigs(db, storageId)), ...prior]
  return { cells, left: cells - countCells(config, taken) }
}

/** Different cells of the grid that these configs have; those off the grid have none. */
function countCells(config: SweepConfig, configs: readonly JsonObject[]): number {
  const grid = gridOf(config)
  if (grid === null) return 0
  const cells = new Set(configs.map((each) => grid.cellOf(each)))
  cells.delete(null)
  return cells.size
}

/** How many suggestions each sweep will have in all; null when there is no end but the person's. */
export async function findExpectedCounts(db: Db, sweeps: readonly StoredSweep[]): Promise<Map<string, number | null>> {
  const ids = sweeps.map(({ storageId }) => storageId)
  const touched = await listTouchedByPeople(db, ids)
  const counts = new Map<string, number | null>()
  for (const sweep of sweeps) {
    const expected = expectedCount(sweep.config, await countDoneCells(db, sweep))
    // A sweep that nobody touched gets as many as its config says; of any other, what is there has to be looked at.
    const isPlain = expected === null || (sweep.version === 1 && !touched.has(sweep.storageId))
    counts.set(sweep.storageId, isPlain ? expected : await countExpected(db, sweep))
  }
  return counts
}

async function countExpected(db: Db, sweep: StoredSweep): Promise<number> {
  const { made, left } = await findRemaining(db, sweep)
  return made + left
}
