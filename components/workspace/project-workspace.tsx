'use client'

import { useQuery } from '@tanstack/react-query'
import { useQueryState } from 'nuqs'
import { useTRPC } from '~/components/trpc/provider'
import type { ProjectPath } from '~/server/domain/ids'
import { WorkspaceProvider } from './use-workspace'
import { workspaceParams } from './workspace-params'

type ProjectWorkspaceProps = { path: ProjectPath; children: React.ReactNode }

/** Gives what stands in it the state of the address, on top of the saved view that the address names. */
export function ProjectWorkspace({ path, children }: ProjectWorkspaceProps) {
  const trpc = useTRPC()
  const [view] = useQueryState('view', workspaceParams.view)
  const { data } = useQuery(trpc.views.byId.queryOptions({ view: view ?? '' }, { enabled: view !== null }))
  return (
    <WorkspaceProvider path={path} base={data?.content ?? null}>
      {children}
    </WorkspaceProvider>
  )
}
