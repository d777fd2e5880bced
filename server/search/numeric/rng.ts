/**
 * Seeded randomness. A stream is named by (seed, number, purpose) and nothing else, so a suggestion can be replayed
 * from the database and never depends on how many draws were made before it. Never share one stream between purposes.
 */
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus'

export interface Rng {
  /** In [0, 1). */
  uniform(): number
  /** In {0, ..., size - 1}. */
  integer(size: number): number
}

/** 32-bit finalizer of MurmurHash3: every input bit reaches every output bit. */
export function mix32(value: number): number {
  let h = value | 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** 32-bit hash of (seed, number, purpose); seed and number may use all 53 bits of an integer. */
export function hash32(seed: number, number: number, purpose: string): number {
  let h = 0x9e3779b9
  for (const part of [seed, number]) {
    h = mix32(h ^ (part >>> 0))
    h = mix32(h ^ Math.floor(part / 2 ** 32))
  }
  for (let index = 0; index < purpose.length; index++) h = mix32(h ^ purpose.charCodeAt(index) ^ (index << 16))
  return h
}

export function rngFor(seed: number, number: number, purpose: string): Rng {
  const state = [0, 1, 2, 3].map((lane) => hash32(seed, number, `${purpose}/${lane}`) | 0)
  const generator = xoroshiro128plusFromState(state)
  const uniform = () => uniformFloat64(generator)
  return { uniform, integer: (size) => Math.min(size - 1, Math.floor(uniform() * size)) }
}
