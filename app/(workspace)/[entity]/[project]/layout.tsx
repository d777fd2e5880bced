import { orNotFound, queryClient, trpc } from '~/app/_trpc/server'
import { decodeSegments } from '~/components/lib/paths'

type ProjectLayoutProps = { params: Promise<{ entity: string; project: string }>; children: React.ReactNode }

/** Waits for the project above the skeletons of its pages: once one of those is sent, a 404 cannot be said any more. */
export default async function ProjectLayout({ params, children }: ProjectLayoutProps) {
  await orNotFound(queryClient().fetchQuery(trpc.projects.byName.queryOptions(projectOf(await params))))
  return children
}

/** The parameters hold those of the page below as well. */
function projectOf(params: { entity: string; project: string }) {
  const { entity, project } = decodeSegments(params)
  return { entity, project }
}
