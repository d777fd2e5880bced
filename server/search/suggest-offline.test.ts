import { describe, expect, test } from 'vitest'
import { suggestOffline } from './suggest-offline'

const GRID = 'method: grid\nparameters:\n  a: {values: [1, 2, 3]}\n'
const BAYES =
  'method: bayes\nmetric: {name: loss}\nearly_terminate: {type: hyperband, min_iter: 3}\nparameters:\n  x: {min: 0.0, max: 1.0}\n'

function ok(configText: string, runs: unknown, given: { count?: number; seed?: number } = {}) {
  const output = suggestOffline({
    configText,
    runs,
    count: given.count ?? 1,
    ...(given.seed === undefined ? {} : { seed: given.seed }),
  })
  if (output.kind === 'refused') throw new Error(JSON.stringify(output.problems))
  return output
}

function problems(configText: string, runs: unknown, given: { count?: number; seed?: number } = {}) {
  const output = suggestOffline({ configText, runs, count: given.count ?? 1, seed: given.seed ?? 1 })
  return output.kind === 'refused' ? output.problems : []
}

describe('suggestions without a server', () => {
  test('a grid without runs is given in order, and said to be used up when more is asked for', () => {
    expect(ok(GRID, [], { count: 2 })).toMatchObject({
      suggestions: [{ config: { a: 1 } }, { config: { a: 2 } }],
      exhausted: false,
    })
    expect(ok(GRID, [], { count: 9 })).toMatchObject({ exhausted: true })
  })

  test.each([
    ['plain', { a: 2 }],
    ['wrapped', { a: { value: 2 }, _wandb: { value: {} } }],
    ['wrapped with a description', { a: { value: 2, desc: null } }],
  ])('a config that is %s is read', (_, config) => {
    expect(
      ok(GRID, [{ id: 'r', state: 'failed', config }], { count: 9 }).suggestions.map((each) => each.config['a']),
    ).toEqual([1, 3])
  })

  test('the same seed gives the same, the config has a seed of its own, the argument wins', () => {
    const first = (text: string, seed?: number) =>
      ok(text, [], seed === undefined ? {} : { seed }).suggestions[0]?.config
    expect(first(BAYES, 4)).toEqual(first(BAYES, 4))
    expect(first(BAYES, 4)).not.toEqual(first(BAYES, 5))
    expect(first(`${BAYES}seed: 4\n`)).toEqual(first(BAYES, 4))
    expect(first(`${BAYES}seed: 4\n`, 5)).toEqual(first(BAYES, 5))
  })

  test('best is taken over history and summary together, NaN as text is no value', () => {
    const runs = [0.1, 0.3, 0.5, 0.7, 0.9].map((x, i) => ({
      id: `r${i}`,
      state: 'finished',
      config: { x },
      summary: { loss: 'NaN' },
      history: [{ loss: 9 }, { loss: (x - 0.3) ** 2 }, { loss: 'Infinity' }, { other: 1 }],
    }))
    const { suggestions } = ok(BAYES, runs)
    expect(suggestions[0]?.info).toMatchObject({ source: 'surrogate', trial_count: 5 })
    expect(Math.abs(Number(suggestions[0]?.config['x']) - 0.3)).toBeLessThan(0.15)
  })

  test('runs from before the sweep are learned from, counted for nothing and never stopped', () => {
    const prior = [0.1, 0.3, 0.5, 0.7, 0.9].map((x, i) => ({
      id: `r${i}`,
      prior: true,
      state: i === 4 ? 'running' : 'finished',
      config: { x },
      history: [9, 9, 9, (x - 0.3) ** 2].map((loss) => ({ loss })),
    }))
    const { suggestions, stops } = ok(`${BAYES}run_cap: 1\n`, prior, { count: 2 })
    expect(suggestions).toHaveLength(1)
    expect(suggestions[0]?.info).toMatchObject({ source: 'surrogate', trial_count: 4, prior_count: 4 })
    expect(stops).toEqual([])
  })

  test('runs to stop come with their reasons', () => {
    const run = (id: string, values: number[]) => ({
      id,
      state: 'running',
      config: { x: 0.5 },
      history: values.map((loss) => ({ loss })),
    })
    const { stops } = ok(BAYES, [run('A', [5, 4, 3]), run('B', [5, 6, 7]), run('C', [1, 9, 9])])
    expect(stops).toEqual([{ id: 'C', reason: 'loss 9 at step 3 is worse than the threshold 7 of band 3' }])
  })

  test('a count of 0 only asks for stops', () => {
    expect(ok(BAYES, [], { count: 0 })).toMatchObject({ suggestions: [], exhausted: false })
  })

  test('the run cap and the target end it', () => {
    expect(ok(`${GRID}run_cap: 1\n`, [{ id: 'r', config: { a: 1 } }])).toMatchObject({
      suggestions: [],
      exhausted: true,
    })
    const reached = [{ id: 'r', state: 'finished', config: { x: 0.5 }, summary: { loss: 0.05 } }]
    expect(ok(BAYES.replace('{name: loss}', '{name: loss, target: 0.1}'), reached)).toMatchObject({
      suggestions: [],
      exhausted: true,
    })
  })

  test('warnings of the config come along', () => {
    expect(ok(`${GRID}imports: [x]\n`, []).warnings).toHaveLength(1)
  })

  test('names that JavaScript objects know are not values', () => {
    expect(
      ok(BAYES.replace('name: loss', 'name: constructor'), [
        { id: 'r', state: 'finished', config: { x: 0.5 }, summary: {} },
      ]).suggestions,
    ).toHaveLength(1)
  })
})

describe('what is refused', () => {
  test('a wrong config, with lines', () => {
    expect(problems('method: grid\nparameters:\n  a: {values: []}\n', [])).toMatchObject([
      { path: 'parameters.a.values', line: 3 },
    ])
  })

  test('wrong runs, all at once, beside a wrong config', () => {
    const found = problems('method: grid', [
      1,
      { id: 'a', state: 'done' },
      { id: 'a', config: [] },
      { id: {}, history: {} },
      { history: [3] },
      { prior: 'yes' },
    ])
    expect(found.map((problem) => problem.path)).toEqual([
      'parameters',
      'runs.0',
      'runs.1.state',
      'runs.2.id',
      'runs.2.config',
      'runs.3.id',
      'runs.3.history',
      'runs.4.history.0',
      'runs.5.prior',
    ])
  })

  test.each([null, undefined, {}, 'runs', 3])('runs that are %j', (runs) => {
    expect(problems(GRID, runs)).toMatchObject([{ path: 'runs' }])
  })

  test.each([-1, 1.5, 5000, Number.NaN])('a count of %d', (count) => {
    expect(problems(GRID, [], { count })).toMatchObject([{ path: 'count' }])
  })

  test.each([-1, 0.5, 1e300])('a seed of %d', (seed) => {
    expect(problems(GRID, [], { seed })).toMatchObject([{ path: 'seed' }])
  })
})
