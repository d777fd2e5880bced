'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import Link from 'next/link'
import { reportHref } from '~/components/lib/paths'
import { errorFacts } from '~/components/trpc/errors'
import { useTRPC } from '~/components/trpc/provider'
import { Button } from '~/components/ui/button'
import { Dialog, DialogContent, DialogDescription, DialogFooter, DialogTitle } from '~/components/ui/dialog'
import { useWorkspace } from '~/components/workspace/use-workspace'
import type { LineSettings, Panel } from '~/server/domain/panel'
import type { ReportBlock } from '~/server/domain/report'

type AddToReportProps = { panel: Panel; settings: Partial<LineSettings>; onClose: () => void }

/** Puts a panel of the workspace, with the runs that it shows, at the end of a report or into a new one. */
export function AddToReport({ panel, settings, onClose }: AddToReportProps) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const { path, state } = useWorkspace()
  const reports = useQuery(trpc.reports.list.queryOptions(path))
  const create = useMutation(trpc.reports.create.mutationOptions())
  const update = useMutation(trpc.reports.update.mutationOptions())
  const id = () => Math.random().toString(36).slice(2, 10)
  const block: ReportBlock = { kind: 'panels', id: id(), runs: state.runs, settings, panels: [{ ...panel, id: id() }] }
  const add = useMutation({
    async mutationFn(report: string | null) {
      if (report === null)
        return create.mutateAsync({ ...path, title: 'Untitled report', content: { blocks: [block] } })
      const { version, content } = await queryClient.fetchQuery({
        ...trpc.reports.byId.queryOptions({ report }),
        staleTime: 0,
      })
      return update.mutateAsync({ report, version, content: { blocks: [...content.blocks, block] } })
    },
  })
  return (
    <Dialog open onOpenChange={(isOpen) => isOpen || onClose()}>
      <DialogContent>
        <DialogTitle>Add to a report</DialogTitle>
        <DialogDescription>
          The panel goes there with the runs that it shows now: their filter, order, groups and colours. It stays live.
        </DialogDescription>
        {add.data === undefined ? (
          <ul className="-mx-2 max-h-72 overflow-y-auto">
            {(reports.data ?? []).map((report) => (
              <li key={report.id}>
                <Button
                  variant="ghost"
                  className="w-full justify-start"
                  disabled={add.isPending}
                  onClick={() => add.mutate(report.id)}
                >
                  <span className="truncate">{report.title}</span>
                </Button>
              </li>
            ))}
            <li>
              <Button
                variant="ghost"
                className="w-full justify-start text-accent"
                disabled={add.isPending}
                onClick={() => add.mutate(null)}
              >
                A new report
              </Button>
            </li>
          </ul>
        ) : (
          <p role="status">
            It is at the end of{' '}
            <Link className="link" href={reportHref(path, add.data.id)}>
              {add.data.title}
            </Link>
            .
          </p>
        )}
        {add.isError && (
          <p role="alert" className="text-bad">
            {errorFacts(add.error).message}
          </p>
        )}
        <DialogFooter>
          <Button onClick={onClose}>{add.data === undefined ? 'Leave it' : 'Done'}</Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  )
}
