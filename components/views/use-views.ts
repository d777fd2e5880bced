'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '~/components/trpc/provider'
import { useWorkspace } from '~/components/workspace/use-workspace'
import type { SavedView } from '~/server/domain/saved-view'

/** The saved views of the workspace's project, the one that is open, and what can be done with them. */
export function useViews() {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const workspace = useWorkspace()
  const { path, state, viewId } = workspace
  const listKey = trpc.views.list.queryKey(path)
  const list = useQuery(trpc.views.list.queryOptions(path))

  const refresh = () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: listKey }),
      queryClient.invalidateQueries({ queryKey: trpc.views.byId.queryKey() }),
      queryClient.invalidateQueries({ queryKey: trpc.views.default.queryKey() }),
    ])
  const create = useMutation(
    trpc.views.create.mutationOptions({
      async onSuccess(view) {
        queryClient.setQueryData(trpc.views.byId.queryKey({ view: view.id }), { ...view, content: state })
        workspace.openView(view.id)
        await refresh()
      },
    }),
  )
  const update = useMutation(
    trpc.views.update.mutationOptions({
      async onSuccess(view, { content }) {
        if (content !== undefined) {
          queryClient.setQueryData(trpc.views.byId.queryKey({ view: view.id }), { ...view, content })
          workspace.openView(view.id)
        }
        await refresh()
      },
    }),
  )
  const remove = useMutation(
    trpc.views.remove.mutationOptions({
      async onSuccess(_, { view }) {
        if (view === viewId) workspace.openView(null)
        await refresh()
      },
    }),
  )
  const views: SavedView[] = list.data ?? []
  return { list, views, open: views.find(({ id }) => id === viewId) ?? null, create, update, remove }
}
