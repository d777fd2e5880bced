'use client'

import { useState } from 'react'
import { Input } from '~/components/ui/input'

type DraftInputProps = Omit<React.ComponentProps<typeof Input>, 'value' | 'onChange' | 'onFocus' | 'onBlur'> & {
  value: string
  onValue: (value: string) => void
}

/** A field whose value passes through a text elsewhere: while it is typed in, it shows what was typed, not what became of it. */
export function DraftInput({ value, onValue, ...props }: DraftInputProps) {
  const [draft, setDraft] = useState<string | null>(null)
  return (
    <Input
      {...props}
      value={draft ?? value}
      onFocus={() => setDraft(value)}
      onBlur={() => setDraft(null)}
      onChange={(event) => {
        setDraft(event.currentTarget.value)
        onValue(event.currentTarget.value)
      }}
    />
  )
}
