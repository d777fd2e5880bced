import { expect, test } from 'vitest'
import { valueSaid } from './media-words'

test.each([
  [{ _type: 'images/separated', filenames: ['a.png', 'b.png'] }, '2 images'],
  [{ _type: 'table-file', path: 't.json', nrows: 3 }, 'table of 3 rows'],
  [{ _type: 'histogram', values: [1], bins: [0, 1] }, 'histogram of 1 bin'],
  [{ _type: 'odd' }, '{"_type":"odd"}'],
  ['epoch 3', 'epoch 3'],
  [0.5, '0.5'],
  [undefined, '–'],
])('%j is said as %s', (value, said) => {
  expect(valueSaid(value)).toBe(said)
})
