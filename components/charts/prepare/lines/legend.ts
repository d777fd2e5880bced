/**
 * What a line is called: a template such as `${name}: lr ${config.lr}` filled for a run or a group. Pure. A name that
 * says nothing about the line becomes an en dash; text outside of `${}` stays as it is.
 */
import { formatValue } from '~/components/lib/format'
import { valueAt } from '~/components/runs/value-at'
import type { Json } from '~/server/domain/json'
import type { PlotGroup, PlotRun } from '../plot-run'

export type LegendSubject = { run: PlotRun | null; group: PlotGroup | null; metric: string }

/** Names that a template may use besides `config.<key>` and `summary.<key>`. */
export const LEGEND_NAMES = [
  'name',
  'id',
  'state',
  'group',
  'metric',
  'n',
  'sweep',
  'method',
  'jobType',
  'tags',
] as const

const FIELD = /\$\{([^{}]*)\}/g

export function legendText(template: string, subject: LegendSubject): string {
  return template.replace(FIELD, (_, name: string) => formatValue(fieldOf(name.trim(), subject)))
}

function fieldOf(name: string, { run, group, metric }: LegendSubject): Json | undefined {
  if (name === 'metric') return metric
  if (name === 'name') return run?.name ?? group?.name
  if (name === 'n') return group === null ? 1 : group.runCount
  if (name === 'group') return group?.name ?? run?.facts.group
  if (group !== null && Object.hasOwn(group.values, name)) return group.values[name]
  if (run === null) return undefined
  if (name.startsWith('config.')) return valueAt(run.facts.config, name.slice('config.'.length))
  if (name.startsWith('summary.')) return valueAt(run.facts.summary, name.slice('summary.'.length))
  const { id, state, sweepName, method, jobType, tags } = run.facts
  const own: Record<string, Json> = { id, state, sweep: sweepName, method, jobType, tags: tags.join(', ') || null }
  return Object.hasOwn(own, name) ? own[name] : undefined
}

/** Columns of runs that the template reads, so that they can be asked for. */
export function legendColumns(template: string): string[] {
  return [...template.matchAll(FIELD)].map((match) => (match[1] ?? '').trim()).filter((name) => name.includes('.'))
}
