/**
 * When a sweep is over by itself, and the sentence that says so. A sweep whose suggestions are all made still runs
 * until each has its result, because a lost run gives its suggestion back; one whose target is reached ends at once.
 */
import { gridSize } from '~/server/domain/grid-axis'
import { isBetter, type Objective } from '~/server/domain/objective'
import type { SweepConfig } from '~/server/domain/sweep-config'

/**
 * How many suggestions there will be in all; null when there is no end but a person's. `doneCells` of a grid were
 * finished by runs from before the sweep.
 */
export function expectedCount(config: SweepConfig, doneCells: number): number | null {
  const cells = config.method === 'grid' ? gridSize(config) : null
  if (cells === null) return config.run_cap ?? null
  return Math.min(cells - doneCells, config.run_cap ?? Number.POSITIVE_INFINITY)
}

export function objectiveOf(config: SweepConfig): Objective | null {
  return config.metric === undefined ? null : { name: config.metric.name, goal: config.metric.goal }
}

/** Why the sweep may end, given its best run; null when the target is not reached or there is none. */
export function targetReason(config: SweepConfig, best: { runName: string; value: number } | undefined): string | null {
  const { metric } = config
  if (metric?.target === undefined || best === undefined) return null
  if (isBetter(metric.goal, metric.target, best.value)) return null
  return `target of ${metric.target} reached: ${metric.name} is ${best.value} in run ${best.runName}`
}
