import { describe, expect, test } from 'vitest'
import {
  columnFormatter,
  countOf,
  formatAgo,
  formatBytes,
  formatDay,
  formatDuration,
  formatInstant,
  formatNumber,
  formatShare,
  formatValue,
  formatWithDeviation,
} from './format'

/** Thin spaces and true minus signs are right on the page and a nuisance here. */
const plain = (text: string) => text.replaceAll('\u202f', ' ').replaceAll('\u2212', '-')

describe('numbers', () => {
  test.each([
    [0.913412345, '0.9134'],
    [12_400, '12.4 k'],
    [4210, '4,210'],
    [1_250_000, '1.25 M'],
    [0, '0'],
    [-0.5, '-0.5'],
    [0.00003214, '3.214e-5'],
    [15, '15'],
    [Number.NaN, 'NaN'],
    [Number.NEGATIVE_INFINITY, '-∞'],
  ])('%d is said as %s', (value, said) => {
    expect(plain(formatNumber(value))).toBe(said)
  })

  test('a deviation gets two digits and sets the decimals of its value', () => {
    expect(formatWithDeviation(0.87123, 0.01234)).toBe('0.871 ± 0.012')
    expect(formatWithDeviation(0.5, 0)).toBe('0.5')
  })

  test('a column of numbers has the same decimals throughout, so that it lines up', () => {
    const say = columnFormatter([0.9134, 0.85])
    expect([say(0.9134), say(0.85)]).toEqual(['0.9134', '0.8500'])
  })

  test('a column that spans too much falls back to each number by itself', () => {
    expect(plain(columnFormatter([3.2, 0.00001])(0.00001))).toBe('1e-5')
  })

  test.each([
    [0, '0 B'],
    [999, '999 B'],
    [28_400, '28.4 kB'],
    [5_000_000, '5 MB'],
    [1_234_567_890, '1.23 GB'],
  ])('%d bytes are said as %s', (bytes, said) => {
    expect(plain(formatBytes(bytes))).toBe(said)
  })

  test('a share below one per cent is not said to be none', () => {
    expect(plain(formatShare(0.004))).toBe('<1 %')
    expect(plain(formatShare(0.42))).toBe('42 %')
  })
})

describe('times', () => {
  test.each([
    [200, '3 min 20 s'],
    [3600, '1 h'],
    [90_061, '1 d 1 h'],
    [0.42, '0.4 s'],
    [0, '0 s'],
    [-1, '–'],
  ])('%d seconds are said as %s', (seconds, said) => {
    expect(plain(formatDuration(seconds))).toBe(said)
  })

  test('what happened in the last seconds is now', () => {
    expect(formatAgo('2026-01-01T00:00:00Z', Date.parse('2026-01-01T00:00:05Z'))).toBe('now')
    expect(plain(formatAgo('2026-01-01T00:00:00Z', Date.parse('2026-01-01T00:03:05Z')))).toBe('3 min ago')
  })
})

test('values of any kind fit in a line', () => {
  expect(formatValue(undefined)).toBe('–')
  expect(formatValue('NaN')).toBe('NaN')
  expect(formatValue(true)).toBe('true')
  expect(formatValue([1, 'a'])).toBe('[1,"a"]')
})

test('one run is not said in the plural', () => {
  expect(countOf(1, 'run')).toBe('1 run')
  expect(countOf(4210, 'run')).toBe('4,210 runs')
  expect(countOf(2, 'match', 'matches')).toBe('2 matches')
})

describe('a moment', () => {
  test('is said in the zone of who reads, summer time and all, and in UTC where that is not known', () => {
    expect(formatInstant('2026-03-01T12:04:09.700Z', null)).toBe('2026-03-01 12:04:09 UTC')
    expect(formatInstant('2026-03-01T12:04:09.700Z', 'Europe/Berlin')).toBe('2026-03-01 13:04:09 CET')
    expect(formatInstant('2026-07-01T12:04:09Z', 'Asia/Kolkata')).toBe('2026-07-01 17:34:09 GMT+5:30')
  })

  test('just after midnight is hour 00 of the day that it is there', () => {
    expect(formatInstant('2026-03-01T00:00:05Z', null)).toBe('2026-03-01 00:00:05 UTC')
    expect(formatDay('2026-03-01T23:30:00Z', 'Europe/Berlin')).toBe('2026-03-02')
  })
})
