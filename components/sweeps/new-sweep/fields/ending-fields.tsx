'use client'

import { Checkbox } from '~/components/ui/checkbox'
import { KEY_HINTS } from '~/server/domain/config-hints'
import type { HyperbandField } from '../form/read-form'
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
        value={form.hyperband === null ? 'none' : 'hyperband'}
        onChange={(choice) => onChange({ kind: 'hyperband', isOn: choice === 'hyperband' })}
        choices={[
          { value: 'none', label: 'none' },
          { value: 'hyperband', label: 'hyperband' },
        ]}
        hint={KEY_HINTS.top['early_terminate']}
      />
      {form.hyperband !== null && <HyperbandFields {...props} hyperband={form.hyperband} />}
    </div>
  )
}

const FIELD_WORDS: Record<HyperbandField, string> = {
  min_iter: 'First look after',
  max_iter: 'Values in a full run',
  s: 'Looks',
  eta: 'One goes on in',
}
const PLACEHOLDERS: Record<HyperbandField, string> = { min_iter: '–', max_iter: '–', s: '–', eta: '3' }

type HyperbandProps = FieldsProps & { hyperband: NonNullable<FieldsProps['form']['hyperband']> }

function HyperbandFields({ hyperband, onChange, problems }: HyperbandProps) {
  const own = problemsAt(problems, 'early_terminate')
  return (
    <div className="flex flex-col gap-2">
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-4">
        {(['min_iter', 'max_iter', 's', 'eta'] as const).map((field) => (
          <Field key={field} label={FIELD_WORDS[field]}>
            {({ id }) => (
              <DraftInput
                id={id}
                title={KEY_HINTS.early_terminate[field]}
                inputMode="decimal"
                placeholder={PLACEHOLDERS[field]}
                value={hyperband.fields[field]}
                aria-invalid={own.some(({ path }) => path.endsWith(`.${field}`))}
                onValue={(text) => onChange({ kind: 'hyperband-field', field, text })}
                className="font-mono text-12"
              />
            )}
          </Field>
        ))}
      </div>
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the checkbox is the control */}
      <label className="flex items-center gap-2 text-12">
        <Checkbox
          checked={hyperband.isStrict}
          onCheckedChange={(checked) => onChange({ kind: 'hyperband-strict', isStrict: checked === true })}
        />
        Strict: judge by the value at the look, not by the best so far
      </label>
      <p className="text-12 text-muted">{looksSentence(hyperband.fields)}</p>
      <ProblemLines problems={own} />
    </div>
  )
}

/** When runs are looked at, worked out from the fields. */
function looksSentence({ min_iter, max_iter, s, eta }: HyperbandProps['hyperband']['fields']): string {
  const factor = Number(eta || 3)
  if (!(factor > 1)) return ''
  const looks =
    max_iter !== ''
      ? Array.from({ length: Math.min(6, Number(s) || 0) }, (_, k) => Number(max_iter) / factor ** (Number(s) - k))
      : Array.from({ length: 4 }, (_, k) => Number(min_iter) * factor ** k)
  const shown = looks.map(Math.floor).filter((look) => look >= 1)
  if (shown.length === 0 || !shown.every(Number.isFinite)) return ''
  return `Runs are looked at after ${shown.join(', ')}${max_iter === '' ? ', …' : ''} logged values; about one in ${factor} goes on each time.`
}
