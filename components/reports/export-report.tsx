'use client'

import { reportHref } from '~/components/lib/paths'
import { Button } from '~/components/ui/button'
import type { Report } from '~/server/domain/report'
import { useHtmlExport } from './use-html-export'

type ExportReportProps = {
  report: Report
  article: React.RefObject<HTMLElement | null>
  /** While it is true the whole report is to be drawn, also what is not in sight. */
  isTaking: boolean
  onTaking: (isTaking: boolean) => void
}

/** Takes the report along as one HTML file, once every panel of it has its data. */
export function ExportReport({ report, article, isTaking, onTaking }: ExportReportProps) {
  const source = () =>
    new URL(reportHref({ entity: report.entity, project: report.project }, report.id), location.href).href
  const { problem } = useHtmlExport({ title: report.title, source, article, isTaking, onTaking })
  return (
    <>
      <Button disabled={isTaking} onClick={() => onTaking(true)}>
        {isTaking ? 'Reading every panel…' : 'Export as HTML'}
      </Button>
      {isTaking && (
        <Button variant="ghost" onClick={() => onTaking(false)}>
          Cancel
        </Button>
      )}
      {problem !== null && (
        <p role="alert" className="text-12 text-bad">
          {problem}
        </p>
      )}
    </>
  )
}
