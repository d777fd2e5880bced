'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { errorFacts } from '~/components/trpc/errors'
import { useTRPC } from '~/components/trpc/provider'
import { Skeleton } from '~/components/ui/skeleton'
import type { SweepDetail } from '~/server/domain/sweep'
import type { PreviewedEdit } from '~/server/domain/sweep-controls'
import { ChangeList } from './change-list'
import { effectSentences } from './edit-words'

/** What the server says of a text: asked again whenever the text, the queue or a run changes. */
export function useEditPreview(sweep: string, text: string, isAsked: boolean, yaml?: '1.2') {
  const trpc = useTRPC()
  return useQuery(
    trpc.controls.previewEdit.queryOptions(
      { sweep, config: text, yaml },
      { enabled: isAsked, placeholderData: keepPreviousData },
    ),
  )
}

type EditPreviewProps = {
  sweep: Pick<SweepDetail, 'method'>
  preview: ReturnType<typeof useEditPreview>
  dropsOutside: boolean
}

/** The changes in words, and what would happen to how many. */
export function EditPreview({ sweep, preview, dropsOutside }: EditPreviewProps) {
  if (preview.error !== null) {
    return (
      <p role="alert" className="text-13 text-bad">
        {errorFacts(preview.error).message}
      </p>
    )
  }
  if (preview.data === undefined) return <Skeleton className="h-24" />
  return (
    <div aria-busy={preview.isFetching} aria-live="polite" className="flex min-w-0 flex-col gap-3">
      <PreviewBody seen={preview.data} method={sweep.method} dropsOutside={dropsOutside} />
    </div>
  )
}

type BodyProps = { seen: PreviewedEdit; method: SweepDetail['method']; dropsOutside: boolean }

function PreviewBody({ seen, method, dropsOutside }: BodyProps) {
  const { problems, warnings, changes, effect } = seen
  if (problems.length > 0) {
    return (
      <ul className="flex flex-col gap-1">
        {problems.map(({ path, line, found, allowed }) => (
          <li key={`${path} ${line} ${found} ${allowed}`} className="text-12">
            <span aria-hidden="true" className="mr-1.5 text-bad">
              ✕
            </span>
            {line !== null && `line ${line}: `}
            <span className="font-mono">{path || 'config'}</span>: found {found}, allowed: {allowed}
          </li>
        ))}
      </ul>
    )
  }
  if (changes.length === 0 || effect === null) return <p className="text-13 text-muted">Nothing is changed yet.</p>
  const sentences = effectSentences(effect, { method, dropsOutside })
  return (
    <>
      <ChangeList changes={changes} />
      {sentences.length > 0 && (
        <ul className="flex flex-col gap-0.5 text-13">
          {sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      {warnings.map((warning) => (
        <p key={warning} className="text-12 text-muted">
          <span aria-hidden="true" className="mr-1.5 text-warn-ink">
            ▲
          </span>
          {warning}
        </p>
      ))}
    </>
  )
}
