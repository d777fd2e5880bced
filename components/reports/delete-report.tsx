'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { reportsHref } from '~/components/lib/paths'
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
import type { ProjectPath } from '~/server/domain/ids'
import type { Report } from '~/server/domain/report'

export function DeleteReport({ path, report }: { path: ProjectPath; report: Report }) {
  const trpc = useTRPC()
  const router = useRouter()
  const queryClient = useQueryClient()
  const [isOpen, setOpen] = useState(false)
  const remove = useMutation(
    trpc.reports.remove.mutationOptions({
      async onSuccess() {
        await queryClient.invalidateQueries({ queryKey: trpc.reports.list.queryKey(path) })
        router.replace(reportsHref(path))
      },
    }),
  )
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="ghost">Delete…</Button>
      </DialogTrigger>
      <DialogContent>
        <DialogTitle>Delete “{report.title}”?</DialogTitle>
        <DialogDescription>
          The text goes for everybody{report.publishedAt === null ? '' : ', and the published link ends'}. Runs and
          their data stay.
        </DialogDescription>
        {remove.isError && (
          <p role="alert" className="text-bad">
            {errorFacts(remove.error).message}
          </p>
        )}
        <DialogFooter>
          <DialogClose asChild>
            <Button>Keep it</Button>
          </DialogClose>
          <Button variant="danger" disabled={remove.isPending} onClick={() => remove.mutate({ report: report.id })}>
            Delete the report
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  )
}
