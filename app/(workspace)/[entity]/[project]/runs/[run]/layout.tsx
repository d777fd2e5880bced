import { orNotFound, queryClient, trpc } from '~/app/_trpc/server'
import { decodeSegments } from '~/components/lib/paths'

type RunLayoutProps = { params: Promise<{ entity: string; project: string; run: string }>; children: React.ReactNode }

/** Waits for the run above the skeleton of its page, so that one that is not there answers 404. */
export default async function RunLayout({ params, children }: RunLayoutProps) {
  await orNotFound(queryClient().fetchQuery(trpc.runs.byId.queryOptions(decodeSegments(await params))))
  return children
}
