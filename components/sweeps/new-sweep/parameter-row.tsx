'use client'

import { X } from 'lucide-react'
import { Button } from '~/components/ui/button'
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from '~/components/ui/select'
import { DraftInput } from './draft-input'
import { type FormParameter, KIND_WORD, KINDS, withKind } from './sweep-form'

type ParameterRowProps = {
  parameter: FormParameter
  onChange: (parameter: FormParameter) => void
  onRemove: () => void
}

/** One setting: its name, how it varies, and its values or bounds. */
export function ParameterRow({ parameter, onChange, onRemove }: ParameterRowProps) {
  const { name, kind } = parameter
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_10.5rem_2rem] gap-2 border-hairline border-b py-2.5 last:border-b-0">
      <DraftInput
        aria-label="Name of the setting"
        value={name}
        onValue={(next) => next.trim() !== '' && onChange({ ...parameter, name: next.trim() })}
        className="font-mono text-12"
      />
      {kind === 'other' ? (
        <span className="self-center text-12 text-muted">edit in the YAML</span>
      ) : (
        <Select
          value={kind}
          onValueChange={(next) => {
            const chosen = KINDS.find((known) => known === next)
            if (chosen !== undefined) onChange(withKind(parameter, chosen))
          }}
        >
          <SelectTrigger aria-label={`How ${name} varies`}>
            <SelectValue />
          </SelectTrigger>
          <SelectContent>
            {KINDS.map((each) => (
              <SelectItem key={each} value={each}>
                {KIND_WORD[each]}
              </SelectItem>
            ))}
          </SelectContent>
        </Select>
      )}
      <Button variant="ghost" size="icon" aria-label={`Remove ${name}`} onClick={onRemove}>
        <X />
      </Button>
      <ParameterFields parameter={parameter} onChange={onChange} />
    </li>
  )
}

function ParameterFields({ parameter, onChange }: Omit<ParameterRowProps, 'onRemove'>) {
  const { name, kind, values, min, max } = parameter
  if (kind === 'other') return null
  if (kind === 'list' || kind === 'constant') {
    return (
      <DraftInput
        aria-label={kind === 'list' ? `Values of ${name}, separated by commas` : `Value of ${name}`}
        placeholder={kind === 'list' ? '32, 64, 128' : 'value'}
        value={values}
        onValue={(next) => onChange({ ...parameter, values: next })}
        className="col-span-2 font-mono text-12"
      />
    )
  }
  return (
    <div className="col-span-2 flex items-center gap-2 text-12 text-muted">
      <span>from</span>
      <DraftInput
        aria-label={`Smallest ${name}`}
        inputMode="decimal"
        value={min}
        onValue={(next) => onChange({ ...parameter, min: next })}
        className="font-mono text-12"
      />
      <span>to</span>
      <DraftInput
        aria-label={`Largest ${name}`}
        inputMode="decimal"
        value={max}
        onValue={(next) => onChange({ ...parameter, max: next })}
        className="font-mono text-12"
      />
    </div>
  )
}
