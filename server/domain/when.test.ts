import { describe, expect, test } from 'vitest'
import { diffConfigs } from './config-diff'
import { gridOf } from './grid-axis'
import { readHandWritten } from './hand-written'
import { membershipOf, outsideOf, partPlacerOf, placerOf } from './in-space'
import type { JsonObject } from './json'
import { narrowSpace } from './narrow-space'
import { parseSweepConfig } from './parse-sweep-config'
import { type SweepConfig, sweepConfigSchema } from './sweep-config'
import { withDistributions } from './sweep-text-edit'
import { configOf, problemsOf } from './testing'
import { valueKey } from './value-key'
import { activityOf, whenText } from './when'
import { writeSweepConfig } from './write-sweep-config'

const TEXT = `method: grid
parameters:
  optimizer: {values: [adam, sgd, lbfgs]}
  momentum: {values: [0.5, 0.9], when: {optimizer: [sgd]}}
  nesterov: {values: [true, false], when: {momentum: 0.9}}
  beta: {value: 0.99, when: {optimizer: [adam]}}
  schedule:
    when: {optimizer: [adam, sgd]}
    parameters:
      kind: {values: [none, step]}
      every: {min: 1, max: 3, when: {schedule.kind: [step]}}
`
const { config: SPACE } = configOf(TEXT)

function cellsOf(config: SweepConfig): JsonObject[] {
  const grid = gridOf(config)!
  return Array.from({ length: grid.size }, (_, cell) => {
    const settings: JsonObject = {}
    for (const { path, value } of grid.settingsAt(cell)) settings[path.join('.')] = value
    return settings
  })
}

describe('conditions are read', () => {
  test('with one value for a list of one, on parameters and on groups', () => {
    expect(SPACE.parameters['momentum']?.when).toEqual({ optimizer: ['sgd'] })
    expect(SPACE.parameters['nesterov']?.when).toEqual({ momentum: [0.9] })
    expect(SPACE.parameters['schedule']?.when).toEqual({ optimizer: ['adam', 'sgd'] })
  })

  test('and written, stored, and read again the same', () => {
    expect(configOf(writeSweepConfig(SPACE)).config).toEqual(SPACE)
    expect(sweepConfigSchema.parse(JSON.parse(JSON.stringify(SPACE)))).toEqual(SPACE)
  })

  const withWhen = (when: string, more = '') =>
    problemsOf(`method: random\nparameters:\n  a: {values: [x, y]}\n  b: {min: 0.0, max: 1.0, when: ${when}}\n${more}`)

  test.each([
    ['a', 'parameters.b.when', ''],
    ['{}', 'parameters.b.when', ''],
    ['{a: []}', 'parameters.b.when.a', ''],
    ['{a: {x: 1}}', 'parameters.b.when.a', ''],
    ['{aa: [x]}', 'parameters.b.when.aa', 'did you mean "a"'],
    ['{d: [x]}', 'parameters.b.when.d', 'did you mean "c.d"'],
    ['{b: [0.5]}', 'parameters.b.when.b', 'can be listed'],
    ['{e: [1]}', 'parameters.b.when.e', 'can be listed'],
  ])('when %s is refused at %s', (when, path, allowed) => {
    const problems = withWhen(when, '  c: {parameters: {d: {values: [x]}}}\n  e: {distribution: normal}\n')
    expect(problems).toMatchObject([{ path, line: 4 }])
    expect(problems[0]?.allowed).toContain(allowed)
  })

  test('circles are refused, and said in full', () => {
    const circle = problemsOf(
      'method: random\nparameters:\n  a: {values: [1, 2], when: {c: [1]}}\n  b: {values: [1, 2], when: {a: [1]}}\n  c: {values: [1, 2], when: {b: [1]}}\n',
    )
    expect(circle).toMatchObject([
      { path: 'parameters.a.when', line: 3, found: 'a circle: a needs c, c needs b, b needs a' },
    ])
    expect(problemsOf('method: random\nparameters:\n  a: {values: [1, 2], when: {a: [1]}}')).toMatchObject([
      { path: 'parameters.a.when', found: 'a circle: a needs a' },
    ])
    const group = 'method: random\nparameters:\n  g: {when: {g.a: [1]}, parameters: {a: {values: [1, 2]}}}'
    expect(problemsOf(group)).toMatchObject([{ path: 'parameters.g.parameters.a.when' }])
  })

  test('more combinations of what others depend on than can be walked through are refused', () => {
    expect(
      problemsOf('method: random\nparameters:\n  a: {min: 1, max: 99999}\n  b: {min: 0.0, max: 1.0, when: {a: [1]}}'),
    ).toMatchObject([{ path: 'parameters', found: '99999 combinations' }])
  })

  test('a value that the other never has is said and not refused', () => {
    const { warnings } = configOf(
      'method: random\nparameters:\n  a: {values: [x, y]}\n  b: {min: 0.0, max: 1.0, when: {a: [x, z]}}',
    )
    expect(warnings).toEqual(['parameters.b.when.a: a is never "z"'])
  })

  test('of another kind of key it is still a slip', () => {
    expect(problemsOf('method: random\nparameters: {a: {value: 1, whenn: {b: [1]}}}')[0]?.allowed).toContain('"when"')
  })
})

describe('a grid with conditions', () => {
  test('has each combination that can be told apart, once', () => {
    const cells = cellsOf(SPACE)
    const schedules = 1 + 3
    expect(cells).toHaveLength(schedules + (1 + 2) * schedules + 1)
    expect(new Set(cells.map(valueKey)).size).toBe(cells.length)
    expect(cells).toContainEqual({ optimizer: 'lbfgs' })
    expect(cells).toContainEqual({ optimizer: 'adam', beta: 0.99, 'schedule.kind': 'none' })
    for (const cell of cells) {
      expect('momentum' in cell).toBe(cell['optimizer'] === 'sgd')
      expect('nesterov' in cell).toBe(cell['momentum'] === 0.9)
      expect('schedule.every' in cell).toBe(cell['schedule.kind'] === 'step')
    }
  })

  test('finds the cell of a run, and takes no notice of what has no meaning there', () => {
    const grid = gridOf(SPACE)!
    for (let cell = 0; cell < grid.size; cell++) {
      const config = placerOf(SPACE)(
        Object.fromEntries(grid.settingsAt(cell).map(({ path, value }) => [path.join('.'), value])),
      )
      expect(config.kind).toBe('inside')
      if (config.kind === 'inside') expect(grid.cellOf(config.config)).toBe(cell)
    }
    const plain = grid.cellOf({ optimizer: 'lbfgs' })
    expect(plain).not.toBeNull()
    expect(grid.cellOf({ optimizer: 'lbfgs', momentum: 0.7, nesterov: 'perhaps' })).toBe(plain)
    expect(grid.cellOf({ optimizer: 'sgd', schedule: { kind: 'none' } })).toBeNull()
    expect(grid.cellOf({ momentum: 0.9 })).toBeNull()
  })

  test('is as it was where there are none', () => {
    const { config } = configOf('method: grid\nparameters: {b: {values: [1, 2]}, a: {min: 1, max: 2}}')
    expect(cellsOf(config)).toEqual([
      { a: 1, b: 1 },
      { a: 1, b: 2 },
      { a: 2, b: 1 },
      { a: 2, b: 2 },
    ])
  })
})

describe('a run in a space with conditions', () => {
  const isInside = membershipOf(SPACE)

  test('needs what has a meaning, and nothing else', () => {
    expect(isInside({ optimizer: 'lbfgs' })).toBe(true)
    expect(isInside({ optimizer: 'adam', schedule: { kind: 'none' } })).toBe(true)
    expect(isInside({ optimizer: 'adam' })).toBe(false)
    expect(isInside({ optimizer: 'sgd', momentum: 0.5, schedule: { kind: 'none' } })).toBe(true)
    expect(isInside({ optimizer: 'sgd', momentum: 0.9, schedule: { kind: 'none' } })).toBe(false)
  })

  test('is placed without what has none', () => {
    const given = { optimizer: 'lbfgs', momentum: 0.9, schedule: { kind: 'step', every: 2 } }
    expect(placerOf(SPACE)(given)).toEqual({ kind: 'inside', config: { optimizer: 'lbfgs' } })
    expect(partPlacerOf(SPACE)(given)).toEqual({ kind: 'inside', config: { optimizer: 'lbfgs' } })
    expect(outsideOf(SPACE)(given)).toEqual([])
    expect(outsideOf(SPACE)({ optimizer: 'adam', schedule: { kind: 'step' } })).toEqual(['schedule.every'])
  })

  test('written by hand gets only the constants that have a meaning, and is told of what has none', () => {
    const read = (text: string, isOutsideAllowed = false) => readHandWritten(text, SPACE, { isOutsideAllowed })
    expect(read('optimizer: adam\nschedule.kind: none')).toEqual({
      kind: 'ok',
      config: { optimizer: 'adam', schedule: { kind: 'none' }, beta: 0.99 },
    })
    expect(read('optimizer: lbfgs')).toEqual({ kind: 'ok', config: { optimizer: 'lbfgs' } })
    expect(read('optimizer: lbfgs\nmomentum: 0.9')).toMatchObject({
      kind: 'refused',
      isOutside: true,
      problems: [
        { path: 'momentum', line: 2, allowed: 'nothing here: momentum has a meaning only when optimizer is sgd' },
      ],
    })
    expect(read('optimizer: lbfgs\nmomentum: 0.9', true).kind).toBe('ok')
  })
})

describe('editing a space with conditions', () => {
  test('keeps them when a distribution is exchanged in the text, and when runs are brushed', () => {
    const text = withDistributions(
      { text: TEXT, config: SPACE, yaml: '1.2' } as Parameters<typeof withDistributions>[0],
      [
        { path: ['momentum'], distribution: { distribution: 'constant', value: 0.9 } },
        { path: ['schedule', 'kind'], distribution: { distribution: 'constant', value: 'step' } },
      ],
    )
    const edited = configOf(text).config
    expect(edited.parameters['momentum']).toEqual({
      distribution: 'constant',
      value: 0.9,
      when: { optimizer: ['sgd'] },
    })
    expect(edited.parameters['schedule']?.when).toEqual({ optimizer: ['adam', 'sgd'] })
    const { config } = narrowSpace(SPACE, {
      momentum: { kind: 'ranges', ranges: [{ min: 0.8, max: 1 }], withNotSet: true },
    })
    expect(config.parameters['momentum']).toEqual({
      distribution: 'constant',
      value: 0.9,
      when: { optimizer: ['sgd'] },
    })
    expect(config.parameters['schedule']?.when).toEqual({ optimizer: ['adam', 'sgd'] })
  })

  test('a space narrowed past a condition is still a space', () => {
    const { config } = narrowSpace(SPACE, { optimizer: { kind: 'values', values: ['"lbfgs"'], withNotSet: false } })
    const parsed = parseSweepConfig(writeSweepConfig(config))
    expect(parsed.kind).toBe('ok')
    expect(cellsOf(config)).toEqual([{ optimizer: 'lbfgs' }])
  })

  test('is said in words', () => {
    const after = configOf(TEXT.replace('when: {optimizer: [sgd]}', 'when: {optimizer: [sgd, lbfgs]}')).config
    expect(diffConfigs(SPACE, after)).toMatchObject([
      { name: 'momentum', after: '0.5, 0.9, only when optimizer is sgd or lbfgs' },
    ])
    expect(whenText([])).toBeNull()
    const two = [
      { name: 'a', values: ['x', 'y', 'z'] },
      { name: 'b', values: [2] },
    ]
    expect(whenText(two)).toBe('only when a is x, y or z and b is 2')
  })
})

test('steps of floats meet a condition within a rounding', () => {
  const { flags } = activityOf([
    { name: 'a', when: [] },
    { name: 'b', when: [{ name: 'a', values: [0.3] }] },
  ])
  expect(flags((place) => (place === 0 ? 0.1 + 0.2 : 1))).toEqual([true, true])
  expect(flags((place) => (place === 0 ? 0.31 : 1))).toEqual([true, false])
})
