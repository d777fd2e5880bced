import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alphaTable, type FieldGeometry, type FieldInk, LineField, setInk } from './line-field'

const [WIDTH, HEIGHT, LINES] = [60, 40, 30]

function geometryOf(ys: Float32Array[]): FieldGeometry {
  return {
    width: WIDTH,
    height: HEIGHT,
    xs: [4, 30, 56],
    ys,
    thickness: 1.5,
    dashes: [
      [1, 0],
      [4, 2],
    ],
  }
}

const height = fc.double({ min: 2, max: HEIGHT - 3, noNaN: true })
const column = fc.array(height, { minLength: LINES, maxLength: LINES }).map((values) => Float32Array.from(values))
const geometry = fc.tuple(column, column, column).map(geometryOf)

function inkOf(count: number): FieldInk {
  const ink = { warm: new Float64Array(count), cool: new Float64Array(count), dash: new Uint8Array(count) }
  for (let line = 0; line < count; line++) {
    setInk(ink, line, [(line * 37) % 256, (line * 91) % 256, (line * 53) % 256], 1 + (line % 8))
    ink.dash[line] = line % 2
  }
  return ink
}

function pictureOf(field: LineField): number[] {
  const pixels = new Uint32Array(WIDTH * HEIGHT)
  field.paint(pixels, alphaTable(0.2))
  return [...pixels]
}

const all = Int32Array.from({ length: LINES }, (_, line) => line)

describe('a picture of lines', () => {
  it('is the same whichever way it came about: lines taken away leave no trace, and the order does not matter', () => {
    fc.assert(
      fc.property(geometry, fc.subarray([...all]), (given, kept) => {
        const ink = inkOf(LINES)
        const [detour, straight] = [new LineField(given), new LineField(given)]
        detour.add(all, LINES, ink, 1)
        const gone = [...all].filter((line) => !kept.includes(line))
        detour.add(Int32Array.from(gone), gone.length, ink, -1)
        straight.add(Int32Array.from(kept).reverse(), kept.length, ink, 1)
        expect(pictureOf(detour)).toEqual(pictureOf(straight))
      }),
      { numRuns: 40 },
    )
  })

  it('shows a line in its colour, covers every column between the axes and nothing beyond', () => {
    const flat = () => Float32Array.from([20])
    const field = new LineField(geometryOf([flat(), flat(), flat()]))
    const ink = inkOf(1)
    setInk(ink, 0, [255, 0, 255], 8)
    field.add(Int32Array.from([0]), 1, ink, 1)
    const pixels = pictureOf(field)
    const row = pixels.slice(20 * WIDTH, 21 * WIDTH)
    expect(row.slice(4, 56).every((pixel) => (pixel & 0xffffff) === 0xff00ff && pixel >>> 24 > 0)).toBe(true)
    expect([...row.slice(0, 4), ...row.slice(56)].every((pixel) => pixel === 0)).toBe(true)
  })

  it('leaves gaps in a dashed line', () => {
    const flat = () => Float32Array.from([20])
    const field = new LineField(geometryOf([flat(), flat(), flat()]))
    const ink = inkOf(1)
    ink.dash[0] = 1
    field.add(Int32Array.from([0]), 1, ink, 1)
    const row = pictureOf(field).slice(20 * WIDTH + 6, 20 * WIDTH + 54)
    const drawn = row.filter((pixel) => pixel !== 0).length
    expect(drawn).toBe(32)
  })

  it('gives heavier lines more ink, and more lines more than one', () => {
    const table = alphaTable(0.2)
    expect(table[0]).toBe(0)
    expect(table[8]).toBe(Math.round(0.2 * 255))
    expect(table[16]).toBe(Math.round(0.36 * 255))
    expect(table.at(-1)).toBe(255)
  })

  it('mixes the colours of lines that cross', () => {
    const flat = () => Float32Array.from([20, 20])
    const field = new LineField(geometryOf([flat(), flat(), flat()]))
    const ink = inkOf(2)
    setInk(ink, 0, [255, 0, 0], 1)
    setInk(ink, 1, [0, 0, 255], 1)
    ink.dash.fill(0)
    field.add(Int32Array.from([0, 1]), 2, ink, 1)
    const pixel = pictureOf(field)[20 * WIDTH + 10]!
    expect(pixel & 0xff).toBeCloseTo(127.5, -0.5)
    expect((pixel >> 16) & 0xff).toBe(pixel & 0xff)
  })
})
