/**
 * Test functions of the field (Surjanovic & Bingham, Virtual Library of Simulation Experiments), all to be minimised. Ackley and
 * Rastrigin have their optimum in the middle of the usual box, where a lucky start proves nothing, so each has a
 * twin with the optimum moved aside.
 */
import type { JsonObject } from '~/server/domain/json'
import type { Objective } from './objective'

const { PI, cos, exp, sin, sqrt } = Math

export function box(dimensions: number, min: number, max: number): JsonObject {
  return Object.fromEntries(
    Array.from({ length: dimensions }, (_, i) => [`x${i}`, { distribution: 'uniform', min, max }]),
  )
}

/** x0, x1, … of a config, moved by `shift`. */
export function vectorOf(params: JsonObject, shift: readonly number[] = []): number[] {
  return Array.from({ length: Object.keys(params).length }, (_, i) => Number(params[`x${i}`]) - (shift[i] ?? 0))
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

export function branin([x = 0, y = 0]: readonly number[]): number {
  const valley = y - (5.1 / (4 * PI ** 2)) * x ** 2 + (5 / PI) * x - 6
  return valley ** 2 + 10 * (1 - 1 / (8 * PI)) * cos(x) + 10
}

const HARTMANN_WEIGHTS = [1, 1.2, 3, 3.2]
const HARTMANN_3 = {
  scales: [
    [3, 10, 30],
    [0.1, 10, 35],
    [3, 10, 30],
    [0.1, 10, 35],
  ],
  centres: [
    [0.3689, 0.117, 0.2673],
    [0.4699, 0.4387, 0.747],
    [0.1091, 0.8732, 0.5547],
    [0.0381, 0.5743, 0.8828],
  ],
}
const HARTMANN_6 = {
  scales: [
    [10, 3, 17, 3.5, 1.7, 8],
    [0.05, 10, 17, 0.1, 8, 14],
    [3, 3.5, 1.7, 10, 17, 8],
    [17, 8, 0.05, 10, 0.1, 14],
  ],
  centres: [
    [0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886],
    [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
    [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.665],
    [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381],
  ],
}

function hartmann(x: readonly number[], { scales, centres }: typeof HARTMANN_3): number {
  return -HARTMANN_WEIGHTS.reduce((sum, weight, k) => {
    const distance = x.reduce((d, xi, i) => d + (scales[k]?.[i] ?? 0) * (xi - (centres[k]?.[i] ?? 0)) ** 2, 0)
    return sum + weight * exp(-distance)
  }, 0)
}

export function ackley(x: readonly number[]): number {
  return -20 * exp(-0.2 * sqrt(mean(x.map((xi) => xi ** 2)))) - exp(mean(x.map((xi) => cos(2 * PI * xi)))) + 20 + Math.E
}

export function rosenbrock(x: readonly number[]): number {
  return x.slice(1).reduce((sum, next, i) => {
    const xi = x[i] ?? 0
    return sum + 100 * (next - xi ** 2) ** 2 + (1 - xi) ** 2
  }, 0)
}

export function levy(x: readonly number[]): number {
  const w = x.map((xi) => 1 + (xi - 1) / 4)
  const last = w.at(-1) ?? 1
  const inner = w.slice(0, -1).reduce((sum, wi) => sum + (wi - 1) ** 2 * (1 + 10 * sin(PI * wi + 1) ** 2), 0)
  return sin(PI * (w[0] ?? 1)) ** 2 + inner + (last - 1) ** 2 * (1 + sin(2 * PI * last) ** 2)
}

export function rastrigin(x: readonly number[]): number {
  return 10 * x.length + x.reduce((sum, xi) => sum + xi ** 2 - 10 * cos(2 * PI * xi), 0)
}

type Plain = { name: string; parameters: JsonObject; optimum: number; shift?: number[]; f: (x: number[]) => number }

function minimized({ name, parameters, optimum, shift, f }: Plain): Objective {
  return { name, parameters, goal: 'minimize', optimum, evaluate: (params) => f(vectorOf(params, shift)) }
}

/** Off the middle and off the grid of any lucky start. */
const ACKLEY_SHIFT = [1.37, -2.21, 0.83, -0.59, 2.91]
const RASTRIGIN_SHIFT = [1.43, -2.27, 0.71]

export const FUNCTIONS: Objective[] = [
  minimized({
    name: 'branin',
    parameters: {
      x0: { distribution: 'uniform', min: -5, max: 10 },
      x1: { distribution: 'uniform', min: 0, max: 15 },
    },
    optimum: 0.397887357729739,
    f: branin,
  }),
  minimized({
    name: 'hartmann3',
    parameters: box(3, 0, 1),
    optimum: -3.862779787332664,
    f: (x) => hartmann(x, HARTMANN_3),
  }),
  minimized({
    name: 'hartmann6',
    parameters: box(6, 0, 1),
    optimum: -3.322368011415515,
    f: (x) => hartmann(x, HARTMANN_6),
  }),
  minimized({ name: 'ackley5', parameters: box(5, -5, 5), optimum: 0, f: ackley }),
  minimized({ name: 'ackley5_shifted', parameters: box(5, -5, 5), optimum: 0, shift: ACKLEY_SHIFT, f: ackley }),
  minimized({ name: 'rosenbrock4', parameters: box(4, -2, 2), optimum: 0, f: rosenbrock }),
  minimized({ name: 'levy4', parameters: box(4, -10, 10), optimum: 0, f: levy }),
  minimized({ name: 'rastrigin3', parameters: box(3, -5.12, 5.12), optimum: 0, f: rastrigin }),
  minimized({
    name: 'rastrigin3_shifted',
    parameters: box(3, -5.12, 5.12),
    optimum: 0,
    shift: RASTRIGIN_SHIFT,
    f: rastrigin,
  }),
]
