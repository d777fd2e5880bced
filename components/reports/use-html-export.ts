'use client'

import { useIsFetching } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import { download, fileName } from '~/components/lib/download'
import { standaloneHtml } from './standalone-html'

type HtmlExportInput = {
  title: string
  /** Address of what is taken along. */
  source: () => string
  article: React.RefObject<HTMLElement | null>
  /** While it is true all of it is to be drawn, also what is not in sight. */
  isTaking: boolean
  onTaking: (isTaking: boolean) => void
  /** What becomes of the file; absent: the browser saves it. */
  onHtml?: ((html: string) => void) | undefined
}

/** What was asked for last has been drawn after so long without a question. */
const SETTLED_MS = 400
/** Charts come in pieces of their own; a place that is still empty after so many looks stays so. */
const LOOKS_MAX = 25
/** What stands where something will be. */
const WAITING = '[data-slot="skeleton"], [aria-busy="true"]'

/** Takes what is drawn along as one HTML file, once every panel of it has its data. */
export function useHtmlExport({ title, source, article, isTaking, onTaking, onHtml }: HtmlExportInput) {
  const isFetching = useIsFetching() > 0
  const [problem, setProblem] = useState<string | null>(null)
  const take = useEffectEvent(() => {
    onTaking(false)
    const element = article.current
    if (element === null) return
    try {
      const html = standaloneHtml({ title, source: source(), article: element })
      if (onHtml === undefined) download(fileName(title, 'html'), new Blob([html], { type: 'text/html' }))
      else onHtml(html)
      setProblem(null)
    } catch (error) {
      setProblem(`The file could not be made: ${error instanceof Error ? error.message : String(error)}`)
    }
  })
  // The outside system is the page itself: it is copied when it has stopped changing.
  useEffect(() => {
    if (!isTaking || isFetching) return
    let looks = 0
    const timer = setInterval(() => {
      const isWaiting = article.current?.querySelector(WAITING) != null
      if (isWaiting && ++looks < LOOKS_MAX) return
      clearInterval(timer)
      take()
    }, SETTLED_MS)
    return () => clearInterval(timer)
  }, [isTaking, isFetching, article])
  return { problem }
}
