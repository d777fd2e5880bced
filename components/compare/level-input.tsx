'use client'

import { useState } from 'react'
import { Input } from '~/components/ui/input'

type LevelInputProps = { value: number; name: string; onValue: (value: number) => void }

/** Takes effect on Enter or when it is left: a half-typed number is no level. */
export function LevelInput({ value, name, onValue }: LevelInputProps) {
  const [text, setText] = useState(String(value))
  const number = Number(text.replace(',', '.'))
  const isNumber = text.trim() !== '' && Number.isFinite(number)

  function settle() {
    if (isNumber && number !== value) onValue(number)
  }

  return (
    <Input
      aria-label={`Value of ${name} to reach`}
      inputMode="decimal"
      value={text}
      aria-invalid={!isNumber}
      title={isNumber ? undefined : `“${text}” is no number; write one such as 0.85`}
      className="h-6 w-24 px-2 text-12 tabular-nums"
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={settle}
      onKeyDown={(event) => {
        if (event.key === 'Enter') settle()
        if (event.key === 'Escape') setText(String(value))
      }}
    />
  )
}
