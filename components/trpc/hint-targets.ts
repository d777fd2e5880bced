/**
 * Which queries a hint makes stale. Pure: a query key in, yes or no out. A query of one thing is touched only by hints
 * of that thing, where its key tells; when in doubt the answer is yes, because asking again is cheap and being wrong
 * is not.
 */
import type { QueryKey } from '@tanstack/react-query'
import type { Hint } from '~/server/domain/live'

type Target = (hint: Hint, input: Record<string, unknown>) => boolean

const always: Target = () => true
const sameRun: Target = (hint, input) => input['storageId'] === undefined || input['storageId'] === hint.id
const amongRuns: Target = (hint, { storageIds }) => !Array.isArray(storageIds) || storageIds.includes(hint.id)
const amongGroups: Target = (hint, { groups }) =>
  !Array.isArray(groups) || groups.some((group) => amongRuns(hint, Object(group)))
const inSweep: Target = (hint) => hint.sweepId !== null

/** Hint kind → procedure → condition. A `project` hint touches everything: it is also the greeting after a gap. */
const TARGETS: Record<Exclude<Hint['kind'], 'project'>, Record<string, Target>> = {
  run: {
    'runs.list': always,
    'runs.table': always,
    'runs.values': always,
    'runs.importance': always,
    'runs.groups': always,
    'runs.trash': always,
    'runs.byId': always,
    'runs.columns': always,
    'projects.list': always,
    'projects.byName': always,
    'sweeps.list': inSweep,
    'sweeps.byId': inSweep,
    'sweeps.points': inSweep,
    'sweeps.importance': inSweep,
    'sweeps.compare': inSweep,
    'sweeps.compareCurves': inSweep,
    'agents.list': inSweep,
    'agents.timeline': inSweep,
    'controls.failures': inSweep,
    'controls.versions': inSweep,
    'suggestions.list': inSweep,
  },
  history: {
    'history.series': amongRuns,
    'history.grouped': amongGroups,
    'history.keys': always,
    'runs.importance': always,
    'history.rows': sameRun,
    'history.mediaKeys': amongRuns,
    'history.mediaSteps': amongRuns,
    'runs.metrics': sameRun,
    'runs.list': always,
    'runs.table': always,
    'runs.values': always,
    'runs.groups': always,
    'runs.trash': always,
    'runs.byId': always,
    'runs.columns': always,
    'sweeps.points': inSweep,
    'sweeps.byId': inSweep,
  },
  console: { 'console.page': sameRun, 'console.find': sameRun },
  files: { 'files.folder': sameRun, 'files.search': sameRun, 'runs.byId': always },
  sweep: {
    'controls.versions': always,
    'controls.failures': always,
    'controls.previewEdit': always,
    'controls.limitFacts': always,
    'suggestions.list': always,
    'sweeps.list': always,
    'sweeps.byId': always,
    'sweeps.points': always,
    'sweeps.importance': always,
    'sweeps.compare': always,
    'sweeps.compareCurves': always,
    'projects.byName': always,
    'projects.list': always,
  },
  view: { 'views.list': always, 'views.byId': always, 'views.default': always },
  report: { 'reports.list': always, 'reports.byId': always },
  agent: { 'agents.list': always, 'agents.timeline': always, 'sweeps.byId': always, 'sweeps.list': always },
}

/** Never touched by what happens in projects. */
const OWN: readonly string[] = ['accounts.me', 'accounts.keys', 'info', 'sweeps.check']

export function isTouched(hint: Hint, key: QueryKey): boolean {
  const path = Array.isArray(key[0]) ? key[0].join('.') : ''
  if (path === '' || OWN.includes(path)) return false
  if (hint.kind === 'project') return true
  const options = key[1] as { input?: Record<string, unknown> } | undefined
  return TARGETS[hint.kind][path]?.(hint, options?.input ?? {}) ?? false
}
