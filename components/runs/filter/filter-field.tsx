'use client'

import { Filter } from 'lucide-react'
import { useState } from 'react'
import { cn } from '~/components/lib/cn'
import { Input } from '~/components/ui/input'
import { FILTER_CHARS_MAX } from '~/server/domain/filter/tree'
import { filterProblem } from '../table/table-question'

type FilterFieldProps = { value: string; onChange: (filter: string) => void; className?: string }

/** The filter as text. It takes effect as soon as it can be read; until then it says where it cannot, and the last good one holds. */
export function FilterField({ value, onChange, className }: FilterFieldProps) {
  const [draft, setDraft] = useState<string | null>(null)
  const text = draft ?? value
  const problem = filterProblem(text)
  return (
    <div className={cn('relative min-w-0', className)}>
      <Filter aria-hidden="true" className="pointer-events-none absolute top-2 left-2.5 size-4 text-muted" />
      <Input
        aria-label="Filter"
        aria-invalid={problem !== null}
        aria-describedby={problem ? 'filter-problem' : undefined}
        placeholder="Filter: config.lr < 0.01 and state = finished"
        spellCheck={false}
        autoComplete="off"
        maxLength={FILTER_CHARS_MAX}
        value={text}
        onChange={(event) => {
          setDraft(event.target.value)
          if (filterProblem(event.target.value) === null) onChange(event.target.value.trim())
        }}
        onBlur={() => problem === null && setDraft(null)}
        className="pl-8 font-mono text-12"
      />
      {problem && (
        <p id="filter-problem" role="alert" className="mt-1 text-12 text-bad">
          <span className="text-ink">at {problem.at + 1}:</span> found {problem.found}, allowed: {problem.allowed}
        </p>
      )}
    </div>
  )
}
