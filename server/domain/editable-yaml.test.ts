import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { editableYaml, printYaml, typedNode } from './editable-yaml'
import { numberText } from './number-text'

const TEXT = `# a sweep
method: bayes
metric:
    name: "loss" # the loss

parameters:
    lr: {min: 1.0e-5, max: 1e-1, q: 0x10} # tried before
    # widths
    width: {values: [0.10, +3, 1_000, 'a']}
`

test('what is not changed is printed as it was written', () => {
  const document = editableYaml(TEXT)
  expect(document && printYaml(document, TEXT)).toBe(TEXT)
})

test('one change changes one line', () => {
  const document = editableYaml(TEXT)
  document?.setIn(['metric', 'name'], 'acc')
  expect(document && printYaml(document, TEXT)).toBe(TEXT.replace('"loss"', '"acc"'))
})

test.each(['a: [', 'a: *b', '--- a\n--- b', 'a: b: c'])('%j is nobody else’s to change', (text) => {
  expect(editableYaml(text)).toBeNull()
})

test.each([
  ['1e-4', 1e-4],
  [' 32 ', 32],
  ['adam', 'adam'],
  ['"7"', '7'],
  ['true', true],
  ['null', null],
  ['a: b', 'a: b'],
  ['# x', '# x'],
  ['', ''],
  ['[1', '[1'],
])('%j typed into a field is %j', (typed, value) => {
  expect(typedNode(typed).value).toBe(value)
})

test('a number is spelled so that it reads back exactly', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      // JSON has no -0 either.
      expect(Number(numberText(value)) === value).toBe(true)
      expect(parse(numberText(value)) === value).toBe(true)
    }),
  )
})

test('a small number has the point that PyYAML wants', () => {
  expect([1e-5, 1.5e-7, 1e21, 0.001, 12].map(numberText)).toEqual(['1.0e-5', '1.5e-7', '1.0e+21', '0.001', '12'])
})
