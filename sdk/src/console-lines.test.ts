import { describe, expect, test } from 'vitest'
import { ConsoleLines } from './console-lines'

function printed(...chunks: string[]) {
  const lines = new ConsoleLines(0)
  for (const chunk of chunks) lines.feed(chunk, 'stdout', null)
  return lines.take(100)?.lines.map((line) => line.text)
}

describe('console lines', () => {
  test('are numbered from the given number, whatever the chunks', () => {
    const lines = new ConsoleLines(7)
    lines.feed('one\ntw', 'stdout', null)
    lines.feed('o\n\nthree', 'stdout', null)
    expect(lines.take(100)).toEqual({
      offset: 7,
      lines: ['one', 'two', '', 'three'].map((text) => ({ text, stream: 'stdout', time: null })),
    })
    expect(lines.hasChanges).toBe(false)
  })

  test('a progress bar is one line that changes', () => {
    expect(printed('10%\r50%', '\r100%\n', 'done\n')).toEqual(['100%', 'done'])
  })

  test('a line that ends with a carriage return keeps its text', () => {
    expect(printed('a\r\nb\r', '\nc')).toEqual(['a', 'b', 'c'])
  })

  test('a line that was handed out is handed out again when it is written over, under its number', () => {
    const lines = new ConsoleLines(0)
    lines.feed('first\n10%', 'stdout', null)
    lines.take(100)
    lines.feed('\r20%', 'stdout', null)
    expect(lines.take(100)).toEqual({ offset: 1, lines: [{ text: '20%', stream: 'stdout', time: null }] })
  })

  test('each stream has its own unfinished line', () => {
    const lines = new ConsoleLines(0)
    lines.feed('out', 'stdout', null)
    lines.feed('err\n', 'stderr', null)
    lines.feed('put\n', 'stdout', null)
    expect(lines.take(100)?.lines.map((line) => [line.stream, line.text])).toEqual([
      ['stdout', 'output'],
      ['stderr', 'err'],
    ])
  })

  test('lines that did not arrive come back, but not over newer ones', () => {
    const lines = new ConsoleLines(0)
    lines.feed('a\nb', 'stdout', null)
    const page = lines.take(100)!
    lines.feed('\rB', 'stdout', null)
    lines.putBack(page.offset, page.lines)
    expect(lines.take(100)?.lines.map((line) => line.text)).toEqual(['a', 'B'])
  })

  test('hands out stretches of consecutive numbers', () => {
    const lines = new ConsoleLines(0)
    lines.feed('0%', 'stdout', null)
    lines.feed('x\ny\n', 'stderr', null)
    lines.take(100)
    lines.feed('\r5%', 'stdout', null)
    lines.feed('z', 'stderr', null)
    expect(lines.take(100)?.offset).toBe(0)
    expect(lines.take(100)?.offset).toBe(3)
    expect(lines.take(100)).toBeNull()
  })
})
