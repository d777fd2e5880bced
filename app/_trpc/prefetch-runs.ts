/** Asks beforehand what the run table of a workspace will ask, so that it is drawn with its rows. */
import 'server-only'
import type { SearchParams } from 'nuqs/server'
import { shownColumns } from '~/components/runs/table/columns'
import { filterProblem, tableQuestion } from '~/components/runs/table/table-question'
import { loadWorkspaceParams, stateOf } from '~/components/workspace/workspace-params'
import type { ProjectPath } from '~/server/domain/ids'
import { queryClient, trpc } from './server'

export async function prefetchRuns(path: ProjectPath, searchParams: Promise<SearchParams>): Promise<void> {
  const params = await loadWorkspaceParams(searchParams)
  const cache = queryClient()
  const read = async () => {
    const [keys, sweeps, view] = await Promise.all([
      cache.fetchQuery(trpc.runs.columns.queryOptions(path)),
      cache.fetchQuery(trpc.sweeps.list.queryOptions(path)),
      params.view === null ? null : cache.fetchQuery(trpc.views.byId.queryOptions({ view: params.view })),
    ])
    const { runs } = stateOf(view?.content ?? null, params)
    if (filterProblem(runs.filter) !== null) return
    const objectives = sweeps.toReversed().flatMap(({ objective }) => objective?.name ?? [])
    const shown = shownColumns(runs.columns, keys, [...new Set(objectives)])
    const question = tableQuestion(
      path,
      runs,
      shown.map(({ id }) => id),
    )
    await cache.prefetchQuery(trpc.runs.table.queryOptions(question))
  }
  // What fails here fails again in the browser, which can say so in its place.
  await read().catch(() => undefined)
}
