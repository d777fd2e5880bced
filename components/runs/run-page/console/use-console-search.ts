'use client'

/**
 * Numbers of the lines that hold a text. A console that grows is searched on from where the last search ended; the last
 * lines are searched again, because a progress bar rewrites them.
 */
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTRPC, useTRPCClient } from '~/components/trpc/provider'

const SEARCHED_AGAIN = 512

type Found = { search: string; numbers: number[]; isCut: boolean; lineCount: number }

export function useConsoleSearch(storageId: string, search: string) {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const queryClient = useQueryClient()
  const input = { storageId, search }
  const queryKey = [...trpc.console.find.queryKey(input), 'grown']
  return useQuery({
    queryKey,
    enabled: search !== '',
    placeholderData: keepPreviousData,
    async queryFn({ signal }): Promise<Found> {
      const before = queryClient.getQueryData<Found>(queryKey)
      const isWhole = before === undefined || before.isCut
      const from = isWhole ? 0 : Math.max(0, before.lineCount - SEARCHED_AGAIN)
      const { numbers, ...rest } = await client.console.find.query({ ...input, from }, { signal })
      const kept = isWhole ? [] : before.numbers.filter((number) => number < from)
      return { search, ...rest, numbers: [...kept, ...numbers] }
    },
  })
}
