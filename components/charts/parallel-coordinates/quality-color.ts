/**
 * The colours of "how good": viridis, which is even to the eye and safe for the colour-blind. Better is darker on a
 * light page and brighter on a dark one, so the good stands out in both; the end that would drown in the page is cut.
 */
import { interpolateViridis } from 'd3-scale-chromatic'

const STEPS = 64

/** `quality` from 0 (worst) to 1 (best). */
export function qualityColor(quality: number, isDark: boolean): string {
  return isDark ? interpolateViridis(0.22 + 0.78 * quality) : interpolateViridis(0.88 * (1 - quality))
}

/** The same as a table, for code that colours thousands of lines a frame. */
export function qualityColors(isDark: boolean): string[] {
  return Array.from({ length: STEPS }, (_, step) => qualityColor(step / (STEPS - 1), isDark))
}
