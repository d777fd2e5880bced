/**
 * What of a sweep's config may change while the sweep lives. What its runs are compared by, and what its suggestions
 * were drawn from, stays: method, metric and goal, seed, and where it lies. Everything else may change.
 */
import type { Problem } from './errors'
import type { SweepConfig } from './sweep-config'

type Rule = { path: string; textOf: (config: SweepConfig) => string | null; why: string }

const nothing = 'nothing'

const RULES: Rule[] = [
  {
    path: 'method',
    textOf: ({ method }) => method,
    why: 'the runs so far were chosen by it, so a sweep keeps its method. Create a new sweep for another',
  },
  {
    path: 'metric.name',
    textOf: ({ metric }) => metric?.name ?? null,
    why: 'all runs of a sweep are compared by one metric. Create a new sweep for another',
  },
  {
    path: 'metric.goal',
    textOf: ({ metric }) => metric?.goal ?? null,
    why: 'what was best so far would be worst. Create a new sweep for another goal',
  },
  {
    path: 'seed',
    textOf: ({ seed }) => (seed === undefined ? null : String(seed)),
    why: 'suggestions could not be repeated. Create a new sweep for another seed',
  },
  {
    path: 'project',
    textOf: ({ project }) => project ?? null,
    why: 'a sweep stays in its project. Create a new one there',
  },
  {
    path: 'entity',
    textOf: ({ entity }) => entity ?? null,
    why: 'a sweep stays with its owner. Create a new one there',
  },
]

/** `lineOf` says where in the new text a key is. */
export function forbiddenChanges(
  before: SweepConfig,
  after: SweepConfig,
  lineOf: (path: string) => number | null,
): Problem[] {
  return RULES.flatMap(({ path, textOf, why }): Problem[] => {
    const [was, is] = [textOf(before), textOf(after)]
    if (was === is) return []
    const allowed = `${was ?? `${nothing}, as the sweep began`}: ${why}`
    return [{ path, line: lineOf(path), found: is ?? nothing, allowed }]
  })
}
