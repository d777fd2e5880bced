'use client'

import { cn } from '~/components/lib/cn'
import { countOf } from '~/components/lib/format'
import { metricRank } from '~/server/domain/metric-guess'
import type { MetricChoice } from '~/server/domain/sweep-proposal'
import { EndingFields } from '../fields/ending-fields'
import type { FieldsProps } from '../fields/fields-props'
import { MethodFields } from '../fields/method-fields'
import { MetricFields } from '../fields/metric-fields'
import { NoForm } from './no-form'
import { PriorSection } from './prior-section'
import type { StepProps } from './step-props'

const OFFERED_MAX = 6

/** What counts as good, how settings are picked, when it ends, and what is known already. */
export function GoalStep(props: StepProps) {
  const { fields, proposed } = props
  if (fields === null) return <NoForm />
  const metrics = proposed.proposal?.metrics ?? []
  return (
    <div className="flex min-w-0 flex-col gap-8">
      <div className="flex flex-col gap-3">
        <MetricOffers {...fields} metrics={offered(metrics)} runCount={proposed.proposal?.readCount ?? 0} />
        <MetricFields {...fields} metrics={metrics.map(({ name }) => name)} />
      </div>
      <MethodFields {...fields} />
      <EndingFields {...fields} />
      <PriorSection {...props} />
    </div>
  )
}

/** Counters and the like are offered only where there is nothing else. */
function offered(metrics: readonly MetricChoice[]): MetricChoice[] {
  const results = metrics.filter(({ name, because }) => because !== null || metricRank(name) >= 0)
  return (results.length > 0 ? results : metrics).slice(0, OFFERED_MAX)
}

type MetricOffersProps = FieldsProps & { metrics: readonly MetricChoice[]; runCount: number }

/** The metrics that the runs have, the most likely first; what is a guess is said to be one. */
function MetricOffers({ form, onChange, metrics, runCount }: MetricOffersProps) {
  if (metrics.length === 0) return <p className="text-13 text-muted">The chosen runs logged no number to aim at.</p>
  return (
    <div className="min-w-0">
      <p className="mb-1 text-12 text-muted">Logged by the chosen runs</p>
      <ul className="flex flex-wrap gap-2">
        {metrics.map(({ name, goal, because, runCount: count }) => (
          <li key={name}>
            <button
              type="button"
              aria-pressed={form.metric?.name === name}
              onClick={() => onChange({ kind: 'metric', name, ...(goal === null ? {} : { goal }) })}
              className={cn(
                'flex flex-col items-start rounded-md border border-hairline bg-raised px-3 py-1.5 text-left hover:bg-hover',
                form.metric?.name === name && 'border-accent bg-selected',
              )}
            >
              <span className="font-mono text-12">{name}</span>
              <span className="text-11 text-muted">
                {goal === null ? 'goal unknown' : goal}
                {because !== null &&
                  (because.startsWith('the sweep') ? `, as in ${because}` : `, a guess from “${because}”`)}
                {count < runCount && ` · in ${countOf(count, 'run')}`}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
