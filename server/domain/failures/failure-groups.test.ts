import { describe, expect, test } from 'vitest'
import { groupPlaces, groupReasons } from './failure-groups'

const said = (reasons: (string | null)[]) =>
  reasons.map((reason, index) => ({ reason, runId: `run${index}`, runName: `run ${index}` }))

describe('reasons', () => {
  test('that differ in numbers alone are one, and the most frequent comes first', () => {
    const groups = groupReasons(
      said([
        'ValueError: bad shape',
        'CUDA out of memory. Tried to allocate 2.00 GiB',
        'CUDA out of memory. Tried to allocate 640.5 MiB at 0x7f31',
        'CUDA out of memory. Tried to allocate 16.00 GiB',
      ]),
    )
    expect(groups.map(({ text, count }) => [text, count])).toEqual([
      ['CUDA out of memory. Tried to allocate 2.00 GiB', 2],
      ['ValueError: bad shape', 1],
      ['CUDA out of memory. Tried to allocate 640.5 MiB at 0x7f31', 1],
    ])
  })

  test('that are missing are said to be, and long ones are cut', () => {
    const [none, long] = groupReasons(said([null, '  \n', `x${'y'.repeat(400)}`]))
    expect(none).toMatchObject({ text: 'no reason was given', count: 2, runId: 'run0' })
    expect(long?.text).toHaveLength(160)
  })
})

describe('places', () => {
  const runs = (host: string, agent: string, bad: number, good: number) =>
    Array.from({ length: bad + good }, (_, index) => ({ host, agent, isBad: index < bad }))

  test('a machine on which everything fails while others work is suspicious', () => {
    const groups = groupPlaces([
      ...runs('gpu-3', 'c', 9, 0),
      ...runs('gpu-1', 'a', 1, 30),
      ...runs('gpu-2', 'b', 0, 31),
    ])
    expect(groups).toEqual([
      { kind: 'host', name: 'gpu-3', bad: 9, total: 9, isSuspicious: true },
      { kind: 'host', name: 'gpu-1', bad: 1, total: 31, isSuspicious: false },
    ])
  })

  test('one agent of a good machine is told apart from its neighbours', () => {
    const groups = groupPlaces([...runs('gpu-1', 'a', 8, 0), ...runs('gpu-1', 'b', 0, 40)])
    expect(groups.find(({ kind }) => kind === 'agent')).toMatchObject({ name: 'a', bad: 8, isSuspicious: true })
    expect(groups.find(({ kind }) => kind === 'host')).toMatchObject({ name: 'gpu-1', isSuspicious: false })
  })

  test('the only machine there is cannot be told from the rest', () => {
    expect(groupPlaces(runs('gpu-1', 'a', 9, 1))).toEqual([
      { kind: 'host', name: 'gpu-1', bad: 9, total: 10, isSuspicious: false },
    ])
  })
})
