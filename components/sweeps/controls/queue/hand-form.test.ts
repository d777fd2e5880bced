import { describe, expect, it } from 'vitest'
import { readHandWritten } from '~/server/domain/hand-written'
import { parseSweepConfig } from '~/server/domain/parse-sweep-config'
import { handFields, handText, problemsByField } from './hand-form'

const parsed = parseSweepConfig(`method: random
parameters:
  lr: {distribution: log_uniform_values, min: 0.0001, max: 0.1}
  opt: {parameters: {name: {values: [sgd, adam, null, "1"]}}}
  epochs: {value: 10}`)
if (parsed.kind === 'refused') throw new Error('the config of the test is wrong')
const { config } = parsed

describe('the form of a hand-written run', () => {
  it('has a field a parameter, and says what may be written', () => {
    expect(handFields(config)).toEqual([
      { name: 'epochs', says: 'always 10', choices: null, isFixed: true },
      { name: 'lr', says: '0.0001 to 0.1, log scale', choices: null, isFixed: false },
      { name: 'opt.name', says: 'sgd, adam, null, 1', choices: ['sgd', 'adam', 'null', '"1"'], isFixed: false },
    ])
  })

  it('means what its fields say, empty ones left out', () => {
    const text = handText({ lr: '1e-3', 'opt.name': '"1"', epochs: ' ' })
    expect(text).toBe('lr: 1e-3\nopt.name: "1"')
    expect(readHandWritten(text, config, { isOutsideAllowed: false })).toEqual({
      kind: 'ok',
      config: { lr: 0.001, opt: { name: '1' }, epochs: 10 },
    })
  })

  it('keeps each problem beside its field, and offers to mean it only where a value is outside', () => {
    const problem = (path: string) => ({ path, line: null, found: '7', allowed: '0 to 1' })
    const seen = problemsByField([problem('lr'), problem('batch')], ['lr', 'opt.name'])
    expect(seen.ofField('lr')).toHaveLength(1)
    expect(seen.others.map(({ path }) => path)).toEqual(['batch'])
    expect(seen.areMeantPossible).toBe(true)
    expect(problemsByField([problem('config')], []).areMeantPossible).toBe(false)
  })
})
