'use client'

import { Plus, X } from 'lucide-react'
import { Button } from '~/components/ui/button'
import { Popover, PopoverContent, PopoverTrigger } from '~/components/ui/popover'
import { type Name, NameList } from './name-list'

type PickManyProps = {
  label: string
  chosen: readonly string[]
  textOf: (id: string) => string
  names: readonly Name[]
  max: number
  onChange: (chosen: string[]) => void
  own?: (typed: string) => Name | null
}

/** What is chosen in its order, each to be taken out again, and the way to more. */
export function PickMany({ label, chosen, textOf, names, max, onChange, own }: PickManyProps) {
  const without = (id: string) => chosen.filter((other) => other !== id)
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      {chosen.map((id) => (
        <span
          key={id}
          className="inline-flex h-7 max-w-56 items-center gap-0.5 rounded-md border border-hairline bg-raised pl-2 text-13"
        >
          <span className="truncate">{textOf(id)}</span>
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label={`Take ${textOf(id)} out`}
            onClick={() => onChange(without(id))}
          >
            <X />
          </Button>
        </span>
      ))}
      {chosen.length < max && (
        <Popover>
          <PopoverTrigger asChild>
            <Button size="sm" className="h-7">
              <Plus /> {label}
            </Button>
          </PopoverTrigger>
          <PopoverContent className="p-0" aria-label={label}>
            <NameList
              label={label}
              names={names}
              isChosen={(id) => chosen.includes(id)}
              onPick={(id) => onChange(chosen.includes(id) ? without(id) : [...chosen, id])}
              own={own}
            />
          </PopoverContent>
        </Popover>
      )}
    </div>
  )
}
