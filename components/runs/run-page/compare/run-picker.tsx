'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { ChevronDown } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import { StateMark } from '~/components/layout/state-mark'
import { runColor } from '~/components/lib/color'
import { useTRPC } from '~/components/trpc/provider'
import { Button } from '~/components/ui/button'
import { Command, CommandEmpty, CommandGroup, CommandInput, CommandItem, CommandList } from '~/components/ui/command'
import { Popover, PopoverContent, PopoverTrigger } from '~/components/ui/popover'
import type { RunDetail } from '~/server/domain/run'
import type { Proposal } from './use-other-run'

type RunPickerProps = {
  run: RunDetail
  /** On the button: the run that is compared with now. */
  label: string
  proposal: Proposal | null
  /** Null goes back to what is proposed. */
  onPick: (run: string | null) => void
}

const SHOWN = 12

/** Any run of the project by name, id or tag; of another project by its address. */
export function RunPicker({ run, label, proposal, onPick }: RunPickerProps) {
  const trpc = useTRPC()
  const [isOpen, setOpen] = useState(false)
  const [text, setText] = useState('')
  const search = useDeferredValue(text.trim())
  const isAddress = search.includes('/')
  const { entity, project } = run
  const runs = useQuery(
    trpc.runs.table.queryOptions(
      { entity, project, search: isAddress ? '' : search, limit: SHOWN },
      { enabled: isOpen, placeholderData: keepPreviousData },
    ),
  )
  function pick(other: string | null) {
    setOpen(false)
    setText('')
    onPick(other)
  }
  return (
    <Popover open={isOpen} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button className="min-w-0 max-w-full">
          <span className="truncate">{label}</span> <ChevronDown />
        </Button>
      </PopoverTrigger>
      <PopoverContent className="p-0" aria-label="Compare with">
        <Command label="Compare with" shouldFilter={false}>
          <CommandInput
            placeholder="Name, id, tag, or address of a run…"
            value={text}
            onValueChange={setText}
            className="h-9 text-13"
          />
          <CommandList className="max-h-80">
            <CommandEmpty>{runs.isFetching ? 'Searching…' : 'No run of that name.'}</CommandEmpty>
            {search === '' && proposal !== null && (
              <CommandGroup heading="Proposed">
                <CommandItem value="proposal" onSelect={() => pick(null)}>
                  <span className="truncate first-letter:uppercase">{proposal.why}</span>
                </CommandItem>
              </CommandGroup>
            )}
            {isAddress && (
              <CommandItem value={`address ${search}`} onSelect={() => pick(search)}>
                <span className="truncate">The run at {search}</span>
              </CommandItem>
            )}
            {!isAddress && (
              <CommandGroup heading={search === '' ? 'Newest' : `Runs in ${project}`}>
                {runs.data?.runs.map(
                  (other) =>
                    other !== null &&
                    other.id !== run.id && (
                      <CommandItem key={other.id} value={other.id} onSelect={() => pick(other.id)}>
                        <span
                          aria-hidden="true"
                          className="size-2 shrink-0 rounded-full"
                          style={{ background: runColor(other) }}
                        />
                        <span className="truncate">{other.name}</span>
                        <StateMark state={other.state} className="ml-auto text-12 text-muted" />
                      </CommandItem>
                    ),
                )}
              </CommandGroup>
            )}
          </CommandList>
        </Command>
      </PopoverContent>
    </Popover>
  )
}
