/** How near two points are, without anything fitted: 1 on the spot, 0 far away. */
import type { Point, SearchSpace } from '../space/search-space'
import { matern } from './gp/kernel'

/** In coordinates, for each dimension together: neighbours are far in many dimensions. */
const LENGTH = 0.1

export function nearness({ dimensions }: SearchSpace): (a: Point, b: Point) => number {
  const scale = 1 / (LENGTH * LENGTH * Math.max(1, dimensions.length))
  return (a, b) => {
    let distance2 = 0
    for (let k = 0; k < dimensions.length; k++) {
      const difference = dimensions[k]!.kind === 'category' ? Number(a[k] !== b[k]) : a[k]! - b[k]!
      distance2 += difference * difference
    }
    return matern(scale * distance2, 1)
  }
}
