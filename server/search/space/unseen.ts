/**
 * What was tried already, and what is left of a finite space. A space may be finite and still far too large to list,
 * so the walk to an untried config goes through a seeded shuffle that is never built.
 */
import { sobolPoint } from '../numeric/sobol'
import { permute } from './permutation'
import { type Point, pointFromUnit, pointKey, type SearchSpace } from './search-space'

/** Beyond it places cannot be numbered exactly, and nobody walks that far. */
const WALK_SIZE_MAX = Number.MAX_SAFE_INTEGER

export function pointAtIndex(space: SearchSpace, index: number): Point {
  if (space.conditions !== null) return space.conditions.pointAt(index)
  let rest = index
  return Float64Array.from(space.dimensions, (dimension) => {
    const coordinate = dimension.levelAt(rest % dimension.levelCount)
    rest = Math.floor(rest / dimension.levelCount)
    return coordinate
  })
}

const SOBOL_TRIES = 32

/** A point of the Sobol sequence; null when all that were looked at are tried, which says that few are left. */
export function untriedSobolPoint(
  space: SearchSpace,
  seen: ReadonlySet<string>,
  { number, seed }: { number: number; seed: number },
): Point | null {
  for (let attempt = 0; attempt < SOBOL_TRIES; attempt++) {
    // Later tries leave the sequence far ahead, so that they do not take the next number's point.
    const unit = sobolPoint(space.dimensions.length, number + attempt * 2 ** 20, seed)
    const point = pointFromUnit(space, unit)
    if (!seen.has(pointKey(space, point))) return point
  }
  return null
}

/** The first untried point of a seeded shuffle; null when the space is used up. Only for finite spaces. */
export function firstUnseen(space: SearchSpace, seen: ReadonlySet<string>, seed: number): Point | null {
  const size = Math.min(space.size, WALK_SIZE_MAX)
  for (let step = 0; step < size; step++) {
    const point = pointAtIndex(space, permute(step, size, seed))
    if (!seen.has(pointKey(space, point))) return point
  }
  return null
}
