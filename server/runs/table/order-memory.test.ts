import { expect, test } from 'vitest'
import { OrderMemory } from './order-memory'

const serials = (...numbers: number[]) => Float64Array.from(numbers)

test('a version names the content: equal orders of two processes have the same', async () => {
  const one = await new OrderMemory().now('q', 'p', async () => serials(3, 1, 2))
  const two = await new OrderMemory().now('q', 'p', async () => serials(3, 1, 2))
  const other = await new OrderMemory().now('q', 'p', async () => serials(1, 3, 2))
  expect(one.version).toBe(two.version)
  expect(one.version).not.toBe(other.version)
  expect((await new OrderMemory().now('q', 'p', async () => serials(2 ** 40, 1))).version).not.toBe(
    (await new OrderMemory().now('q', 'p', async () => serials(0, 1))).version,
  )
})

test('those who ask at the same time wait for one answer', async () => {
  const memory = new OrderMemory()
  let count = 0
  const make = async () => {
    count += 1
    await new Promise((resolve) => setTimeout(resolve, 1))
    return serials(1)
  }
  await Promise.all([memory.now('q', 'p', make), memory.now('q', 'p', make), memory.now('q', 'p', make)])
  expect(count).toBe(1)
})

test('an order that was looked at is found by its version after a newer one was made, until there is no room', async () => {
  const memory = new OrderMemory(5)
  const first = await memory.now('q', 'p', async () => serials(1, 2))
  memory.forget('p')
  const second = await memory.now('q', 'p', async () => serials(2, 1))
  expect(memory.find('q', first.version)).toBe(first)
  await memory.now('r', 'p', async () => serials(7, 8))
  expect(memory.find('q', second.version)).toBeNull()
  expect(memory.find('q', first.version)).toBe(first)
})

test('a failure is not remembered', async () => {
  const memory = new OrderMemory()
  await expect(memory.now('q', 'p', () => Promise.reject(new Error('away')))).rejects.toThrow('away')
  expect((await memory.now('q', 'p', async () => serials(1))).serials).toEqual(serials(1))
})
