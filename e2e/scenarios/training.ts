/**
 * A made-up training with the shape of a real one: loss falls and accuracy climbs towards what the settings allow, a
 * learning rate far too high diverges, noise is drawn from the seed. Six settings of all kinds, one of which only some
 * runs have.
 */
import type { JsonObject } from '~/server/domain/json'
import { type Rng, rngFor } from '~/server/search/numeric/rng'

/** Every kind of distribution that people use; `momentum` has a meaning for sgd alone. */
export function imageSweepYaml({ name, runCap }: { name: string; runCap: number }): string {
  return [
    `name: ${name}`,
    'description: What does a small image network need?',
    'method: random',
    'seed: 11',
    'program: train.py',
    'metric: {name: val_accuracy, goal: maximize}',
    `run_cap: ${runCap}`,
    'parameters:',
    '  lr: {distribution: log_uniform_values, min: 0.00001, max: 0.3}',
    '  batch_size: {values: [16, 32, 64, 128, 256, 512]}',
    '  layers: {distribution: int_uniform, min: 1, max: 8}',
    '  dropout: {distribution: uniform, min: 0, max: 0.6}',
    '  optimizer: {values: [adam, adamw, rmsprop, sgd]}',
    '  momentum: {distribution: uniform, min: 0.5, max: 0.99}',
    '',
  ].join('\n')
}

export type Settings = {
  lr: number
  batch_size: number
  layers: number
  dropout: number
  optimizer: string
  momentum?: number
}

/** Standard normal. */
export function normal(rng: Rng): number {
  return Math.sqrt(-2 * Math.log(1 - rng.uniform())) * Math.cos(2 * Math.PI * rng.uniform())
}

export function pick<T>(rng: Rng, items: readonly [T, ...T[]]): T {
  return items[rng.integer(items.length)] ?? items[0]
}

const OPTIMIZER_GAIN: Record<string, number> = { adam: 0, adamw: 0.006, rmsprop: -0.004, sgd: -0.012 }
/** Best learning rate of each as a power of ten. */
const OPTIMIZER_LR: Record<string, number> = { adam: -3, adamw: -2.9, rmsprop: -3.3, sgd: -1.4 }

/** Accuracy that the settings can reach, 0.1 being a guess among ten classes. */
function ceilingOf({ lr, batch_size: batchSize, layers, dropout, optimizer, momentum }: Settings): number {
  const away = Math.log10(lr) - (OPTIMIZER_LR[optimizer] ?? -3) - 0.25 * Math.log2(batchSize / 64) * 0.3
  const fromLr = 0.085 * away ** 2
  const fromDepth = 0.0045 * (layers - 5) ** 2 * (layers < 5 ? 1.3 : 0.7)
  const fromDropout = 0.35 * (dropout - 0.12 - 0.02 * layers) ** 2
  const fromBatch = 0.006 * Math.abs(Math.log2(batchSize / 64))
  const fromMomentum = momentum === undefined ? 0 : 0.25 * (momentum - 0.9) ** 2
  const gain = OPTIMIZER_GAIN[optimizer] ?? 0
  return Math.max(0.1, 0.938 + gain - fromLr - fromDepth - fromDropout - fromBatch - fromMomentum)
}

export type Curves = {
  epoch: number[]
  loss: number[]
  accuracy: number[]
  val_loss: number[]
  val_accuracy: number[]
  grad_norm: number[]
}

export function isDiverging({ lr, optimizer }: Settings): boolean {
  return Math.log10(lr) > (OPTIMIZER_LR[optimizer] ?? -3) + 1.9
}

/** `number` names the noise. A training that diverges logs NaN for its losses from then on. */
export function train(settings: Settings, epochs: number, number: number): Curves {
  const rng = rngFor(5, number, 'training')
  const ceiling = ceilingOf(settings) + 0.006 * normal(rng)
  const pace = 2.2 + settings.layers * 0.35 + Math.max(0, -3.4 - Math.log10(settings.lr)) * 4
  const overfit = Math.max(0, 0.012 * (settings.layers - 3) * (0.35 - settings.dropout))
  const breaksAt = isDiverging(settings) ? 2 + rng.integer(5) : Number.POSITIVE_INFINITY
  const curves: Curves = { epoch: [], loss: [], accuracy: [], val_loss: [], val_accuracy: [], grad_norm: [] }
  for (let epoch = 1; epoch <= epochs; epoch++) {
    const learnt = 1 - Math.exp(-epoch / pace)
    const wobble = (0.012 * normal(rng)) / Math.sqrt(epoch)
    const accuracy = clamp(0.1 + (ceiling + overfit - 0.1) * learnt + wobble)
    const valAccuracy = clamp(
      0.1 + (ceiling - overfit * learnt ** 4 - 0.1) * learnt + 0.8 * wobble + 0.003 * normal(rng),
    )
    const isBroken = epoch >= breaksAt
    curves.epoch.push(epoch)
    curves.loss.push(isBroken ? Number.NaN : Math.LN10 * (1 - accuracy) ** 1.15)
    curves.accuracy.push(isBroken ? 0.1 : accuracy)
    curves.val_loss.push(isBroken ? Number.NaN : Math.LN10 * (1 - valAccuracy) ** 1.05 + overfit * epoch * 0.02)
    curves.val_accuracy.push(isBroken ? 0.1 : valAccuracy)
    curves.grad_norm.push(
      isBroken ? Number.POSITIVE_INFINITY : 4 * Math.exp(-epoch / (2 * pace)) + Math.abs(0.2 * normal(rng)),
    )
  }
  return curves
}

function clamp(value: number): number {
  return Math.min(0.999, Math.max(0.08, value))
}

/** Seconds that an epoch takes. */
export function epochSeconds({ batch_size: batchSize, layers }: Settings): number {
  return 6 + layers * 1.4 + 180 / batchSize
}

/** The settings as the run's config; `momentum` is left out where it means nothing. */
export function settingsOf(suggested: JsonObject): Settings {
  const { momentum, ...rest } = suggested as Settings
  return rest.optimizer === 'sgd' && momentum !== undefined ? { ...rest, momentum } : rest
}

export function configOf(settings: Settings): JsonObject {
  return Object.fromEntries(Object.entries(settings))
}
