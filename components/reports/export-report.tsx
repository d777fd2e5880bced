'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { CodeBlock } from '~/components/layout/code-block'
import { Instant } from '~/components/layout/instant'
import { reportHref } from '~/components/lib/paths'
import { errorFacts } from '~/components/trpc/errors'
import { useTRPC } from '~/components/trpc/provider'
import { Button } from '~/components/ui/button'
import { Dialog, DialogContent, DialogDescription, DialogFooter, DialogTitle } from '~/components/ui/dialog'
import type { Report } from '~/server/domain/report'
import { useHtmlExport } from './use-html-export'

type ExportReportProps = {
  report: Report
  article: React.RefObject<HTMLElement | null>
  /** While it is true the whole report is to be drawn, also what is not in sight. */
  isTaking: boolean
  onTaking: (isTaking: boolean) => void
}

/** Takes the report along as one HTML file, or puts such a copy behind a link, once every panel of it has its data. */
export function ExportReport({ report, article, isTaking, onTaking }: ExportReportProps) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [isSharing, setSharing] = useState(false)
  const publish = useMutation(
    trpc.reports.publish.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.reports.byId.queryKey({ report: report.id }) }),
    }),
  )
  const source = () =>
    new URL(reportHref({ entity: report.entity, project: report.project }, report.id), location.href).href
  const { problem } = useHtmlExport({
    title: report.title,
    source,
    article,
    isTaking,
    onTaking,
    onHtml: isSharing ? (html) => publish.mutate({ report: report.id, html }) : undefined,
  })
  return (
    <>
      <Button
        disabled={isTaking}
        onClick={() => {
          publish.reset()
          setSharing(true)
        }}
      >
        Share…
      </Button>
      <Button disabled={isTaking || isSharing} onClick={() => onTaking(true)}>
        {isTaking && !isSharing ? 'Reading every panel…' : 'Export as HTML'}
      </Button>
      {problem !== null && (
        <p role="alert" className="text-12 text-bad">
          {problem}
        </p>
      )}
      {isSharing && (
        <ShareDialog
          report={report}
          here={source()}
          publish={publish}
          isTaking={isTaking}
          onPublish={() => onTaking(true)}
          onClose={() => {
            onTaking(false)
            setSharing(false)
          }}
        />
      )}
    </>
  )
}

type ShareDialogProps = {
  report: Report
  here: string
  publish: { data: { url: string } | undefined; isPending: boolean; isError: boolean; error: unknown }
  isTaking: boolean
  onPublish: () => void
  onClose: () => void
}

/** Two links: the report itself for who may see the project, and a copy for everybody. */
function ShareDialog({ report, here, publish, isTaking, onPublish, onClose }: ShareDialogProps) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const unpublish = useMutation(
    trpc.reports.unpublish.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.reports.byId.queryKey({ report: report.id }) }),
    }),
  )
  const isBusy = isTaking || publish.isPending
  const failed = [publish, unpublish].find(({ isError }) => isError)
  return (
    <Dialog open onOpenChange={(isOpen) => isOpen || onClose()}>
      <DialogContent>
        <DialogTitle>Share “{report.title}”</DialogTitle>
        <CodeBlock label="For everybody who sees the project, always live" code={here} />
        <DialogDescription>
          Others get a copy as it is drawn now: no account, no data behind it, and nothing can be asked of the server.
          Whoever has the link can read it.
          {report.publishedAt !== null && (
            <>
              {' '}
              The last copy is from <Instant time={report.publishedAt} />.
            </>
          )}
        </DialogDescription>
        {publish.data !== undefined && (
          <CodeBlock label="For everybody; copy it now, the server keeps a hash only" code={publish.data.url} />
        )}
        {failed && (
          <p role="alert" className="text-bad">
            {errorFacts(failed.error).message}
          </p>
        )}
        <DialogFooter>
          {report.publishedAt !== null && (
            <Button disabled={unpublish.isPending || isBusy} onClick={() => unpublish.mutate({ report: report.id })}>
              End the link
            </Button>
          )}
          <Button variant="primary" disabled={isBusy} onClick={onPublish}>
            {isBusy
              ? 'Copying every panel…'
              : report.publishedAt === null
                ? 'Publish a copy'
                : 'Publish anew, with a new link'}
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  )
}
