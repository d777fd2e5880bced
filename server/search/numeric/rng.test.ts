import { expect, test } from 'vitest'
import { hash32, rngFor } from './rng'

function draws(seed: number, number: number, purpose: string): number[] {
  const rng = rngFor(seed, number, purpose)
  return Array.from({ length: 5 }, () => rng.uniform())
}

test('a stream is the same each time it is asked for', () => {
  expect(draws(3, 7, 'fit')).toEqual(draws(3, 7, 'fit'))
})

test('seed, number and purpose each make another stream', () => {
  const streams = [
    draws(3, 7, 'fit'),
    draws(4, 7, 'fit'),
    draws(3, 8, 'fit'),
    draws(3, 7, 'random'),
    draws(7, 3, 'fit'),
  ]
  expect(new Set(streams.map(String)).size).toBe(5)
})

test('all 53 bits of a seed count', () => {
  expect(hash32(1, 0, 'a')).not.toBe(hash32(1 + 2 ** 32, 0, 'a'))
  expect(hash32(0, 1, 'a')).not.toBe(hash32(0, 1 + 2 ** 40, 'a'))
})

test('draws of neighbouring numbers are even: 16 bins, 8,000 numbers, within five deviations', () => {
  const counts = new Array<number>(16).fill(0)
  for (let number = 0; number < 8000; number++) {
    const bin = Math.floor(rngFor(1, number, 'x').uniform() * 16)
    counts[bin] = (counts[bin] ?? 0) + 1
  }
  for (const count of counts) expect(Math.abs(count - 500)).toBeLessThan(5 * Math.sqrt(500))
})

test('integers stay below their size', () => {
  const rng = rngFor(1, 1, 'integers')
  const seen = new Set(Array.from({ length: 300 }, () => rng.integer(5)))
  expect([...seen].sort()).toEqual([0, 1, 2, 3, 4])
})
