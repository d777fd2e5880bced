import fc from 'fast-check'
import { expect, test } from 'vitest'
import { spansOf } from './ansi'

test('colours become classes and end where they are reset', () => {
  expect(spansOf('\u001b[1;31mbad\u001b[0m good')).toEqual([
    { text: 'bad', className: 'text-bad font-semibold' },
    { text: ' good', className: '' },
  ])
})

test('what steers a terminal is dropped', () => {
  expect(plainText('\u001b[2K\u001b[1Gdone\u001b]0;title\u0007!')).toBe('done!')
})

test('of a progress bar the last writing counts', () => {
  expect(plainText('10 %\r50 %\r100 %\r')).toBe('100 %')
})

test('numbers of true colour are not taken for codes', () => {
  expect(spansOf('\u001b[38;2;31;1;0mx')).toEqual([{ text: 'x', className: '' }])
})

test('markup stays text', () => {
  expect(spansOf('<b>2</b>')).toEqual([{ text: '<b>2</b>', className: '' }])
})

test('no escape or control character is left, whatever is printed', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('\u001b', '[', ']', '3', '1', 'm', ';', '\r', '\u0007', 'a') }),
      (line) => {
        // biome-ignore lint/suspicious/noControlCharactersInRegex: that none is left is the point
        expect(plainText(line)).not.toMatch(/[\u0000-\u0008\u000b-\u001f]/)
      },
    ),
  )
})

function plainText(line: string): string {
  return spansOf(line)
    .map((span) => span.text)
    .join('')
}
