/**
 * Made-up trainings: what a network's validation loss looks like over its hyperparameters, with a valley in the learning rate
 * that moves with optimizer, width and depth; with noise, with parameters that only exist beside others, with failures.
 */
import type { JsonObject } from '~/server/domain/json'
import { box, branin, vectorOf } from './functions'
import type { Objective } from './objective'

const { exp, log1p, log2, log10, max, sin } = Math

const MIXED_ML: JsonObject = {
  lr: { distribution: 'log_uniform_values', min: 1e-5, max: 1 },
  wd: { distribution: 'log_uniform_values', min: 1e-6, max: 1e-1 },
  layers: { distribution: 'int_uniform', min: 1, max: 6 },
  units: { values: [32, 64, 128, 256, 512] },
  optimizer: { values: ['sgd', 'adam', 'rmsprop'] },
  dropout: { distribution: 'uniform', min: 0, max: 0.6 },
}

/** Best log10 learning rate of the smallest network, what the optimizer costs, and how wide its valley is. */
const OPTIMIZERS: Record<string, { lr: number; base: number; width: number }> = {
  sgd: { lr: -1.1, base: 0.03, width: 0.55 },
  adam: { lr: -2.7, base: 0, width: 0.85 },
  rmsprop: { lr: -3.1, base: 0.012, width: 0.65 },
}

/** Found by going through all 90 discrete combinations with Nelder-Mead from the best of 300 random points in each. */
const MIXED_ML_OPTIMUM = 0.10789660039033616

export function mixedMl(params: JsonObject): number {
  const optimizer = OPTIMIZERS[String(params['optimizer'])]
  if (optimizer === undefined) return Number.NaN
  const [lr, wd, dropout] = [log10(Number(params['lr'])), log10(Number(params['wd'])), Number(params['dropout'])]
  const [width, depth] = [log2(Number(params['units'])) - 5, Number(params['layers'])]
  const capacity = 0.55 * width + 0.5 * depth
  const centre = optimizer.lr - 0.16 * width - 0.11 * (depth - 1)
  const step = (lr - centre) / optimizer.width
  // Too large a rate diverges faster than too small a rate starves.
  const rate = log1p(0.9 * step ** 2) * (step > 0 ? 0.34 : 0.24) + 0.02 * sin(2.2 * step) ** 2
  const under = 0.42 * exp(-0.9 * capacity)
  const over = 0.012 * max(0, capacity - 2.6) ** 2
  const bestDropout = 0.06 + 0.075 * max(0, capacity - 1.5)
  const bestDecay = -4.6 + 0.42 * (capacity - 2.5) - 0.25 * (lr - centre)
  const regular = 0.9 * (dropout - bestDropout) ** 2 + 0.011 * (wd - bestDecay) ** 2
  const both = 0.1 * max(0, dropout - 0.25) * max(0, wd + 3)
  return optimizer.base + 0.08 + rate + under + over + regular + both
}

const NOISE = 0.02

/** A booster or a network: each has parameters that the other knows nothing of. */
const CONDITIONAL: JsonObject = {
  model: { values: ['network', 'booster'] },
  lr: { distribution: 'log_uniform_values', min: 1e-5, max: 1, when: { model: ['network'] } },
  momentum: { distribution: 'uniform', min: 0, max: 0.99, when: { model: ['network'] } },
  depth: { distribution: 'int_uniform', min: 1, max: 12, when: { model: ['booster'] } },
  shrinkage: { distribution: 'log_uniform_values', min: 1e-3, max: 1, when: { model: ['booster'] } },
  subsample: { distribution: 'uniform', min: 0.3, max: 1 },
}

/** Network at lr 10^-2.4, momentum 0.9, subsample 0.8. */
const CONDITIONAL_OPTIMUM = 0.1

function conditional(params: JsonObject): number {
  const subsample = 0.08 * (Number(params['subsample']) - 0.8) ** 2
  if (params['model'] === 'network') {
    const rate = log10(Number(params['lr'])) + 2.4
    const momentum = Number(params['momentum']) - 0.9
    return 0.1 + 0.05 * (rate + 1.2 * momentum) ** 2 + 0.3 * momentum ** 2 + subsample
  }
  const depth = Number(params['depth']) - 6
  const shrinkage = log10(Number(params['shrinkage'])) + 1.1
  return 0.115 + 0.004 * depth ** 2 + 0.06 * (shrinkage + 0.1 * depth) ** 2 + subsample
}

export const TRAININGS: Objective[] = [
  { name: 'mixed_ml', parameters: MIXED_ML, goal: 'minimize', optimum: MIXED_ML_OPTIMUM, evaluate: mixedMl },
  {
    name: 'mixed_ml_noisy',
    parameters: MIXED_ML,
    goal: 'minimize',
    optimum: MIXED_ML_OPTIMUM,
    evaluate: (params, chance) => mixedMl(params) + NOISE * chance.normal(),
    exact: mixedMl,
  },
  {
    name: 'conditional',
    parameters: CONDITIONAL,
    goal: 'minimize',
    optimum: CONDITIONAL_OPTIMUM,
    evaluate: conditional,
  },
  {
    // One run in ten is lost to nothing that the parameters could explain.
    name: 'failing',
    parameters: box(2, -5, 10),
    goal: 'minimize',
    optimum: 0.397887357729739,
    evaluate: (params, chance) => (chance.uniform() < 0.1 ? Number.NaN : branin(vectorOf(params))),
    exact: (params) => branin(vectorOf(params)),
  },
]
