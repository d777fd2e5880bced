/**
 * Real trainings, tabulated: an evaluation is a look-up, so that hundreds of searches over real outcomes cost seconds. The scripts
 * that trained them are in tables/.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { JsonObject } from '~/server/domain/json'
import { packageRoot } from '~/server/root'
import type { Objective } from './objective'

type DigitsTable = {
  grid: { lr: number[]; alpha: number[] }
  rows: [number, number, number, number, string, number, number][]
}

/** `curves` hold val_accuracy after each epoch. */
type FashionTable = {
  grid: { layers: number[]; batch_size: number[]; learning_rate: number[]; epochs: number[] }
  rows: { layers: number; batch_size: number; learning_rate: number; curve: number[] }[]
}

function read<T>(name: string): T {
  return JSON.parse(readFileSync(join(packageRoot(), 'benchmarks', 'search', 'tables', name), 'utf8')) as T
}

/** 640 perceptrons on scikit-learn's digits: error on held-out digits. Two parameters are continuous and snap to what was trained. */
function digits(): Objective {
  const { grid, rows } = read<DigitsTable>('digits.json')
  const accuracy = new Map(rows.map((row) => [row.slice(0, 5).join(), row[5]]))
  return {
    name: 'digits_mlp',
    parameters: {
      lr: { distribution: 'log_uniform_values', min: 1e-4, max: 1e-1 },
      alpha: { distribution: 'log_uniform_values', min: 1e-6, max: 1 },
      units: { values: [16, 32, 64, 128] },
      layers: { distribution: 'int_uniform', min: 1, max: 2 },
      activation: { values: ['relu', 'tanh'] },
    },
    goal: 'minimize',
    optimum: 1 - Math.max(...accuracy.values()),
    regretMin: 1e-4,
    evaluate(params: JsonObject) {
      const lr = nearestByRatio(grid.lr, Number(params['lr']))
      const alpha = nearestByRatio(grid.alpha, Number(params['alpha']))
      const key = [lr, alpha, params['units'], params['layers'], params['activation']].join()
      return 1 - (accuracy.get(key) ?? Number.NaN)
    },
  }
}

/** The demo's network on Fashion-MNIST; `learningRates` picks the whole table, or the demo's own 60 combinations. */
function fashion(name: string, learningRates: (all: number[]) => number[]): Objective {
  const { grid, rows } = read<FashionTable>('fashion-mnist.json')
  const rates = learningRates(grid.learning_rate)
  const curves = new Map(rows.map((row) => [[row.layers, row.batch_size, row.learning_rate].join(), row.curve]))
  const accuracy = (params: JsonObject) => {
    const rate = rates.length === 1 ? rates[0] : params['learning_rate']
    const curve = curves.get([params['layers'], params['batch_size'], rate].join())
    return curve?.[Number(params['epochs']) - 1] ?? Number.NaN
  }
  const within = rows.filter((row) => rates.includes(row.learning_rate))
  return {
    name,
    parameters: {
      layers: { values: grid.layers },
      batch_size: { values: grid.batch_size },
      epochs: { values: grid.epochs },
      ...(rates.length === 1 ? {} : { learning_rate: { values: rates } }),
    },
    goal: 'maximize',
    regretMin: 1e-4,
    optimum: Math.max(...within.flatMap(({ curve }) => grid.epochs.map((epochs) => curve[epochs - 1] ?? 0))),
    evaluate: accuracy,
  }
}

function nearestByRatio(choices: readonly number[], value: number): number {
  return choices.reduce((best, choice) =>
    Math.abs(Math.log(choice / value)) < Math.abs(Math.log(best / value)) ? choice : best,
  )
}

export const TABLES: Objective[] = [
  digits(),
  fashion('fashion_mnist_60', () => [0.001]),
  fashion('fashion_mnist', (all) => all),
]
