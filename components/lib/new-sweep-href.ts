/** Links to the page that makes a sweep, with what it starts from. */
import type { ProjectPath } from '~/server/domain/ids'
import { pack } from './packed'
import { sweepsHref } from './paths'

type Start = {
  /** Ids of runs; without any, those that `filter` and `search` let through. */
  runs?: readonly string[]
  filter?: string
  search?: string
  /** A sweep whose runs are meant, and whose config is the start. */
  from?: string
  /** The config to start from, as YAML. */
  draft?: string
  step?: 'runs' | 'space' | 'goal' | 'program' | 'review'
  /** Learn nothing from the runs. */
  withoutPrior?: boolean
}

export function newSweepHref(path: ProjectPath, start: Start = {}): string {
  const params = new URLSearchParams()
  if (start.step) params.set('step', start.step)
  if (start.draft !== undefined) params.set('draft', pack(start.draft))
  if (start.runs && start.runs.length > 0) params.set('runs', start.runs.join(','))
  if (start.filter) params.set('filter', start.filter)
  if (start.search) params.set('q', start.search)
  if (start.from) params.set('from', start.from)
  if (start.withoutPrior) params.set('prior', 'none')
  const query = params.toString()
  return `${sweepsHref(path)}/new${query === '' ? '' : `?${query}`}`
}
