'use client'

import { useQueries } from '@tanstack/react-query'
import { useTRPC } from '~/components/trpc/provider'
import type { ProjectPath } from '~/server/domain/ids'
import type { BulkPreview } from '~/server/domain/run-bulk'
import { sumPreviews, whichRuns } from './bulk-steps'
import type { BulkTarget } from './use-bulk'

/** What an action on the ticked runs would touch; null while it is being counted. */
export function usePreview(
  path: ProjectPath,
  target: BulkTarget,
  { to, isEnabled }: { to: ProjectPath | null; isEnabled: boolean },
): BulkPreview | null {
  const trpc = useTRPC()
  const answers = useQueries({
    queries: whichRuns(target.selection, target.asked).map((which) =>
      trpc.runs.preview.queryOptions({ ...path, which, to }, { enabled: isEnabled, staleTime: 0 }),
    ),
  })
  const parts = answers.map(({ data }) => data)
  if (parts.some((part) => part === undefined)) return null
  return sumPreviews(parts.filter((part) => part !== undefined))
}
