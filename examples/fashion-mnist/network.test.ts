import { describe, expect, test } from 'vitest'
import { type Images, INPUT_COUNT, readImages } from './images'
import { computeGradients, createNetwork, evaluate, step } from './network'
import { randomNumbers, shuffle } from './random'
import { trainEpoch } from './train'

function someImages(count: number): Images {
  const random = randomNumbers(7)
  return {
    count,
    inputs: Float32Array.from({ length: count * INPUT_COUNT }, () => (random() < 0.4 ? 0 : random())),
    labels: Uint8Array.from({ length: count }, (_, i) => i % 10),
  }
}

const never = new AbortController().signal

describe('the network', () => {
  test('has the gradients that finite differences of its loss give', () => {
    const images = someImages(7)
    const batch = Uint32Array.from({ length: 7 }, (_, i) => i)
    const net = createNetwork(5, randomNumbers(3))
    computeGradients(net, images, batch)
    const gradients = net.gradients.slice()
    const random = randomNumbers(5)
    const b1 = INPUT_COUNT * 5
    const spots = [...Array.from({ length: 60 }, () => Math.floor(random() * b1)), ...range(b1, gradients.length)]
    const numeric = spots.map((spot) => {
      const weight = net.weights[spot]!
      const h = 2e-3
      net.weights[spot] = weight + h
      const above = evaluate(net, images).loss
      net.weights[spot] = weight - h
      const below = evaluate(net, images).loss
      net.weights[spot] = weight
      return (above - below) / (2 * h)
    })
    const exact = spots.map((spot) => gradients[spot]!)
    // Activations are float32, so a difference of losses over 4e-3 is good to some 1e-3.
    numeric.forEach((value, i) => {
      expect(Math.abs(value - exact[i]!)).toBeLessThan(2e-3)
    })
    const error = Math.hypot(...numeric.map((value, i) => value - exact[i]!))
    expect(error / Math.hypot(...exact)).toBeLessThan(0.01)
    expect(Math.hypot(...gradients)).toBeGreaterThan(0.1)
  })

  test('learns the same weights again from the same seed, and others from another', async () => {
    const images = someImages(64)
    const learned = async (seed: number) => {
      const random = randomNumbers(seed)
      const net = createNetwork(16, random)
      await trainEpoch(net, images, { batch_size: 24, learning_rate: 0.01, random }, never)
      return net.weights
    }
    expect(await learned(1)).toEqual(await learned(1))
    expect(await learned(1)).not.toEqual(await learned(2))
  })

  test('learns a small set by heart', () => {
    const images = someImages(20)
    const batch = Uint32Array.from({ length: 20 }, (_, i) => i)
    const net = createNetwork(32, randomNumbers(1))
    const before = evaluate(net, images)
    for (let i = 0; i < 100; i++) {
      computeGradients(net, images, batch)
      step(net, 0.01)
    }
    expect(evaluate(net, images).loss).toBeLessThan(before.loss / 20)
    expect(evaluate(net, images).accuracy).toBe(1)
  })

  test('stops within a batch when it is asked to', async () => {
    const stop = AbortSignal.abort(new Error('stopped by ada'))
    const random = randomNumbers(1)
    const net = createNetwork(4, random)
    await expect(
      trainEpoch(net, someImages(30), { batch_size: 10, learning_rate: 0.01, random }, stop),
    ).rejects.toThrow('stopped by ada')
    expect(net.stepCount).toBe(1)
  })
})

describe('the packed images', () => {
  test('are 6,000 to learn from and 2,000 to be judged by, every class alike, none in both', () => {
    const { train, validation } = readImages(new URL('fashion-mnist.bin.gz', import.meta.url))
    expect([train.count, validation.count]).toEqual([6000, 2000])
    expect(perClass(train)).toEqual(new Array(10).fill(600))
    expect(perClass(validation)).toEqual(new Array(10).fill(200))
    // The mean grey value of the whole data set is 0.286.
    const mean = train.inputs.reduce((a, b) => a + b, 0) / train.inputs.length
    expect(mean).toBeGreaterThan(0.28)
    expect(mean).toBeLessThan(0.292)
    const texts = [...imageTexts(train), ...imageTexts(validation)]
    expect(new Set(texts).size).toBe(texts.length)
  })
})

describe('shuffle', () => {
  test('keeps every item and moves most', () => {
    const items = range(0, 100)
    shuffle(items, randomNumbers(1))
    expect([...items].sort((a, b) => a - b)).toEqual(range(0, 100))
    expect(items.filter((item, i) => item === i).length).toBeLessThan(10)
  })
})

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i)
}

function perClass(images: Images): number[] {
  return range(0, 10).map((label) => images.labels.filter((other) => other === label).length)
}

function imageTexts(images: Images): string[] {
  return range(0, images.count).map((i) => images.inputs.subarray(i * INPUT_COUNT, (i + 1) * INPUT_COUNT).join())
}
