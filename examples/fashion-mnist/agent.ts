/**
 * Trains for the sweeps that are named on the command line, one run of each in turn, until they are over:
 *
 *     node dist/examples/fashion-mnist/agent.js SWEEP [SWEEP ...]
 */
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { agent } from 'sweepboard'
import { readImages } from './images'
import { type Config, train } from './train'

const IMAGES = 'examples/fashion-mnist/fashion-mnist.bin.gz'

/** The folder of the checkout: this file runs from the bundle in dist/examples/fashion-mnist. */
const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..')
const sweeps = process.argv.slice(2)
if (sweeps.length === 0) {
  console.error('Name the sweeps to train for: node dist/examples/fashion-mnist/agent.js SWEEP [SWEEP ...]')
  process.exit(2)
}
const data = readImages(join(root, IMAGES))
const result = await agent<Config>(sweeps, (run) => train(run, data), { name: process.env.AGENT_NAME })
console.log(`${result.runCount} runs, ${result.failedCount} failed: ${result.reason}`)
