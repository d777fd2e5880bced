import fc from 'fast-check'
import { expect, test } from 'vitest'
import { commandText, commandWords } from './command-words'

test('a line is its words', () => {
  expect(commandWords(`python train.py --note="a b" 'c d' $\{args}`)).toEqual([
    'python',
    'train.py',
    '--note="a',
    'b"',
    'c d',
    `$\{args}`,
  ])
  expect(commandWords('"open to the end')).toEqual(['open to the end'])
  expect(commandWords('  ')).toBeNull()
})

test('words become a line that is read as the same words', () => {
  const word = fc.string({ maxLength: 8 }).filter((text) => !/[\n\r\u2028\u2029\p{C}]/u.test(text))
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 5 }), (words) => {
      expect(commandWords(commandText(words))).toEqual(words)
    }),
  )
})
