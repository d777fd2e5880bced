/** What the commands of a sweep print for people. Pure: an answer of the server in, sentences out. */
import type { Agent, StoppedAgent } from '~/server/domain/agent'
import type { ConfigChange } from '~/server/domain/config-diff'
import { valueText } from '~/server/domain/distribution-text'
import { regionText } from '~/server/domain/failures/region-text'
import type { FailureCause, SweepFailures } from '~/server/domain/failures/sweep-failures'
import { flattenConfig } from '~/server/domain/in-space'
import type { JsonObject } from '~/server/domain/json'
import type { Enqueued, Retried, SuggestionQueue } from '~/server/domain/suggestion'
import type { ChangedSweep } from '~/server/domain/sweep'
import type { EditEffect, EditedSweep, Limits, PreviewedEdit, SweepVersion } from '~/server/domain/sweep-controls'

function settingsText(config: JsonObject): string {
  return [...flattenConfig(config)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${valueText(value)}`)
    .join(' ')
}

function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

/** `0 runs` is nothing to speak of. */
function counts(...parts: [count: number, noun: string, becomes: string][]): string[] {
  return parts.filter(([count]) => count > 0).map(([count, noun, becomes]) => `${countOf(count, noun)} ${becomes}`)
}

function sentence(start: string, parts: readonly string[]): string {
  return parts.length === 0 ? `${start}.` : `${start}: ${parts.join(', ')}.`
}

export function changedText(changed: ChangedSweep): string {
  const parts = counts(
    [changed.stoppedRuns, 'run', 'asked to stop'],
    [changed.continuingRuns, 'run', changed.continuingRuns === 1 ? 'goes on' : 'go on'],
    [changed.droppedSuggestions, 'suggestion', 'dropped'],
    [changed.returnedSuggestions, 'suggestion', 'back in the queue'],
  )
  return sentence(`The sweep is ${changed.state}`, parts)
}

function changeLine({ name, kind, before, after, says }: ConfigChange): string {
  const how = says === null ? '' : `  (${says})`
  if (kind === 'added') return `+ ${name}: ${after}`
  if (kind === 'removed') return `- ${name}: ${before}`
  return `~ ${name}: ${before}  ->  ${after}${how}`
}

export function previewText({ changes, effect, warnings }: PreviewedEdit): string {
  if (changes.length === 0) return 'Nothing would change.'
  return [
    ...changes.map(changeLine),
    ...(effect === null ? [] : effectLines(effect)),
    ...warnings.map((warning) => `Note: ${warning}`),
  ].join('\n')
}

function effectLines({ waiting, running, ended, overCap, returning, handOutside, grid }: EditEffect): string[] {
  const parts = counts(
    [waiting.outside, 'waiting suggestion', 'would be dropped'],
    [overCap, 'waiting suggestion', 'would find no room under the run cap'],
    [handOutside, 'hand-written run', 'outside of the space would stay'],
    [returning, 'dropped suggestion', 'would come back'],
    [running.outside, 'run', 'outside of the space would go on to the end'],
    [ended.inside, 'ended run', 'would stay evidence for the search'],
    [ended.outside, 'ended run', 'would only stay in the list'],
  )
  const cells = grid === null ? [] : [`${grid.left} of ${grid.cells} combinations would be left to try`]
  return [...parts, ...cells].map((part) => `  ${part}`)
}

export function editedText(edited: EditedSweep): string {
  const parts = counts(
    [edited.droppedSuggestions, 'waiting suggestion', 'dropped'],
    [edited.returnedSuggestions, 'suggestion', 'back in the queue'],
  )
  const start = `Version ${edited.version}; the sweep is ${edited.state}`
  const notes = edited.warnings.map((warning) => `Note: ${warning}`)
  return [...edited.changes.map(changeLine), sentence(start, parts), ...notes].join('\n')
}

export function versionsText(versions: readonly SweepVersion[]): string {
  return versions
    .flatMap(({ version, madeBy, createdAt, note, runCount, changes }) => [
      `${version}  ${createdAt.slice(0, 19).replace('T', ' ')}  ${madeBy}  ${countOf(runCount, 'run')}  ${note}`,
      ...changes.map((change) => `   ${changeLine(change)}`),
    ])
    .join('\n')
}

export function limitsText({ priority, runCap, endsAt, state, version, ...moved }: Limits): string {
  const parts = counts(
    [moved.droppedSuggestions, 'waiting suggestion', 'set aside'],
    [moved.returnedSuggestions, 'suggestion', 'back in the queue'],
  )
  const limits = `priority ${priority}, run cap ${runCap ?? 'none'}, end ${endsAt ?? 'none'}, version ${version}`
  return sentence(`The sweep is ${state} with ${limits}`, parts)
}

export function queueText({ waiting, waitingCount, droppedCount }: SuggestionQueue): string {
  const lines = waiting.map(({ number, source, version, config, outside }) => {
    const note = outside.length === 0 ? '' : `  outside: ${outside.join(', ')}`
    return `#${number + 1}  ${source.padEnd(6)}  v${version}  ${settingsText(config)}${note}`
  })
  const more = waitingCount - waiting.length
  if (more > 0) lines.push(`and ${more} more`)
  if (droppedCount > 0) lines.push(`${countOf(droppedCount, 'suggestion')} dropped; they come back when they fit again`)
  return lines.length === 0 ? 'Nothing waits.' : lines.join('\n')
}

const OPENED = ' The sweep was over and is open again for it.'

export function enqueuedText({ number, config, opened }: Enqueued): string {
  return `Suggestion #${number + 1} is the next to be given out: ${settingsText(config)}.${opened ? OPENED : ''}`
}

export function retriedText({ queued, skipped, opened }: Retried): string {
  const rest =
    skipped === 0 ? '' : `; ${skipped} left alone (asked for again already, cut out of the space, or not of this sweep)`
  return `${countOf(queued, 'run')} in the queue again${rest}.${opened ? OPENED : ''}`
}

export function failuresText(failures: SweepFailures): string {
  const { badCount, goodCount, causes, reasons, places, repeatedCount, outsideCount } = failures
  if (badCount === 0) return 'No run failed.'
  const lines = [`${countOf(badCount, 'run')} failed, ${goodCount} did not.`]
  lines.push(...causes.map(causeLine))
  if (causes.length === 0) lines.push('No setting tells failed runs from the others better than chance would.')
  if (repeatedCount > 0) lines.push(`${repeatedCount} of them ${repeatedCount === 1 ? 'was' : 'were'} run again since.`)
  if (outsideCount > 0) lines.push(`${outsideCount} failed with settings that the space does not have any more.`)
  lines.push(
    ...reasons.map(({ text, count, runId }) => `${String(count).padStart(4)}  ${text}  (such as run ${runId})`),
  )
  for (const { kind, name, bad, total, isSuspicious } of places)
    lines.push(`${String(bad).padStart(4)}  of ${total} on ${kind} ${name}${isSuspicious ? '  <- unusual' : ''}`)
  return lines.join('\n')
}

function causeLine(cause: FailureCause): string {
  const cuts = cause.cuts.map(({ label }) => label).join(' or ')
  const advice = cuts === '' ? (cause.whyNot ?? '') : `cut it out: ${cause.name} ${cuts}`
  const best = cause.holdsBest ? '; the best run lies there too' : ''
  return `${cause.badInside} of ${cause.bad} failures have ${regionText(cause.name, cause.region)}, where ${cause.badInside} of ${cause.inside} runs failed${best} (${advice})`
}

export function agentsText(agents: readonly Agent[]): string {
  if (agents.length === 0) return 'No agent has come yet.'
  return agents
    .map(({ id, name, host, state, runName, waitingFor, stateReason, stopRequestedAt }) => {
      const isStopping = stopRequestedAt !== null && state === 'active'
      const does = runName !== null ? `runs ${runName}` : (waitingFor ?? stateReason ?? '')
      return [id, isStopping ? 'stopping' : state, `${name} on ${host}`, does].join('  ').trimEnd()
    })
    .join('\n')
}

export function stoppedAgentText({ agent, stoppedRuns }: StoppedAgent): string {
  const runs = stoppedRuns === 0 ? 'it has nothing in hand' : `${countOf(stoppedRuns, 'run')} asked to stop with it`
  return `Agent ${agent.name} on ${agent.host} is asked to end; ${runs}.`
}
