/** What an edit of the space would do to how many, in sentences, before it is made; and what it did. Pure. */
import { countOf, formatCount } from '~/components/lib/format'
import type { Method } from '~/server/domain/sweep-config'
import type { EditEffect, EditedSweep } from '~/server/domain/sweep-controls'

type Given = { method: Method; dropsOutside: boolean }

/** In the order in which they matter: what stops being tried, what goes on, what the search still learns from. */
export function effectSentences(effect: EditEffect, { method, dropsOutside }: Given): string[] {
  return [
    ...waitingSentences(effect, dropsOutside),
    ...runningSentences(effect),
    ...evidenceSentences(effect, method),
    ...gridSentences(effect),
  ]
}

function waitingSentences({ waiting, handOutside, overCap, returning }: EditEffect, dropsOutside: boolean): string[] {
  return [
    ...(waiting.outside > 0
      ? [
          dropsOutside
            ? `${countOf(waiting.outside, 'waiting suggestion')} outside of the new space ${is(waiting.outside)} set aside.`
            : `${countOf(waiting.outside, 'waiting suggestion')} outside of the new space ${is(waiting.outside)} given out all the same.`,
        ]
      : []),
    ...(waiting.inside > 0
      ? [`${countOf(waiting.inside, 'waiting suggestion')} inside ${waiting.inside === 1 ? 'stays' : 'stay'}.`]
      : []),
    ...(handOutside > 0
      ? [`${countOf(handOutside, 'hand-written run')} outside ${handOutside === 1 ? 'stays' : 'stay'} in the queue.`]
      : []),
    ...(overCap > 0 ? [`${countOf(overCap, 'waiting suggestion')} past the run cap ${is(overCap)} set aside.`] : []),
    ...(returning > 0
      ? [
          `${countOf(returning, 'suggestion')} that ${returning === 1 ? 'was' : 'were'} set aside ${returning === 1 ? 'comes' : 'come'} back.`,
        ]
      : []),
  ]
}

function runningSentences({ running }: EditEffect): string[] {
  const count = running.inside + running.outside
  if (count === 0) return []
  const outside = running.outside === 0 ? '' : `, ${formatCount(running.outside)} of them outside of the new space`
  return [`${countOf(count, 'running run')} ${count === 1 ? 'goes' : 'go'} on to the end${outside}.`]
}

function evidenceSentences({ ended }: EditEffect, method: Method): string[] {
  if (ended.inside + ended.outside === 0) return []
  if (method !== 'bayes') {
    return ended.outside === 0
      ? []
      : [`${countOf(ended.outside, 'ended run')} outside ${ended.outside === 1 ? 'stays' : 'stay'} in the list.`]
  }
  const kept = `The search goes on learning from ${countOf(ended.inside, 'ended run')} inside`
  return [
    ended.outside === 0
      ? `${kept}.`
      : `${kept}; ${formatCount(ended.outside)} outside only ${ended.outside === 1 ? 'stays' : 'stay'} in the list.`,
  ]
}

function gridSentences({ grid }: EditEffect): string[] {
  if (grid === null) return []
  if (grid.left === 0)
    return [
      `All ${formatCount(grid.cells)} combinations of the new space are tried or under way: the sweep ends with them.`,
    ]
  return [
    `${formatCount(grid.left)} of ${countOf(grid.cells, 'combination')} of the new space ${is(grid.left)} left to try.`,
  ]
}

function is(count: number): string {
  return count === 1 ? 'is' : 'are'
}

export function editedText({ version, state, droppedSuggestions, returnedSuggestions }: EditedSweep): string {
  const parts = [
    ...(droppedSuggestions > 0 ? [`${countOf(droppedSuggestions, 'waiting suggestion')} set aside`] : []),
    ...(returnedSuggestions > 0 ? [`${countOf(returnedSuggestions, 'suggestion')} back in the queue`] : []),
  ]
  return `Version ${version} is in force and the sweep is ${state}${parts.length === 0 ? '' : `: ${parts.join(', ')}`}.`
}
