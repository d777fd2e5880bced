'use client'

import { useQuery } from '@tanstack/react-query'
import { ErrorLine } from '~/components/layout/error-line'
import { cn } from '~/components/lib/cn'
import { formatBytes } from '~/components/lib/format'
import { Skeleton } from '~/components/ui/skeleton'
import type { RunFile } from '~/server/domain/file'
import { type PatchLine, PREVIEW_BYTES_MAX, patchLines, prettyJson } from './file-kind'

type TextPreviewProps = { href: string; file: RunFile; kind: 'json' | 'patch' | 'text' }

const LOOK: Record<PatchLine['kind'], string> = {
  added: 'text-good',
  removed: 'text-bad',
  place: 'text-accent',
  file: 'font-semibold',
  same: '',
}

/** The beginning of a text, asked for as a part of the file. */
export function TextPreview({ href, file, kind }: TextPreviewProps) {
  const isCut = file.sizeBytes > PREVIEW_BYTES_MAX
  const query = useQuery({
    queryKey: ['text file', href],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }) => {
      const headers = isCut ? { range: `bytes=0-${PREVIEW_BYTES_MAX - 1}` } : undefined
      const answer = await fetch(href, { signal, headers })
      if (!answer.ok) throw new Error(`The server answered ${answer.status} for the file.`)
      return answer.text()
    },
  })
  if (query.data === undefined) {
    if (query.isPending) return <Skeleton className="h-64 w-full" />
    return <ErrorLine error={query.error} onRetry={() => query.refetch()} />
  }
  return (
    <div className="flex min-w-0 flex-col gap-1">
      {isCut && (
        <p className="text-12 text-muted">
          The first {formatBytes(PREVIEW_BYTES_MAX)} of {formatBytes(file.sizeBytes)}.
        </p>
      )}
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
        tabIndex={0}
        className="max-h-[70dvh] overflow-auto rounded-md bg-hover px-3 py-2.5 font-mono text-12 leading-[1.6]"
      >
        {kind === 'patch'
          ? patchLines(query.data).map(({ text, kind: lineKind }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
              <span key={index} className={cn('block min-h-[1.6em]', LOOK[lineKind])}>
                {text}
              </span>
            ))
          : kind === 'json' && !isCut
            ? prettyJson(query.data)
            : query.data}
      </pre>
    </div>
  )
}
