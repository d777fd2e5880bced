/** What a comparison shows as a whole, and what so few sweeps cannot show, in a few sentences. */
import { formatShare } from '~/components/lib/format'
import type { ComparedSweep, Comparison, ComparisonNote, Contender } from '~/server/domain/comparison'
import { sayReach } from './reach'
import { listOf, mayGoOn, sayPlace, valueSayer } from './words'

/** Fewer sweeps of each than this are anecdotes. */
const SWEEPS_ENOUGH = 5

/** More contenders than this are not told one by one; the first ones are. */
const TOLD_MAX = 6
const TOLD_FIRST = 4

/** `tolerance` as the address has it, for the words. */
export function conclusion(comparison: Comparison, tolerance = 0): string[] {
  const { sweeps, contenders } = comparison
  if (sweeps.every(({ best }) => best === null)) return ['No run has a value yet: there is nothing to compare.']
  const going = sweeps.filter(({ state }) => mayGoOn(state)).map(({ name }) => name)
  return [
    leadSentence(comparison, tolerance),
    ...(going.length === 0 ? [] : [`${listOf(going)} may still go on.`]),
    limitSentence(sweeps, contenders),
  ]
}

function leadSentence(comparison: Comparison, tolerance: number): string {
  const { objective, level, contenders } = comparison
  if (level.threshold === null) return ''
  const parts = contenders
    .map((contender) => ({ contender, at: placeOf(comparison, contender) }))
    .sort((a, b) => (a.at ?? Number.POSITIVE_INFINITY) - (b.at ?? Number.POSITIVE_INFINITY))
  const told = parts.slice(0, parts.length > TOLD_MAX ? TOLD_FIRST : TOLD_MAX)
  const words = told.map(({ contender, at }) => `${contender.label} ${took(comparison, contender, at)}`)
  if (told.length < parts.length) words.push(restWords(comparison, parts.slice(told.length)))
  return `To reach ${objective.name} ${valueSayer(comparison)(level.threshold)}${levelWords(level.kind, tolerance)}: ${listOf(words)}.`
}

type Placed = { contender: Contender; at: number | null }

/** "the other 8 between 168 runs and 4,012 runs", "the other 8 more than that or never". */
function restWords({ axis }: Comparison, rest: readonly Placed[]): string {
  const [first, last] = [rest[0]?.at ?? null, rest.at(-1)?.at ?? null]
  const others = `the other ${rest.length}`
  if (first === null) return `${others} never did`
  if (last === null) return `${others} took ${sayPlace(axis, first)} or more, or never did`
  return `${others} took ${sayPlace(axis, first)} to ${sayPlace(axis, last)}`
}

function levelWords(kind: Comparison['level']['kind'], tolerance: number): string {
  const near = tolerance > 0 ? `within ${formatShare(tolerance)} of ` : ''
  if (kind === 'value') return near === '' ? '' : ` (${near}what was asked)`
  return kind === 'best' ? ` (${near}the best of all)` : ` (${near}the best that every sweep reached)`
}

/** Of the middle sweep where there are several; null when it never was, or more than half never were. */
function placeOf({ sweeps, axis }: Comparison, { sweeps: mine, reach }: Contender): number | null {
  if (mine.length > 1) return reach?.mid ?? null
  const sweep = sweeps[mine[0] ?? -1]
  return (axis === 'runs' ? sweep?.runsToLevel : sweep?.secondsToLevel) ?? null
}

function took({ sweeps, axis }: Comparison, { sweeps: mine }: Contender, at: number | null): string {
  if (mine.length > 1) {
    const middle = `in the middle of its ${mine.length} sweeps`
    return at === null ? `never did ${middle}` : `took ${sayPlace(axis, at)} ${middle}`
  }
  const sweep = sweeps[mine[0] ?? -1]
  if (sweep === undefined) return ''
  if (at !== null) return `took ${sayPlace(axis, at)}`
  const words = sayReach(null, axis === 'runs' ? sweep.runCount : sweep.computeSeconds, { axis, state: sweep.state })
  return words.startsWith('not yet')
    ? `has ${words.replace('not yet', 'not yet done so')}`
    : words.replace('never', 'never did')
}

/** Whether one sweep's whole advantage could be the luck of one order of runs is never known from one sweep each. */
function limitSentence(sweeps: readonly ComparedSweep[], contenders: readonly Contender[]): string {
  if (sweeps.length === 1) return 'This is one sweep: choose another to compare it with.'
  if (contenders.length === 1) {
    return 'All are of one method and one config: this shows how much luck there is from sweep to sweep, not which method is better.'
  }
  const fewest = Math.min(...contenders.map(({ sweeps: mine }) => mine.length))
  if (fewest < SWEEPS_ENOUGH) {
    const each = fewest === 1 ? 'one sweep' : `${fewest} sweeps`
    return `With ${each} of a method this says what happened here, not which method is better: another seed can turn the order.`
  }
  return `With at least ${fewest} sweeps of each the order of their middle ones begins to mean something on this space; it says nothing about other spaces.`
}

export function noteSentence(note: ComparisonNote, sweeps: readonly ComparedSweep[]): string {
  switch (note.kind) {
    case 'space':
      return `The sweeps do not search the same space (${listOf(note.parameters.slice(0, 8))} ${note.parameters.length === 1 ? 'differs' : 'differ'}): a difference may come from the space and not from the method.`
    case 'program':
      return 'The sweeps do not run the same program: a difference may come from the program and not from the method.'
    case 'seed':
      return `${namesOf(note.sweeps, sweeps)} share a seed: they tried the same settings, so they tell less than as many sweeps with seeds of their own.`
    case 'prior':
      return `${namesOf(note.sweeps, sweeps)} learned from runs before it, which do not count here: it had a head start.`
    case 'early-termination':
      return `${namesOf(note.sweeps, sweeps)} ${note.sweeps.length === 1 ? 'stops' : 'stop'} weak runs early: such a run counts as one run, with the best value it had, and takes less time.`
  }
}

function namesOf(indices: readonly number[], sweeps: readonly ComparedSweep[]): string {
  const names = indices.map((index) => sweeps[index]?.name ?? '')
  return names.length > 6 ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more` : listOf(names)
}
