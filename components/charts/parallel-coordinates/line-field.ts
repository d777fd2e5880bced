/**
 * A picture of many lines to which lines can be added and from which they can be taken again. Stroking thousands of
 * translucent lines on a canvas takes a good part of a second, and no line can be taken back; here every pixel keeps the
 * sum of what lies on it, so a brush that moves costs only the lines that came or went, and the picture is exact at every
 * moment. A line has a weight: good ones have more ink, whatever order they came in.
 *
 * Two sums a pixel, each of two numbers in one double: weight and red, green and blue. Colours have 6 bits and coverage
 * 8 steps, so every sum is an exact integer and what was added can be taken away without a trace, as long as the weights
 * of all lines together stay below 130,000.
 */
const HIGH = 2 ** 27
const COVERAGE_STEPS = 8
const CHANNEL_MAX = 63
const TILE = 16

export type FieldInk = {
  /** For each line: weight and red, weighted green and blue, as the sums keep them. */
  warm: Float64Array
  cool: Float64Array
  /** Columns drawn and left out in turn; 0 is solid. */
  dash: Uint8Array
}

/** `dashes[k]`: how many pixels are drawn and how many left out. */
export type FieldGeometry = {
  width: number
  height: number
  /** Of each axis, in pixels of the field. */
  xs: readonly number[]
  /** For each axis the y of each line, in pixels of the field. */
  ys: readonly Float32Array[]
  thickness: number
  dashes: readonly (readonly [on: number, off: number])[]
}

/** Ink of one line: its colour with 8 bits a channel, and a whole weight from 1 on. */
export function setInk(ink: FieldInk, line: number, [r, g, b]: readonly number[], weight: number): void {
  const channel = (value: number) => Math.round(((value ?? 0) / 255) * CHANNEL_MAX)
  ink.warm[line] = weight * (HIGH + channel(r ?? 0))
  ink.cool[line] = weight * (channel(g ?? 0) * HIGH + channel(b ?? 0))
}

export class LineField {
  readonly geometry: FieldGeometry
  /** Column by column, so that the pixels of a gap between two axes lie together. */
  private readonly sums: Float64Array

  constructor(geometry: FieldGeometry) {
    this.geometry = geometry
    this.sums = new Float64Array(2 * geometry.width * geometry.height)
  }

  clear(): void {
    this.sums.fill(0)
  }

  /** Adds the first `count` of `lines`, or takes them away. Gap by gap: the pixels of one gap stay in the cache. */
  add(lines: Int32Array, count: number, ink: FieldInk, sign: 1 | -1): void {
    const { xs } = this.geometry
    for (let gap = 0; gap + 1 < xs.length; gap++) {
      for (let at = 0; at < count; at++) this.addSegment(gap, lines[at] ?? 0, ink, sign)
    }
  }

  private addSegment(gap: number, line: number, ink: FieldInk, sign: 1 | -1): void {
    const { xs, ys, thickness, dashes, width } = this.geometry
    const [x0, x1] = [xs[gap] ?? 0, xs[gap + 1] ?? 0]
    const y0 = ys[gap]?.[line] ?? 0
    const slope = ((ys[gap + 1]?.[line] ?? 0) - y0) / Math.max(1e-6, x1 - x0)
    const half = 0.5 * thickness * Math.sqrt(1 + slope * slope)
    const from = Math.max(0, Math.ceil(x0 - 0.5))
    const to = Math.min(width, Math.ceil(x1 - 0.5))
    const top = y0 + slope * (from + 0.5 - x0) - half
    const warm = (ink.warm[line] ?? 0) * sign
    const cool = (ink.cool[line] ?? 0) * sign
    const [on = 0, off = 0] = dashes[ink.dash[line] ?? 0] ?? []
    if (off === 0) {
      this.addRun(from, to, { top, slope, thick: 2 * half, warm, cool })
      return
    }
    for (let x = from - (from % (on + off)); x < to; x += on + off) {
      const start = Math.max(from, x)
      this.addRun(start, Math.min(to, x + on), {
        top: top + slope * (start - from),
        slope,
        thick: 2 * half,
        warm,
        cool,
      })
    }
  }

  /** Every column is covered from the upper to the lower rim of the line; the first and last pixel in part. */
  private addRun(
    from: number,
    to: number,
    { top, slope, thick, warm, cool }: { top: number; slope: number; thick: number; warm: number; cool: number },
  ): void {
    const { sums } = this
    const { height } = this.geometry
    for (let x = from, upper = top; x < to; x++, upper += slope) {
      const lower = upper + thick
      const first = upper < 0 ? 0 : upper | 0
      const last = lower >= height ? height - 1 : lower | 0
      let at = (x * height + first) << 1
      const single = first === last
      let cover = ((single ? lower - upper : first + 1 - upper) * COVERAGE_STEPS + 0.5) | 0 || 0
      sums[at] = (sums[at] ?? 0) + cover * warm
      sums[at + 1] = (sums[at + 1] ?? 0) + cover * cool
      if (single) continue
      for (let y = first + 1; y < last; y++) {
        at += 2
        sums[at] = (sums[at] ?? 0) + COVERAGE_STEPS * warm
        sums[at + 1] = (sums[at + 1] ?? 0) + COVERAGE_STEPS * cool
      }
      at += 2
      cover = ((lower - last) * COVERAGE_STEPS + 0.5) | 0
      sums[at] = (sums[at] ?? 0) + cover * warm
      sums[at + 1] = (sums[at + 1] ?? 0) + cover * cool
    }
  }

  /**
   * The picture as pixels (red, green, blue, alpha in the bytes of each), row by row. `alphas[w]` is the opacity of a
   * pixel with the weight w, full coverage of a line of weight 1 being 8; its last entry holds for all above.
   */
  paint(pixels: Uint32Array, alphas: Uint8Array): void {
    const { width, height } = this.geometry
    // Sums lie by column and pixels by row: small tiles keep both near.
    for (let left = 0; left < width; left += TILE) {
      for (let top = 0; top < height; top += TILE) this.paintTile(pixels, alphas, left, top)
    }
  }

  private paintTile(pixels: Uint32Array, alphas: Uint8Array, left: number, top: number): void {
    const { sums } = this
    const { width, height } = this.geometry
    const [right, bottom] = [Math.min(width, left + TILE), Math.min(height, top + TILE)]
    const last = alphas.length - 1
    for (let x = left; x < right; x++) {
      let at = (x * height + top) << 1
      let pixel = top * width + x
      for (let y = top; y < bottom; y++, at += 2, pixel += width) {
        const warm = sums[at] ?? 0
        if (warm === 0) {
          pixels[pixel] = 0
          continue
        }
        const weight = Math.floor(warm / HIGH)
        const cool = sums[at + 1] ?? 0
        const green = Math.floor(cool / HIGH)
        const scale = 255 / CHANNEL_MAX / weight
        const blue = (cool - green * HIGH) * scale
        const red = (warm - weight * HIGH) * scale
        const alpha = alphas[Math.min(weight, last)] ?? 0
        pixels[pixel] = (alpha << 24) | ((blue + 0.5) << 16) | ((green * scale + 0.5) << 8) | (red + 0.5)
      }
    }
  }
}

/** Opacity by weight: `ink` of a full line of weight 1, and every further one covers as much of what still shows. */
export function alphaTable(ink: number, size = 2048): Uint8Array {
  const perStep = Math.log(1 - Math.min(0.999, ink)) / COVERAGE_STEPS
  return Uint8Array.from({ length: size }, (_, weight) => Math.round(255 * (1 - Math.exp(perStep * weight))))
}
