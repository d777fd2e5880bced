/**
 * Steps at which runs have values, put together: where a slider can stand, and which value of each run counts there.
 * Pure. A run shows the last value that it had logged by then, so that runs which log at different steps stand beside
 * each other.
 */
import type { MediaSteps } from '~/server/domain/media'

/** Steps in order, each once. */
export function allSteps(runs: readonly MediaSteps[]): number[] {
  return [...new Set(runs.flatMap(({ steps }) => steps))].sort((a, b) => a - b)
}

export type Place = { line: number; step: number }

/** The value of a run that counts at a step: of the highest step up to it the one that was logged last. */
export function placeAt({ lines, steps }: MediaSteps, step: number): Place | null {
  let best: Place | null = null
  for (const [index, at] of steps.entries()) {
    const line = lines[index]
    if (line === undefined || at > step) continue
    if (best === null || at > best.step || (at === best.step && line > best.line)) best = { line, step: at }
  }
  return best
}

/** Where the slider stands for a chosen step, which may lie between the steps there are; the last for none. */
export function positionOf(steps: readonly number[], chosen: number | null): number {
  if (chosen === null) return steps.length - 1
  const next = steps.findIndex((step) => step > chosen)
  return Math.max(0, (next === -1 ? steps.length : next) - 1)
}

/** At most `count` of the places, spread evenly, the first and the last among them. */
export function spread<T>(places: readonly T[], count: number): T[] {
  if (places.length <= count) return [...places]
  const at = Array.from({ length: count }, (_, index) => Math.round((index * (places.length - 1)) / (count - 1)))
  return at.flatMap((index) => places.slice(index, index + 1))
}
