import { describe, expect, test } from 'vitest'
import { rngFor } from '../search/numeric/rng'
import { bestOfDraws } from './best-of-draws'
import reference from './fixtures/reference.json'
import { chanceOfAtMost, lawOf, meanOf } from './law'
import { drawOrders } from './run-orders'

const ORDERS = 20_000
const given = reference.orders
const runs = {
  losses: Float64Array.from(given.losses, (loss) => loss ?? Number.NaN),
  seconds: Float64Array.from(given.seconds),
}
const drawn = drawOrders(runs, {
  budgets: given.budgets.map(({ seconds }) => seconds),
  threshold: given.threshold,
  orderCount: ORDERS,
  rng: rngFor(1, 0, 'test'),
})

/** Four standard errors of a share that is counted in so many orders; the stream is fixed, so it passes or it does not. */
const near = (share: number) => 4 * Math.sqrt((Math.max(share, 1 / ORDERS) * (1 - share + 1e-9)) / ORDERS) + 1e-12

describe('runs in random order against compute time', () => {
  test.each(given.budgets.map((row, index) => ({ ...row, index })))(
    'at $seconds s the best is what all orders say',
    ({ index, none, shares }) => {
      const law = lawOf(drawn.best[index]!)
      expect(Math.abs(law.none - none)).toBeLessThanOrEqual(near(none))
      let below = 0
      for (const [value, share] of Object.entries(shares)) {
        const found = chanceOfAtMost(law, Number(value)) - below
        below += found
        expect(Math.abs(found - share)).toBeLessThanOrEqual(near(share))
      }
    },
  )

  test('the time to a value is what all orders say', () => {
    const mean = drawn.reach.reduce((sum, seconds) => sum + seconds, 0) / ORDERS
    expect(Math.abs(mean - given.reach_mean)).toBeLessThanOrEqual((4 * given.reach_deviation) / Math.sqrt(ORDERS))
  })

  test('runs of equal length are draws of so many runs', () => {
    const losses = Float64Array.from({ length: 30 }, (_, index) => (index * 7) % 30)
    const equal = drawOrders(
      { losses, seconds: new Float64Array(30).fill(10) },
      { budgets: [55], threshold: null, orderCount: ORDERS, rng: rngFor(2, 0, 'test') },
    )
    const exact = bestOfDraws({ losses: Float64Array.from(losses).sort(), size: 30 }, 5)!
    expect(Math.abs(meanOf(lawOf(equal.best[0]!))! - meanOf(exact)!)).toBeLessThan(0.1)
  })

  test('the same stream gives the same orders', () => {
    const once = () => drawOrders(runs, { budgets: [100], threshold: 0.2, orderCount: 50, rng: rngFor(3, 1, 'test') })
    expect(once()).toEqual(once())
  })

  test('nothing to reach, no time, and no runs are answers', () => {
    const none = drawOrders(runs, { budgets: [0], threshold: 0.01, orderCount: 3, rng: rngFor(1, 0, 'test') })
    expect([...none.best[0]!, ...none.reach]).toEqual(new Array(6).fill(Number.POSITIVE_INFINITY))
    const empty = { losses: new Float64Array(), seconds: new Float64Array() }
    const nothing = drawOrders(empty, { budgets: [1], threshold: 1, orderCount: 2, rng: rngFor(1, 0, 'test') })
    expect([...nothing.best[0]!]).toEqual([Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY])
    const instant = drawOrders(
      { losses: Float64Array.of(1, 2), seconds: Float64Array.of(0, 0) },
      { budgets: [0], threshold: 1, orderCount: 2, rng: rngFor(1, 0, 'test') },
    )
    expect([...instant.best[0]!, ...instant.reach]).toEqual([1, 1, 0, 0])
  })
})
