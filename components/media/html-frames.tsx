'use client'

import { ExternalLink } from 'lucide-react'
import { runFileHref } from '~/components/lib/paths'
import { RunName } from './run-name'
import type { ViewerProps } from './viewer'

/** Pages in frames of their own: their scripts run, and reach neither the dashboard nor the network. */
export function HtmlFrames({ shown, path, title, height }: ViewerProps) {
  const pages = shown.flatMap(({ run, media, step }) =>
    media?.kind === 'html' ? media.files.map((file) => ({ run, file, step })) : [],
  )
  const isMany = pages.length > 1
  return (
    <div className="grid h-full grid-cols-[repeat(auto-fit,minmax(min(320px,100%),1fr))] gap-3 overflow-y-auto">
      {pages.map(({ run, file, step }) => {
        const href = runFileHref({ ...path, run: run.id }, file.path, { as: 'page', v: file.sha256 })
        return (
          <div key={`${run.storageId} ${file.path}`} className="flex min-w-0 flex-col gap-1">
            <div className="flex items-center justify-between gap-2">
              {isMany || step !== null ? <RunName run={run} step={step} /> : <span />}
              <a href={href} target="_blank" rel="noreferrer" className="link inline-flex items-center gap-1 text-12">
                Open alone <ExternalLink aria-hidden="true" className="size-3" />
              </a>
            </div>
            <iframe
              title={`${title} of ${run.name}`}
              src={href}
              sandbox="allow-scripts"
              referrerPolicy="no-referrer"
              loading="lazy"
              style={{ height: isMany ? Math.max(200, height / 2 - 24) : height - 24 }}
              className="w-full rounded-md border border-hairline bg-white"
            />
          </div>
        )
      })}
    </div>
  )
}
