/**
 * Entry of the worker threads that do the search's and the comparison's arithmetic (`server/build.mjs` bundles it on its own). It holds no
 * state: each task carries all that it needs. The clock is here because the search itself has none.
 */
import { nextSuggestions } from '~/server/search/controller'
import { parameterImportance } from '~/server/search/insight/importance'
import { compareRuns } from './comparison/compare'
import type { SearchAnswer, SearchTask } from './search-task'

export default function answerTask(task: SearchTask): SearchAnswer {
  if (task.kind === 'importance') return { kind: 'importance', output: parameterImportance(task.input) }
  if (task.kind === 'comparison') return { kind: 'comparison', output: compareRuns(task.input) }
  const startedAtMs = performance.now()
  const output = nextSuggestions(task.input)
  return { kind: 'suggest', output, tookMs: performance.now() - startedAtMs }
}
