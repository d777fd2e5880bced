'use client'

import { useId, useState } from 'react'
import { Button } from '~/components/ui/button'
import { Input } from '~/components/ui/input'

type LimitFieldProps = {
  label: string
  /** As it is on the server. */
  value: string
  type?: 'text' | 'datetime-local'
  inputMode?: 'numeric'
  placeholder?: string
  isPending: boolean
  isClosed: boolean
  /** Why the text cannot be set; null when it can. */
  problemOf: (text: string) => string | null
  effectOf: (text: string) => string
  /** What the limit as it is means. */
  says: string
  onSet: (text: string) => void
}

/** One limit: what it is, what another would do, and a button that appears when there is something to set. */
export function LimitField({
  label,
  value,
  problemOf,
  effectOf,
  says,
  onSet,
  isPending,
  isClosed,
  ...input
}: LimitFieldProps) {
  const id = useId()
  const [draft, setDraft] = useState<string | null>(null)
  const text = draft ?? value
  const isChanged = draft !== null && draft !== value
  const problem = isChanged ? problemOf(text) : null

  function submit(event: React.FormEvent) {
    event.preventDefault()
    if (!isChanged || problem !== null) return
    onSet(text)
    setDraft(null)
  }

  return (
    <li className="border-hairline border-b last:border-b-0">
      <form
        onSubmit={submit}
        className="grid min-h-12 grid-cols-[5rem_minmax(0,13rem)_1fr] items-center gap-x-4 gap-y-1 py-2 max-sm:grid-cols-[5rem_1fr]"
      >
        <label htmlFor={id} className="text-13">
          {label}
        </label>
        <Input
          {...input}
          id={id}
          value={text}
          disabled={isClosed}
          autoComplete="off"
          aria-invalid={problem !== null}
          aria-describedby={`${id}-says`}
          onChange={(event) => setDraft(event.currentTarget.value.trim())}
          onKeyDown={(event) => event.key === 'Escape' && setDraft(null)}
          className="tabular-nums"
        />
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1 max-sm:col-span-2">
          {isChanged && (
            <span className="flex gap-1.5">
              <Button type="submit" size="sm" variant="primary" disabled={problem !== null || isPending}>
                Set
              </Button>
              <Button size="sm" variant="ghost" onClick={() => setDraft(null)}>
                Leave
              </Button>
            </span>
          )}
          <p id={`${id}-says`} className="min-w-0 text-13 text-muted" suppressHydrationWarning>
            {problem !== null ? <span className="text-bad">{problem}</span> : isChanged ? effectOf(text) : says}
          </p>
        </div>
      </form>
    </li>
  )
}
