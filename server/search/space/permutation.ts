/**
 * A seeded shuffle of 0 ... size - 1 that is never built: a Feistel network on the next even power of two, walked until
 * it lands inside (at most four steps on average). Works up to 2^53; used to visit a huge grid in random order.
 */
import { mix32 } from '../numeric/rng'

const ROUNDS = 4

export function permute(index: number, size: number, seed: number): number {
  if (size <= 1) return 0
  const halfBits = Math.max(1, Math.ceil(Math.log2(size) / 2))
  const half = 2 ** halfBits
  let value = index
  do {
    let left = Math.floor(value / half)
    let right = value % half
    for (let round = 0; round < ROUNDS; round++) {
      const next = (left + mix32(mix32(right ^ mix32(seed + round)) + round)) % half
      left = right
      right = next
    }
    value = left * half + right
  } while (value >= size)
  return value
}
