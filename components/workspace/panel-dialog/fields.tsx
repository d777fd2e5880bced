'use client'

import { useId } from 'react'
import { Checkbox } from '~/components/ui/checkbox'
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from '~/components/ui/select'

export function Field({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div className="grid grid-cols-[8rem_minmax(0,1fr)] items-start gap-x-3">
      <span className="pt-1.5 text-muted">{label}</span>
      <div className="min-w-0">{children}</div>
    </div>
  )
}

type ChoiceFieldProps = {
  label: string
  value: string
  words: Readonly<Record<string, string>>
  onChange: (value: string) => void
}

export function ChoiceField({ label, value, words, onChange }: ChoiceFieldProps) {
  return (
    <Field label={label}>
      <Select value={value} onValueChange={onChange}>
        <SelectTrigger aria-label={label} className="min-w-40">
          <SelectValue />
        </SelectTrigger>
        <SelectContent>
          {Object.entries(words).map(([key, word]) => (
            <SelectItem key={key} value={key}>
              {word}
            </SelectItem>
          ))}
        </SelectContent>
      </Select>
    </Field>
  )
}

export function CheckField({
  label,
  isOn,
  onChange,
}: {
  label: string
  isOn: boolean
  onChange: (isOn: boolean) => void
}) {
  const id = useId()
  return (
    <div className="flex min-h-6 items-center gap-2">
      <Checkbox id={id} checked={isOn} onCheckedChange={(checked) => onChange(checked === true)} />
      <label htmlFor={id}>{label}</label>
    </div>
  )
}

export function TextField({
  label,
  value,
  onChange,
}: {
  label: string
  value: string
  onChange: (value: string) => void
}) {
  const id = useId()
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="text-muted">
        {label}
      </label>
      <textarea
        id={id}
        rows={12}
        maxLength={100_000}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="w-full rounded-md border border-hairline bg-raised px-2.5 py-2 font-mono text-13 hover:border-outline focus-visible:border-accent"
      />
    </div>
  )
}
