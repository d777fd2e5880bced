/**
 * Scrambled Sobol points: the start design of a search and the candidates of an acquisition. Point `index` is computed
 * on its own, in any order. The scramble is Owen's by hash (Laine & Karras 2011; Burley 2020), so that the first point
 * is not the corner or the centre of the box, and dimensions past the table reuse it under a shuffled index.
 */
import { mix32 } from './rng'
import { SOBOL_DIRECTIONS } from './sobol-directions'

const BITS = 32
const TABLE = SOBOL_DIRECTIONS.length

let cache: Uint32Array | null = null

/** TABLE × 32 direction integers, highest bit first. */
function directions(): Uint32Array {
  if (cache !== null) return cache
  const all = new Uint32Array(TABLE * BITS)
  for (let dimension = 0; dimension < TABLE; dimension++) {
    const [poly = 1, ...first] = SOBOL_DIRECTIONS[dimension] ?? []
    const degree = 31 - Math.clz32(poly)
    const m: number[] = degree === 0 ? new Array(BITS).fill(1) : first.slice(0, degree)
    for (let k = m.length; k < BITS; k++) {
      // m_k = 2 a_1 m_{k-1} ^ ... ^ 2^degree m_{k-degree} ^ m_{k-degree}
      let value = m[k - degree]! ^ (m[k - degree]! << degree)
      for (let i = 1; i < degree; i++) if ((poly >>> (degree - i)) & 1) value ^= m[k - i]! << i
      m.push(value >>> 0)
    }
    for (let k = 0; k < BITS; k++) all[dimension * BITS + k] = m[k]! << (BITS - 1 - k)
  }
  cache = all
  return all
}

/** Point `index` of the scrambled sequence in (0, 1)^dimensionCount, a function of its three arguments alone. */
export function sobolPoint(dimensionCount: number, index: number, seed: number): Float64Array {
  const table = directions()
  const point = new Float64Array(dimensionCount)
  for (let dimension = 0; dimension < dimensionCount; dimension++) {
    const block = Math.floor(dimension / TABLE)
    // Dimensions of one block share an index. Scrambling it keeps aligned runs of indexes together, and so the balance.
    const shuffled = block === 0 ? index >>> 0 : owenScramble(index >>> 0, mix32(seed ^ mix32(block + 0x51ed27)))
    let bits = 0
    const row = (dimension % TABLE) * BITS
    for (let k = 0, rest = shuffled; rest !== 0; k++, rest >>>= 1) if (rest & 1) bits ^= table[row + k]!
    const scrambled = owenScramble(bits, mix32(seed ^ mix32(dimension + 1)))
    point[dimension] = (scrambled + 0.5) / 2 ** BITS
  }
  return point
}

/** Plain Sobol integer of one dimension, unscrambled: for the tests against SciPy. */
export function sobolInteger(dimension: number, index: number): number {
  const table = directions()
  let bits = 0
  for (let k = 0; k < BITS; k++) if ((index >>> k) & 1) bits ^= table[dimension * BITS + k]!
  return bits >>> 0
}

/** Each bit is flipped by a hash of the bits above it. */
function owenScramble(value: number, seed: number): number {
  return reverse(owenHash(reverse(value), seed))
}

/** Each bit is flipped by a hash of the bits below it. Constants: Vegdahl's improved Laine-Karras hash. */
function owenHash(value: number, seed: number): number {
  let x = value | 0
  x ^= Math.imul(x, 0x3d20adea)
  x = (x + seed) | 0
  x = Math.imul(x, (seed >>> 16) | 1)
  x ^= Math.imul(x, 0x05526c56)
  x ^= Math.imul(x, 0x53a22864)
  return x >>> 0
}

function reverse(value: number): number {
  let x = value >>> 0
  x = ((x >>> 1) & 0x55555555) | ((x & 0x55555555) << 1)
  x = ((x >>> 2) & 0x33333333) | ((x & 0x33333333) << 2)
  x = ((x >>> 4) & 0x0f0f0f0f) | ((x & 0x0f0f0f0f) << 4)
  x = ((x >>> 8) & 0x00ff00ff) | ((x & 0x00ff00ff) << 8)
  return ((x >>> 16) | (x << 16)) >>> 0
}
