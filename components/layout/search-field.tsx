'use client'

import { Search } from 'lucide-react'
import { cn } from '~/components/lib/cn'
import { Input } from '~/components/ui/input'

type SearchFieldProps = {
  value: string
  onChange: (value: string) => void
  label: string
  className?: string
  /** The field that `/` goes to; one a page. */
  isMain?: boolean
}

/** A search field; Escape clears it, and leaves it when it is clear. */
export function SearchField({ value, onChange, label, className, isMain = true }: SearchFieldProps) {
  function onKeyDown(event: React.KeyboardEvent<HTMLInputElement>) {
    if (event.key !== 'Escape') return
    if (value === '') event.currentTarget.blur()
    else onChange('')
  }
  return (
    <div className={cn('relative', className)}>
      <Search aria-hidden="true" className="pointer-events-none absolute top-2 left-2.5 size-4 text-muted" />
      <Input
        type="search"
        aria-label={label}
        placeholder={isMain ? `${label}  ( / )` : label}
        value={value}
        data-search={isMain || undefined}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
        className="pl-8 [&::-webkit-search-cancel-button]:hidden"
      />
    </div>
  )
}
