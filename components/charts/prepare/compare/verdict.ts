/**
 * What two contenders' numbers at a budget mean, in sentences: how likely one is better, how far that can be trusted,
 * and what would tell. Where no probability can be given it says why, and how high luck would have come instead.
 */
import { formatShare } from '~/components/lib/format'
import { type Comparison, type Contender, isExchangeable } from '~/server/domain/comparison'
import { type Chance, chanceOf } from './chances'
import { listOf, sayChance, sayPlace, sayRange, valueSayer, whyFixed } from './words'

/** From this far to the sides of even odds it is said who leads. */
const EVEN_ODDS = 0.5

export type Verdict = {
  /** open: the range holds even odds; told: it does not; loose: no range can be given; none: no probability either. */
  kind: 'told' | 'open' | 'loose' | 'none'
  sentences: string[]
}

export function verdictOf(comparison: Comparison, pair: readonly [number, number], at: number): Verdict {
  const budget = comparison.budgets[at]
  const chance = chanceOf(comparison, pair, at)
  const [a, b] = pair.map((index) => comparison.contenders[index])
  if (a === undefined || b === undefined || budget === undefined) return { kind: 'none', sentences: [] }
  if (chance === null) return { kind: 'none', sentences: refusal(comparison, [a, b], at) }
  const better = chance.theta >= EVEN_ODDS ? chance : flipped(chance)
  const lead = leadSentence(better, sayPlace(comparison.axis, budget))
  if (better.interval === null) {
    return { kind: 'loose', sentences: [lead, looseSentence(better, comparison, budget), ...earlySentence(comparison)] }
  }
  const isTold = better.interval[0] > EVEN_ODDS
  return {
    kind: isTold ? 'told' : 'open',
    sentences: [
      lead,
      `${rangeWords(better)}, ${
        isTold
          ? `which leaves out even odds: on this space ${better.a.label} is likely the better at this budget.`
          : 'which holds even odds: this does not tell which of the two is better.'
      }`,
      ...(isTold ? [] : neededSentence(better)),
      ...earlySentence(comparison),
    ],
  }
}

function flipped(chance: Chance): Chance {
  const { a, b, win, lose, theta, interval, basisA, basisB, separateA, separateB } = chance
  return {
    ...chance,
    a: b,
    b: a,
    win: lose,
    lose: win,
    theta: 1 - theta,
    interval: interval && [1 - interval[1], 1 - interval[0]],
    basisA: basisB,
    basisB: basisA,
    separateA: separateB,
    separateB: separateA,
  }
}

/** "After 20 runs bayes is ahead of random in 84 % of the pairs of sweeps; 3 % are ties." */
function leadSentence({ a, b, win, tie, basisA, basisB }: Chance, budget: string): string {
  const cases =
    basisA === 'replicates' && basisB === 'replicates'
      ? 'of the pairs of their sweeps'
      : basisA === 'orders' && basisB === 'orders'
        ? 'of the orders in which their runs could have come'
        : 'of the pairs of sweeps and orders'
  const ties = tie < 0.005 ? '' : `; ${formatShare(tie)} are ties`
  return `With ${budget} each, ${a.label} ends ahead of ${b.label} in ${sayChance(win)} ${cases}${ties}.`
}

function rangeWords({ interval, separateA, separateB }: Chance): string {
  const [low, high] = interval ?? [0, 1]
  const sides =
    separateA === separateB
      ? `${separateA} separate sweeps of that size on each side`
      : `${separateA} and ${separateB} separate sweeps of that size`
  return `Counting ties half, and judged by ${sides}, the chance lies in ${sayRange(low, high)} (95 % range)`
}

/** A budget that a side holds only once: nothing is left of its luck but what happened. */
function looseSentence({ a, b, separateA, separateB }: Chance, { axis }: Comparison, budget: number): string {
  const once = [separateA < 2 ? a.label : null, separateB < 2 ? b.label : null].filter((label) => label !== null)
  const verb = once.length === 1 ? 'holds' : 'hold'
  return `No range can be given: ${listOf(once)} ${verb} only one separate sweep of ${sayPlace(axis, budget)}, so this says what happened with these runs, not what would happen again.`
}

function neededSentence({ needed, separateA, separateB }: Chance): string[] {
  if (needed === null)
    return ['They are so close here that more than 1,000 sweeps of each would be needed to tell them apart.']
  const there = Math.min(separateA, separateB)
  const now = separateA === separateB ? `there are ${there}` : `there are ${separateA} and ${separateB}`
  if (needed <= there) return []
  return [
    `If the advantage is really this large, about ${needed} separate sweeps of each would show it four times out of five; ${now}.`,
  ]
}

/** Early termination compares runs with those before them, so that their order is not quite free. */
function earlySentence({ notes, sweeps }: Comparison): string[] {
  const early = notes.find((note) => note.kind === 'early-termination')
  if (early === undefined || !early.sweeps.some((index) => sweeps[index] && isExchangeable(sweeps[index].order)))
    return []
  return [
    'Early termination weighs runs against earlier ones, so their order is not quite free and the numbers are approximate.',
  ]
}

function refusal(comparison: Comparison, sides: readonly Contender[], at: number): string[] {
  const { axis, budgets } = comparison
  const budget = sayPlace(axis, budgets[at] ?? 0)
  return sides.flatMap((side) => {
    const basis = side.basis[at]
    if (basis === 'short') {
      return [
        side.sweeps.length > 1 && (side.separate[at] ?? 0) === 1
          ? `Only one sweep of ${side.label} has run for ${budget}.`
          : `${side.label} has not run for ${budget}.`,
      ]
    }
    if (basis !== 'single') return []
    const order = comparison.sweeps[side.sweeps[0] ?? -1]?.order ?? 'adaptive'
    return [
      `${side.label}: no probability from one sweep. Its runs cannot be shuffled, because ${whyFixed(order)}; another seed could have gone better or worse, and nothing here says by how much.`,
      ...barSentence(comparison, side, at),
    ]
  })
}

/** Where its best stands among what random runs would have reached. */
export function barSentence(comparison: Comparison, { bar }: Contender, at: number): string[] {
  const { axis, budgets, objective } = comparison
  const [best, chance, low, high] = [bar?.best[at], bar?.chance[at], bar?.low[at], bar?.high[at]]
  if (best == null || chance == null || low == null || high == null) return []
  const place = budgets[at] ?? 0
  const budget = sayPlace(axis, place)
  const draws = axis === 'runs' ? `${place} random ${place === 1 ? 'run' : 'runs'}` : `random runs in ${budget}`
  const value = `${objective.name} ${valueSayer(comparison)(best)}`
  if (chance === 0) {
    return [
      `Not one of ${poolWords(comparison)} reached its best after ${budget} (${value}): ${draws} would with a probability of ${formatShare(high)} at most.`,
    ]
  }
  return [
    `Instead: ${draws} would have reached its best after ${budget} (${value}) with probability ${sayChance(chance)} (95 % range ${sayRange(low, high)}), judged by ${poolWords(comparison)}.`,
  ]
}

function poolWords({ bar, contenders, sweeps }: Comparison): string {
  if (bar.kind === 'all') return `all ${bar.runCount} runs here, as if drawn by chance`
  const labels = new Set(bar.sweeps.map((index) => contenders[sweeps[index]?.contender ?? -1]?.label ?? ''))
  return `the ${bar.runCount} runs of ${listOf([...labels])}`
}
