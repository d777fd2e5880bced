/**
 * A classifier written out plainly: pixels → a dense layer of rectified units → a dense layer of ten → softmax, trained
 * by Adam on the mean cross-entropy of a batch. Everything is a Float32Array; no library does the mathematics.
 *
 * Names: x pixels, h hidden activations, p class probabilities; dh, dp are the derivatives of the loss by them.
 * All matrices lie row by row, and a row is always as wide as the hidden layer: w1 has one for each pixel, w2 one for each
 * class. So every heavy loop is the same thing, a sum of rows, each times a number (`addRows`), and a pixel that is
 * zero, as nearly half of them are, costs nothing.
 */
import { CLASS_COUNT, type Images, INPUT_COUNT } from './images'
import type { Random } from './random'

export type Network = {
  hiddenCount: number
  /** w1, b1, w2, b2 one after the other, so that Adam is one loop. */
  weights: Float32Array
  gradients: Float32Array
  /** Adam's running means of the gradient and of its square, and how many steps they have seen. */
  mean: Float32Array
  square: Float32Array
  stepCount: number
}

/** Where b1, w2 and b2 begin in `weights` (w1 begins at 0), and where it ends. */
function layout(hiddenCount: number): { b1: number; w2: number; b2: number; end: number } {
  const b1 = INPUT_COUNT * hiddenCount
  const w2 = b1 + hiddenCount
  const b2 = w2 + hiddenCount * CLASS_COUNT
  return { b1, w2, b2, end: b2 + CLASS_COUNT }
}

/** Weights uniform within ±√(6 / inputs) (He and others, 2015), biases zero. */
export function createNetwork(hiddenCount: number, random: Random): Network {
  const { b1, w2, b2, end } = layout(hiddenCount)
  const weights = new Float32Array(end)
  const spread1 = Math.sqrt(6 / INPUT_COUNT)
  for (let k = 0; k < b1; k++) weights[k] = (2 * random() - 1) * spread1
  const spread2 = Math.sqrt(6 / hiddenCount)
  for (let k = w2; k < b2; k++) weights[k] = (2 * random() - 1) * spread2
  return {
    hiddenCount,
    weights,
    gradients: new Float32Array(end),
    mean: new Float32Array(end),
    square: new Float32Array(end),
    stepCount: 0,
  }
}

export type Score = { loss: number; accuracy: number }

/** Mean loss and accuracy of a batch (indices into `images`); leaves the gradients of that loss in `net.gradients`. */
export function computeGradients(net: Network, images: Images, batch: Uint32Array): Score {
  const { hiddenCount, weights, gradients } = net
  const { w2, b2 } = layout(hiddenCount)
  const h = new Float32Array(batch.length * hiddenCount)
  const dh = new Float32Array(batch.length * hiddenCount)
  const dp = new Float32Array(batch.length * CLASS_COUNT)
  const rowsOfW2 = Uint32Array.from({ length: CLASS_COUNT }, (_, c) => w2 + c * hiddenCount)
  let loss = 0
  let rightCount = 0
  gradients.fill(0)
  for (let n = 0; n < batch.length; n++) {
    const image = batch[n]!
    const label = images.labels[image]!
    const hRow = h.subarray(n * hiddenCount, (n + 1) * hiddenCount)
    const p = dp.subarray(n * CLASS_COUNT, (n + 1) * CLASS_COUNT)
    forward(net, images, image, hRow, p)
    loss -= logOf(p[label]!)
    if (isLargest(p, label)) rightCount++

    // Softmax and cross-entropy together have this plain derivative; the mean over the batch divides it.
    p[label]! -= 1
    for (let c = 0; c < CLASS_COUNT; c++) {
      p[c]! /= batch.length
      gradients[b2 + c]! += p[c]!
    }
    const dhRow = dh.subarray(n * hiddenCount, (n + 1) * hiddenCount)
    addRows(dhRow, weights, rowsOfW2, p, CLASS_COUNT)
    // A unit that was silent passes nothing back.
    for (let j = 0; j < hiddenCount; j++) if (hRow[j] === 0) dhRow[j] = 0
  }
  addGradients(net, images, batch, { h, dh, dp })
  return { loss: loss / batch.length, accuracy: rightCount / batch.length }
}

type Backward = { h: Float32Array; dh: Float32Array; dp: Float32Array }

/** Each row of a gradient is a sum over the batch: of rows of h times one class's dp, of rows of dh times one pixel. */
function addGradients(net: Network, images: Images, batch: Uint32Array, { h, dh, dp }: Backward): void {
  const { hiddenCount, gradients } = net
  const { b1, w2 } = layout(hiddenCount)
  const starts = Uint32Array.from(batch, (_, n) => n * hiddenCount)
  for (let c = 0; c < CLASS_COUNT; c++) {
    const row = gradients.subarray(w2 + c * hiddenCount, w2 + (c + 1) * hiddenCount)
    const factors = Float32Array.from(batch, (_, n) => dp[n * CLASS_COUNT + c]!)
    addRows(row, h, starts, factors, batch.length)
  }
  addRows(gradients.subarray(b1, w2), dh, starts, new Float32Array(batch.length).fill(1), batch.length)

  const lit = new Uint32Array(batch.length)
  const factors = new Float32Array(batch.length)
  for (let i = 0; i < INPUT_COUNT; i++) {
    let count = 0
    for (let n = 0; n < batch.length; n++) {
      const x = images.inputs[batch[n]! * INPUT_COUNT + i]!
      if (x === 0) continue
      factors[count] = x
      lit[count++] = n * hiddenCount
    }
    addRows(gradients.subarray(i * hiddenCount, (i + 1) * hiddenCount), dh, lit, factors, count)
  }
}

const litPixels = new Uint32Array(INPUT_COUNT)
const litValues = new Float32Array(INPUT_COUNT)

/** Fills `h` and `p` for one image. */
function forward(net: Network, images: Images, image: number, h: Float32Array, p: Float32Array): void {
  const { hiddenCount, weights } = net
  const { b1, w2, b2 } = layout(hiddenCount)
  let count = 0
  for (let i = 0; i < INPUT_COUNT; i++) {
    const x = images.inputs[image * INPUT_COUNT + i]!
    if (x === 0) continue
    litValues[count] = x
    litPixels[count++] = i * hiddenCount
  }
  for (let j = 0; j < hiddenCount; j++) h[j] = weights[b1 + j]!
  addRows(h, weights, litPixels, litValues, count)
  for (let j = 0; j < hiddenCount; j++) if (h[j]! < 0) h[j] = 0

  for (let c = 0; c < CLASS_COUNT; c++) {
    let sum = weights[b2 + c]!
    for (let j = 0; j < hiddenCount; j++) sum += h[j]! * weights[w2 + c * hiddenCount + j]!
    p[c] = sum
  }
  softmax(p)
}

/** target += Σ factors[k] · (the row of `rows` at starts[k]). Four rows a turn: twice as fast as one by one. */
function addRows(target: Float32Array, rows: Float32Array, starts: Uint32Array, factors: Float32Array, count: number) {
  // What is left over of four is filled up with rows that count nothing.
  for (let k = 0; k < count; k += 4) {
    const a = factors[k]!
    const b = k + 1 < count ? factors[k + 1]! : 0
    const c = k + 2 < count ? factors[k + 2]! : 0
    const d = k + 3 < count ? factors[k + 3]! : 0
    const rowA = starts[k]!
    const rowB = k + 1 < count ? starts[k + 1]! : rowA
    const rowC = k + 2 < count ? starts[k + 2]! : rowA
    const rowD = k + 3 < count ? starts[k + 3]! : rowA
    for (let j = 0; j < target.length; j++) {
      target[j]! += a * rows[rowA + j]! + b * rows[rowB + j]! + c * rows[rowC + j]! + d * rows[rowD + j]!
    }
  }
}

/** In place; the largest is taken off first, so that no exponential overflows. */
function softmax(values: Float32Array): void {
  const largest = Math.max(...values)
  let sum = 0
  for (let c = 0; c < values.length; c++) {
    values[c] = Math.exp(values[c]! - largest)
    sum += values[c]!
  }
  for (let c = 0; c < values.length; c++) values[c]! /= sum
}

function logOf(probability: number): number {
  return Math.log(Math.max(probability, 1e-12))
}

function isLargest(p: Float32Array, label: number): boolean {
  return p.every((probability) => probability <= p[label]!)
}

/** Mean loss and accuracy over all images, without learning from them. */
export function evaluate(net: Network, images: Images): Score {
  const h = new Float32Array(net.hiddenCount)
  const p = new Float32Array(CLASS_COUNT)
  let loss = 0
  let rightCount = 0
  for (let image = 0; image < images.count; image++) {
    const label = images.labels[image]!
    forward(net, images, image, h, p)
    loss -= logOf(p[label]!)
    if (isLargest(p, label)) rightCount++
  }
  return { loss: loss / images.count, accuracy: rightCount / images.count }
}

/** One step of Adam (Kingma and Ba, 2015) with the paper's constants. */
export function step(net: Network, learningRate: number): void {
  const { weights, gradients, mean, square } = net
  net.stepCount++
  const rate = (learningRate * Math.sqrt(1 - 0.999 ** net.stepCount)) / (1 - 0.9 ** net.stepCount)
  for (let k = 0; k < weights.length; k++) {
    const g = gradients[k]!
    mean[k] = 0.9 * mean[k]! + 0.1 * g
    square[k] = 0.999 * square[k]! + 0.001 * g * g
    weights[k]! -= (rate * mean[k]!) / (Math.sqrt(square[k]!) + 1e-8)
  }
}
