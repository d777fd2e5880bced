/**
 * Matérn 5/2 with a length scale for each dimension; a category adds to the distance when it differs.
 *
 * r² = Σ_numeric ((a_i - b_i) / l_i)² + Σ_category [a_i ≠ b_i] / l_i²
 * k  = s² (1 + √5 r + 5 r²/3) exp(-√5 r)
 */
export type KernelParameters = {
  /** Length scale of each dimension, in coordinates. */
  lengths: Float64Array
  /** Variance of the noise, in squared standard units. */
  noise: number
  /** s². */
  amplitude: number
}

const SQRT_5 = Math.sqrt(5)

export function matern(distance2: number, amplitude: number): number {
  const t = SQRT_5 * Math.sqrt(distance2)
  return amplitude * (1 + t + (t * t) / 3) * Math.exp(-t)
}

/** dk / d(r²): finite also at r = 0, which is why r² and not r is the variable. */
export function maternSlope(distance2: number, amplitude: number): number {
  const t = SQRT_5 * Math.sqrt(distance2)
  return (-5 / 6) * amplitude * (1 + t) * Math.exp(-t)
}
