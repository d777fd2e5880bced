import { expect, test } from 'vitest'
import { Remembered } from './remembered'

test('an answer holds for its stamp alone', () => {
  const remembered = new Remembered<number>(10)
  remembered.keep('a', { stamp: '1', answer: 7 })
  expect(remembered.find('a', '1')).toBe(7)
  expect(remembered.find('a', '2')).toBeUndefined()
  remembered.keep('a', { stamp: '2', answer: 8 })
  expect(remembered.find('a', '1')).toBeUndefined()
  expect(remembered.find('a', '2')).toBe(8)
})

test('what was asked for longest ago goes first, by weight', () => {
  const remembered = new Remembered<string>(10)
  remembered.keep('a', { stamp: '', answer: 'a', weight: 4 })
  remembered.keep('b', { stamp: '', answer: 'b', weight: 4 })
  remembered.find('a', '')
  remembered.keep('c', { stamp: '', answer: 'c', weight: 5 })
  expect(['a', 'b', 'c'].map((key) => remembered.find(key, ''))).toEqual(['a', undefined, 'c'])
  remembered.keep('huge', { stamp: '', answer: 'huge', weight: 11 })
  expect(remembered.find('huge', '')).toBeUndefined()
  expect(remembered.find('c', '')).toBe('c')
  remembered.keep('c', { stamp: '', answer: 'c', weight: 1 })
  remembered.keep('d', { stamp: '', answer: 'd', weight: 5 })
  expect(['a', 'c', 'd'].map((key) => remembered.find(key, ''))).toEqual(['a', 'c', 'd'])
})
