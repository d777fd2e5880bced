/**
 * Bounds as a person would write them, a little wider than what was seen and never narrower: 1, 2 or 5 times a power
 * of ten where the scale is logarithmic, else multiples of such a step. A bound does not cross 0 that no value crossed,
 * nor 1 where all values are shares.
 */

export type Bounds = { min: number; max: number }

/** A twentieth of the span is wide enough to look a little further, and still about the same range. */
const STEPS_IN_SPAN = 20

export function niceLogBounds({ min, max }: Bounds): Bounds {
  const low = niceBelow(min)
  const high = niceAbove(max)
  return { min: low > 0 && low <= min ? low : min, max: Number.isFinite(high) && high >= max ? high : max }
}

export function niceLinearBounds({ min, max }: Bounds): Bounds {
  const step = niceAbove((max - min) / STEPS_IN_SPAN)
  if (!Number.isFinite(step) || step === 0) return { min: min + 0, max: max + 0 }
  const low = cleaned(Math.floor(cleaned(min / step)) * step)
  const high = cleaned(Math.ceil(cleaned(max / step)) * step)
  return withinSigns({ min: Math.min(low, min), max: Math.max(high, max) }, { min, max })
}

export function niceIntegerBounds({ min, max }: Bounds): Bounds {
  const step = Math.max(1, Math.round(niceAbove((max - min) / STEPS_IN_SPAN)))
  const wide = { min: Math.floor(min / step) * step, max: Math.ceil(max / step) * step }
  if (!Number.isSafeInteger(wide.min) || !Number.isSafeInteger(wide.max)) return { min, max }
  const { min: low, max: high } = withinSigns(wide, { min, max })
  return { min: min >= 1 ? Math.max(1, low) : low, max: high }
}

function withinSigns(wide: Bounds, seen: Bounds): Bounds {
  const isShare = seen.min >= 0 && seen.max <= 1
  const min = seen.min >= 0 ? Math.max(0, wide.min) : wide.min
  const max = isShare ? Math.min(1, wide.max) : seen.max <= 0 ? Math.min(0, wide.max) : wide.max
  // Rounding makes a -0 at times, which no text says.
  return { min: min + 0, max: max + 0 }
}

/** The largest of 1, 2 and 5 times a power of ten that is not above. */
function niceBelow(value: number): number {
  const [digits, exponent] = scientific(value)
  const nice = [5, 2, 1].find((each) => each <= digits * (1 + 1e-12)) ?? 1
  return Number(`${nice}e${exponent}`)
}

function niceAbove(value: number): number {
  if (!(value > 0)) return 0
  const [digits, exponent] = scientific(value)
  const nice = [1, 2, 5, 10].find((each) => each >= digits * (1 - 1e-12)) ?? 10
  return Number(`${nice}e${exponent}`)
}

function scientific(value: number): [number, number] {
  const [digits = '1', exponent = '0'] = value.toExponential().split('e')
  return [Number(digits), Number(exponent)]
}

/** Without the tail that floats leave: 0.30000000000000004 is 0.3. */
function cleaned(value: number): number {
  const clean = Number(value.toPrecision(12))
  return clean === 0 ? 0 : clean
}
