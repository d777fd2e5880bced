'use client'

import { Checkbox } from '~/components/ui/checkbox'
import { EARLY_HINTS, KEY_HINTS } from '~/server/domain/config-hints'
import { EARLY_TYPES, type EarlyType } from '~/server/domain/sweep-config'
import type { EarlyField, EarlyForm } from '../form/read-form'
import { ChoiceGroup } from './choice-group'
import { DraftInput } from './draft-input'
import { Field } from './field'
import type { FieldsProps } from './fields-props'
import { ProblemLines, problemsAt } from './problem-lines'

/** When the sweep ends, and when single runs do. */
export function EndingFields(props: FieldsProps) {
  const { form, onChange, problems } = props
  return (
    <div className="flex flex-col gap-4">
      <Field label="Runs at most" hint={KEY_HINTS.top['run_cap']} className="max-w-md">
        {({ id, describedBy }) => (
          <DraftInput
            id={id}
            aria-describedby={describedBy}
            value={form.runCap}
            inputMode="numeric"
            placeholder="no end"
            aria-invalid={problemsAt(problems, 'run_cap').length > 0}
            onValue={(text) => onChange({ kind: 'run-cap', text })}
            className="w-28"
          />
        )}
      </Field>
      <ProblemLines problems={problemsAt(problems, 'run_cap')} />
      <ChoiceGroup
        label="Early termination"
        value={form.early?.type ?? 'none'}
        onChange={(choice) => onChange({ kind: 'early', type: choice === 'none' ? null : choice })}
        choices={(['none', ...EARLY_TYPES] as const).map((value) => ({ value, label: value }))}
        hint={form.early === null ? KEY_HINTS.top['early_terminate'] : EARLY_HINTS[form.early.type]}
      />
      {form.early !== null && <EarlyFields {...props} early={form.early} />}
    </div>
  )
}

const FIELDS: Record<EarlyType, readonly EarlyField[]> = {
  hyperband: ['min_iter', 'max_iter', 's', 'eta'],
  asha: ['min_iter', 'max_iter', 's', 'eta'],
  median: ['min_iter', 'min_runs'],
}
const FIELD_WORDS: Record<EarlyField, string> = {
  min_iter: 'First look after',
  max_iter: 'Values in a full run',
  s: 'Looks',
  eta: 'One goes on in',
  min_runs: 'Ended runs needed',
}
const PLACEHOLDERS: Record<EarlyField, string> = { min_iter: '–', max_iter: '–', s: '–', eta: '3', min_runs: '5' }

type EarlyProps = FieldsProps & { early: EarlyForm }

function EarlyFields({ early, onChange, problems }: EarlyProps) {
  const own = problemsAt(problems, 'early_terminate')
  return (
    <div className="flex flex-col gap-2">
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-4">
        {FIELDS[early.type].map((field) => (
          <Field key={field} label={FIELD_WORDS[field]}>
            {({ id }) => (
              <DraftInput
                id={id}
                title={KEY_HINTS.early_terminate[field]}
                inputMode="decimal"
                placeholder={early.type === 'median' && field === 'min_iter' ? '1' : PLACEHOLDERS[field]}
                value={early.fields[field]}
                aria-invalid={own.some(({ path }) => path.endsWith(`.${field}`))}
                onValue={(text) => onChange({ kind: 'early-field', field, text })}
                className="font-mono text-12"
              />
            )}
          </Field>
        ))}
      </div>
      {early.type !== 'asha' && (
        // biome-ignore lint/a11y/noLabelWithoutControl: the checkbox is the control
        <label className="flex items-center gap-2 text-12">
          <Checkbox
            checked={early.isStrict}
            onCheckedChange={(checked) => onChange({ kind: 'early-strict', isStrict: checked === true })}
          />
          Strict: judge by the value at the look, not by the best so far
        </label>
      )}
      <p className="text-12 text-muted">{looksSentence(early)}</p>
      <ProblemLines problems={own} />
    </div>
  )
}

/** When runs are looked at, worked out from the fields. */
function looksSentence({ type, fields: { min_iter, max_iter, s, eta, min_runs } }: EarlyForm): string {
  if (type === 'median') {
    const isClear = Number(min_iter || 1) >= 1 && Number(min_runs || 5) >= 1
    return isClear
      ? `Runs are looked at after each logged value from the ${ordinal(min_iter || '1')} on, once ${min_runs || 5} ended runs got as far.`
      : ''
  }
  const factor = Number(eta || 3)
  if (!(factor > 1)) return ''
  const looks =
    max_iter !== ''
      ? Array.from({ length: Math.min(6, Number(s) || 0) }, (_, k) => Number(max_iter) / factor ** (Number(s) - k))
      : Array.from({ length: 4 }, (_, k) => Number(min_iter) * factor ** k)
  const shown = looks.map(Math.trunc).filter((look) => look >= 1)
  if (shown.length === 0 || !shown.every(Number.isFinite)) return ''
  return `Runs are looked at after ${shown.join(', ')}${max_iter === '' ? ', …' : ''} logged values; about one in ${factor} goes on each time.`
}

function ordinal(count: string): string {
  const endings: Record<string, string> = { one: 'st', two: 'nd', few: 'rd' }
  return `${count}${endings[new Intl.PluralRules('en', { type: 'ordinal' }).select(Number(count))] ?? 'th'}`
}
