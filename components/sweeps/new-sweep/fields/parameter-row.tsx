'use client'

import { X } from 'lucide-react'
import { Button } from '~/components/ui/button'
import { DISTRIBUTION_HINTS, KEY_HINTS } from '~/server/domain/config-hints'
import type { Problem } from '~/server/domain/errors'
import { FIELDS_OF } from '../form/convert-parameter'
import { DISTRIBUTION_WORDS, OFFERED } from '../form/distribution-choice'
import { type FormParameter, isDistribution, type ParameterField } from '../form/read-form'
import type { FormChange } from '../form/write-form'
import { DraftInput } from './draft-input'
import { PlainSelect } from './plain-select'
import { ProblemLines } from './problem-lines'

type ParameterRowProps = {
  parameter: FormParameter
  problems: readonly Problem[]
  onChange: (change: FormChange) => void
  /** What was seen of it, below its fields. */
  children?: React.ReactNode
}

/** One setting: its name, how it varies, and its values or bounds. */
export function ParameterRow({ parameter, problems, onChange, children }: ParameterRowProps) {
  const { path, distribution } = parameter
  const name = path.join('.')
  const group = path.slice(0, -1).join('.')
  return (
    <li className="flex flex-col gap-1.5 border-hairline border-b py-2.5 last:border-b-0" aria-label={name}>
      <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,11rem)_2rem] gap-2">
        <div className="flex min-w-0 items-center gap-1">
          {group !== '' && (
            <span className="max-w-[55%] shrink-0 truncate font-mono text-12 text-muted" title={group}>
              {group}.
            </span>
          )}
          <DraftInput
            aria-label={`Name of ${name}`}
            value={path.at(-1) ?? ''}
            spellCheck={false}
            autoComplete="off"
            onValue={(next) => onChange({ kind: 'rename-parameter', path, name: next.trim() })}
            className="min-w-0 flex-1 font-mono text-12"
          />
        </div>
        {distribution === null ? (
          <span className="self-center text-12 text-muted">edit it in the YAML</span>
        ) : (
          <PlainSelect
            aria-label={`How ${name} varies`}
            title={DISTRIBUTION_HINTS[distribution]}
            value={distribution}
            choices={(OFFERED.includes(distribution) ? OFFERED : [distribution, ...OFFERED]).map((each) => ({
              value: each,
              label: DISTRIBUTION_WORDS[each],
            }))}
            onValue={(next) => {
              if (isDistribution(next)) onChange({ kind: 'parameter-distribution', path, distribution: next })
            }}
          />
        )}
        <Button
          variant="ghost"
          size="icon"
          aria-label={`Remove ${name}`}
          onClick={() => onChange({ kind: 'remove-parameter', path })}
        >
          <X />
        </Button>
      </div>
      {distribution !== null && (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 pr-10">
          {FIELDS_OF[distribution].map((field) => (
            <ParameterInput
              key={field}
              name={name}
              field={field}
              value={parameter.fields[field] ?? ''}
              isInvalid={problems.some((problem) => problem.path.endsWith(`.${field}`))}
              onValue={(text) => onChange({ kind: 'parameter-field', path, field, text })}
            />
          ))}
        </div>
      )}
      {parameter.when !== undefined && <p className="text-12 text-muted">{parameter.when}</p>}
      {children}
      <ProblemLines problems={problems} />
    </li>
  )
}

const FIELD_WORDS: Record<ParameterField, string> = {
  value: 'always',
  values: 'one of',
  probabilities: 'with probabilities',
  min: 'from',
  max: 'to',
  q: 'in steps of',
  mu: 'around',
  sigma: '±',
  a: 'a',
  b: 'b',
}

type ParameterInputProps = {
  name: string
  field: ParameterField
  value: string
  isInvalid: boolean
  onValue: (text: string) => void
}

function ParameterInput({ name, field, value, isInvalid, onValue }: ParameterInputProps) {
  const isWide = field === 'value' || field === 'values' || field === 'probabilities'
  return (
    <div className={isWide ? 'flex min-w-40 flex-1 items-center gap-2' : 'flex items-center gap-2'}>
      <span className="shrink-0 text-12 text-muted">{FIELD_WORDS[field]}</span>
      <DraftInput
        aria-label={`${field} of ${name}`}
        title={KEY_HINTS.parameter[field]}
        inputMode={isWide ? undefined : 'decimal'}
        placeholder={field === 'values' ? '32, 64, 128' : undefined}
        value={value}
        spellCheck={false}
        autoComplete="off"
        aria-invalid={isInvalid}
        onValue={onValue}
        className={isWide ? 'font-mono text-12' : 'w-24 font-mono text-12'}
      />
    </div>
  )
}
