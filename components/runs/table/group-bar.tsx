'use client'

import { ChevronDown, Group, X } from 'lucide-react'
import { Button } from '~/components/ui/button'
import { Command, CommandEmpty, CommandInput, CommandItem, CommandList } from '~/components/ui/command'
import { Popover, PopoverContent, PopoverTrigger } from '~/components/ui/popover'
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from '~/components/ui/select'
import { useWorkspace } from '~/components/workspace/use-workspace'
import { GROUP_LEVELS_MAX } from '~/server/domain/run-group'
import { columnOf, type RunColumn } from './columns'

const SHOWS = { mean: 'mean ± std', min: 'min', max: 'max', best: 'best' } as const

/** By what runs are grouped, from the outside in, and what groups say of their numbers. */
export function GroupBar({ offered }: { offered: readonly RunColumn[] }) {
  const { state, setRuns } = useWorkspace()
  const { groupBy, groupShows } = state.runs
  const choices = offered.filter(({ id }) => !groupBy.includes(id))
  return (
    <div className="flex flex-wrap items-center gap-1">
      <Popover>
        <PopoverTrigger asChild>
          <Button>
            <Group /> Group <ChevronDown className="text-muted" />
          </Button>
        </PopoverTrigger>
        <PopoverContent className="p-0" aria-label="Group by">
          <Command label="Group by">
            <CommandInput placeholder="Group by…" className="h-9 text-13" />
            <CommandList className="max-h-80">
              <CommandEmpty>Nothing of that name.</CommandEmpty>
              {choices.map(({ id, label, hint }) => (
                <CommandItem
                  key={id}
                  value={id}
                  keywords={[label]}
                  disabled={groupBy.length >= GROUP_LEVELS_MAX}
                  onSelect={() => setRuns({ groupBy: [...groupBy, id] })}
                >
                  <span className="truncate">{label}</span>
                  <span className="ml-auto text-11 text-muted">{hint}</span>
                </CommandItem>
              ))}
            </CommandList>
          </Command>
        </PopoverContent>
      </Popover>
      {groupBy.map((id) => (
        <span key={id} className="inline-flex h-8 max-w-48 items-center gap-0.5 rounded-md bg-selected pr-1 pl-2.5">
          <span className="truncate">{columnOf(id)?.label ?? id}</span>
          <Button
            size="icon-sm"
            variant="ghost"
            aria-label={`Group no more by ${columnOf(id)?.label ?? id}`}
            onClick={() => setRuns({ groupBy: groupBy.filter((other) => other !== id) })}
          >
            <X />
          </Button>
        </span>
      ))}
      {groupBy.length > 0 && (
        <Select value={groupShows} onValueChange={(next) => setRuns({ groupShows: next as typeof groupShows })}>
          <SelectTrigger aria-label="What groups say of their numbers">
            <SelectValue />
          </SelectTrigger>
          <SelectContent>
            {Object.entries(SHOWS).map(([id, text]) => (
              <SelectItem key={id} value={id}>
                {text}
              </SelectItem>
            ))}
          </SelectContent>
        </Select>
      )}
    </div>
  )
}
