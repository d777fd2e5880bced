/** Asks beforehand what the panels of a workspace will ask, so that they are laid out at once. */
import 'server-only'
import type { SearchParams } from 'nuqs/server'
import { panelQuestion } from '~/components/panels/panel-question'
import { filterProblem } from '~/components/runs/table/table-question'
import { columnsOfLegends } from '~/components/workspace/prepare/legend-columns'
import { loadWorkspaceParams, stateOf } from '~/components/workspace/workspace-params'
import type { ProjectPath } from '~/server/domain/ids'
import { queryClient, trpc } from './server'

export async function prefetchPanels(path: ProjectPath, searchParams: Promise<SearchParams>): Promise<void> {
  const params = await loadWorkspaceParams(searchParams)
  const cache = queryClient()
  const read = async () => {
    const view =
      params.view === null ? null : await cache.fetchQuery(trpc.views.byId.queryOptions({ view: params.view }))
    const { runs, panels } = stateOf(view?.content ?? null, params)
    await Promise.all([
      cache.prefetchQuery(trpc.history.keys.queryOptions(path)),
      filterProblem(runs.filter) === null
        ? cache.prefetchQuery(trpc.runs.table.queryOptions(panelQuestion(path, runs, columnsOfLegends(panels))))
        : null,
    ])
  }
  // What fails here fails again in the browser, which can say so in its place.
  await read().catch(() => undefined)
}
