import { describe, expect, it } from 'vitest'
import { configOf } from '~/server/domain/testing'
import { type ComparedConfig, contendersOf, isWholeGrid, notesOf, orderOf } from './contenders'

type Given = { method?: string; seed?: number; space?: string; extra?: string; name?: string } & Partial<
  Omit<ComparedConfig, 'config' | 'id' | 'name' | 'seed'>
>

let number = 0
function aConfig({
  method = 'random',
  seed = 1,
  space = '{lr: {min: 0.0, max: 1.0}}',
  extra = '',
  name,
  ...over
}: Given): ComparedConfig {
  const parsed = configOf(`method: ${method}\nmetric: {name: loss, goal: minimize}\nparameters: ${space}\n${extra}`)
  const id = `sweep${number++}`
  const facts = { endReason: null, isEdited: false, isByHand: false, priorCount: 0 }
  return { id, name: name ?? id, config: parsed.config, seed, ...facts, ...over }
}

const GRID = '{lr: {values: [1, 2]}}'
const labelsOf = (...given: Given[]) => contendersOf(given.map(aConfig), 'together').map(({ label }) => label)

describe('sweeps that count as one', () => {
  it('are those of one config, whatever their seeds, names and numbers of runs', () => {
    const sweeps = [aConfig({ seed: 1 }), aConfig({ seed: 2, extra: 'run_cap: 9' }), aConfig({ method: 'bayes' })]
    expect(contendersOf(sweeps, 'together')).toEqual([
      { label: 'random', method: 'random', ordinal: 0, sweeps: [0, 1] },
      { label: 'bayes', method: 'bayes', ordinal: 0, sweeps: [2] },
    ])
    expect(contendersOf(sweeps, 'apart').map(({ sweeps: mine }) => mine)).toEqual([[0], [1], [2]])
  })

  it('are not those of another space, rule, program or head start', () => {
    const different: Given[] = [
      {},
      { space: '{lr: {min: 0.0, max: 2.0}}' },
      { extra: 'early_terminate: {type: hyperband, min_iter: 3}' },
      { extra: 'program: other.py' },
      { priorCount: 3 },
    ]
    expect(contendersOf(different.map(aConfig), 'together')).toHaveLength(5)
  })

  it('are called by their method, or by what their names share where that would not tell', () => {
    expect(labelsOf({ name: 'a' }, { name: 'b', method: 'bayes' })).toEqual(['random', 'bayes'])
    const wide = { space: '{lr: {min: 0.0, max: 9.0}}' }
    expect(
      labelsOf({ name: 'narrow (seed 1)' }, { name: 'narrow (seed 2)', seed: 2 }, { ...wide, name: 'wide (seed 1)' }),
    ).toEqual(['narrow', 'wide (seed 1)'])
    expect(labelsOf({ name: 'ab' }, { name: 'cd' }, { ...wide, name: 'ab' })).toEqual(['ab and 1 more', 'ab'])
    const [one, two] = labelsOf({ name: 'same' }, { ...wide, name: 'same' })
    expect(one).toMatch(/^same \(sweep\d+\)$/)
    expect(two).not.toBe(one)
  })
})

describe('the order of runs', () => {
  it.each<[Given, string]>([
    [{}, 'drawn'],
    [{ method: 'bayes', isEdited: true }, 'adaptive'],
    [{ method: 'sobol' }, 'spread'],
    [{ method: 'grid', space: GRID }, 'listed'],
    [{ method: 'grid', space: GRID, extra: 'grid: {random_order: true}' }, 'shuffled'],
    [{ isEdited: true }, 'edited'],
    [{ isByHand: true }, 'by-hand'],
    [{ endReason: 'target of 0.1 reached: loss is 0.05 in run x' }, 'target'],
    [{ endReason: 'run cap of 9 reached' }, 'drawn'],
  ])('of %j is %s', (given, order) => {
    expect(orderOf(aConfig(given))).toBe(order)
  })

  it('of a grid does not matter once all of it was tried', () => {
    const grid = { method: 'grid', space: GRID, endReason: 'grid used up' }
    expect(isWholeGrid(aConfig(grid))).toBe(true)
    expect(isWholeGrid(aConfig({ ...grid, endReason: 'stopped by ada' }))).toBe(false)
    expect(isWholeGrid(aConfig({ ...grid, isEdited: true }))).toBe(false)
  })
})

describe('what must be known before a difference is believed', () => {
  it('is nothing when everything is alike', () => {
    const sweeps = [aConfig({ seed: 1 }), aConfig({ seed: 2 }), aConfig({ method: 'bayes', seed: 1 })]
    expect(notesOf(sweeps, contendersOf(sweeps, 'together'))).toEqual([])
  })

  it('is what differs, who shares a seed, who had a head start and who stops early', () => {
    const sweeps = [
      aConfig({ extra: 'program: a.py' }),
      aConfig({ extra: 'program: a.py' }),
      aConfig({ extra: 'program: b.py\nearly_terminate: {type: hyperband, min_iter: 3}', priorCount: 4 }),
      aConfig({ extra: 'program: b.py', space: '{lr: {min: 0.0, max: 2.0}, depth: {value: 3}}' }),
    ]
    expect(notesOf(sweeps, contendersOf(sweeps, 'together'))).toEqual([
      { kind: 'space', parameters: ['depth', 'lr'] },
      { kind: 'program' },
      { kind: 'seed', sweeps: [0, 1] },
      { kind: 'prior', sweeps: [2] },
      { kind: 'early-termination', sweeps: [2] },
    ])
  })

  it('a listed grid tries the same under any seed, so that sharing one says nothing', () => {
    const sweeps = [aConfig({ method: 'grid', space: GRID }), aConfig({ method: 'grid', space: GRID })]
    expect(notesOf(sweeps, contendersOf(sweeps, 'together'))).toEqual([])
  })
})
