'use client'

import { useId } from 'react'
import { Input } from '~/components/ui/input'
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from '~/components/ui/select'
import type { Problem } from '~/server/domain/errors'
import type { HandField } from './hand-form'

type HandFieldsProps = {
  fields: readonly HandField[]
  values: Readonly<Record<string, string>>
  problemsOf: (name: string) => Problem[]
  onValue: (name: string, value: string) => void
}

/** One line a parameter: its name, its value, and what may be written. */
export function HandFields({ fields, values, problemsOf, onValue }: HandFieldsProps) {
  return (
    <ul className="flex flex-col">
      {fields.map((field) => (
        <HandFieldLine
          key={field.name}
          field={field}
          value={values[field.name] ?? ''}
          problems={problemsOf(field.name)}
          onValue={(value) => onValue(field.name, value)}
        />
      ))}
    </ul>
  )
}

type LineProps = { field: HandField; value: string; problems: readonly Problem[]; onValue: (value: string) => void }

function HandFieldLine({ field, value, problems, onValue }: LineProps) {
  const id = useId()
  const { name, says, choices, isFixed } = field
  const isWrong = problems.length > 0
  return (
    <li className="grid grid-cols-[minmax(0,9rem)_minmax(0,10rem)_minmax(0,1fr)] items-center gap-x-3 border-hairline border-b py-1.5 last:border-b-0 max-sm:grid-cols-[minmax(0,7rem)_1fr]">
      <label htmlFor={id} className="truncate font-mono text-12" title={name}>
        {name}
      </label>
      {choices === null || (value !== '' && !choices.includes(value)) ? (
        <Input
          id={id}
          value={value}
          placeholder={isFixed ? says.replace(/^always /, '') : ''}
          autoComplete="off"
          spellCheck={false}
          aria-invalid={isWrong}
          aria-describedby={`${id}-says`}
          onChange={(event) => onValue(event.currentTarget.value)}
          className="font-mono text-12"
        />
      ) : (
        <Select value={value} onValueChange={onValue}>
          <SelectTrigger id={id} aria-invalid={isWrong} aria-describedby={`${id}-says`} className="font-mono">
            <SelectValue placeholder="choose" />
          </SelectTrigger>
          <SelectContent>
            {choices.map((choice) => (
              <SelectItem key={choice} value={choice}>
                {choice}
              </SelectItem>
            ))}
          </SelectContent>
        </Select>
      )}
      <p id={`${id}-says`} className="min-w-0 text-12 text-muted max-sm:col-span-2 max-sm:pt-1">
        {isWrong ? (
          <span className="text-bad">
            {problems.map(({ found, allowed }) => `found ${found}, allowed: ${allowed}`).join('; ')}
          </span>
        ) : (
          says
        )}
      </p>
    </li>
  )
}
