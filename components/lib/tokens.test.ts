/** Checks the colours of app/globals.css themselves: contrast of text, and run colours for four kinds of eyes. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { groupColors, RUN_COLOR_COUNT, runColor } from './color'

type Rgb = [number, number, number]

const css = readFileSync(new URL('../../app/globals.css', import.meta.url), 'utf8')
const themes = {
  light: tokens(css.slice(css.indexOf(':root {'), css.indexOf('.dark {'))),
  dark: tokens(css.slice(css.indexOf('.dark {'), css.indexOf('@theme {'))),
}

function tokens(block: string): Map<string, Rgb> {
  const found = block.matchAll(/--([a-z0-9-]+): oklch\(([\d.]+) ([\d.]+) ([\d.]+)\);/g)
  return new Map([...found].map(([, name, l, c, h]) => [name!, linearRgb(Number(l), Number(c), Number(h))]))
}

function linearRgb(lightness: number, chroma: number, hue: number): Rgb {
  const a = chroma * Math.cos((hue * Math.PI) / 180)
  const b = chroma * Math.sin((hue * Math.PI) / 180)
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  const rgb: Rgb = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ]
  return rgb.map((value) => Math.min(1, Math.max(0, value))) as Rgb
}

function oklab([r, g, b]: Rgb): Rgb {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ]
}

function contrast(a: Rgb, b: Rgb): number {
  const [bright, dim] = [a, b].map(([r, g, blue]) => 0.2126 * r + 0.7152 * g + 0.0722 * blue).sort((x, y) => y - x)
  return (bright! + 0.05) / (dim! + 0.05)
}

/** Machado, Oliveira & Fernandes (2009), severity 1: how linear RGB looks to each kind of eye. */
const EYES: Record<string, number[][]> = {
  full: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
}

function seenBy(eye: number[][], rgb: Rgb): Rgb {
  const seen = eye.map((row) => row.reduce((sum, weight, i) => sum + weight * rgb[i]!, 0))
  return oklab(seen.map((value) => Math.min(1, Math.max(0, value))) as Rgb)
}

describe.each(Object.entries(themes))('the %s theme', (_name, colors) => {
  test.each(['ink', 'muted', 'accent', 'good', 'warn-ink', 'bad', 'ansi-magenta', 'ansi-cyan'])(
    '%s can be read on every ground',
    (name) => {
      for (const ground of ['surface', 'raised', 'hover']) {
        expect(contrast(colors.get(name)!, colors.get(ground)!), ground).toBeGreaterThanOrEqual(4.5)
      }
    },
  )

  test('the text on a filled button can be read', () => {
    expect(contrast(colors.get('on-accent')!, colors.get('accent')!)).toBeGreaterThanOrEqual(4.5)
  })

  test('selected rows leave their text readable', () => {
    for (const name of ['ink', 'muted']) {
      expect(contrast(colors.get(name)!, colors.get('selected')!), name).toBeGreaterThanOrEqual(4.5)
    }
  })

  test('no two run colours look the same to any kind of eye', () => {
    const runs = Array.from({ length: RUN_COLOR_COUNT }, (_, i) => colors.get(`run-${i}`)!)
    for (const [kind, eye] of Object.entries(EYES)) {
      const seen = runs.map((rgb) => seenBy(eye, rgb))
      for (const [i, a] of seen.entries()) {
        for (const [j, b] of seen.slice(0, i).entries()) {
          const distance = Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])
          expect(distance, `run-${i} and run-${j} to ${kind} eyes`).toBeGreaterThan(0.05)
        }
      }
    }
  })
})

describe('who has which colour', () => {
  test('twenty runs made one after another have twenty colours, and each keeps its own', () => {
    const runs = Array.from({ length: RUN_COLOR_COUNT }, (_, i) => ({ id: `run-${i}`, serial: 993 + i }))
    expect(new Set(runs.map((run) => runColor(run))).size).toBe(RUN_COLOR_COUNT)
    expect(runs.map((run) => runColor(run))).toEqual(runs.map((run) => runColor({ ...run })))
  })

  test('a colour chosen by hand wins', () => {
    expect(runColor({ id: 'a', serial: 1 }, { a: 7 })).toBe('var(--run-7)')
    expect(groupColors(['adam', 'sgd'], { sgd: 3 }).get('sgd')).toBe('var(--run-3)')
  })

  test('twenty groups have twenty colours, one more shares, and their order does not matter', () => {
    const keys = Array.from({ length: RUN_COLOR_COUNT }, (_, i) => `group ${i}`)
    const colors = groupColors(keys)
    expect(new Set(colors.values()).size).toBe(RUN_COLOR_COUNT)
    expect(groupColors(keys.toReversed())).toEqual(colors)
    expect(groupColors([...keys, 'one more']).size).toBe(RUN_COLOR_COUNT + 1)
  })
})
