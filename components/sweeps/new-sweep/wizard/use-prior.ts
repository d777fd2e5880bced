'use client'

/** Which of the chosen runs the sweep would learn from, for the text as it is once nobody types. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTRPC } from '~/components/trpc/provider'
import type { ProjectPath } from '~/server/domain/ids'
import type { NewSweepState } from '../use-new-sweep'
import { sourceOf } from './use-proposal'

type Asked = {
  path: ProjectPath
  state: NewSweepState
  /** The text at rest. */
  text: string
  /** Only a sound config can be asked about, and only where the answer is shown. */
  isAsked: boolean
}

export function usePrior({ path, state, text, isAsked }: Asked) {
  const trpc = useTRPC()
  const isOn = state.prior !== 'none'
  const query = useQuery(
    trpc.sweeps.previewPrior.queryOptions(
      { ...sourceOf(path, state), config: text },
      { enabled: isAsked && isOn, placeholderData: keepPreviousData },
    ),
  )
  const { data } = query
  const storageIds = useMemo(() => {
    const skipped = new Set(state.skip)
    return isOn ? (data?.counting ?? []).filter(({ run }) => !skipped.has(run)).map(({ storageId }) => storageId) : []
  }, [data, isOn, state.skip])
  return { query, isOn, preview: isOn ? data : undefined, storageIds }
}
export type PriorState = ReturnType<typeof usePrior>
