/**
 * What a line is called: a template such as `${name}: lr ${config.lr}` filled for a run or a group. Pure. A name that
 * says nothing about the line becomes an en dash; text outside of `${}` stays as it is.
 */
import { formatValue } from '~/components/lib/format'
import type { Json } from '~/server/domain/json'
import type { PlotGroup, PlotRun } from '../plot-run'

export type LegendSubject = { run: PlotRun | null; group: PlotGroup | null; metric: string }

/** What a line has without being asked for; every other name is a column of runs. */
const WITHOUT_COLUMN: readonly string[] = ['metric', 'name', 'n']

const FIELD = /\$\{([^{}]*)\}/g

export function legendText(template: string, subject: LegendSubject): string {
  return template.replace(FIELD, (_, name: string) => formatValue(fieldOf(name.trim(), subject)))
}

function fieldOf(name: string, { run, group, metric }: LegendSubject): Json | undefined {
  if (name === 'metric') return metric
  if (name === 'name') return run?.name ?? group?.name
  if (name === 'n') return group === null ? 1 : group.runCount
  if (group === null) return run?.value(name)
  if (name === 'group') return group.name
  return Object.hasOwn(group.values, name) ? group.values[name] : undefined
}

/** Columns of runs that the template reads, so that they can be asked for. */
export function legendColumns(template: string): string[] {
  const names = [...template.matchAll(FIELD)].map((match) => (match[1] ?? '').trim())
  return [...new Set(names.filter((name) => !WITHOUT_COLUMN.includes(name)))]
}
