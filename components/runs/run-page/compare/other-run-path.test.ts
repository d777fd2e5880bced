import { expect, test } from 'vitest'
import { printRunPath, readRunPath } from './other-run-path'

const here = { entity: 'ada', project: 'digits' }

test.each([
  ['k3v9x2ab', { ...here, run: 'k3v9x2ab' }],
  ['ada/letters/r1', { entity: 'ada', project: 'letters', run: 'r1' }],
  ['http://127.0.0.1:3000/ada/two%20words/runs/r1?tab=files#x', { entity: 'ada', project: 'two words', run: 'r1' }],
  ['/ada/letters/runs/r1', { entity: 'ada', project: 'letters', run: 'r1' }],
])('%s names a run', (text, run) => {
  expect(readRunPath(text, here)).toEqual(run)
})

test('a run of the same project goes by its id, and comes back as it was', () => {
  expect(printRunPath({ ...here, run: 'r1' }, here)).toBe('r1')
  const far = { entity: 'ada', project: 'letters', run: 'r1' }
  expect(readRunPath(printRunPath(far, here), here)).toEqual(far)
})
