import { describe, expect, it } from 'vitest'
import type { EditEffect } from '~/server/domain/sweep-controls'
import { editedText, effectSentences } from './edit-words'

const nothing: EditEffect = {
  waiting: { inside: 0, outside: 0 },
  handOutside: 0,
  overCap: 0,
  returning: 0,
  running: { inside: 0, outside: 0 },
  ended: { inside: 0, outside: 0 },
  grid: null,
}
const says = (effect: Partial<EditEffect>, method: 'bayes' | 'grid' | 'random' = 'bayes', dropsOutside = true) =>
  effectSentences({ ...nothing, ...effect }, { method, dropsOutside })

describe('an edit says beforehand', () => {
  it('what becomes of suggestions that wait', () => {
    expect(says({ waiting: { inside: 2, outside: 1 } })).toEqual([
      '1 waiting suggestion outside of the new space is set aside.',
      '2 waiting suggestions inside stay.',
    ])
    expect(says({ waiting: { inside: 0, outside: 3 } }, 'grid', false)).toEqual([
      '3 waiting suggestions outside of the new space are given out all the same.',
    ])
    expect(says({ handOutside: 1, overCap: 2, returning: 1 })).toEqual([
      '1 hand-written run outside stays in the queue.',
      '2 waiting suggestions past the run cap are set aside.',
      '1 suggestion that was set aside comes back.',
    ])
  })

  it('that running runs go on', () => {
    expect(says({ running: { inside: 1, outside: 2 } })).toEqual([
      '3 running runs go on to the end, 2 of them outside of the new space.',
    ])
  })

  it('what the search still learns from, where it learns at all', () => {
    const ended = { inside: 14, outside: 3 }
    expect(says({ ended })).toEqual([
      'The search goes on learning from 14 ended runs inside; 3 outside only stay in the list.',
    ])
    expect(says({ ended }, 'random')).toEqual(['3 ended runs outside stay in the list.'])
    expect(says({ ended: { inside: 14, outside: 0 } }, 'random')).toEqual([])
  })

  it('how many combinations of a grid are left', () => {
    expect(says({ grid: { cells: 40, left: 12 } }, 'grid')).toEqual([
      '12 of 40 combinations of the new space are left to try.',
    ])
    expect(says({ grid: { cells: 40, left: 0 } }, 'grid')[0]).toContain('the sweep ends with them')
  })

  it('nothing where nothing would happen', () => {
    expect(says({})).toEqual([])
  })
})

it('afterwards it says what was done', () => {
  const edited = {
    version: 3,
    changes: [],
    droppedSuggestions: 2,
    returnedSuggestions: 0,
    state: 'running' as const,
    warnings: [],
  }
  expect(editedText(edited)).toBe('Version 3 is in force and the sweep is running: 2 waiting suggestions set aside.')
})
