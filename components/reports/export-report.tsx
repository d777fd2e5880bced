'use client'

import { useIsFetching } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import { download, fileName } from '~/components/lib/download'
import { reportHref } from '~/components/lib/paths'
import { Button } from '~/components/ui/button'
import type { Report } from '~/server/domain/report'
import { standaloneHtml } from './standalone-html'

type ExportReportProps = {
  report: Report
  article: React.RefObject<HTMLElement | null>
  /** While it is true the whole report is to be drawn, also what is not in sight. */
  isTaking: boolean
  onTaking: (isTaking: boolean) => void
}

/** What was asked for last has been drawn after so long without a question. */
const SETTLED_MS = 400

/** Takes the report along as one HTML file, once every panel of it has its data. */
export function ExportReport({ report, article, isTaking, onTaking }: ExportReportProps) {
  const isFetching = useIsFetching() > 0
  const [problem, setProblem] = useState<string | null>(null)
  const take = useEffectEvent(() => {
    onTaking(false)
    const element = article.current
    if (element === null) return
    try {
      const source = new URL(reportHref({ entity: report.entity, project: report.project }, report.id), location.href)
        .href
      const html = standaloneHtml({ title: report.title, source, article: element })
      download(fileName(report.title, 'html'), new Blob([html], { type: 'text/html' }))
      setProblem(null)
    } catch (error) {
      setProblem(`The file could not be made: ${error instanceof Error ? error.message : String(error)}`)
    }
  })
  // The outside system is the page itself: it is copied when it has stopped changing.
  useEffect(() => {
    if (!isTaking || isFetching) return
    const timer = setTimeout(take, SETTLED_MS)
    return () => clearTimeout(timer)
  }, [isTaking, isFetching])
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
