/**
 * Trains the demo's network at every point of a grid and writes fashion-mnist.json: `npx tsx benchmarks/search/tables/make-fashion-mnist.ts`
 * (a quarter of an hour). The images, the split and the seed are the demo's own; a training of 5 epochs is the beginning of
 * one of 15, so one curve serves all three.
 */
import { writeFileSync } from 'node:fs'
import { readImages } from '~/examples/fashion-mnist/images'
import { createNetwork, evaluate } from '~/examples/fashion-mnist/network'
import { randomNumbers } from '~/examples/fashion-mnist/random'
import { trainEpoch } from '~/examples/fashion-mnist/train'

const GRID = {
  layers: [32, 64, 96, 128, 256],
  batch_size: [32, 64, 96, 128],
  learning_rate: [0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03],
  epochs: [5, 10, 15],
}
const SEED = 1

async function curveOf(layers: number, batch_size: number, learning_rate: number): Promise<number[]> {
  const random = randomNumbers(SEED)
  const net = createNetwork(layers, random)
  const curve: number[] = []
  for (let epoch = 1; epoch <= Math.max(...GRID.epochs); epoch++) {
    await trainEpoch(net, data.train, { batch_size, learning_rate, random }, new AbortController().signal)
    curve.push(Number(evaluate(net, data.validation).accuracy.toFixed(6)))
  }
  return curve
}

const data = readImages(new URL('../../../examples/fashion-mnist/fashion-mnist.bin.gz', import.meta.url))
const rows = []
for (const layers of GRID.layers) {
  for (const batch_size of GRID.batch_size) {
    for (const learning_rate of GRID.learning_rate) {
      const curve = await curveOf(layers, batch_size, learning_rate)
      rows.push({ layers, batch_size, learning_rate, curve })
      console.log(`${rows.length}: ${layers} ${batch_size} ${learning_rate} ends at ${curve.at(-1)}`)
    }
  }
}
const lines = rows.map((row) => JSON.stringify(row)).join(',\n')
writeFileSync(
  new URL('fashion-mnist.json', import.meta.url),
  `{"grid": ${JSON.stringify(GRID)},\n"rows": [\n${lines}\n]}\n`,
)
