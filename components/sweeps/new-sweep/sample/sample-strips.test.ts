import { expect, test } from 'vitest'
import { parseSweepConfig } from '~/server/domain/parse-sweep-config'
import { sampleStrips } from './sample-strips'

function configOf(parameters: string) {
  const parsed = parseSweepConfig(`method: random\nparameters:\n${parameters}`)
  if (parsed.kind === 'refused') throw new Error(JSON.stringify(parsed.problems))
  return parsed.config
}

test('numbers lie along their bounds, on the scale on which they vary', () => {
  const config = configOf('  lr: {distribution: log_uniform_values, min: 0.001, max: 0.1}\n  w: {min: 0, max: 10}')
  const strips = sampleStrips(config, [{ lr: 0.01, w: 5 }, { lr: 0.1, w: 0 }, {}])
  expect(strips).toMatchObject([
    { name: 'lr', low: 0.001, high: 0.1, isLog: true },
    { name: 'w', low: 0, high: 10, isLog: false, places: [0.5, 0, null] },
  ])
  const [lr] = strips
  expect(lr?.kind === 'scale' && lr.places[0]).toBeCloseTo(0.5)
})

test('values are counted in the order of the list, those that were not drawn too', () => {
  const [strip] = sampleStrips(configOf('  a: {values: [x, y, z]}'), [{ a: 'z' }, { a: 'x' }, { a: 'z' }])
  expect(strip).toMatchObject({
    values: [
      { text: 'x', count: 1 },
      { text: 'y', count: 0 },
      { text: 'z', count: 2 },
    ],
  })
})

test('without bounds the strip reaches over what was drawn, and constants have none', () => {
  const strips = sampleStrips(configOf('  n: {distribution: normal}\n  c: {value: 1}'), [
    { n: -2, c: 1 },
    { n: 4, c: 1 },
  ])
  expect(strips).toEqual([{ kind: 'scale', name: 'n', low: -2, high: 4, isLog: false, places: [0, 1] }])
})

test('a nested parameter goes by its path, and a suggestion past the bounds widens them', () => {
  const config = configOf('  o: {parameters: {q: {distribution: q_log_uniform_values, min: 1, max: 100, q: 10}}}')
  expect(sampleStrips(config, [{ o: { q: 0 } }])).toMatchObject([{ name: 'o.q', low: 0, isLog: false, places: [0] }])
})
