/** Steps at which hyperband looks at a run, ascending. Empty when max_iter, s and eta leave none. */
import type { Hyperband } from './sweep-config'

const BAND_COUNT = 100

/**
 * With max_iter: divided by eta s times, down to 1, truncated; max_iter itself is no band. With min_iter: 100 bands
 * min_iter · eta^k, multiplied one by one, so that they are rounded as in W&B. max_iter wins when both are given.
 */
export function hyperbandBands(hyperband: Pick<Hyperband, 'min_iter' | 'max_iter' | 's' | 'eta'>): number[] {
  const { min_iter: minIter, max_iter: maxIter, s = 0, eta } = hyperband
  if (maxIter !== undefined) {
    const bands: number[] = []
    let band = maxIter
    // A band repeats when eta is near 1; more than a thousand say nothing new.
    for (let k = 0; k < Math.min(s, 1000); k++) {
      band /= eta
      if (band < 1) break
      bands.push(Math.trunc(band))
    }
    return bands.reverse()
  }
  if (minIter === undefined) return []
  const bands: number[] = []
  for (let band = minIter; bands.length < BAND_COUNT && Number.isFinite(band); band *= eta) bands.push(Math.trunc(band))
  return bands
}
