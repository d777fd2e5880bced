import { expect, test } from 'vitest'
import type * as promised from '../types'
import * as real from './index'
import type { Run } from './run'

// The compiler is the test: these lines do not type-check when the package offers less than its declarations promise.
const offered: typeof promised = real
const run = (held: Run): promised.Run => held

test('the package offers what its declarations promise, and nothing beside', () => {
  expect(Object.keys(offered).sort()).toEqual([
    'agent',
    'audio',
    'histogram',
    'html',
    'image',
    'init',
    'sweep',
    'table',
    'video',
  ])
  expect(run).toBeTypeOf('function')
})
