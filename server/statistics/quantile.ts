/** Quantile of ascending values by linear interpolation (R's type 7); null when there are none. */
export function quantile(ascending: ArrayLike<number>, share: number): number | null {
  if (ascending.length === 0) return null
  const at = (ascending.length - 1) * share
  const low = ascending[Math.floor(at)]!
  const high = ascending[Math.ceil(at)]!
  // Two infinities have no difference, and there is nothing between equals.
  return low === high ? low : low + (high - low) * (at - Math.floor(at))
}
