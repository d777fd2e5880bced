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

type StopRunDialogProps = { storageId: string; name: string; sweep: string; isStopping: boolean }

/** Stops one run with a reason. The button says what the server says: asked to stop, until the run is over. */
export function StopRunDialog({ storageId, name, sweep, isStopping }: StopRunDialogProps) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const stop = useMutation(
    trpc.runs.stop.mutationOptions({
      onSuccess: () => setOpen(false),
      onSettled: () =>
        Promise.all([
          queryClient.invalidateQueries(trpc.agents.list.queryFilter({ sweep })),
          queryClient.invalidateQueries(trpc.sweeps.byId.queryFilter({ sweep })),
        ]),
    }),
  )
  if (isStopping) return <span className="text-12 text-muted">asked to stop…</span>
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button size="sm" aria-label={`Stop ${name}`}>
          Stop…
        </Button>
      </DialogTrigger>
      <DialogContent>
        <DialogTitle>Stop {name}?</DialogTitle>
        <DialogDescription>
          Its training is ended now and the run is killed; what it logged is kept, and the search learns from the values
          it had. Its agent takes the next run.
        </DialogDescription>
        <form
          className="grid gap-4"
          onSubmit={(event) => {
            event.preventDefault()
            stop.mutate({ storageId, reason })
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
              <Button>Let it run</Button>
            </DialogClose>
            <Button type="submit" variant="danger" disabled={stop.isPending}>
              {stop.isPending ? 'Asking it to stop…' : 'Stop the run'}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  )
}
