/** What W&B's public engine did, as record-sweeps-engine.py wrote it down, this one does too. */
import { describe, expect, test } from 'vitest'
import { hyperbandBands } from '~/server/domain/hyperband-bands'
import type { JsonObject } from '~/server/domain/json'
import { parseSweepConfigValue } from '~/server/domain/parse-sweep-config'
import { runStateSchema } from '~/server/domain/run-state'
import { distributionSchema } from '~/server/domain/sweep-config'
import { valueKey } from '~/server/domain/value-key'
import { nextSuggestions, runsToStop } from './controller'
import engine from './fixtures/sweeps-engine.json'
import { isNumeric, quantile, roundTo } from './space/distributions'
import { aConfig, anInput, aTrial } from './testing'

const METHOD = { method: 'random', parameters: { a: { value: 1 } } }

describe('hyperband', () => {
  test.each(engine.hyperband.map((each, index) => ({ ...each, index })))(
    'case $index, $goal by $rule: the same runs are stopped',
    ({ rule, goal, curves, bands, stopped }) => {
      const value = { ...METHOD, metric: { name: 'loss', goal }, early_terminate: rule }
      if (stopped === null) {
        expect(parseSweepConfigValue(value)).toMatchObject({ kind: 'refused', problems: [{ path: 'early_terminate' }] })
        return
      }
      const config = aConfig(value)
      const judged = curves.map(({ id, state, values }) => ({
        id,
        state: runStateSchema.parse(state),
        values: values.map((each) => each ?? Number.NaN),
      }))
      const found = runsToStop({ config, curves: judged }).map(({ id }) => id)
      expect(found.sort()).toEqual(stopped)
      const early = config.early_terminate
      if (bands === null || early?.type !== 'hyperband') return
      expect(hyperbandBands(early).filter((band) => band <= 1000)).toEqual(bands)
    },
  )

  test('the cases are worth the name: many stop some runs and many none', () => {
    const stopping = engine.hyperband.filter(({ stopped }) => stopped !== null && stopped.length > 0)
    expect(stopping.length).toBeGreaterThan(30)
    expect(engine.hyperband.length - stopping.length).toBeGreaterThan(30)
  })
})

describe('a grid', () => {
  test.each(engine.grids)('of $parameters is walked in the same order', ({ parameters, order }) => {
    const config = aConfig({ method: 'grid', parameters })
    const found: JsonObject[] = []
    for (;;) {
      const trials = found.map((each, number) => aTrial(number, each))
      const [next] = nextSuggestions(anInput(config, { trials })).suggestions
      if (next === undefined) break
      found.push(next.config)
    }
    expect(found.map(valueKey)).toEqual(order.map((each) => valueKey(each)))
  })
})

describe('a distribution', () => {
  test.each(engine.distributions)('$distribution at u = $u has the same value', ({ distribution, u, value }) => {
    const law = distributionSchema.parse(distribution)
    if (!isNumeric(law)) throw new Error('not a law of numbers')
    const found = 'q' in law ? roundTo(quantile(law, u), law.q) : quantile(law, u)
    expect(Math.abs(found - value)).toBeLessThanOrEqual(1e-10 * Math.max(Math.abs(value), 1e-6))
  })
})
