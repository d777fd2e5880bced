'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { countOf } from '~/components/lib/format'
import { errorFacts } from '~/components/trpc/errors'
import { useTRPC } from '~/components/trpc/provider'
import { Button } from '~/components/ui/button'
import type { Problem } from '~/server/domain/errors'
import type { ProjectPath } from '~/server/domain/ids'
import type { CreatedSweep } from '~/server/domain/sweep'

type StartBarProps = {
  path: ProjectPath
  text: string
  problems: readonly Problem[]
  priorRuns: readonly string[]
  /** Before the button. */
  children?: React.ReactNode
  onStarted: (made: CreatedSweep) => void
}

/** Makes the sweep. What is refused is said here, and nothing that was written is lost. */
export function StartBar({ path, text, problems, priorRuns, children, onStarted }: StartBarProps) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const create = useMutation(
    trpc.sweeps.create.mutationOptions({
      onSuccess: async (made) => {
        await queryClient.invalidateQueries(trpc.sweeps.list.queryFilter())
        onStarted(made)
      },
    }),
  )
  return (
    <div className="flex flex-wrap items-center gap-3 border-hairline border-t pt-4">
      {children}
      <Button
        variant="primary"
        disabled={problems.length > 0 || create.isPending}
        onClick={() => create.mutate({ ...path, config: text, priorRuns: [...priorRuns] })}
      >
        {create.isPending ? 'Starting…' : 'Start the sweep'}
      </Button>
      <p className="text-12 text-muted" aria-live="polite">
        {problems.length > 0
          ? `${countOf(problems.length, 'problem')} to mend first`
          : 'Makes the sweep; training begins when the first agent comes.'}
      </p>
      {create.error && (
        <p role="alert" className="w-full whitespace-pre-line text-13 text-bad">
          {errorFacts(create.error).message}
        </p>
      )}
    </div>
  )
}
