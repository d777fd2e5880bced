'use client'

import { Plus } from 'lucide-react'
import { useId } from 'react'
import { MethodWord } from '~/components/sweeps/method-word'
import { Button } from '~/components/ui/button'
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from '~/components/ui/select'
import { METHODS, type Method } from '~/server/domain/sweep-config'
import { DraftInput } from './draft-input'
import { ParameterRow } from './parameter-row'
import type { FormChange, SweepForm } from './sweep-form'

const METHOD_SAYS: Record<Method, string> = {
  bayes: 'Learns from finished runs where to look next: fewest runs to a good one. Needs a metric.',
  random: 'Draws each run at random: simple, robust, any number of agents.',
  grid: 'Every combination once: complete, and long with many settings.',
}

type FormFieldsProps = { form: SweepForm; onChange: (change: FormChange) => void }

/** The common part of a config as fields. */
export function FormFields({ form, onChange }: FormFieldsProps) {
  const [methodId, metricId, goalId, capId] = [useId(), useId(), useId(), useId()]
  return (
    <div className="flex flex-col gap-5">
      <div className="flex flex-col gap-1.5">
        <span id={methodId} className="text-12 text-muted">
          Method
        </span>
        <div role="radiogroup" aria-labelledby={methodId} className="flex gap-2">
          {METHODS.map((method) => (
            <Button
              key={method}
              role="radio"
              aria-checked={form.method === method}
              className={form.method === method ? 'border-accent bg-selected' : undefined}
              onClick={() => onChange({ kind: 'method', method })}
            >
              <MethodWord method={method} />
            </Button>
          ))}
        </div>
        <p className="text-12 text-muted">
          {form.method === null ? 'Choose how settings are picked.' : METHOD_SAYS[form.method]}
        </p>
      </div>
      <div className="grid gap-3 sm:grid-cols-[minmax(0,1fr)_9rem_7rem]">
        <Field id={metricId} label="Metric, as the training logs it">
          <DraftInput
            id={metricId}
            value={form.metricName}
            placeholder="val_loss"
            onValue={(name) => onChange({ kind: 'metric', name })}
            className="font-mono text-12"
          />
        </Field>
        <Field id={goalId} label="Goal">
          <Select
            value={form.goal}
            onValueChange={(goal) => onChange({ kind: 'metric', goal: goal === 'maximize' ? 'maximize' : 'minimize' })}
          >
            <SelectTrigger id={goalId}>
              <SelectValue />
            </SelectTrigger>
            <SelectContent>
              <SelectItem value="minimize">minimize</SelectItem>
              <SelectItem value="maximize">maximize</SelectItem>
            </SelectContent>
          </Select>
        </Field>
        <Field id={capId} label="Runs at most">
          <DraftInput
            id={capId}
            value={form.runCap}
            inputMode="numeric"
            placeholder="no end"
            onValue={(runCap) => onChange({ kind: 'run-cap', runCap })}
          />
        </Field>
      </div>
      <div>
        <h2 className="font-normal text-12 text-muted">Settings that vary</h2>
        <ul>
          {form.parameters.map((parameter, index) => (
            <ParameterRow
              // Names change while they are typed; the place is what stays.
              // biome-ignore lint/suspicious/noArrayIndexKey: see above
              key={index}
              parameter={parameter}
              onChange={(next) => onChange({ kind: 'parameter', index, parameter: next })}
              onRemove={() => onChange({ kind: 'remove-parameter', index })}
            />
          ))}
        </ul>
        <Button size="sm" className="mt-2" onClick={() => onChange({ kind: 'add-parameter' })}>
          <Plus /> Add a setting
        </Button>
      </div>
    </div>
  )
}

function Field({ id, label, children }: { id: string; label: string; children: React.ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <label htmlFor={id} className="truncate text-12 text-muted">
        {label}
      </label>
      {children}
    </div>
  )
}
