import { describe, expect, test } from 'vitest'
import { readHandWritten } from './hand-written'
import { configOf } from './testing'

const { config: SPACE } = configOf(`method: random
parameters:
  lr: {min: 0.0, max: 1.0}
  epochs: {value: 10}
  opt: {parameters: {name: {values: [sgd, adam]}, momentum: {min: 0.0, max: 1.0}}}`)

const read = (text: string, isOutsideAllowed = false) => readHandWritten(text, SPACE, { isOutsideAllowed })

describe('a hand-written run', () => {
  test.each([
    '{"lr": 0.5, "opt": {"name": "adam", "momentum": 0.9}}',
    'lr: 0.5\nopt:\n  name: adam\n  momentum: 0.9\n',
    'lr: 0.5\nopt.name: adam\nopt.momentum: 0.9\nepochs: 10\n',
  ])('may be JSON, YAML or dotted: %j', (text) => {
    expect(read(text)).toEqual({
      kind: 'ok',
      config: { lr: 0.5, epochs: 10, opt: { name: 'adam', momentum: 0.9 } },
    })
  })

  test('is told everything that is outside, with its line', () => {
    const answer = read('lr: 2\nopt.name: lion\nbatchsize: 3\n')
    expect(answer).toMatchObject({ kind: 'refused', isOutside: true })
    if (answer.kind !== 'refused') return
    expect(answer.problems.map(({ path, line, found }) => [path, line, found])).toEqual([
      ['batchsize', 3, 'a key that the space does not have'],
      ['lr', 1, '2'],
      ['opt.momentum', null, 'nothing'],
      ['opt.name', null, '"lion"'],
    ])
  })

  test('may be outside when that is meant, as it is written', () => {
    expect(read('lr: 2\nbatchsize: 3\n', true)).toEqual({ kind: 'ok', config: { lr: 2, batchsize: 3, epochs: 10 } })
  })

  test.each(['', '[]', '3', '{}', 'a: [', '__proto__: 1', 'constructor: 1'])('that is none is refused: %j', (text) => {
    expect(read(text, true)).toMatchObject({ kind: 'refused', isOutside: false })
  })
})
