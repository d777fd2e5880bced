import { randomBytes } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { entityNameSchema, projectNameSchema, RESERVED_ENTITY_NAMES, runIdSchema, shortId, sweepIdSchema } from './ids'

test('no entity may take the name of a page', () => {
  const folders = ['app', 'app/(auth)', 'app/(workspace)'].flatMap((folder) =>
    readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory() && /^[a-z]/.test(entry.name)),
  )
  const pages = folders.map(({ name }) => name)
  expect(pages).toContain('settings')
  expect(pages.filter((page) => !RESERVED_ENTITY_NAMES.includes(page))).toEqual([])
})

test('an entity name is readable in an address, in any case of letters that the server uses', () => {
  for (const name of ['ada', 'Team-1', 'a.b_c']) expect(entityNameSchema.safeParse(name).success).toBe(true)
  for (const name of ['', '-a', 'a b', 'a/b', 'API', 'settings', 'x'.repeat(65)]) {
    expect(entityNameSchema.safeParse(name).success, name).toBe(false)
  }
})

test('names that would break a path or hide in one are refused', () => {
  for (const name of ['a/b', 'a?b', 'a#b', ' a', 'a ', 'a\u0007b', '']) {
    expect(projectNameSchema.safeParse(name).success, JSON.stringify(name)).toBe(false)
    expect(runIdSchema.safeParse(name).success, JSON.stringify(name)).toBe(false)
  }
  expect(projectNameSchema.safeParse('my project (2)').success).toBe(true)
})

test('a short id is eight letters and digits, each about as often as the others', () => {
  const counts = new Map<string, number>()
  for (let i = 0; i < 4500; i++) {
    const id = shortId(randomBytes)
    expect(sweepIdSchema.safeParse(id).success).toBe(true)
    for (const character of id) counts.set(character, (counts.get(character) ?? 0) + 1)
  }
  // 36,000 draws over 36 characters: 1,000 each, with a deviation of 31.
  expect(counts.size).toBe(36)
  for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(200)
})
