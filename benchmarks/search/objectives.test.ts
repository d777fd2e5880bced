import { describe, expect, test } from 'vitest'
import type { JsonObject } from '~/server/domain/json'
import { OBJECTIVES } from './objectives'

const chance = { uniform: () => 0.5, normal: () => 0 }

function objective(name: string) {
  const found = OBJECTIVES.find((each) => each.name === name)
  if (found === undefined) throw new Error(`no objective ${name}`)
  return found
}

/** Every number at 0.3 of its box. */
function within(parameters: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, parameter]) => {
      const { min, max } = parameter as { min: number; max: number }
      return [name, min + 0.3 * (max - min)]
    }),
  )
}

describe('the objectives have the values that were computed with numpy', () => {
  test.each([
    ['branin', 23.846560461],
    ['hartmann3', -0.6983228738],
    ['hartmann6', -1.0188180557],
    ['ackley5', 6.5935990793],
    ['rosenbrock4', 631.8],
    ['levy4', 10.4383415588],
    ['rastrigin3', 13.9369756576],
  ])('%s', (name, value) => {
    const { parameters, evaluate } = objective(name)
    expect(evaluate(within(parameters), chance)).toBeCloseTo(value, 8)
  })

  test('mixed_ml', () => {
    const params = { lr: 1e-3, wd: 1e-4, layers: 3, units: 128, optimizer: 'adam', dropout: 0.1 }
    expect(objective('mixed_ml').evaluate(params, chance)).toBeCloseTo(0.1566185324, 9)
    const best = { lr: 3.548e-4, wd: 4.943e-5, layers: 2, units: 512, optimizer: 'adam', dropout: 0.1875 }
    expect(objective('mixed_ml').evaluate(best, chance)).toBeCloseTo(objective('mixed_ml').optimum, 7)
  })

  test('digits_mlp', () => {
    const params = { lr: 2e-3, alpha: 1e-4, units: 64, layers: 1, activation: 'relu' }
    expect(objective('digits_mlp').evaluate(params, chance)).toBeCloseTo(0.037563, 6)
    expect(objective('digits_mlp').optimum).toBeCloseTo(0.022538, 6)
  })
})

test('moved optima are where they were moved to', () => {
  const at = (shift: number[]) => Object.fromEntries(shift.map((value, i) => [`x${i}`, value]))
  expect(objective('ackley5_shifted').evaluate(at([1.37, -2.21, 0.83, -0.59, 2.91]), chance)).toBeCloseTo(0, 12)
  expect(objective('rastrigin3_shifted').evaluate(at([1.43, -2.27, 0.71]), chance)).toBeCloseTo(0, 12)
})
