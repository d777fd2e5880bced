/** Imports are held by the floors; this holds what needs no import: clocks, dice, the outside. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const IMPURE =
  /\b(Math\.random|Date|performance|process|globalThis|console|fetch|crypto|setTimeout|setInterval|queueMicrotask)\b/

/** Lines of code, comments left out, that name something outside of their inputs. */
function impureLines(source: string): string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*$/gm, '')
  return code.split('\n').filter((line) => IMPURE.test(line.replace(/'[^']*'|"[^"]*"|`[^`]*`/g, '')))
}

function sourcesOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return sourcesOf(path)
    return /\.ts$/.test(entry.name) && !/\.(test|contract)\.ts$/.test(entry.name) ? [path] : []
  })
}

test('the controller and the columns have no clock, no die and no outside', () => {
  const files = ['server/search', 'server/series', 'server/statistics'].flatMap(sourcesOf)
  expect(files.length).toBeGreaterThan(30)
  const found = files.flatMap((file) =>
    impureLines(readFileSync(file, 'utf8')).map((line) => `${file}: ${line.trim()}`),
  )
  expect(found).toEqual([])
})

test('a die, a clock or a log is found, a word in a comment or a text is not', () => {
  expect(impureLines('const x = Math.random()')).toHaveLength(1)
  expect(impureLines('const t = Date.now() // now')).toHaveLength(1)
  expect(impureLines('/* Math.random() */\n// Date\nconst text = "process"\nconst processed = 1')).toEqual([])
})
