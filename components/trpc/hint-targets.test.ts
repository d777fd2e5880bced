import { expect, test } from 'vitest'
import type { Hint } from '~/server/domain/live'
import { isTouched } from './hint-targets'

const RUN = '00000000-0000-4000-8000-000000000001'
const OTHER = '00000000-0000-4000-8000-000000000002'
const PROJECT = '00000000-0000-4000-8000-00000000000a'

function hint(kind: Hint['kind'], sweepId: string | null = null): Hint {
  return { kind, id: RUN, projectId: PROJECT, sweepId }
}

function key(path: string, input: object = {}) {
  return [path.split('.'), { input, type: 'query' }]
}

test('a logged point touches the charts that show its run and no others', () => {
  expect(isTouched(hint('history'), key('history.series', { storageIds: [OTHER, RUN] }))).toBe(true)
  expect(isTouched(hint('history'), key('history.series', { storageIds: [OTHER] }))).toBe(false)
})

test('a console line touches the console of its run alone', () => {
  expect(isTouched(hint('console'), key('console.page', { storageId: RUN }))).toBe(true)
  expect(isTouched(hint('console'), key('console.page', { storageId: OTHER }))).toBe(false)
  expect(isTouched(hint('console'), key('runs.list'))).toBe(false)
})

test('a run outside of sweeps leaves sweeps alone, one of a sweep does not', () => {
  expect(isTouched(hint('run'), key('sweeps.points'))).toBe(false)
  expect(isTouched(hint('run', OTHER), key('sweeps.points'))).toBe(true)
})

test('the greeting after a gap touches all but what no project changes', () => {
  expect(isTouched(hint('project'), key('runs.byId'))).toBe(true)
  expect(isTouched(hint('project'), key('accounts.keys'))).toBe(false)
  expect(isTouched(hint('project'), ['not ours'])).toBe(false)
})
