import { describe, expect, test } from 'vitest'
import { parseFilter } from '~/server/domain/filter/parse'
import { printFilter } from '~/server/domain/filter/print'
import { builderOf, changedNode, newCondition, readCondition, treeOf } from './builder-tree'
import { completed, completionAt, optionsFor } from './completion'

const OFFERED = [
  { id: 'state', label: 'State', hint: '' },
  { id: 'config.lr', label: 'lr', hint: 'config' },
  { id: 'config.my key', label: 'my key', hint: 'config' },
  { id: 'summary.loss', label: 'loss', hint: 'summary' },
]

/** What is offered where the bar stands. */
function offers(marked: string): string[] {
  const cursor = marked.indexOf('|')
  const completion = completionAt(marked.replace('|', ''), cursor)
  return completion === null ? [] : optionsFor(completion, OFFERED).map(({ text }) => text)
}

describe('completion', () => {
  test('offers columns at the beginning and after and, or, not and a bracket', () => {
    expect(offers('|')).toContain('config.lr')
    expect(offers('state = failed and lo|')).toEqual(['summary.loss'])
    expect(offers('not (st|')).toEqual(['state'])
    expect(offers('my|')).toEqual(['config."my key"'])
  })

  test('offers what may be asked of the column', () => {
    expect(offers('state |')).toEqual(['=', '!=', '~', 'contains', 'in', 'exists', 'missing'])
    expect(offers('config.lr ex|')).toEqual(['exists'])
    expect(offers('group in |')).toEqual(['('])
  })

  test('offers and and or once a condition is said', () => {
    expect(offers('config.lr < 3 |')).toEqual(['and', 'or'])
    expect(offers('config.lr < 3 o|')).toEqual(['or'])
    expect(offers('config.lr < 3|')).toEqual([])
  })

  test('knows whose value is expected', () => {
    expect(completionAt('state = fin', 11)).toMatchObject({ expects: 'value', column: 'state', typed: 'fin', from: 8 })
    expect(completionAt('state in (failed, ', 18)).toMatchObject({ expects: 'value', column: 'state' })
  })

  test('keeps quiet after a mistake and in quotes', () => {
    expect(completionAt('nonsense = 3 and ', 17)).toBeNull()
    expect(completionAt('name = "a b', 11)).toBeNull()
  })

  test('takes the place of what was typed and leaves the rest', () => {
    const text = 'stat = failed'
    const completion = completionAt(text, 4)
    expect(completion && completed(text, completion, { text: 'state', hint: '' })).toEqual({
      text: 'state = failed',
      cursor: 6,
    })
  })
})

describe('the builder', () => {
  test.each([
    'config.lr < 0.01',
    'not config.lr < 0.01',
    'config.lr < 0.01 and (state = finished or tags = best) and name ~ /resnet.*50/i',
    'not group in (a, "b, c", "1") and summary.val_loss exists',
    'not (state = failed or config."my key" != "true")',
    'createdAt > -7d or createdAt = 2026-11-01',
    'notes contains "a, \\"b\\""',
    'name ~ /a\\/b/',
  ])('says %s as the text does', (text) => {
    const parsed = parseFilter(text)
    const tree = parsed.kind === 'filter' ? parsed.tree : null
    expect(printFilter(treeOf(builderOf(tree)))).toBe(text)
  })

  test('takes what people write without quotes, brackets and slashes', () => {
    const said = (column: string, op: string, text: string) => {
      const read = readCondition({ ...newCondition(column), op, text })
      return read.kind === 'tree' ? printFilter(read.tree) : read.kind
    }
    expect(said('group', '=', 'a b')).toBe('group = "a b"')
    expect(said('group', 'in', 'a b, c')).toBe('group in ("a b", c)')
    expect(said('name', '~', 'a/b.*')).toBe('name ~ /a\\/b.*/')
    expect(said('name', '~', '/x/i')).toBe('name ~ /x/i')
    expect(said('notes', 'contains', '100% "sure"')).toBe('notes contains "100% \\"sure\\""')
    expect(said('config.lr', '<', '')).toBe('open')
    expect(said('', '=', 'x')).toBe('open')
    expect(readCondition({ ...newCondition('state'), text: 'done' })).toMatchObject({
      kind: 'wrong',
      sentence: expect.stringMatching(/^at 1: found "done", allowed: pending/),
    })
  })

  test('leaves out what is half said, and what was taken away', () => {
    const parsed = parseFilter('state = failed and config.lr < 3')
    const root = builderOf(parsed.kind === 'filter' ? parsed.tree : null)
    const withOpen = { ...root, of: [...root.of, newCondition()] }
    expect(printFilter(treeOf(withOpen))).toBe('state = failed and config.lr < 3')
    const first = root.of[0]
    expect(printFilter(treeOf(changedNode(withOpen, first?.id ?? '', () => null)))).toBe('config.lr < 3')
    expect(treeOf(builderOf(null))).toBeNull()
  })
})
