'use client'

import { useQuery } from '@tanstack/react-query'
import { ErrorState } from '~/components/layout/error-state'
import { TimeAgo } from '~/components/layout/time-ago'
import { useTRPC } from '~/components/trpc/provider'
import { Skeleton } from '~/components/ui/skeleton'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '~/components/ui/table'
import { CreateKey } from './create-key'
import { RevokeKey } from './revoke-key'

/** The keys that programs sign in with. */
export function ApiKeys() {
  const trpc = useTRPC()
  const query = useQuery(trpc.accounts.keys.queryOptions())
  return (
    <section className="flex flex-col gap-3">
      <div className="flex items-end justify-between gap-4">
        <div>
          <h2 className="text-15">API keys</h2>
          <p className="text-muted">One for each machine, so that one can be taken back without the others.</p>
        </div>
        <CreateKey />
      </div>
      {query.data === undefined ? (
        query.isPending ? (
          <Skeleton className="h-24 w-full" />
        ) : (
          <ErrorState what="The keys could not be read" error={query.error} onRetry={() => query.refetch()} />
        )
      ) : query.data.length === 0 ? (
        <p className="text-muted">No key yet. Make one for the machine that trains.</p>
      ) : (
        <Table label="API keys">
          <TableHeader>
            <TableRow>
              <TableHead>Name</TableHead>
              <TableHead>Starts with</TableHead>
              <TableHead className="max-sm:hidden">Made</TableHead>
              <TableHead>Last used</TableHead>
              <TableHead>
                <span className="sr-only">Actions</span>
              </TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {query.data.map((key) => (
              <TableRow key={key.id} className="h-10">
                <TableCell>{key.name}</TableCell>
                <TableCell className="font-mono text-12">{key.prefix}…</TableCell>
                <TableCell className="text-muted max-sm:hidden">
                  <TimeAgo time={key.createdAt} />
                </TableCell>
                <TableCell className="text-muted">
                  {key.lastUsedAt ? <TimeAgo time={key.lastUsedAt} /> : 'never'}
                </TableCell>
                <TableCell className="text-right">
                  <RevokeKey apiKey={key} />
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </section>
  )
}
