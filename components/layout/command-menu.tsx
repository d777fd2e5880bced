'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useDeferredValue, useState } from 'react'
import { newSweepHref } from '~/components/lib/new-sweep-href'
import { compareHref, projectHref, runHref, sweepHref, sweepsHref } from '~/components/lib/paths'
import { useShortcut } from '~/components/lib/use-shortcut'
import { useTRPC } from '~/components/trpc/provider'
import { Button } from '~/components/ui/button'
import { Command, CommandEmpty, CommandGroup, CommandInput, CommandItem, CommandList } from '~/components/ui/command'
import { Dialog, DialogContent, DialogTitle } from '~/components/ui/dialog'
import { Kbd } from './kbd'
import { StateMark } from './state-mark'
import type { Place } from './use-place'

/** The way to anything by name: Ctrl K or ⌘ K. Runs are searched on the server, the rest here. */
export function CommandMenu({ place }: { place: Place }) {
  const [isOpen, setOpen] = useState(false)
  useShortcut('k', () => setOpen((was) => !was), true)
  return (
    <>
      <Button variant="ghost" aria-keyshortcuts="Control+K" className="px-2" onClick={() => setOpen(true)}>
        <Search aria-hidden="true" />
        <span className="max-sm:sr-only">Search</span>
        <span className="max-sm:hidden">
          <Kbd>Ctrl K</Kbd>
        </span>
      </Button>
      <Dialog open={isOpen} onOpenChange={setOpen}>
        <DialogContent aria-describedby={undefined} className="gap-0 p-0">
          <DialogTitle className="sr-only">Go to</DialogTitle>
          <Menu place={place} onDone={() => setOpen(false)} />
        </DialogContent>
      </Dialog>
    </>
  )
}

function Menu({ place: { entity, project }, onDone }: { place: Place; onDone: () => void }) {
  const trpc = useTRPC()
  const router = useRouter()
  const [text, setText] = useState('')
  const search = useDeferredValue(text.trim())
  const path = entity !== null && project !== null ? { entity, project } : null
  const projects = useQuery(trpc.projects.list.queryOptions({}))
  const sweeps = useQuery(trpc.sweeps.list.queryOptions(path ?? NOWHERE, { enabled: path !== null }))
  const runs = useQuery(
    trpc.runs.list.queryOptions(
      { ...(path ?? NOWHERE), search, limit: 8 },
      { enabled: path !== null && search !== '', placeholderData: keepPreviousData },
    ),
  )

  function go(href: string) {
    onDone()
    router.push(href)
  }

  return (
    <Command label="Go to">
      <CommandInput placeholder="Project, sweep, run…" value={text} onValueChange={setText} />
      <CommandList>
        <CommandEmpty>{runs.isFetching ? 'Searching…' : 'Nothing of that name here.'}</CommandEmpty>
        {path && search !== '' && (
          <CommandGroup heading={`Runs in ${path.project}`}>
            {runs.data?.runs.map((run) => (
              <CommandItem
                key={run.id}
                value={`run ${run.name} ${run.id}`}
                // The server has matched it already, by a tag perhaps: the menu's own filter must not drop it.
                keywords={[search]}
                onSelect={() => go(runHref({ ...path, run: run.id }))}
              >
                <span className="truncate">{run.name}</span>
                <StateMark state={run.state} className="ml-auto text-12 text-muted" />
              </CommandItem>
            ))}
          </CommandGroup>
        )}
        {path && (
          <CommandGroup heading={path.project}>
            <CommandItem onSelect={() => go(projectHref(path))}>Runs</CommandItem>
            <CommandItem onSelect={() => go(sweepsHref(path))}>Sweeps</CommandItem>
            <CommandItem onSelect={() => go(compareHref(path))}>Compare sweeps</CommandItem>
            <CommandItem onSelect={() => go(newSweepHref(path))}>New sweep</CommandItem>
            <CommandItem onSelect={() => go(newSweepHref(path, { step: 'runs' }))}>Create sweep from runs</CommandItem>
            {sweeps.data?.map((sweep) => (
              <CommandItem
                key={sweep.id}
                value={`sweep ${sweep.name} ${sweep.id}`}
                onSelect={() => go(sweepHref(path, sweep.id))}
              >
                <span className="truncate">{sweep.name}</span>
                <StateMark state={sweep.state} className="ml-auto text-12 text-muted" />
              </CommandItem>
            ))}
          </CommandGroup>
        )}
        <CommandGroup heading="Projects">
          {projects.data?.map((other) => (
            <CommandItem
              key={`${other.entity}/${other.name}`}
              value={`project ${other.entity}/${other.name}`}
              onSelect={() => go(projectHref({ entity: other.entity, project: other.name }))}
            >
              <span className="truncate">
                <span className="text-muted">{other.entity} / </span>
                {other.name}
              </span>
            </CommandItem>
          ))}
        </CommandGroup>
        <CommandGroup heading="Sweepboard">
          <CommandItem onSelect={() => go('/')}>All projects</CommandItem>
          <CommandItem onSelect={() => go('/settings')}>Settings and API keys</CommandItem>
        </CommandGroup>
      </CommandList>
    </Command>
  )
}

/** Stands in for a path in options of queries that are not enabled. */
const NOWHERE = { entity: '-', project: '-' }
