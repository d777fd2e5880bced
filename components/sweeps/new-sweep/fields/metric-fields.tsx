'use client'

import { useId } from 'react'
import { Button } from '~/components/ui/button'
import { KEY_HINTS } from '~/server/domain/config-hints'
import { guessGoal } from '~/server/domain/metric-guess'
import { ChoiceGroup } from './choice-group'
import { DraftInput } from './draft-input'
import { Field } from './field'
import type { FieldsProps } from './fields-props'
import { ProblemLines, problemsAt } from './problem-lines'

/** The metric, its goal and its target. `metrics` are offered while a name is typed. */
export function MetricFields({ form, onChange, problems, metrics }: FieldsProps & { metrics: readonly string[] }) {
  const listId = useId()
  const { metric, method } = form
  const guess = metric === null ? null : guessGoal(metric.name)
  return (
    <div className="flex flex-col gap-3">
      <div className="grid gap-3 sm:grid-cols-[minmax(0,1fr)_auto_8rem]">
        <Field label="Metric, as the training logs it">
          {({ id }) => (
            <>
              <DraftInput
                id={id}
                list={listId}
                value={metric?.name ?? ''}
                placeholder="val_loss"
                autoComplete="off"
                spellCheck={false}
                aria-invalid={problemsAt(problems, 'metric').length > 0}
                // A new name brings the goal that it speaks of.
                onValue={(name) => onChange({ kind: 'metric', name, ...goalOf(name, metric === null) })}
                className="font-mono text-12"
              />
              <datalist id={listId}>
                {metrics.map((name) => (
                  <option key={name} value={name} />
                ))}
              </datalist>
            </>
          )}
        </Field>
        <ChoiceGroup
          label="Goal"
          value={metric?.goal ?? null}
          onChange={(goal) => onChange({ kind: 'metric', goal })}
          choices={[
            { value: 'minimize', label: 'minimize' },
            { value: 'maximize', label: 'maximize' },
          ]}
        />
        <Field label="Target">
          {({ id }) => (
            <DraftInput
              id={id}
              value={metric?.target ?? ''}
              inputMode="decimal"
              placeholder="no target"
              title={KEY_HINTS.metric['target']}
              onValue={(target) => onChange({ kind: 'metric', target })}
              className="font-mono text-12"
            />
          )}
        </Field>
      </div>
      <p className="text-12 text-muted">
        {guess !== null && metric !== null && guess.goal !== metric.goal && (
          <>
            <span aria-hidden="true" className="mr-1.5 text-warn-ink">
              ▲
            </span>
            The word “{guess.word}” speaks for {guess.goal}.{' '}
          </>
        )}
        Target: {KEY_HINTS.metric['target']}
        {metric !== null && method !== 'bayes' && (
          <Button variant="link" className="ml-1.5 text-12" onClick={() => onChange({ kind: 'no-metric' })}>
            No metric
          </Button>
        )}
      </p>
      <ProblemLines problems={problemsAt(problems, 'metric')} />
    </div>
  )
}

function goalOf(name: string, isNew: boolean) {
  const guess = isNew ? guessGoal(name) : null
  return guess === null ? {} : { goal: guess.goal }
}
