/**
 * A comparison as a report: what was compared and concluded when it was made, the figures (which go on living), and how
 * the numbers are made. Pure.
 */
import { createSerializer } from 'nuqs/server'
import { formatCount, formatDuration } from '~/components/lib/format'
import type { Comparison } from '~/server/domain/comparison'
import type { ReportContent } from '~/server/domain/report'
import { budgetIndex } from '../../charts/prepare/compare/chances'
import { conclusion, noteSentence } from '../../charts/prepare/compare/conclusion'
import { sayReach } from '../../charts/prepare/compare/reach'
import { verdictOf } from '../../charts/prepare/compare/verdict'
import { sayPlace, valueSayer } from '../../charts/prepare/compare/words'
import { type CompareState, compareParams, toleranceOf } from '../search-params'

const serialize = createSerializer(compareParams)

export function reportContent(comparison: Comparison, state: CompareState, asOf: Date): ReportContent {
  const sweeps = comparison.sweeps.map(({ sweep }) => sweep)
  return {
    blocks: [
      { kind: 'markdown', id: 'conclusion', text: conclusionText(comparison, state, asOf) },
      { kind: 'comparison', id: 'figures', sweeps, options: serialize({ ...state, sweeps: null }).replace(/^\?/, '') },
      { kind: 'markdown', id: 'method', text: METHOD_TEXT },
    ],
  }
}

function conclusionText(comparison: Comparison, state: CompareState, asOf: Date): string {
  const { objective, sweeps, notes } = comparison
  const time = asOf.toISOString().slice(0, 16).replace('T', ' ')
  const told = conclusion(comparison, toleranceOf(state)).map(escaped).join(' ')
  const warnings = notes.map((note) => `- ${escaped(noteSentence(note, sweeps))}`)
  return [
    '## What can be concluded',
    `${told}`,
    ...verdictLines(comparison, state),
    ...(warnings.length === 0 ? [] : ['Before believing a difference:', warnings.join('\n')]),
    '## What was compared',
    `Sweeps that ${objective.goal} ${escaped(objective.name)}, as they were on ${time} UTC. The figures below show them as they are now.`,
    sweepsMarkdown(comparison),
  ].join('\n\n')
}

/** Every pair at the budget that was looked at. */
function verdictLines(comparison: Comparison, state: CompareState): string[] {
  const { pairs, budgets, axis } = comparison
  const at = budgetIndex(comparison, state.budget)
  const budget = budgets[at]
  if (pairs.length === 0 || budget === undefined) return []
  const lines = pairs.map(({ a, b }) => `- ${verdictOf(comparison, [a, b], at).sentences.map(escaped).join(' ')}`)
  return [`At a budget of ${sayPlace(axis, budget)} each:`, [...new Set(lines)].join('\n')]
}

function sweepsMarkdown(comparison: Comparison): string {
  const { sweeps, objective, level, axis } = comparison
  const say = valueSayer(comparison)
  const head = [
    'Sweep',
    'Method',
    'State',
    'Runs',
    `Best ${escaped(objective.name)}`,
    'Runs to its best',
    `To reach ${level.threshold === null ? 'the level' : say(level.threshold)}`,
    'Compute time',
    'Mean of best tenth',
  ]
  const rows = sweeps.map((sweep) => [
    escaped(sweep.name),
    sweep.method,
    sweep.state,
    formatCount(sweep.runCount),
    sweep.best === null ? '–' : say(sweep.best),
    sweep.runsToBest === null ? '–' : String(sweep.runsToBest),
    axis === 'runs'
      ? sayReach(sweep.runsToLevel, sweep.runCount, { axis, state: sweep.state })
      : sayReach(sweep.secondsToLevel, sweep.computeSeconds, { axis, state: sweep.state }),
    formatDuration(sweep.computeSeconds),
    sweep.bestTenth === null ? '–' : say(sweep.bestTenth.mean),
  ])
  return [head, head.map((_, column) => (column < 3 ? '---' : '---:')), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n')
}

/** Names of sweeps are text, whatever they look like. */
function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]#|<>~]/g, '\\$&')
}

const METHOD_TEXT = `## How these numbers are made

- **Lines** are the best value so far over the runs that ended; a run without a value counts as a run.
- **Bands** hold the middle half: of the sweeps where a config was run under several seeds, else of all orders in which runs drawn by chance could have come. A method that chooses each run by those before it has no band from one sweep.
- **What if random** draws blindly from all runs that were made here: its line is the expected best, its band holds at least four fifths of such draws.
- **Chances** are counted over all orders of runs drawn by chance, or over all pairs of sweeps; the 95 % range is Newcombe's for the Mann–Whitney statistic, as wide as so few separate sweeps make it.
- **Never in N runs** counts as "more than N", not as nothing.
- There is no p-value. What a difference is worth on this space is the reader's to say, and nothing here speaks of other spaces.`
