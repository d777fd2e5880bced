import type { Metadata } from 'next'
import { HydrateClient, orNotFound, queryClient, trpc } from '~/app/_trpc/server'
import { ComparePage } from '~/components/compare/compare-page'
import { loadCompareState, toCompareInput } from '~/components/compare/search-params'
import { chosenSweeps } from '~/components/compare/sweeps/chosen-sweeps'
import { decodeSegments } from '~/components/lib/paths'

export const metadata: Metadata = { title: 'Compare sweeps' }

/** More takes the server a while: the browser then asks by itself, and shows that it waits. */
const RUNS_IN_PAGE_MAX = 2000

type Props = {
  params: Promise<{ entity: string; project: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function Page({ params, searchParams }: Props) {
  const path = decodeSegments(await params)
  const all = await orNotFound(queryClient().fetchQuery(trpc.sweeps.list.queryOptions(path)))
  const state = await loadCompareState(searchParams)
  const { chosen } = chosenSweeps(all, state.sweeps)
  const runCount = chosen.reduce((sum, { runs }) => sum + runs.total, 0)
  if (chosen.length > 0 && state.x === 'runs' && runCount <= RUNS_IN_PAGE_MAX) {
    const input = { ...path, sweeps: chosen.map(({ id }) => id), ...toCompareInput(state) }
    await queryClient().prefetchQuery(trpc.sweeps.compare.queryOptions(input))
  }
  return (
    <HydrateClient>
      <ComparePage path={path} />
    </HydrateClient>
  )
}
