'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { errorFacts } from '~/components/trpc/errors'
import { useTRPC } from '~/components/trpc/provider'
import { Button } from '~/components/ui/button'
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogTitle,
  DialogTrigger,
} from '~/components/ui/dialog'
import { Input } from '~/components/ui/input'
import { Label } from '~/components/ui/label'
import type { Agent } from '~/server/domain/agent'
import { stopEffect } from './agent-words'

/** Asks one agent to end, with what becomes of its run said before. */
export function StopAgentDialog({ agent, sweep }: { agent: Agent; sweep: string }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const stop = useMutation(
    trpc.agents.stop.mutationOptions({
      onSuccess: () => setOpen(false),
      onSettled: () =>
        Promise.all([
          queryClient.invalidateQueries(trpc.agents.list.queryFilter({ sweep })),
          queryClient.invalidateQueries(trpc.agents.timeline.queryFilter({ sweep })),
          queryClient.invalidateQueries(trpc.sweeps.byId.queryFilter({ sweep })),
        ]),
    }),
  )
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button size="sm" aria-label={`Stop agent ${agent.name}`}>
          Stop…
        </Button>
      </DialogTrigger>
      <DialogContent>
        <DialogTitle>Stop agent {agent.name}?</DialogTitle>
        <DialogDescription>{stopEffect(agent)}</DialogDescription>
        <form
          className="grid gap-4"
          onSubmit={(event) => {
            event.preventDefault()
            stop.mutate({ agent: agent.id, reason })
          }}
        >
          <div className="grid gap-1">
            <Label htmlFor={id}>Why, for people (need not be)</Label>
            <Input id={id} value={reason} maxLength={500} onChange={(event) => setReason(event.currentTarget.value)} />
          </div>
          {stop.error !== null && (
            <p role="alert" className="text-13 text-bad">
              {errorFacts(stop.error).message}
            </p>
          )}
          <DialogFooter>
            <DialogClose asChild>
              <Button>Let it work</Button>
            </DialogClose>
            <Button type="submit" variant="danger" disabled={stop.isPending}>
              {stop.isPending ? 'Asking it to end…' : 'Stop the agent'}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  )
}
