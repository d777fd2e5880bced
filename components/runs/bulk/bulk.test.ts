import { describe, expect, test } from 'vitest'
import type { RunRow } from '~/server/domain/run'
import type { BulkOutcome, WhichRuns } from '~/server/domain/run-bulk'
import { EVERYTHING, NOTHING, withTicks } from '../table/selection'
import { sayResult, sumPreviews, takeSteps, whichRuns } from './bulk-steps'
import { RunsCsv } from './runs-csv'

const ASKED = { search: 'x', filter: 'state = failed' }
const outcome = (part: Partial<BulkOutcome>): BulkOutcome => ({
  done: 0,
  unchanged: 0,
  refused: [],
  cursor: null,
  deletedAt: null,
  ...part,
})

describe('a change to many runs', () => {
  test('names them in parts of five hundred, or all that match but some', () => {
    const many = withTicks(
      NOTHING,
      Array.from({ length: 1200 }, (_, index) => `r${index}`),
      true,
    )
    expect(whichRuns(many, ASKED).map((which) => which.kind === 'ids' && which.ids.length)).toEqual([500, 500, 200])
    expect(whichRuns(withTicks(EVERYTHING, ['a'], false), ASKED)).toEqual([
      { kind: 'matching', ...ASKED, except: ['a'] },
    ])
  })

  test('goes on from cursor to cursor and adds up what was done', async () => {
    const cursors: (string | null)[] = []
    const gone: number[] = []
    const answers = [outcome({ done: 2, cursor: 'c', deletedAt: 'at' }), outcome({ done: 1, unchanged: 1 })]
    const result = await takeSteps<WhichRuns>({
      parts: whichRuns(EVERYTHING, ASKED),
      async call(_, cursor) {
        cursors.push(cursor)
        return answers.shift() ?? outcome({})
      },
      onProgress: (count) => gone.push(count),
      signal: new AbortController().signal,
    })
    expect(cursors).toEqual([null, 'c'])
    expect(gone).toEqual([2, 4])
    expect(result).toEqual({ done: 3, unchanged: 1, refused: [], deletedAt: 'at', isCut: false })
  })

  test('ends after the step that is under way when somebody ends it', async () => {
    const ended = new AbortController()
    const result = await takeSteps({
      parts: [1, 2, 3],
      async call() {
        ended.abort()
        return outcome({ done: 1 })
      },
      onProgress: () => undefined,
      signal: ended.signal,
    })
    expect(result).toMatchObject({ done: 1, isCut: true })
  })

  test('says what was done, what was so already, and what was not and why', () => {
    const refused = [
      { run: 'a', name: 'calm-lake-1', reason: 'it has ended already: failed' },
      { run: 'b', name: 'b', reason: 'it is in the trash' },
      { run: 'c', name: 'c', reason: 'it is in the trash' },
    ]
    expect(sayResult({ done: 1, unchanged: 2, refused, deletedAt: null, isCut: false }, 'asked to stop')).toEqual({
      text: '1 run asked to stop',
      notes: ['2 were so already', 'not calm-lake-1: it has ended already: failed', 'not 2: it is in the trash'],
    })
  })

  test('is looked at beforehand over all parts', () => {
    const part = { count: 2, runningCount: 1, sweepCount: 0, takenCount: 1, tags: [{ tag: 'a', count: 2 }] }
    expect(sumPreviews([part, part])).toEqual({
      count: 4,
      runningCount: 2,
      sweepCount: 0,
      takenCount: 2,
      tags: [{ tag: 'a', count: 4 }],
    })
  })
})

describe('runs as CSV', () => {
  const row = (id: string, values: RunRow['values']): RunRow => ({
    id,
    storageId: id,
    serial: 1,
    name: `run, "${id}"`,
    state: 'finished',
    sweep: null,
    sweepName: null,
    method: null,
    suggestionNumber: null,
    attempt: 1,
    group: null,
    jobType: null,
    tags: ['a', 'b'],
    createdAt: '2026-01-01T00:00:00.000Z',
    startedAt: null,
    heartbeatAt: null,
    finishedAt: null,
    durationSeconds: 1.5,
    values,
  })

  test('have a column for each key, also for those that only a later page brings', () => {
    const csv = new RunsCsv()
    csv.add([row('a', { 'summary.loss': 'NaN', 'config.lr': 0.1 })])
    csv.add([row('b', { 'config.zeta': [1, 2], 'config.on': true })])
    const [head = '', rows = ''] = csv.pieces()
    expect(head.trim().split(',').slice(-4)).toEqual(['config.lr', 'config.on', 'config.zeta', 'summary.loss'])
    expect(rows.split('\r\n')[0]).toBe('a,"run, ""a""",finished,,,,,"a, b",2026-01-01T00:00:00.000Z,,,1.5,1,0.1,,,NaN')
    expect(rows.split('\r\n')[1]).toMatch(/,,true,"\[1,2\]",$/)
    expect(csv.count).toBe(2)
  })
})
