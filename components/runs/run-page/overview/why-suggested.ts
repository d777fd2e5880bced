/** Why the search proposed a configuration, in one sentence of the numbers that it recorded. Pure. */
import { countOf, formatCount, formatNumber, formatWithDeviation } from '~/components/lib/format'
import type { Json, JsonObject } from '~/server/domain/json'
import type { RunSuggestion } from '~/server/domain/run'
import { flatEntries } from '../../value-at'

export function whySuggested(info: JsonObject, source: RunSuggestion['source'] = 'search'): string {
  const number = (key: string) => (typeof info[key] === 'number' ? info[key] : null)
  const text = (key: string) => (typeof info[key] === 'string' ? info[key] : null)
  if (source === 'hand') {
    const note = text('note')
    return ended(`Written by hand by ${text('by') ?? 'somebody'}${note === null ? '' : `: ${note}`}`)
  }
  if (source === 'retry')
    return `Asked for again by ${text('by') ?? 'somebody'}, because ${text('runName') ?? 'its first run'} did not end well.`
  const after = countOf(number('trial_count') ?? 0, 'finished run')
  if (text('fallback') !== null) return `${capital(text('fallback') ?? '')}.`
  if (text('method') === 'grid') {
    return `Cell ${formatCount((number('cell') ?? 0) + 1)} of the ${formatCount(number('cell_count') ?? 0)} of the grid.`
  }
  if (text('method') === 'random') return 'Drawn at random from the space.'
  if (text('method') === 'sobol') return 'The next point of a Sobol sequence, which spreads runs evenly over the space.'
  const mean = number('predicted_mean')
  if (mean === null)
    return `One of the first points, spread evenly over the space before a model can say more (after ${after}).`
  const gain = number('expected_improvement')
  return `After ${after} the model expected ${formatWithDeviation(mean, number('predicted_deviation') ?? 0)} here${
    gain === null ? '' : `, an improvement of ${formatNumber(gain, 2)} on the best to be expected`
  }.`
}

/** Under which version of the sweep's space it was made, and whether that one still counts. */
export function versionSaid({ version, currentVersion }: RunSuggestion): string {
  if (currentVersion === 1) return 'The space of the sweep was never changed.'
  if (version === currentVersion) return `Made under version ${version} of the space, which counts now.`
  return `Made under version ${version} of the space; since then it was changed, and version ${currentVersion} counts now.`
}

const WORDS: Record<string, string> = {
  method: 'Method',
  source: 'Made by',
  surrogate: 'Model',
  acquisition: 'Chosen by',
  expected_improvement: 'Expected improvement',
  predicted_mean: 'Predicted mean',
  predicted_deviation: 'Predicted deviation',
  trial_count: 'Finished runs it knew',
  pending_count: 'Runs under way',
  cell: 'Cell (from 0)',
  cell_count: 'Cells',
  by: 'Asked for by',
  note: 'Why',
  retryOf: 'Repeats suggestion (from 0)',
  run: 'Its run',
  runName: 'Name of its run',
  good_count: 'Runs taken for good ones',
  bad_count: 'Runs taken for others',
  tree_count: 'Trees',
  row_count: 'Runs the trees learned from',
  suggestMs: 'Time to suggest (ms)',
}

/** What the search recorded, by names that people read; a key that is not known here keeps its own. */
export function suggestionFacts(info: JsonObject): [string, Json][] {
  return flatEntries(info).map(([key, value]) => [WORDS[key] ?? key, value])
}

/** A note of a person may end as it likes. */
function ended(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
