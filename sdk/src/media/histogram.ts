/** Values counted in bins. Pure. */
export const BINS_MAX = 512
const BINS = 64

export type Bins = { counts: readonly number[]; edges: readonly number[] }

/** Bins of equal width from the smallest to the largest finite value; what is not finite is not counted. */
export function binsOf(values: Iterable<number>, count = BINS): Bins {
  if (!Number.isInteger(count) || count < 1 || count > BINS_MAX)
    throw new TypeError(`a histogram has 1 to ${BINS_MAX} bins, not ${count}`)
  let min = Number.POSITIVE_INFINITY
  let max = Number.NEGATIVE_INFINITY
  const finite: number[] = []
  for (const value of values) {
    if (!Number.isFinite(value)) continue
    finite.push(value)
    if (value < min) min = value
    if (value > max) max = value
  }
  if (finite.length === 0) [min, max] = [0, 1]
  // Values that are all the same, or as good as, still need a bin that is wider than nothing.
  const size = Math.max(Math.abs(min), Math.abs(max))
  if (max / 2 - min / 2 <= Math.max(size * 1e-12, Number.MIN_VALUE * 1e6)) {
    const pad = size > 1e6 ? size * 1e-6 : 0.5
    ;[min, max] = [Math.max(-Number.MAX_VALUE, min - pad), Math.min(Number.MAX_VALUE, max + pad)]
  }
  // Shares first, then their difference: the whole range of numbers is wider than the largest number.
  const width = max / count - min / count
  const counts = new Array<number>(count).fill(0)
  for (const value of finite) {
    const bin = Math.min(count - 1, Math.max(0, Math.floor(value / width - min / width)))
    counts[bin] = (counts[bin] ?? 0) + 1
  }
  return { counts, edges: Array.from({ length: count + 1 }, (_, i) => min * (1 - i / count) + max * (i / count)) }
}

/** Throws a sentence for people where the two do not belong together. */
export function checkedBins({ counts, edges }: Bins): Bins {
  const isRising = edges.every((edge, index) => index === 0 || edge > (edges[index - 1] ?? 0))
  if (edges.length !== counts.length + 1 || counts.length < 1 || counts.length > BINS_MAX || !isRising) {
    throw new TypeError(
      `a histogram of ${counts.length} bins needs ${counts.length + 1} rising edges and at most ${BINS_MAX} bins; there are ${edges.length} edges`,
    )
  }
  return { counts, edges }
}
