import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plainText } from '~/server/domain/console'
import { markMatches, PLAIN, spansOf } from './ansi'
import { spanStyle } from './span-look'

const textOf = (line: string) =>
  spansOf(line)
    .map((span) => span.text)
    .join('')

describe('a line of a terminal', () => {
  test('has the colours and weights that it was printed with, until they are reset', () => {
    expect(spansOf('\u001b[1;4;31mbad\u001b[22m!\u001b[0m good')).toEqual([
      { text: 'bad', look: { ...PLAIN, color: 1, isBold: true, isUnderlined: true } },
      { text: '!', look: { ...PLAIN, color: 1, isUnderlined: true } },
      { text: ' good', look: PLAIN },
    ])
  })

  test('has bright colours, grounds, and colours turned round', () => {
    expect(spansOf('\u001b[93;44mx\u001b[7my\u001b[39;49;27mz').map(({ look }) => look)).toEqual([
      { ...PLAIN, color: 11, background: 4 },
      { ...PLAIN, color: 11, background: 4, isInverse: true },
      PLAIN,
    ])
  })

  test.each([
    ['38;5;9', 9],
    ['38;5;196', '255 0 0'],
    ['38;5;244', '128 128 128'],
    ['38;2;31;1;0', '31 1 0'],
    ['38:2:300:0:7', '255 0 7'],
    ['38:2::31:1:0', '31 1 0'],
    ['38:5:196', '255 0 0'],
  ])('has the colour that %s says, and takes none of its numbers for codes', (codes, color) => {
    expect(spansOf(`\u001b[${codes}mx`)).toEqual([{ text: 'x', look: { ...PLAIN, color } }])
  })

  test('goes on with the codes after a colour, and stands a colour that is cut short', () => {
    expect(spansOf('\u001b[38;5;196;1mx')[0]?.look).toMatchObject({ color: '255 0 0', isBold: true })
    expect(textOf('\u001b[38mx\u001b[38;2;1my')).toBe('xy')
  })

  test('shows of a progress bar the last writing, and nothing of what steers a terminal', () => {
    expect(textOf('10 %\r50 %\r100 %\r')).toBe('100 %')
    expect(textOf('\u001b[2K\u001b[1Gdone\u001b]0;title\u0007!')).toBe('done!')
  })

  test('stays text, whatever markup it looks like', () => {
    expect(spansOf('<b>2</b>')).toEqual([{ text: '<b>2</b>', look: PLAIN }])
  })

  test('is the text that is searched and taken along, without any control character, whatever is printed', () => {
    const printed = fc.string({
      unit: fc.constantFrom('\u001b', '[', ']', '3', '8', '5', '1', 'm', ';', ':', '\r', '\u0007', 'a'),
    })
    fc.assert(
      fc.property(printed, (line) => {
        expect(textOf(line)).toBe(plainText(line))
        // biome-ignore lint/suspicious/noControlCharactersInRegex: that none is left is the point
        expect(textOf(line)).not.toMatch(/[\u0000-\u0008\u000b-\u001f]/)
      }),
    )
  })
})

describe('what is searched', () => {
  const marked = (line: string, search: string) =>
    markMatches(spansOf(line), search).map(({ text, isMatch }) => (isMatch ? `[${text}]` : text))

  test('is marked in any case, each time, and across colours', () => {
    expect(marked('Loss loss', 'loss')).toEqual(['[Loss]', ' ', '[loss]'])
    expect(marked('a \u001b[31mlo\u001b[0mss b', 'loss')).toEqual(['a ', '[lo]', '[ss]', ' b'])
    expect(marked('aaa', 'aa')).toEqual(['[aa]', 'a'])
  })

  test('marks nothing where there is nothing', () => {
    expect(marked('fine', 'x')).toEqual(['fine'])
    expect(marked('fine', '')).toEqual(['fine'])
  })

  test('leaves the text as it is', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ maxLength: 3 }), (line, search) => {
        const pieces = markMatches(spansOf(line), search)
        expect(pieces.map(({ text }) => text).join('')).toBe(textOf(line))
      }),
    )
  })
})

test('a colour of a program is kept to what can be read on the page', () => {
  expect(spanStyle(PLAIN)).toBeUndefined()
  expect(spanStyle({ ...PLAIN, color: 1 })).toEqual({ color: 'var(--bad)' })
  expect(spanStyle({ ...PLAIN, color: '255 255 0' })?.color).toMatch(/^oklch\(from rgb\(255 255 0\) clamp/)
  expect(spanStyle({ ...PLAIN, isInverse: true })).toEqual({ color: 'var(--surface)', backgroundColor: 'var(--ink)' })
})
