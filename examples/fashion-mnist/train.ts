/**
 * A training as a user of Sweepboard writes it: read the config, learn, log a row each epoch. The three lines that
 * concern Sweepboard are `run.config`, `run.log` and `run.signal`; the network is in network.ts.
 */
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Run } from 'sweepboard'
import type { Images, readImages } from './images'
import { computeGradients, createNetwork, evaluate, type Network, type Score, step } from './network'
import { type Random, randomNumbers, shuffle } from './random'

export type Config = {
  /** Units of the hidden layer. */
  layers: number
  batch_size: number
  epochs: number
  learning_rate?: number
  seed?: number
}

export async function train(run: Run<Config>, data: ReturnType<typeof readImages>): Promise<void> {
  const { layers, batch_size, epochs, learning_rate = 0.001, seed = 1 } = run.config
  const random = randomNumbers(seed)
  const net = createNetwork(layers, random)
  for (let epoch = 1; epoch <= epochs; epoch++) {
    const { loss, accuracy } = await trainEpoch(net, data.train, { batch_size, learning_rate, random }, run.signal)
    // The validation images are never learned from, so this is how well the network does on what it has not seen.
    const validation = evaluate(net, data.validation)
    run.log({ epoch, loss, accuracy, val_loss: validation.loss, val_accuracy: validation.accuracy })
  }
}

type EpochOptions = { batch_size: number; learning_rate: number; random: Random }

/** Every training image once, in a new order; loss and accuracy are means over the epoch, as it went. */
export async function trainEpoch(
  net: Network,
  images: Images,
  { batch_size, learning_rate, random }: EpochOptions,
  signal: AbortSignal,
): Promise<Score> {
  const order = Uint32Array.from({ length: images.count }, (_, index) => index)
  shuffle(order, random)
  let loss = 0
  let accuracy = 0
  for (let start = 0; start < order.length; start += batch_size) {
    const batch = order.subarray(start, start + batch_size)
    const score = computeGradients(net, images, batch)
    step(net, learning_rate)
    loss += score.loss * batch.length
    accuracy += score.accuracy * batch.length
    // Lets what was logged go out, and a stop come in.
    await nextTurn()
    signal.throwIfAborted()
  }
  return { loss: loss / order.length, accuracy: accuracy / order.length }
}
