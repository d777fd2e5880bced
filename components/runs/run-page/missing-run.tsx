'use client'

/** In place of a run that is not there: it may lie in the trash, from where it can be had back. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { EmptyState } from '~/components/layout/empty-state'
import { TimeAgo } from '~/components/layout/time-ago'
import { usePlace } from '~/components/layout/use-place'
import { formatInstant } from '~/components/lib/format'
import { projectHref } from '~/components/lib/paths'
import { useZone } from '~/components/lib/use-zone'
import { errorFacts } from '~/components/trpc/errors'
import { useTRPC } from '~/components/trpc/provider'
import { Button } from '~/components/ui/button'
import { Skeleton } from '~/components/ui/skeleton'
import type { RunPath } from '~/server/domain/ids'
import type { TrashedRun } from '~/server/domain/run-bulk'

export function MissingRun() {
  const { entity, project, run } = usePlace()
  if (entity === null || project === null || run === null) return null
  return <Missing path={{ entity, project, run }} />
}

function Missing({ path }: { path: RunPath }) {
  const trpc = useTRPC()
  const { entity, project, run } = path
  const trash = useQuery(trpc.runs.trash.queryOptions({ entity, project, search: run }))
  if (trash.isPending) return <Skeleton className="h-24 w-full max-w-2xl" />
  const trashed = trash.data?.runs.find(({ id }) => id === run)
  if (trashed !== undefined) return <InTrash path={path} trashed={trashed} />
  return (
    <EmptyState title="There is no such run" isPage>
      <p>
        {project} has no run {run}. It may be spelled differently, or was deleted for good.
      </p>
      <p>
        <Link href={projectHref({ entity, project })} className="link">
          All runs of {project}
        </Link>
      </p>
    </EmptyState>
  )
}

function InTrash({ path, trashed }: { path: RunPath; trashed: TrashedRun }) {
  const trpc = useTRPC()
  const zone = useZone()
  const router = useRouter()
  const queryClient = useQueryClient()
  const { entity, project, run } = path
  const restore = useMutation(
    trpc.runs.restore.mutationOptions({
      async onSuccess() {
        await queryClient.invalidateQueries()
        router.refresh()
      },
    }),
  )
  const refused = restore.data?.refused[0]?.reason
  return (
    <EmptyState title={`${trashed.name} is in the trash`} isPage>
      <p>
        It was deleted <TimeAgo time={trashed.deletedAt} /> and is on no page and in no search until it is restored.{' '}
        {trashed.purgedAt === null
          ? 'It stays there until somebody empties the trash.'
          : `It is gone for good on ${formatInstant(trashed.purgedAt, zone)}.`}
      </p>
      <p className="flex flex-wrap items-center gap-3">
        <Button
          variant="primary"
          disabled={restore.isPending || restore.isSuccess}
          onClick={() => restore.mutate({ entity, project, which: { kind: 'ids', ids: [run] } })}
        >
          Restore the run
        </Button>
        <Link href={projectHref({ entity, project })} className="link">
          All runs of {project}
        </Link>
      </p>
      {(restore.isError || refused !== undefined) && (
        <p role="alert" className="text-bad">
          {refused ?? errorFacts(restore.error).message}
        </p>
      )}
    </EmptyState>
  )
}
