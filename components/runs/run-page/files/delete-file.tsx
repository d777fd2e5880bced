'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { errorFacts } from '~/components/trpc/errors'
import { useTRPC } from '~/components/trpc/provider'
import { Button } from '~/components/ui/button'
import { Dialog, DialogContent, DialogDescription, DialogFooter, DialogTitle } from '~/components/ui/dialog'

type DeleteFileProps = { storageId: string; path: string; onDeleted: () => void }

export function DeleteFile({ storageId, path, onDeleted }: DeleteFileProps) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [isOpen, setOpen] = useState(false)
  const remove = useMutation(
    trpc.files.delete.mutationOptions({
      async onSuccess() {
        setOpen(false)
        onDeleted()
        await Promise.all([
          queryClient.invalidateQueries({ queryKey: trpc.files.folder.queryKey() }),
          queryClient.invalidateQueries({ queryKey: trpc.files.search.queryKey() }),
        ])
      },
    }),
  )
  return (
    <>
      <Button size="sm" variant="danger" onClick={() => setOpen(true)}>
        <Trash2 /> Delete…
      </Button>
      <Dialog open={isOpen} onOpenChange={setOpen}>
        <DialogContent>
          <DialogTitle>Delete this file?</DialogTitle>
          <DialogDescription className="break-words">
            {path} is gone for good. What the run logged of it stays, and shows that it is missing.
          </DialogDescription>
          {remove.isError && (
            <p role="alert" className="text-13 text-bad">
              {errorFacts(remove.error).message}
            </p>
          )}
          <DialogFooter>
            <Button onClick={() => setOpen(false)}>Keep it</Button>
            <Button
              variant="danger"
              disabled={remove.isPending}
              onClick={() => remove.mutate({ storageId, paths: [path] })}
            >
              Delete the file
            </Button>
          </DialogFooter>
        </DialogContent>
      </Dialog>
    </>
  )
}
