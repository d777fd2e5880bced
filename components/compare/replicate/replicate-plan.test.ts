import { describe, expect, it } from 'vitest'
import { parseSweepConfig } from '~/server/domain/parse-sweep-config'
import type { SweepDetail } from '~/server/domain/sweep'
import { writeSweepConfig } from '~/server/domain/write-sweep-config'
import { aComparison, aContender, comparedSweep } from '../../charts/prepare/compare/testing'
import { aSweepSummary } from '../testing'
import { estimatesOf, membersOf, replicatesOf, suggestedCount } from './replicate-plan'

const YAML = `name: bayes-1
method: bayes
seed: 7
metric: {name: val_accuracy, goal: maximize}
parameters: {lr: {min: 0.0001, max: 0.1, distribution: log_uniform_values}}
`

function detail(yaml: string, seed: number, name = 'bayes-1'): SweepDetail {
  const parsed = parseSweepConfig(yaml)
  if (parsed.kind === 'refused') throw new Error(JSON.stringify(parsed.problems))
  const over = { config: parsed.config, yaml, seed, name, description: null, computeSeconds: 1, priorRunCount: 0 }
  return { ...(aSweepSummary('a', 1) as SweepDetail), ...over }
}

describe('replicates of a contender', () => {
  it('are its config under seeds that nobody had, with names that say so', () => {
    const made = replicatesOf([detail(YAML, 7), detail(YAML, 12)], 20, 2)
    expect(made.map(({ name, seed }) => [name, seed])).toEqual([
      ['bayes-1 (seed 13)', 13],
      ['bayes-1 (seed 14)', 14],
    ])
    const text = writeSweepConfig(made[0]!.config)
    const parsed = parseSweepConfig(text)
    expect(parsed).toMatchObject({ kind: 'ok', config: { seed: 13, name: 'bayes-1 (seed 13)', method: 'bayes' } })
  })

  it('of a replicate do not pile up its name', () => {
    expect(replicatesOf([detail(YAML, 8, 'bayes-1 (seed 8)')], 20, 1)[0]!.name).toBe('bayes-1 (seed 9)')
  })

  it('end: an endless search gets as many runs as those before it made, one with an end keeps it', () => {
    expect(replicatesOf([detail(YAML, 1)], 23, 1)[0]!.config.run_cap).toBe(23)
    expect(replicatesOf([detail(`${YAML}run_cap: 50\n`, 1)], 23, 1)[0]!.config.run_cap).toBe(50)
    const grid = YAML.replace('method: bayes', 'method: grid').replace(/\{lr.*\}/, '{lr: {values: [1, 2]}}')
    expect(replicatesOf([detail(grid, 1)], 2, 1)[0]!.config.run_cap).toBeUndefined()
  })

  it('learn from the same earlier runs', () => {
    expect(replicatesOf([detail(YAML, 1)], 5, 1)[0]!.priorOf).toBeNull()
    expect(replicatesOf([{ ...detail(YAML, 1), priorRunCount: 3 }], 5, 1)[0]!.priorOf).toBe('a')
  })

  it('of nothing are none, and seeds stay in their range', () => {
    expect(replicatesOf([], 5, 4)).toEqual([])
    expect(replicatesOf([detail(YAML, 2 ** 31 - 1)], 5, 1)[0]!.seed).toBe(0)
  })
})

describe('what replicates cost', () => {
  const comparison = aComparison(
    [
      comparedSweep('a', { runCount: 20, computeSeconds: 100, contender: 0 }),
      comparedSweep('b', { runCount: 10, computeSeconds: 50, contender: 0 }),
      comparedSweep('g', { method: 'grid', order: 'listed', runCount: 60, contender: 1 }),
    ],
    { contenders: [aContender('bayes', { sweeps: [0, 1] }), aContender('grid', { sweeps: [2] })] },
  )

  it('is the mean of those there are, and a listed grid is told to repeat itself', () => {
    expect(estimatesOf(comparison)).toEqual([
      { contender: 0, label: 'bayes', runCount: 15, seconds: 75, isRepeat: false },
      { contender: 1, label: 'grid', runCount: 60, seconds: 20, isRepeat: true },
    ])
    expect(membersOf(comparison, comparison.contenders[0])).toEqual(['a0000000', 'b0000000'])
  })

  it('begins with four, or with what is missing when that is not many more', () => {
    expect(suggestedCount(comparison)).toBe(4)
    const pair = { a: 0, b: 1, win: [0.9], tie: [0], low: [0.5], high: [1], needed: [9] }
    expect(suggestedCount({ ...comparison, budgets: [20], pairs: [pair] })).toBe(8)
    expect(suggestedCount({ ...comparison, budgets: [20], pairs: [{ ...pair, needed: [400] }] })).toBe(4)
  })
})
