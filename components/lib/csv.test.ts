import { expect, test } from 'vitest'
import { csvOf } from './csv'

test('cells are quoted where they must be, and nothing is lost', () => {
  expect(
    csvOf([
      ['a', 'b, c', 'say "x"'],
      [1.5, null, -2e-7],
      ['two\nlines', '', 0],
    ]),
  ).toBe('a,"b, c","say ""x"""\r\n1.5,,-2e-7\r\n"two\nlines",,0\r\n')
})

test('a name cannot act as a formula in a spreadsheet', () => {
  expect(csvOf([['=1+1', '@cmd', '-x', '+y']])).toBe("'=1+1,'@cmd,'-x,'+y\r\n")
})
