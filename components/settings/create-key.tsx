'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { CodeBlock } from '~/components/layout/code-block'
import { errorFacts } from '~/components/trpc/errors'
import { useTRPC } from '~/components/trpc/provider'
import { Button } from '~/components/ui/button'
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogTitle,
  DialogTrigger,
} from '~/components/ui/dialog'
import { Input } from '~/components/ui/input'
import { Label } from '~/components/ui/label'

/** Makes a key and shows it, this once. */
export function CreateKey() {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [isOpen, setOpen] = useState(false)
  const create = useMutation(
    trpc.accounts.createKey.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.accounts.keys.queryKey() }),
    }),
  )

  function onOpenChange(next: boolean) {
    if (next) create.reset()
    setOpen(next)
  }

  function submit(event: React.FormEvent<HTMLFormElement>) {
    event.preventDefault()
    create.mutate({ name: String(new FormData(event.currentTarget).get('name') ?? '').trim() })
  }

  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogTrigger asChild>
        <Button variant="primary">New key</Button>
      </DialogTrigger>
      <DialogContent>
        <DialogTitle>{create.data ? `Key “${create.data.name}”` : 'New API key'}</DialogTitle>
        <DialogDescription>
          {create.data
            ? 'Copy it now: the server keeps a hash only, so nobody can show it again.'
            : 'Whoever holds it can read and write what you can.'}
        </DialogDescription>
        {create.data ? (
          <>
            <CodeBlock label="Shell" code={`export SWEEPBOARD_API_KEY=${create.data.key}`} />
            <DialogFooter>
              <Button variant="primary" onClick={() => setOpen(false)}>
                Done, I have it
              </Button>
            </DialogFooter>
          </>
        ) : (
          <form className="grid gap-4" onSubmit={submit}>
            <div className="grid gap-1">
              <Label htmlFor="key-name">Name, to tell it from the others</Label>
              <Input id="key-name" name="name" required maxLength={100} placeholder="gpu-box" autoComplete="off" />
            </div>
            {create.isError && (
              <p role="alert" className="text-bad">
                {errorFacts(create.error).message}
              </p>
            )}
            <DialogFooter>
              <Button type="submit" variant="primary" disabled={create.isPending}>
                {create.isPending ? 'Making the key…' : 'Make the key'}
              </Button>
            </DialogFooter>
          </form>
        )}
      </DialogContent>
    </Dialog>
  )
}
