'use client'

import { ChevronDown, X } from 'lucide-react'
import { useState } from 'react'
import { Button } from '~/components/ui/button'
import { Popover, PopoverContent, PopoverTrigger } from '~/components/ui/popover'
import { type Name, NameList } from './name-list'

type PickOneProps = {
  label: string
  value: string
  /** How the value is said. */
  text: string
  names: readonly Name[]
  onChange: (id: string) => void
  own?: (typed: string) => Name | null
  /** Absent where something must be chosen. */
  onClear?: () => void
}

export function PickOne({ label, value, text, names, onChange, own, onClear }: PickOneProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <span className="inline-flex min-w-0 items-center gap-1">
      <Popover open={isOpen} onOpenChange={setOpen}>
        <PopoverTrigger asChild>
          <Button aria-label={`${label}: ${text === '' ? 'none' : text}`} className="min-w-40 max-w-72 justify-between">
            <span className="truncate">{text === '' ? <span className="text-muted">choose…</span> : text}</span>
            <ChevronDown className="text-muted" />
          </Button>
        </PopoverTrigger>
        <PopoverContent className="p-0" aria-label={label}>
          <NameList
            label={label}
            names={names}
            isChosen={(id) => id === value}
            own={own}
            onPick={(id) => {
              onChange(id)
              setOpen(false)
            }}
          />
        </PopoverContent>
      </Popover>
      {onClear && value !== '' && (
        <Button variant="ghost" size="icon-sm" aria-label={`${label}: none`} onClick={onClear}>
          <X />
        </Button>
      )}
    </span>
  )
}
